// SPDX-License-Identifier: Apache-2.0
// headline_test.cc - what a person reads at the end of a run.
#include "adapters/write/headline.h"

#include <gtest/gtest.h>

#include "tests/unit/adapters/write/hand_made_run.h"

namespace cashmatch {
namespace {

TEST(Headline, ThousandsAreGrouped) {
  EXPECT_EQ(GroupThousands("0.00"), "0.00");
  EXPECT_EQ(GroupThousands("-999.99"), "-999.99");
  EXPECT_EQ(GroupThousands("-1000.5"), "-1,000.5");
  EXPECT_EQ(GroupThousands("1234567"), "1,234,567");
}

TEST(Headline, TheCashProofComesFirst) {
  HandMadeRun run;
  run.Build();
  run.Money("r1", 500'000, ReceiptStatus::kApplied);
  run.Applied("INV-1002", ApplicationKind::kPayment, 500'000);
  run.Money("r2", 25, ReceiptStatus::kUnidentified);
  for (const Minor credits : {500'000, 25}) {  // two accounts, one currency
    CashProofRow& row = run.report.cash_proof.emplace_back();
    row.currency = kUsd;
    row.bank_credits = credits;
    (credits == 25 ? row.unidentified : row.applied) = credits;
  }
  EXPECT_EQ(Headline(run.results()),
            "Cash proof USD: difference 0.00\n"
            "  bank credits                5,000.25\n"
            "  applied                     5,000.00\n"
            "  unidentified                    0.25\n"
            "Receipts 2: 1 applied, 1 unidentified\n"
            "Open items: 3 before, 2 after\n");
}

}  // namespace
}  // namespace cashmatch
