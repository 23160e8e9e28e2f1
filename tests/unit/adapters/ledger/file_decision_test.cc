// SPDX-License-Identifier: Apache-2.0
// file_decision_test.cc - received files go to JSON and come back.
#include "adapters/ledger/file_decision.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(FileDecision, EverythingComesBack) {
  FileDecision file;
  file.name = "a \"quoted\" name.sta";
  file.format = "mt940";
  file.status = "held";
  file.advice_only = true;
  file.advice = 3;
  file.advice_ids = {"a1", "a2", "a3"};
  file.mappings = {"m1", "m2"};
  file.duplicates = {"r1"};
  StatementEnds ends;
  ends.account = "DE0001";
  ends.currency = *ParseCurrency("EUR");
  ends.day = *ParseIsoDay("2026-03-04");
  ends.opening = -1'05;
  ends.closing = 2'00;
  ends.line = 7;
  ends.number = 12;
  file.ends = {ends};
  file.parts = {{"bai2/B\\/1", "4f00"}, {"x12/7", "1234"}};
  FileDecision back;
  std::string error;
  ASSERT_TRUE(FromJson(ToJson(file), &back, &error)) << error;
  EXPECT_EQ(ToJson(back), ToJson(file));
  EXPECT_EQ(back.parts, file.parts);
  EXPECT_EQ(back.name, file.name);
  EXPECT_TRUE(back.advice_only);
  EXPECT_EQ(back.advice, 3u);
  EXPECT_THAT(back.advice_ids, ElementsAre("a1", "a2", "a3"));
  EXPECT_THAT(back.mappings, ElementsAre("m1", "m2"));
  ASSERT_EQ(back.ends.size(), 1u);
  EXPECT_EQ(back.ends[0].opening, -1'05);
  EXPECT_EQ(back.ends[0].day, ends.day);
  EXPECT_EQ(back.ends[0].number, 12u);
}

TEST(FileDecision, AnOldRowWithoutTheNewMembersIsRead) {
  FileDecision back;
  std::string error;
  ASSERT_TRUE(FromJson(
      R"({"name":"a","format":"bai2","status":"accepted","duplicates":[]})",
      &back, &error));
  EXPECT_FALSE(back.advice_only);
  EXPECT_EQ(back.advice, 0u);
  EXPECT_THAT(back.ends, IsEmpty());
}

TEST(FileDecision, BalancesThatCannotBeReadAreTold) {
  FileDecision back;
  std::string error;
  EXPECT_FALSE(
      FromJson(R"({"name":"a","ends":[{"currency":"USD","opening":"x"}]})",
               &back, &error));
  EXPECT_FALSE(error.empty());
  EXPECT_FALSE(FromJson("[]", &back, &error));
}

}  // namespace
}  // namespace cashmatch
