// SPDX-License-Identifier: Apache-2.0
// commit_test.cc - decisions become rows, residuals and made items.
#include "engine/commit/commit.h"

#include "tests/unit/engine/commit/committing.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using CommitTest = Committing;

TEST_F(CommitTest, AnAcceptedPaymentLowersTheItem) {
  Proposed();
  Pays("A", 60'00);
  Pays("B", 40'00);
  const ReceiptOutcome& outcome = Accept();
  EXPECT_EQ(outcome.status, ReceiptStatus::kApplied);
  EXPECT_EQ(outcome.applied, 100'00);
  EXPECT_EQ(outcome.customer, acme_);
  EXPECT_EQ(outcome.rule, Rule::kExactReference);
  EXPECT_EQ(outcome.confidence, 999'900);
  EXPECT_THAT(Rows(0), ElementsAre("payment A 60.00 of 100.00",
                                   "payment B 40.00 of 50.00"));
  EXPECT_EQ(state_.Open(Row("A")), 40'00);
  EXPECT_EQ(state_.Open(Row("B")), 10'00);
  EXPECT_THAT(Made(), IsEmpty());
}

TEST_F(CommitTest, RowsOfOneItemSeeWhatTheEarlierOnesLeft) {
  Proposed();
  Pays("A", 98'00);
  Takes("A", ApplicationKind::kDiscount, 2'00);
  EXPECT_EQ(Accept().applied, 98'00);  // its payment rows only
  EXPECT_THAT(Rows(0), ElementsAre("payment A 98.00 of 100.00",
                                   "discount A 2.00 of 2.00"));
  EXPECT_EQ(state_.Open(Row("A")), 0);
}

TEST_F(CommitTest, ACreditMemoIsUsedUp) {
  Proposed();
  Pays("A", 100'00);
  Pays("CM", -30'00);
  EXPECT_EQ(Accept().applied, 70'00);
  EXPECT_EQ(state_.Open(Row("CM")), 0);
}

TEST_F(CommitTest, AnItemOfAPoolIsTakenInsteadOfTheProposedOne) {
  Proposed(Rule::kPayerAmount);
  Pays("A", 50'00);
  committer_.Accept(Last(), {.instead = Row("B")});
  EXPECT_THAT(Rows(0), ElementsAre("payment B 50.00 of 50.00"));
  EXPECT_EQ(state_.Open(Row("A")), 100'00);
}

TEST_F(CommitTest, ADeductionMovesToAnItemOfItsOwn) {
  Proposed();
  Pays("A", 80'00);
  Takes("A", ApplicationKind::kDeduction, 20'00, "DAMAGE");
  Accept();
  EXPECT_EQ(report_.applications[1].reason_code, "DAMAGE");
  EXPECT_EQ(state_.Open(Row("A")), 0);
  ASSERT_THAT(Made(), ElementsAre("A/D1 20.00"));
  const OpenItem& made = report_.made[0].item;
  EXPECT_EQ(made.type, DocumentType::kDeduction);
  EXPECT_EQ(made.document_number, "INV-1/D1");
  EXPECT_EQ(made.linked_item, "A");
  EXPECT_EQ(made.origin_receipt_id, "R1");
  EXPECT_EQ(made.customer_id, "ACME");
  EXPECT_EQ(made.company_code, "1000");
  EXPECT_EQ(made.document_date, kToday);
  EXPECT_EQ(made.due_date, kToday);
  EXPECT_EQ(made.currency, *ParseCurrency("USD"));
}

TEST_F(CommitTest, DeductionsOfOneItemAreNumbered) {
  Proposed();
  Takes("A", ApplicationKind::kDeduction, 20'00, "DAMAGE");
  Takes("A", ApplicationKind::kDeduction, 10'00, "PRICE");
  Accept(0);
  Proposed();
  Takes("A", ApplicationKind::kDeduction, 5'00);
  Accept(1);
  EXPECT_THAT(Made(), ElementsAre("A/D1 20.00", "A/D2 10.00", "A/D3 5.00"));
}

TEST_F(CommitTest, TheIdOfADeductionOfAnEarlierRunIsTaken) {
  Proposed();
  Takes("B", ApplicationKind::kDeduction, 5'00);
  Accept();
  EXPECT_THAT(Made(), ElementsAre("B/D2 5.00"));
}

TEST_F(CommitTest, OnlyADeductionMakesAnItemOfARow) {
  Proposed();
  for (const ApplicationKind kind :
       {ApplicationKind::kWriteOff, ApplicationKind::kFee,
        ApplicationKind::kWithholding, ApplicationKind::kDiscount}) {
    Takes("A", kind, 1'00);
  }
  EXPECT_EQ(Accept().applied, 0);
  EXPECT_EQ(state_.Open(Row("A")), 96'00);
  EXPECT_THAT(Made(), IsEmpty());
}

TEST_F(CommitTest, WhatIsLeftUnappliedMakesThePaymentPartialAndACredit) {
  receipts_.receipts[0].bank_reference = "BANK-7";
  Proposed();
  Pays("A", 80'00);
  Leaves(RemainderKind::kUnapplied, 15'00, "X-8");
  Leaves(RemainderKind::kUnapplied, 5'00, "X-9");
  const ReceiptOutcome& outcome = Accept();
  EXPECT_EQ(outcome.status, ReceiptStatus::kPartial);
  EXPECT_EQ(outcome.exception, ExceptionCode::kOverpaid);
  EXPECT_EQ(outcome.applied, 80'00);
  EXPECT_EQ(outcome.unapplied, 20'00);
  EXPECT_THAT(Rest(0),
              ElementsAre("unapplied 15.00 X-8", "unapplied 5.00 X-9"));
  ASSERT_THAT(Made(), ElementsAre("R1/A -20.00"));
  const OpenItem& made = report_.made[0].item;
  EXPECT_EQ(made.type, DocumentType::kOnAccount);
  EXPECT_EQ(made.document_number, "BANK-7");
  EXPECT_EQ(made.company_code, "1000");
  EXPECT_EQ(made.origin_receipt_id, "R1");
  EXPECT_EQ(made.linked_item, "");
}

TEST_F(CommitTest, ARemarkIsKeptOnlyWhereMoneyIsLeft) {
  Proposed();
  block_.proposals.back().exception = ExceptionCode::kUnknownReference;
  Pays("A", 80'00);
  Leaves(RemainderKind::kUnapplied, 20'00);
  EXPECT_EQ(Accept(0).exception, ExceptionCode::kUnknownReference);
  Proposed();
  block_.proposals.back().exception = ExceptionCode::kUnknownReference;
  Pays("A", 20'00);
  EXPECT_EQ(Accept(1).exception, ExceptionCode::kNone);
}

TEST_F(CommitTest, MoneyOnAccountIsApplied) {
  Proposed();
  Pays("A", 80'00);
  Leaves(RemainderKind::kOnAccount, 20'00);
  const ReceiptOutcome& outcome = Accept();
  EXPECT_EQ(outcome.status, ReceiptStatus::kApplied);
  EXPECT_EQ(outcome.on_account, 20'00);
  EXPECT_THAT(Made(), ElementsAre("R1/A -20.00"));
}

TEST_F(CommitTest, AGainIsNobodysCredit) {
  Proposed();
  Pays("A", 99'00);
  Leaves(RemainderKind::kGain, 1'00);
  const ReceiptOutcome& outcome = Accept();
  EXPECT_EQ(outcome.status, ReceiptStatus::kApplied);
  EXPECT_EQ(outcome.other, 1'00);
  EXPECT_THAT(Made(), IsEmpty());
}

TEST_F(CommitTest, TheIdOfACreditOfAnEarlierRunIsTaken) {
  Proposed();
  Pays("A", 80'00);
  Leaves(RemainderKind::kUnapplied, 20'00);
  Accept(1);
  EXPECT_THAT(Made(), ElementsAre("R2/A2 -20.00"));
}

TEST_F(CommitTest, TrialsAreKeptUnlessAUniqueExactReferenceSettledIt) {
  Proposed(Rule::kExactReference);
  Tried(Rule::kExactReference);
  Pays("A", 10'00);
  EXPECT_EQ(Accept(0).trials_count, 0u);
  Proposed(Rule::kPayerAmount);
  Tried(Rule::kExactReference);
  Tried(Rule::kPayerAmount);
  Pays("A", 10'00);
  EXPECT_EQ(Accept(1).trials_count, 2u);
  ASSERT_EQ(report_.Trials(Outcome(1)).size(), 2u);
  EXPECT_EQ(report_.Trials(Outcome(1))[1].rule, Rule::kPayerAmount);
}

TEST_F(CommitTest, WhatIsProposedButNotAppliedIsASuggestion) {
  Answer(acme_);
  Alternative(Rule::kPayerAmount, 480'000);
  block_.proposals.back().exception = ExceptionCode::kShortPay;
  Pays("A", 98'00);
  Takes("A", ApplicationKind::kDiscount, 2'00);
  Alternative(Rule::kPayerAmount, 400'000);
  Pays("B", 50'00);
  Tried(Rule::kPayerAmount);
  const ReceiptOutcome& outcome = Decline();
  EXPECT_EQ(outcome.status, ReceiptStatus::kSuggested);
  EXPECT_EQ(outcome.exception, ExceptionCode::kShortPay);
  EXPECT_EQ(outcome.confidence, 480'000);
  EXPECT_EQ(outcome.unapplied, 100'00);
  EXPECT_EQ(outcome.trials_count, 1u);
  EXPECT_THAT(Rows(0), IsEmpty());
  EXPECT_EQ(state_.Open(Row("A")), 100'00);
  const auto suggestions = report_.Suggestions(outcome);
  ASSERT_EQ(suggestions.size(), 3u);
  EXPECT_EQ(suggestions[1].rank, 1);
  EXPECT_EQ(suggestions[1].kind, ApplicationKind::kDiscount);
  EXPECT_EQ(suggestions[2].rank, 2);
  EXPECT_EQ(suggestions[2].item, Row("B"));
  EXPECT_EQ(suggestions[2].confidence, 400'000);
  EXPECT_THAT(Made(), ElementsAre("R1/A -100.00"));
}

TEST_F(CommitTest, ATieIsAmbiguousWhateverTheProposalSaid) {
  Proposed();
  Pays("A", 100'00);
  const ReceiptOutcome& outcome = Decline(0, true);
  EXPECT_EQ(outcome.status, ReceiptStatus::kSuggested);
  EXPECT_EQ(outcome.exception, ExceptionCode::kAmbiguous);
}

TEST_F(CommitTest, TheMoneyOfAKnownPayerIsUnappliedAndItsCredit) {
  ProposedReceipt& answer = Answer(acme_);
  answer.exception = ExceptionCode::kPaidTwice;
  block_.references = {"INV-1"};
  answer.references_count = 1;
  const ReceiptOutcome& outcome = Decline();
  EXPECT_EQ(outcome.status, ReceiptStatus::kUnapplied);
  EXPECT_EQ(outcome.exception, ExceptionCode::kPaidTwice);
  EXPECT_THAT(Rest(0), ElementsAre("unapplied 100.00 INV-1"));
  ASSERT_THAT(Made(), ElementsAre("R1/A -100.00"));
  EXPECT_EQ(report_.made[0].item.document_number, "R1/A");  // no bank reference
}

TEST_F(CommitTest, EachReferenceThatWasNotFoundHasARow) {
  block_.references = {"of another receipt", "X-8", "X-9"};
  ProposedReceipt& answer = Answer(acme_);
  answer.references_first = 1;
  answer.references_count = 2;
  EXPECT_EQ(Decline().unapplied, 100'00);
  EXPECT_THAT(Rest(0),
              ElementsAre("unapplied 100.00 X-8", "unapplied 0.00 X-9"));
}

TEST_F(CommitTest, WhereItemsAreProposedTheMoneyIsOfNoReference) {
  block_.references = {"X-8"};
  Proposed().references_count = 1;
  Pays("A", 60'00);
  Decline();
  EXPECT_THAT(Rest(0), ElementsAre("unapplied 100.00 ", "unapplied 0.00 X-8"));
}

TEST_F(CommitTest, MoneyThatThePayerSendsOnAccountIsOnAccount) {
  Answer(acme_).exception = ExceptionCode::kPayerOnAccount;
  const ReceiptOutcome& outcome = Decline();
  EXPECT_EQ(outcome.status, ReceiptStatus::kOnAccount);
  EXPECT_EQ(outcome.on_account, 100'00);
  EXPECT_THAT(Made(), ElementsAre("R1/A -100.00"));
}

TEST_F(CommitTest, TheMoneyOfNobodyIsUnidentifiedAndMakesNoItem) {
  Answer(kNoCustomer).exception = ExceptionCode::kNoPayer;
  const ReceiptOutcome& outcome = Decline();
  EXPECT_EQ(outcome.status, ReceiptStatus::kUnidentified);
  EXPECT_EQ(outcome.exception, ExceptionCode::kNoPayer);
  EXPECT_EQ(outcome.unidentified, 100'00);
  EXPECT_THAT(Made(), IsEmpty());
}

TEST_F(CommitTest, AnIntradayCreditIsShownAndNothingElse) {
  Proposed();
  Pays("A", 100'00);
  committer_.ShowProvisional(Last());
  EXPECT_EQ(Outcome(0).status, ReceiptStatus::kProvisional);
  EXPECT_EQ(Outcome(0).other, 100'00);
  EXPECT_EQ(Outcome(0).suggestions_count, 1u);
  EXPECT_EQ(state_.Open(Row("A")), 100'00);
  EXPECT_THAT(Rows(0), IsEmpty());
  EXPECT_THAT(Rest(0), IsEmpty());
  EXPECT_THAT(Made(), IsEmpty());
}

TEST_F(CommitTest, AnIntradayDebitIsShownWithItsSign) {
  committer_.ShowProvisional(ReceiptRow{1});
  EXPECT_EQ(Outcome(1).status, ReceiptStatus::kProvisional);
  EXPECT_EQ(Outcome(1).other, -100'00);
  EXPECT_THAT(Rows(1), IsEmpty());
  EXPECT_THAT(Rest(1), IsEmpty());
}

TEST_F(CommitTest, AWholeReceiptIsPlacedWithItsSign) {
  committer_.PlaceWhole(ReceiptRow{0}, ReceiptStatus::kNotReceivable,
                        ExceptionCode::kNotReceivable,
                        RemainderKind::kNotReceivable, "treasury");
  EXPECT_EQ(Outcome(0).other, 100'00);
  EXPECT_EQ(Outcome(0).rule, Rule::kNotReceivable);
  EXPECT_EQ(report_.remainders[0].reason_code, "treasury");
  receipts_.receipts[1].direction = Direction::kDebit;
  committer_.PlaceWhole(ReceiptRow{1}, ReceiptStatus::kUnidentified,
                        ExceptionCode::kReversalNotFound,
                        RemainderKind::kUnidentified);
  EXPECT_EQ(Outcome(1).unidentified, -100'00);
  EXPECT_EQ(Outcome(1).rule, Rule::kNone);
}

TEST_F(CommitTest, MoneyThatDoesNotCountHasNoRows) {
  committer_.LeaveToCopy(ReceiptRow{1}, ReceiptRow{0});
  EXPECT_EQ(Outcome(1).status, ReceiptStatus::kDuplicate);
  EXPECT_EQ(Outcome(1).original, ReceiptRow{0});
  EXPECT_THAT(Rows(1), IsEmpty());
  EXPECT_THAT(Rest(1), IsEmpty());
}

TEST_F(CommitTest, AReversalNegatesAllRowsAndReopensTheItems) {
  Proposed();
  Pays("A", 80'00);
  Takes("A", ApplicationKind::kDeduction, 15'00, "DAMAGE");
  Takes("A", ApplicationKind::kWriteOff, 5'00);
  Leaves(RemainderKind::kUnapplied, 20'00, "X-9");
  Accept(0);
  committer_.Reverse(ReceiptRow{1}, ReceiptRow{0});
  EXPECT_EQ(Outcome(1).status, ReceiptStatus::kReversal);
  EXPECT_EQ(Outcome(1).original, ReceiptRow{0});
  EXPECT_EQ(Outcome(1).customer, acme_);
  EXPECT_EQ(Outcome(1).applied, -80'00);
  EXPECT_EQ(Outcome(1).unapplied, -20'00);
  EXPECT_THAT(Rows(1), ElementsAre("payment A -80.00 of 0.00",
                                   "deduction A -15.00 of 80.00",
                                   "write_off A -5.00 of 95.00"));
  EXPECT_THAT(Rest(1), ElementsAre("unapplied -20.00 X-9"));
  EXPECT_EQ(state_.Open(Row("A")), 100'00);
  EXPECT_EQ(Rows(0).size(), 3u);  // the original keeps its rows
  EXPECT_THAT(Made(), IsEmpty());
}

TEST_F(CommitTest, AReversalTakesBackOnlyWhatItsOriginalMade) {
  for (const uint32_t receipt : {2u, 0u}) {
    Proposed();
    Pays("A", 10'00);
    Leaves(RemainderKind::kUnapplied, 90'00);
    Accept(receipt);
  }
  committer_.Reverse(ReceiptRow{1}, ReceiptRow{2});
  EXPECT_THAT(Made(), ElementsAre("R1/A -90.00"));
  EXPECT_EQ(state_.Open(Row("A")), 90'00);
}

TEST_F(CommitTest, MadeItemsStandInTheOrderOfTheirIds) {
  for (const uint32_t receipt : {2u, 0u}) {
    Proposed();
    Takes("A", ApplicationKind::kDeduction, 1'00);
    Leaves(RemainderKind::kUnapplied, 99'00);
    Accept(receipt);
  }
  EXPECT_THAT(Made(), ElementsAre("A/D1 1.00", "A/D2 1.00", "R1/A -99.00",
                                  "R3/A -99.00"));
}

TEST_F(CommitTest, WhatAReversalTakesBeyondItsOriginalIsNotReceivable) {
  Proposed();
  Pays("A", 100'00);
  Accept(0);
  receipts_.receipts[1].amount = 103'00;
  receipts_.receipts[1].direction = Direction::kDebit;
  committer_.Reverse(ReceiptRow{1}, ReceiptRow{0});
  EXPECT_THAT(Rows(1), ElementsAre("payment A -100.00 of 0.00"));
  EXPECT_THAT(Rest(1), ElementsAre("not_receivable -3.00 "));
  EXPECT_EQ(Outcome(1).other, -3'00);
}

TEST_F(CommitTest, ClosedItemsReopenWithTheirDiscount) {
  receipts_.receipts[1].direction = Direction::kDebit;
  state_.Take(Row("A"), 100'00);
  state_.Take(Row("CM"), -30'00);
  committer_.Reopen(ReceiptRow{1},
                    {{{Row("A"), 100'00, 2'00}, {Row("CM"), -30'00, 0}}, 5'00});
  EXPECT_THAT(Rows(1), ElementsAre("payment A -98.00 of 0.00",
                                   "discount A -2.00 of 98.00",
                                   "payment CM 30.00 of 0.00"));
  EXPECT_THAT(Rest(1), ElementsAre("not_receivable -5.00 "));
  EXPECT_EQ(Outcome(1).status, ReceiptStatus::kReversal);
  EXPECT_EQ(Outcome(1).rule, Rule::kReversal);
  EXPECT_EQ(Outcome(1).original, kNoReceipt);
  EXPECT_EQ(Outcome(1).customer, acme_);
  EXPECT_EQ(Outcome(1).applied, -68'00);
  EXPECT_EQ(state_.Open(Row("A")), 100'00);
  EXPECT_EQ(state_.Open(Row("CM")), -30'00);
}

}  // namespace
}  // namespace cashmatch
