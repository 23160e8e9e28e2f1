// SPDX-License-Identifier: Apache-2.0
// batch_test.cc - what a batch declares agrees with its details and its entry.
#include "adapters/read/camt/batch.h"

#include <gtest/gtest.h>

#include <string>

namespace cashmatch {
namespace {

const Currency kEur = *ParseCurrency("EUR");

class Batches : public testing::Test {
 protected:
  /// Begins a batch; the details that follow are its own.
  void Begin(std::string_view total, std::string_view side = "",
             std::string_view currency = "EUR") {
    BatchText& batch = entry_.batches.emplace_back();
    if (!total.empty()) batch.total = {total, currency, 42};
    batch.side = side;
    batch.details.first = static_cast<uint32_t>(entry_.details.size());
  }

  Detail& Add(std::string_view amount, std::string_view side = "") {
    Detail& detail = entry_.details.emplace_back();
    detail.amount = {amount, "EUR", 0};
    detail.side = side;
    if (!entry_.batches.empty()) ++entry_.batches.back().details.count;
    return detail;
  }

  /// Writes what is wrong: "EUR 5.00, not EUR 6.00 by TtlAmt"; "": nothing.
  std::string Of(std::string_view amount, Side side = Side::kCredit) {
    const Money money = ReadMoney({amount, "EUR", 0}, kEur);
    Split split;
    SplitEntry(entry_, money, side, &split);
    const auto fault = CheckBatchTotals(entry_, money, side, split);
    if (!fault) return "";
    EXPECT_EQ(fault->code, "CAMT-BATCH-TOTAL");
    EXPECT_EQ(fault->severity, Severity::kHeld);
    EXPECT_EQ(fault->offset, 42u);
    return fault->found + ", not " + fault->expected;
  }

  Entry entry_;
};

TEST_F(Batches, ATotalIsThatOfItsDetailsAndItsEntry) {
  Begin("10.00");
  Add("6.00");
  Add("4.00");
  EXPECT_EQ(Of("10.00"), "");
  entry_.batches[0].total.digits = "9.00";
  EXPECT_EQ(Of("10.00"), "EUR 10.00, not EUR 9.00 by TtlAmt");
}

TEST_F(Batches, WithoutATotalThereIsNothingToCompare) {
  Begin("");
  Add("6.00");
  EXPECT_EQ(Of("6.00"), "");
}

TEST_F(Batches, WithoutDetailsItIsTheEntrys) {
  Begin("10.00");
  EXPECT_EQ(Of("10.00"), "");
  EXPECT_EQ(Of("11.00"), "EUR 11.00, not EUR 10.00 by TtlAmt");
}

TEST_F(Batches, TheSideCounts) {
  Begin("10.00", "CRDT");
  EXPECT_EQ(Of("10.00"), "");
  EXPECT_EQ(Of("10.00", Side::kDebit), "EUR 10.00, not EUR -10.00 by TtlAmt");
}

TEST_F(Batches, DetailsOnBothSidesAreNetted) {
  Begin("100.00", "CRDT");
  Add("120.00", "CRDT");
  Add("20.00", "DBIT");
  EXPECT_EQ(Of("100.00"), "");
}

TEST_F(Batches, BeforeOrAfterChargesIsBothRight) {
  for (const char* const total : {"1200.00", "1190.00"}) {
    entry_ = Entry();
    Begin(total);
    Add("1000.00");
    Add("200.00").charges.records.push_back({{"10.00", "EUR", 0}, "DBIT"});
    EXPECT_EQ(Of("1190.00"), "") << total;
  }
  entry_ = Entry();
  Begin("100.00");
  entry_.charges.records.push_back({{"3.00", "EUR", 0}, "DBIT"});
  EXPECT_EQ(Of("97.00"), "");
}

TEST_F(Batches, EachOfSeveralHasItsOwnDetails) {
  Begin("6.00");
  Add("6.00");
  Begin("4.00");
  Add("3.00");
  Add("1.00");
  EXPECT_EQ(Of("10.00"), "");
  entry_.batches[1].total.digits = "5.00";
  EXPECT_EQ(Of("10.00"), "EUR 4.00, not EUR 5.00 by TtlAmt");
}

TEST_F(Batches, SeveralWithoutDetailsAreTheEntryTogether) {
  Begin("6.00");
  Begin("4.00");
  EXPECT_EQ(Of("10.00"), "");
  EXPECT_EQ(Of("9.00"), "EUR 9.00, not EUR 10.00 by TtlAmt");
  entry_.batches[1].total = {};
  EXPECT_EQ(Of("9.00"), "");
}

TEST_F(Batches, AnotherCurrencySaysNothing) {
  Begin("9.00", "", "CHF");
  Add("10.00");
  EXPECT_EQ(Of("10.00"), "");
}

TEST_F(Batches, ATotalThatCannotBeReadIsSaid) {
  Begin("1,0");
  EXPECT_EQ(Of("10.00"), "'1,0', not digits and a decimal point");
}

TEST_F(Batches, CountsAreThoseOfTheirOwnDetails) {
  Begin("");
  entry_.batches.back().count = "1";
  Add("1.00");
  Begin("");
  entry_.batches.back().count = "2";
  Add("1.00");
  Add("1.00");
  EXPECT_FALSE(CheckBatchCounts(entry_));
  entry_.batches.back().count = "3";
  ASSERT_TRUE(CheckBatchCounts(entry_));
  EXPECT_EQ(CheckBatchCounts(entry_)->found, "2 details");
}

}  // namespace
}  // namespace cashmatch
