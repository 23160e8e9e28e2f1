// SPDX-License-Identifier: Apache-2.0
// learned_test.cc - counts of the whole run, and of each payer that paid.
#include "adapters/write/learned.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/adapters/write/hand_made_run.h"

namespace cashmatch {
namespace {

using testing::HasSubstr;

class LearnedTest : public testing::Test {
 protected:
  LearnedTest() {
    run_.Invoice("INV-9", "ZETA", 100, "2026-01-01");
    run_.Build();
  }
  /// Counts one payment of ACME: an item two days late paid, one not due left.
  void Observe() {
    const Day today = *ParseIsoDay("2026-03-02");
    const std::vector<SeenItem> items = {{today - 2, true}, {today + 6, false}};
    run_.report.habits.Observe(run_.book->FindCustomer("ACME"), today, items,
                               run_.book->customer_count());
  }

  HandMadeRun run_;
};

TEST_F(LearnedTest, EachPayerThatPaidHasALine) {
  const ScratchFolder folder;
  std::string error;
  Observe();
  run_.report.habits.Note(run_.book->FindCustomer("ZETA"), 20'000, 5, 2);
  ASSERT_TRUE(WriteLearned(run_.results(), folder.path(), &error)) << error;
  EXPECT_EQ(folder.Text("learned.ndjson"),
            "{\"customer_id\":\"ACME\",\"payments\":1,"
            "\"shapes\":{\"single\":1},\"lateness\":["
            "{\"days_from\":-6,\"open\":1,\"paid\":0},"
            "{\"days_from\":2,\"open\":1,\"paid\":1}]}\n");
}

TEST_F(LearnedTest, NothingSeenIsAnEmptyFile) {
  const ScratchFolder folder;
  std::string error;
  ASSERT_TRUE(WriteLearned(run_.results(), folder.path(), &error)) << error;
  EXPECT_EQ(folder.Text("learned.ndjson"), "");
}

TEST_F(LearnedTest, TheSummaryHasTheCountsOfAll) {
  Observe();
  Observe();
  JsonText json;
  json.Open('{');
  AddLearned(run_.report.habits, &json);
  json.Close('}');
  std::string text = json.Take();
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
  EXPECT_THAT(text, HasSubstr("{\"learned\":{\"payments\":2,\"lateness\":["
                              "{\"days_from\":null,\"open\":0,\"paid\":0}"));
  EXPECT_THAT(text, HasSubstr("{\"days_from\":2,\"open\":2,\"paid\":2}"));
  EXPECT_THAT(text, HasSubstr("{\"open_items_most\":2,\"payments\":2,"
                              "\"any\":0,\"single\":2,"));
  EXPECT_THAT(text, HasSubstr("{\"open_items_most\":null,\"payments\":0,"));
}

}  // namespace
}  // namespace cashmatch
