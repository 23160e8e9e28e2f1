// SPDX-License-Identifier: Apache-2.0
// explain_test.cc - the sentences, one for each kind of decision.
#include "adapters/write/explain.h"

#include <gtest/gtest.h>

#include "tests/unit/adapters/write/hand_made_run.h"

namespace cashmatch {
namespace {

class ExplainTest : public testing::Test {
 protected:
  ExplainTest() { run_.Build(); }

  std::string Outcome() {
    std::string out;
    AppendOutcome(run_.results(), run_.report.order.back(), &out);
    return out;
  }

  std::string Sentence(const Trial& trial) {
    std::string out;
    AppendTrial(run_.results(), run_.receipts.receipts.back(), trial, &out);
    return out;
  }

  HandMadeRun run_;
};

TEST_F(ExplainTest, PartialNamesWhatWasNotFound) {
  run_.Money("r", 125'000, ReceiptStatus::kPartial);
  run_.Applied("INV-1002", ApplicationKind::kPayment, 50'000);
  run_.outcome().exception = ExceptionCode::kUnknownReference;
  run_.Left(RemainderKind::kUnapplied, 75'000, "INV-9999");
  EXPECT_EQ(Outcome(),
            "paid INV-1002 by exact reference; 750.00 unapplied, quoting "
            "'INV-9999', not among the open items");
}

TEST_F(ExplainTest, ManyItemsAreCounted) {
  run_ = HandMadeRun();
  run_.Invoice("INV-1003", "ACME", 100, "2026-01-01");
  run_.Invoice("INV-1004", "ACME", 100, "2026-01-01");
  run_.Build();
  run_.Money("r", 0, ReceiptStatus::kApplied);
  for (const char* id :
       {"CM-88", "INV-1001", "INV-1002", "INV-1003", "INV-1004"}) {
    run_.Applied(id, ApplicationKind::kPayment, 1);
  }
  EXPECT_EQ(Outcome(),
            "paid CM-88, INV-1001, INV-1002 and 2 more by exact reference");
}

TEST_F(ExplainTest, WhoPaidTogetherIsNamed) {
  for (const char* id : {"r1", "r2", "r3"}) {
    run_.Money(id, 100, ReceiptStatus::kApplied);
    run_.Applied("INV-1002", ApplicationKind::kPayment, 100);
    run_.report.together.push_back(run_.report.order.back());
    run_.outcome().together_count = 3;
  }
  EXPECT_EQ(Outcome(),
            "paid INV-1002 by exact reference together with r1 and r2");
}

TEST_F(ExplainTest, ItIsSaidThatOthersWantTheSame) {
  run_.Money("r", 100, ReceiptStatus::kApplied);
  run_.Applied("INV-1002", ApplicationKind::kPayment, 100, Rule::kPayerSum);
  run_.outcome().contest = ContestKind::kJoint;
  EXPECT_EQ(Outcome(),
            "paid INV-1002 by payer and sum; what other receipts pay leaves no "
            "other answer");
  run_.outcome().contest = ContestKind::kProven;
  EXPECT_EQ(Outcome(), "paid INV-1002 by payer and sum");
  run_.outcome().contest = ContestKind::kGreedy;
  EXPECT_TRUE(Outcome().ends_with("to compare all ways to share them out"));
}

TEST_F(ExplainTest, TheSmallestChangeIsSaid) {
  run_.Money("r", 499'963, ReceiptStatus::kSuggested);
  run_.outcome().exception = ExceptionCode::kShortPay;
  run_.Would({WayOutKind::kTolerance, 37});
  run_.Suggested("INV-1002", 499'963, 1);
  EXPECT_EQ(Outcome(),
            "the payment is less than the referenced items ask; proposed "
            "INV-1002; would apply with tolerance +0.37");
  run_.report.ways.back() = {WayOutKind::kGraceDays, 7};
  EXPECT_TRUE(Outcome().ends_with("; would apply with 7 more days of grace"))
      << Outcome();
  run_.report.ways.back() = {WayOutKind::kGraceDays, 1};
  EXPECT_TRUE(Outcome().ends_with("; would apply with 1 more day of grace"));
}

TEST_F(ExplainTest, ADuplicateNamesTheCopyThatCounts) {
  run_.Money("first", 5, ReceiptStatus::kApplied);
  run_.Money("second", 5, ReceiptStatus::kDuplicate);
  run_.outcome().exception = ExceptionCode::kDuplicate;
  run_.outcome().original = ReceiptRow{0};
  EXPECT_EQ(Outcome(),
            "the same money stands in another input, receipt first in "
            "bank.bai");
}

TEST_F(ExplainTest, HeldNamesTheFinding) {
  run_.Money("r", 5, ReceiptStatus::kHeld).held = "BAI-AMOUNT";
  run_.outcome().exception = ExceptionCode::kHeld;
  EXPECT_EQ(Outcome(),
            "the bank's file does not prove this money; see the findings: "
            "BAI-AMOUNT");
}

TEST_F(ExplainTest, TrialsSayWhatARuleSaw) {
  run_.Money("r", 5, ReceiptStatus::kUnidentified);
  const ItemRow item = run_.book->FindItem("INV-1001");
  EXPECT_EQ(Sentence({Rule::kStructuredReference,
                      Verdict::kNothingToTry,
                      0,
                      0,
                      kNoItem,
                      {}}),
            "structured reference: nothing to try");
  EXPECT_EQ(Sentence({Rule::kExactReference, Verdict::kNotFound, 0, 0, kNoItem,
                      "INV-9"}),
            "exact reference: 'INV-9' is not among the open items");
  EXPECT_EQ(Sentence({Rule::kExactReference, Verdict::kAmountDiffers, 2, -290,
                      item, "INV-1001"}),
            "exact reference: 'INV-1001' names INV-1001 and 1 more, the "
            "payment is 2.90 less than asked");
  EXPECT_EQ(
      Sentence({Rule::kPayerAmount, Verdict::kAmountDiffers, 1, 10, item, {}}),
      "payer and amount: found INV-1001, the payment is 0.10 more than "
      "asked");
  EXPECT_EQ(Sentence({Rule::kPayerAmount, Verdict::kAmbiguous, 3, 0, item, {}}),
            "payer and amount: found INV-1001 and 2 more, equally good "
            "answers");
  EXPECT_EQ(Sentence({Rule::kExactReference, Verdict::kForbidden, 1, 0, item,
                      "INV-1001"}),
            "exact reference: 'INV-1001' names INV-1001, but it is not allowed "
            "unseen");
  EXPECT_EQ(Sentence({Rule::kNormalizedReference, Verdict::kMatched, 1, 0, item,
                      "inv 1001"}),
            "normalized reference: 'inv 1001' names INV-1001, matched");
}

TEST_F(ExplainTest, EveryRuleHasWords) {
  for (int i = 0; i < kRuleCount; ++i) {
    EXPECT_FALSE(WordsOf(static_cast<Rule>(i)).empty()) << i;
  }
}

}  // namespace
}  // namespace cashmatch
