// SPDX-License-Identifier: Apache-2.0
// seen_words_test.cc - payers, searches and ways out, in words.
#include "adapters/write/seen_words.h"

#include <gtest/gtest.h>

#include "adapters/read/finding.h"
#include "tests/unit/adapters/write/hand_made_run.h"

namespace cashmatch {
namespace {

class SeenWordsTest : public testing::Test {
 protected:
  SeenWordsTest() { run_.Build(); }

  std::string Guess(const SeenGuess& guess) {
    std::string out;
    AppendGuess(run_.results(), guess, &out);
    return out;
  }
  static std::string Sum(SumFinding finding, bool all, uint32_t solutions,
                         uint32_t items, int64_t log_hits) {
    SumRecord record;
    record.finding = finding;
    record.all = all;
    record.solutions = solutions;
    record.items = items;
    record.best = 620'000;
    record.second = 300'000;
    record.log_hits = log_hits;
    std::string out;
    AppendSum(record, &out);
    return out;
  }

  HandMadeRun run_;
};

TEST_F(SeenWordsTest, AGuessSaysItsSignAndWhatItGave) {
  const CustomerRow acme = run_.book->FindCustomer("ACME");
  EXPECT_EQ(Guess({acme, PayerEvidence::kBankAccount}),
            "ACME by its bank account");
  EXPECT_EQ(Guess({acme, PayerEvidence::kName, 1'000'000, 1, 999'500}),
            "ACME by its name; one set of its items makes the sum, 0.9995 "
            "likely");
  EXPECT_EQ(Guess({acme, PayerEvidence::kNearName, 930'000, 3, 50'000}),
            "ACME by a name that is nearly its (agreement 0.93); 3 sets of its "
            "items make the sum, together 0.05 likely");
}

TEST_F(SeenWordsTest, ASearchSaysHowItEnded) {
  constexpr int64_t kNoHits = SumRecord::kNoHits;
  EXPECT_EQ(Sum(SumFinding::kUnique, true, 1, 17, -10'000'000),
            "17 open items: one set makes the sum, there is no other; it is "
            "0.62 likely; 0.000045 expected by accident");
  EXPECT_EQ(Sum(SumFinding::kAmbiguous, true, 3, 17, kNoHits),
            "17 open items: 3 sets make the sum, there are no others; the "
            "first is 0.62 likely, the next 0.3");
  EXPECT_EQ(Sum(SumFinding::kAmbiguous, false, 3, 17, kNoHits),
            "17 open items: 3 sets make the sum, not all were looked at; the "
            "first is 0.62 likely, the next 0.3");
  EXPECT_EQ(Sum(SumFinding::kNone, true, 0, 1, kNoHits),
            "1 open item: no set makes the sum, all were looked at");
  EXPECT_EQ(Sum(SumFinding::kBudgetSpent, false, 0, 312, 115'129'255),
            "312 open items: no set was found that makes the sum; there are "
            "too many to look at all; 1e50 expected by accident");
  EXPECT_EQ(Sum(SumFinding::kBudgetSpent, false, 1, 312, kNoHits),
            "312 open items: one set makes the sum, not all were looked at; it "
            "is 0.62 likely");
  EXPECT_EQ(Sum(SumFinding::kNone, true, 0, 0, kNoHits),
            "nothing is open that a sum could be made of");
}

TEST_F(SeenWordsTest, EveryWayOutHasWords) {
  Receipt& receipt = run_.Money("r", 318'45, ReceiptStatus::kSuggested);
  receipt.payer_name = "ACME HLDG";
  receipt.payer_account = "021000021/778899";
  const CustomerRow acme = run_.book->FindCustomer("ACME");
  const ItemRow item = run_.book->FindItem("INV-1001");
  run_.Would({WayOutKind::kTolerance, 37});
  run_.Would({WayOutKind::kGraceDays, 1});
  run_.Would({WayOutKind::kGraceDays, 3});
  run_.Would({WayOutKind::kReference, 0, 0, kNoCustomer, item});
  run_.Would({WayOutKind::kReferenceToAny});
  run_.Would({WayOutKind::kReferenceToAll});
  run_.Would({WayOutKind::kApply, 998'200, 999'000});
  run_.Would({WayOutKind::kReviewAbove, 318'45});
  run_.Would({WayOutKind::kAlias, 0, 0, acme});
  run_.Would({WayOutKind::kBankAccount, 0, 0, acme});
  run_.Would({WayOutKind::kPrepaymentDays, 3, 0});
  run_.Would({WayOutKind::kCredits});
  std::string out;
  AppendWaysOut(run_.results(), ReceiptRow{0}, &out);
  EXPECT_EQ(out,
            "tolerance +0.37 or 1 more day of grace or 3 more days of grace or "
            "a reference to INV-1001 or a reference to any one of them or "
            "references to all of them or match.apply 0.9982 instead of 0.999 "
            "or match.review_above 318.45 or the alias 'ACME HLDG' for "
            "customer ACME or the bank account " +
                MaskAccount("021000021/778899") +
                " for customer ACME or match.prepayment_days 3 instead of 0 or "
                "credits.use any");
  EXPECT_EQ(out.find("778899"), std::string::npos) << "only its last four";
}

}  // namespace
}  // namespace cashmatch
