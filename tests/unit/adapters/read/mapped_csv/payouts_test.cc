// SPDX-License-Identifier: Apache-2.0
// payouts_test.cc - charges, fees, refunds and chargebacks of a payout.
#include "adapters/read/mapped_csv/payouts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/adapters/read/mapped_csv/mapped_text.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

BankFile ReadPayouts(std::string_view rows) {
  return ReadMapped(OwnMapping(MappingKind::kPayouts),
                    "payout_id,payout_date,currency,type,reference,gross,fee,"
                    "net,payout_amount\n" +
                        std::string(rows));
}

std::vector<Minor> PaidOf(const BankFile& file, size_t receipt) {
  std::vector<Minor> paid;
  for (const AdviceLine& line :
       file.receipts.Advice(file.receipts.receipts[receipt])) {
    paid.push_back(line.paid);
  }
  return paid;
}

TEST(PayoutsTest, APayoutIsOneReceiptWithALineForEachMovement) {
  const BankFile file = ReadPayouts(
      "P1,2026-03-04,USD,charge,INV-1,100.00,3.00,97.00,\n"
      "P2,2026-03-05,USD,charge,INV-2,50.00,1.00,49.00,49.00\n"
      "P1,2026-03-04,USD,refund,CM-1,20.00,0,20.00,\n"
      "P1,2026-03-04,USD,chargeback,INV-0,-10.00,15.00,-25.00,\n"
      "P1,2026-03-04,USD,fee,,,2.00,,\n"
      "P1,2026-03-04,USD,payout,,-50.00,,,\n");
  ASSERT_EQ(file.receipts.receipts.size(), 2u) << Said(file.findings)[0];
  const Receipt& first = file.receipts.receipts[0];
  EXPECT_EQ(first.bank_reference, "P1");
  EXPECT_EQ(first.amount, 5000);
  EXPECT_EQ(first.charges, 2000);
  EXPECT_EQ(first.method, Method::kCard);
  EXPECT_EQ(first.held, "");
  EXPECT_THAT(PaidOf(file, 0), ElementsAre(10000, -2000, -1000));
  EXPECT_EQ(file.receipts.receipts[1].amount, 4900);
  EXPECT_THAT(Said(file.findings), IsEmpty());
  EXPECT_EQ(file.summary.control, Control::kProved);
  EXPECT_EQ(file.summary.entries, 2u);
  EXPECT_EQ(file.summary.details, 6u);
}

TEST(PayoutsTest, LinesThatDoNotSumHoldTheirPayoutAlone) {
  const BankFile file = ReadPayouts(
      "P1,2026-03-04,USD,charge,INV-1,100.00,3.00,97.00,97.01\n"
      "P2,2026-03-04,USD,charge,INV-2,100.00,3.00,97.00,97.00\n");
  EXPECT_EQ(file.receipts.receipts[0].held, "CSV-PAYOUT-SUM");
  EXPECT_EQ(file.receipts.receipts[1].held, "");
  EXPECT_EQ(file.summary.control, Control::kFailed);
  EXPECT_THAT(Said(file.findings),
              ElementsAre("f.csv:2: payout 'P1': CSV-PAYOUT-SUM: found rows of "
                          "97.00, expected 97.01, which was paid out; payout "
                          "held"));
}

TEST(PayoutsTest, FeesMayBeWrittenWithAMinus) {
  const BankFile file = ReadPayouts(
      "P1,2026-03-04,USD,charge,INV-1,100.00,-3.00,97.00,\n"
      "P1,2026-03-04,USD,charge,INV-2,10.00,-1.00,,\n");
  EXPECT_EQ(file.receipts.receipts[0].amount, 10600);
  EXPECT_EQ(file.receipts.receipts[0].charges, 400);
  EXPECT_EQ(file.summary.control, Control::kAbsent);
  EXPECT_THAT(Said(ReadPayouts("P1,2026-03-04,USD,charge,INV-1,100.00,3.00,"
                               "96.00,\n")
                       .findings),
              ElementsAre(HasSubstr("CSV-PAYOUT: found 96.00, expected 100.00 "
                                    "less a fee of 3.00; payout held")));
}

TEST(PayoutsTest, WhatWasPaidOutSaysWhetherAChargebackCameBack) {
  const std::string rows =
      "P1,2026-03-04,USD,charge,INV-1,100.00,3.20,96.80,%\n"
      "P1,2026-03-04,USD,chargeback,INV-9,30.00,0.00,30.00,%\n";
  const auto read = [&](const std::string& paid_out) {
    std::string text = rows;
    for (size_t at; (at = text.find('%')) != std::string::npos;) {
      text.replace(at, 1, paid_out);
    }
    return ReadPayouts(text);
  };
  const BankFile won = read("126.80");
  EXPECT_THAT(Said(won.findings), IsEmpty());
  EXPECT_EQ(won.receipts.receipts[0].amount, 12680);
  EXPECT_THAT(PaidOf(won, 0), ElementsAre(10000, 3000));
  EXPECT_EQ(won.summary.control, Control::kProved);
  const BankFile lost = read("66.80");
  EXPECT_EQ(lost.receipts.receipts[0].amount, 6680);
  EXPECT_THAT(PaidOf(lost, 0), ElementsAre(10000, -3000));
  EXPECT_EQ(read("100.00").receipts.receipts[0].held, "CSV-PAYOUT-SUM");
}

TEST(PayoutsTest, ARowThatMakesNoSenseHoldsThePayout) {
  for (const char* const row : {"P1,2026-03-04,USD,chrge,INV-2,1.00,0,1.00,",
                                "P1,2026-03-04,EUR,charge,INV-2,1.00,0,1.00,",
                                "P1,2026-03-05,USD,charge,INV-2,1.00,0,1.00,",
                                "P1,2026-03-04,USD,charge,INV-2,x,0,1.00,",
                                "P1,2026-03-04,USD,charge,INV-2,,,,"}) {
    const BankFile file =
        ReadPayouts("P1,2026-03-04,USD,charge,INV-1,100.00,3.00,97.00,97.00\n" +
                    std::string(row) + "\n");
    ASSERT_EQ(file.receipts.receipts.size(), 1u) << row;
    EXPECT_NE(file.receipts.receipts[0].held, "") << row;
    EXPECT_EQ(file.summary.status, FileStatus::kHeld) << row;
  }
}

TEST(PayoutsTest, APayoutBelowZeroIsNoReceipt) {
  const BankFile file =
      ReadPayouts("P1,2026-03-04,USD,refund,INV-1,30.00,0,30.00,\n");
  EXPECT_TRUE(file.receipts.receipts.empty());
  EXPECT_EQ(file.summary.booked.debit.at(*ParseCurrency("USD")), 3000);
  EXPECT_THAT(Said(file.findings), ElementsAre(HasSubstr("CSV-PAYOUT-DEBIT")));
}

}  // namespace
}  // namespace cashmatch
