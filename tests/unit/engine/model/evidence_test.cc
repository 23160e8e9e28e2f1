// SPDX-License-Identifier: Apache-2.0
// evidence_test.cc - every kind of evidence has a word of its own.
#include "engine/model/evidence.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace cashmatch {
namespace {

template <class Kind>
void ExpectWords(int count) {
  std::set<std::string> words;
  for (int i = 0; i < count; ++i) {
    const std::string word(NameOf(static_cast<Kind>(i)));
    EXPECT_FALSE(word.empty()) << i;
    EXPECT_EQ(word.find_first_not_of("abcdefghijklmnopqrstuvwxyz_"),
              std::string::npos);
    EXPECT_TRUE(words.insert(word).second) << word;
  }
}

TEST(Evidence, EveryKindHasAWordOfItsOwn) {
  ExpectWords<PayerEvidence>(kPayerEvidenceCount);
  ExpectWords<SumFinding>(5);
  ExpectWords<WayOutKind>(kWayOutCount);
}

TEST(Evidence, TheMarginIsWhatTheFirstHasBeyondTheSecond) {
  SumRecord record;
  record.best = 700'000;
  EXPECT_EQ(record.margin(), 700'000);
  record.second = 250'000;
  EXPECT_EQ(record.margin(), 450'000);
}

}  // namespace
}  // namespace cashmatch
