// SPDX-License-Identifier: Apache-2.0
// backtest_test.cc - how a backtest ends, and that closed items open again.
#include "adapters/workspace/backtest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/unit/adapters/write/hand_made_run.h"

namespace cashmatch {
namespace {

using testing::HasSubstr;
using testing::Not;

class BacktestUseCase : public testing::Test {
 protected:
  BacktestUseCase() {
    request_.open_items = Put(
        "items.csv",
        "item_id,customer_id,document_number,currency,amount,original_amount,"
        "document_date,status,closed_date\n"
        "I1,ACME,INV-1001,USD,0.00,100.00,2026-01-10,closed,2026-03-02\n");
    request_.receipts = {
        Put("r.ndjson",
            R"({"bank_reference":"B1","amount":"100.00","currency":"USD",)"
            R"("value_date":"2026-03-02",)"
            R"("references":[{"type":"invoice","value":"INV-1001"}]})"
            "\n")};
    request_.clearings = {
        Put("c.csv", "bank_reference,item_id,amount\nB1,I1,100.00\n")};
    request_.out = folder_.path() + "/out";
    watch_.fail = [this](std::string_view line) { failed_ = line; };
  }
  std::string Put(const std::string& name, std::string_view text) {
    const std::string path = folder_.path() + "/" + name;
    std::ofstream(path) << text;
    return path;
  }
  Ending Run() { return Backtest(request_, watch_, &figures_); }

  ScratchFolder folder_;
  BacktestRequest request_;
  RunWatch watch_;
  std::string failed_, figures_;
};

TEST_F(BacktestUseCase, AClosedItemIsPaidAgainAndRight) {
  EXPECT_EQ(Run(), Ending::kDone) << failed_;
  EXPECT_THAT(figures_, HasSubstr("precision   100.00 % of 1;"));
  EXPECT_THAT(folder_.Text("out/receipts.csv"), HasSubstr(",right,"));
  EXPECT_THAT(folder_.Text("out/backtest.json"),
              HasSubstr("\"items_reopened\":1"));
}

TEST_F(BacktestUseCase, WithDayRevealTheNextDayKnowsWhatPeopleSettled) {
  request_.open_items =
      Put("items.csv",
          "item_id,customer_id,document_number,currency,amount,document_date\n"
          "I1,ACME,INV-1001,USD,100.00,2026-01-10\n"
          "I2,ACME,INV-1002,USD,100.00,2026-01-20\n");
  request_.customers =
      Put("k.csv", "customer_id,name,bank_accounts\nACME,Acme,021/5550100\n");
  const auto receipt = [](const char* name, const char* day) {
    return std::string(R"({"bank_reference":")") + name +
           R"(","amount":"100.00","currency":"USD","value_date":")" + day +
           R"(","payer":{"account":"021/5550100"}})" + "\n";
  };
  request_.receipts = {Put(
      "r.ndjson", receipt("B1", "2026-03-02") + receipt("B2", "2026-03-03"))};
  request_.clearings = {Put(
      "c.csv", "bank_reference,item_id,amount\nB1,I1,100.00\nB2,I2,100.00\n")};
  EXPECT_EQ(Run(), Ending::kDone) << failed_;
  EXPECT_THAT(folder_.Text("out/receipts.csv"), Not(HasSubstr(",right,,")));
  request_.overwrite = request_.day_reveal = true;
  EXPECT_EQ(Run(), Ending::kDone) << failed_;
  EXPECT_THAT(folder_.Text("out/receipts.csv"), HasSubstr(",right,,"));
}

TEST_F(BacktestUseCase, WithoutAFolderNothingIsWritten) {
  const std::string out = request_.out;
  request_.out.clear();
  request_.json = true;
  EXPECT_EQ(Run(), Ending::kDone) << failed_;
  EXPECT_THAT(figures_, HasSubstr("{\"all\":"));
  EXPECT_FALSE(std::filesystem::exists(out));
}

TEST_F(BacktestUseCase, AFaultInTheHistoryEndsTheRun) {
  request_.clearings.push_back(
      Put("d.csv", "bank_reference,item_id,amount\nB1,I1,x\n"));
  EXPECT_EQ(Run(), Ending::kFailed);
  EXPECT_THAT(failed_, HasSubstr("d.csv: row 1"));
  EXPECT_FALSE(std::filesystem::exists(request_.out));
}

TEST_F(BacktestUseCase, AnExistingFolderIsRefused) {
  std::filesystem::create_directory(request_.out);
  EXPECT_EQ(Run(), Ending::kFailed);
  request_.overwrite = true;
  EXPECT_EQ(Run(), Ending::kDone) << failed_;
}

TEST_F(BacktestUseCase, AnInterruptionLeavesNothing) {
  watch_.interrupted = [] { return true; };
  EXPECT_EQ(Run(), Ending::kInterrupted);
  EXPECT_TRUE(figures_.empty());
  EXPECT_FALSE(std::filesystem::exists(request_.out));
}

}  // namespace
}  // namespace cashmatch
