// SPDX-License-Identifier: Apache-2.0
// chain_test.cc - a changed, missing or moved row is found and named.
#include "adapters/store/chain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

namespace cashmatch {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::vector<JournalRow> ThreeRows() {
  Chain chain;
  std::vector<JournalRow> rows;
  Link before{};
  for (uint64_t seq = 1; seq <= 3; ++seq) {
    JournalRow row{"acme",
                   seq,
                   "2026-03-02T10:00:00Z",
                   "kim",
                   {DecisionKind::kAllocated, "R" + std::to_string(seq), "{}"},
                   {}};
    row.link = before = chain.LinkOf(before, row);
    rows.push_back(row);
  }
  return rows;
}

std::string BrokenIn(const std::vector<JournalRow>& rows) {
  ChainWalk walk("acme");
  for (const JournalRow& row : rows) {
    if (!walk.Take(row)) break;
  }
  return walk.broken();
}

TEST(ChainTest, AgreesWithAnotherProgram) {
  // The documented bytes, hashed by Python's hashlib.
  JournalRow row{"t",
                 1,
                 "2026-03-02T10:00:00Z",
                 "kim",
                 {DecisionKind::kAllocated, "R1", "{\"a\":1}"},
                 {}};
  EXPECT_EQ(HexOf(Chain().LinkOf({}, row)),
            "ad5f5926c2435e52462c2157cf6cca372b28759ee673fafa5efebaae4f430be6");
}

TEST(ChainTest, FollowsWhatWasWritten) {
  const auto rows = ThreeRows();
  ChainWalk walk("acme");
  for (const JournalRow& row : rows) EXPECT_TRUE(walk.Take(row));
  EXPECT_EQ(walk.head(), (Head{3, rows[2].link}));
}

TEST(ChainTest, NamesTheFirstRowThatWasChangedInAnyField) {
  const std::vector<std::function<void(JournalRow*)>> changes = {
      [](JournalRow* row) { row->at = "2026-03-02T10:00:01Z"; },
      [](JournalRow* row) { row->who = "eve"; },
      [](JournalRow* row) { row->decision.kind = DecisionKind::kSuggested; },
      [](JournalRow* row) { row->decision.subject = "R9"; },
      [](JournalRow* row) { row->decision.payload = "{ }"; },
      [](JournalRow* row) { row->link[31] ^= 1; },
      // Text that moves from one field into its neighbour.
      [](JournalRow* row) {
        row->decision.subject = "R2{";
        row->decision.payload = "}";
      },
  };
  for (size_t i = 0; i < changes.size(); ++i) {
    auto rows = ThreeRows();
    changes[i](&rows[1]);
    EXPECT_THAT(BrokenIn(rows), StartsWith("row 2: found link")) << i;
  }
}

TEST(ChainTest, NamesWhereRowsAreMissingSwappedOrOfAnother) {
  auto missing = ThreeRows();
  missing.erase(missing.begin() + 1);
  EXPECT_THAT(BrokenIn(missing), HasSubstr("row 3: found after row 1"));
  auto swapped = ThreeRows();
  std::swap(swapped[0], swapped[1]);
  EXPECT_THAT(BrokenIn(swapped), HasSubstr("row 2: found after row 0"));
  auto foreign = ThreeRows();
  foreign[2].tenant = "other";
  EXPECT_THAT(BrokenIn(foreign), HasSubstr("row 3: found tenant 'other'"));
}

TEST(JournalTest, EveryKindHasItsOwnName) {
  for (int i = 0; i < kDecisionKinds; ++i) {
    const auto kind = static_cast<DecisionKind>(i);
    EXPECT_EQ(DecisionKindOf(NameOf(kind)), kind);
  }
  EXPECT_EQ(DecisionKindOf("guessed"), std::nullopt);
}

}  // namespace
}  // namespace cashmatch
