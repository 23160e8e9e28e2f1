// SPDX-License-Identifier: Apache-2.0
// figures_test.cc - sums, the page, JSON and the tables of a small history.
#include "adapters/backtest/figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/adapters/backtest/history_run.h"

namespace cashmatch {
namespace {

using testing::HasSubstr;
using testing::Not;

// Three receipts: one right, one wrong, one left; R4 is a stranger's.
class SmallHistory : public testing::Test {
 protected:
  SmallHistory() {
    run_.run.Invoice("INV-1003", "ACME", 200'000, "2026-01-12");
    run_.Build();
    run_.run.Money("R1", 1'000'000, ReceiptStatus::kApplied).payer_name =
        "=Acme";
    run_.run.Applied("INV-1001", ApplicationKind::kPayment, 1'000'000);
    run_.run.Money("R2", 500'000, ReceiptStatus::kApplied);
    run_.run.Applied("INV-1002", ApplicationKind::kPayment, 500'000);
    run_.run.Money("R3", 200'000, ReceiptStatus::kUnapplied);
    run_.run.outcome().exception = ExceptionCode::kNoMatch;
    run_.run.Money("R4", 99, ReceiptStatus::kUnidentified);
    run_.clearings.Add(Row("R1", "INV-1001", 1'000'000));
    run_.clearings.Add(Row("R2", "INV-1003", 500'000));
    run_.clearings.Add(Row("R3", "INV-1002", 200'000));
    judged_ = Judge(run_.track());
    figures_ = Count(run_.track(), judged_, Reopened{2, 1, 0});
  }

  HistoryRun run_;
  Judged judged_;
  Figures figures_;
};

TEST_F(SmallHistory, IsAddedUp) {
  EXPECT_EQ(figures_.all.receipts, 4u);
  EXPECT_EQ(figures_.due.lines, 3u);
  EXPECT_EQ(figures_.unseen.money.at(kUsd), 1'500'000);
  EXPECT_EQ(figures_.precision.part, 1u);
  EXPECT_EQ(figures_.precision.whole, 2u);
  EXPECT_EQ(figures_.precision.plain, Wilson(1, 2));
  EXPECT_EQ(figures_.coverage.whole, 3u);
  EXPECT_EQ(figures_.nothing_due, 1u);
  EXPECT_EQ(figures_.nothing_due_applied, 0u);
}

TEST_F(SmallHistory, ThePageSaysIt) {
  const std::string page = FiguresAsText(figures_);
  EXPECT_THAT(page, HasSubstr("precision   50.00 % of 2;"));
  EXPECT_THAT(page, HasSubstr("coverage    33.33 % of 3;"));
  EXPECT_THAT(page, HasSubstr("1 items were closed by no receipt"));
  EXPECT_THAT(page, HasSubstr("NO_MATCH"));
  EXPECT_THAT(page, Not(HasSubstr("SHORT_PAY")));
}

TEST_F(SmallHistory, JsonSaysIt) {
  const std::string json = FiguresAsJson(figures_);
  EXPECT_THAT(json, HasSubstr(R"("unseen":{"receipts":2,"lines":2,)"
                              R"("money":{"USD":"15000.00"}})"));
  EXPECT_THAT(json, HasSubstr(R"("part":1,"whole":2,"share":0.500000)"));
}

TEST_F(SmallHistory, OnlyDisagreementsAreListedItemByItem) {
  const ScratchFolder folder;
  std::string error;
  ASSERT_TRUE(WriteJudged(run_.track(), judged_, folder.path(), &error));
  const std::string receipts = folder.Text("receipts.csv");
  EXPECT_THAT(receipts, HasSubstr("R1,R1,2026-03-02,USD,10000.00,ACME,1,"
                                  "applied,exact_reference,"));
  EXPECT_THAT(receipts, HasSubstr(",left,"));
  const std::string rows = folder.Text("disagreements.csv");
  EXPECT_THAT(rows, Not(HasSubstr("R1,")));
  EXPECT_THAT(rows, HasSubstr(",history,INV-1003,INV-1003,payment,5000.0000"));
  EXPECT_THAT(rows, HasSubstr(",run,INV-1002,INV-1002,payment,5000.0000"));
}

}  // namespace
}  // namespace cashmatch
