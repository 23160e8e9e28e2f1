// SPDX-License-Identifier: Apache-2.0
// ledger_test.cc - what decisions do to items, and what they may not.
#include "adapters/ledger/ledger.h"

#include "adapters/ledger/posting_decision.h"
#include "tests/unit/adapters/ledger/ledger_fixture.h"

namespace cashmatch {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST_F(LedgerTest, RowsLowerWhatIsOpen) {
  ASSERT_TRUE(Allocate(
      "R1", Paying(95'00, {Payment("I1", 98'00),
                           Payment("K1", -10'00),
                           {"I1", "", ApplicationKind::kDiscount, 2'00}})))
      << ledger_.broken();
  EXPECT_EQ(Open("I1"), 0);
  EXPECT_EQ(Open("K1"), 0);
  EXPECT_EQ(Open("I2"), 50'00);
  EXPECT_THAT(ledger_.ProveTotals(), IsEmpty());
}

TEST_F(LedgerTest, MoneyThatIsNowhereIsFound) {
  ReceiptDecision decision = Paying(95'00, {Payment("I1", 90'00)});
  decision.parts.clear();
  EXPECT_FALSE(Allocate("R1", decision));
  EXPECT_EQ(ledger_.broken(),
            "row 2: allocated R1: found 90.00 on items and placed, expected "
            "95.00");
}

TEST_F(LedgerTest, AnItemIsNeverPaidBeyondWhatItIs) {
  EXPECT_FALSE(Allocate("R1", Paying(100'01, {Payment("I1", 100'01)})));
  EXPECT_THAT(ledger_.broken(), HasSubstr("item I1: found -0.01 open after"));
}

TEST_F(LedgerTest, AReversalDoesNotOpenMoreThanThereWas) {
  ReceiptDecision back = Paying(-1, {Payment("I1", -1)});
  back.status = ReceiptStatus::kReversal;
  EXPECT_FALSE(Take(DecisionKind::kReversed, "R1", ToJson(back)));
  EXPECT_THAT(ledger_.broken(), HasSubstr("item I1: found 100.01 open after"));
}

TEST_F(LedgerTest, WhoMightNotIsFound) {
  EXPECT_FALSE(Take(DecisionKind::kApproved, "p1", "{}"));
  EXPECT_EQ(ledger_.broken(), "row 2: approved p1: was not proposed");
}

TEST_F(LedgerTest, AFileThatWasReceivedIsNotReceivedAgain) {
  const std::string file = R"({"name":"a.bai","format":"bai2"})";
  EXPECT_TRUE(Take(DecisionKind::kFileReceived, "abc", file));
  EXPECT_FALSE(Take(DecisionKind::kFileReceived, "abc", file));
  EXPECT_THAT(ledger_.broken(), testing::HasSubstr("received before"));
}

TEST_F(LedgerTest, AnUnknownItemIsFound) {
  EXPECT_FALSE(Allocate("R1", Paying(1, {Payment("I9", 1)})));
  EXPECT_THAT(ledger_.broken(), HasSubstr("item I9 is not known"));
}

TEST_F(LedgerTest, AReceiptIsDecidedOnOnceATurn) {
  ASSERT_TRUE(Allocate("R1", Paying(10'00, {Payment("I1", 10'00)})));
  EXPECT_FALSE(Allocate("R1", Paying(10'00, {Payment("I1", 10'00)})));
  EXPECT_THAT(ledger_.broken(), HasSubstr("found turn 1 after 1"));
}

TEST_F(LedgerTest, AHeldTurnOfCountedMoneyIsACopyThatSaysNothing) {
  ReceiptDecision paid = Paying(10'00, {Payment("I1", 10'00)});
  paid.identity = "money";
  ASSERT_TRUE(Allocate("R1", paid));
  ReceiptDecision held;
  held.turn = 2;
  held.status = ReceiptStatus::kHeld;
  held.currency = kUsd;
  held.amount = 10'00;
  ASSERT_TRUE(Take(DecisionKind::kPlaced, "R1", ToJson(held)))
      << ledger_.broken();
  const LedgerReceipt& state = ledger_.receipts().find("R1")->second;
  EXPECT_EQ(state.status, ReceiptStatus::kApplied);
  EXPECT_EQ(state.turn, 2u);
  EXPECT_EQ(state.last_seq, 2u);
  EXPECT_EQ(state.live.size(), 1u);
  EXPECT_EQ(Open("I1"), 90'00);
  held.turn = 2;  // but once a turn
  EXPECT_FALSE(Take(DecisionKind::kPlaced, "R1", ToJson(held)));
}

TEST_F(LedgerTest, APersonTakesAnAllocationBack) {
  ASSERT_TRUE(Allocate("R1", Paying(10'00, {Payment("I1", 10'00)})));
  ReceiptDecision back;
  back.turn = 2;
  back.status = ReceiptStatus::kUnapplied;
  back.currency = kUsd;
  back.amount = 10'00;
  back.rows = {Payment("I1", -10'00)};
  back.parts = {{RemainderKind::kUnapplied, "C1", "", "", 10'00}};
  ASSERT_TRUE(Take(DecisionKind::kUnapplied, "R1", ToJson(back)))
      << ledger_.broken();
  EXPECT_EQ(Open("I1"), 100'00);
  EXPECT_FALSE(ledger_.Waits("R1")) << "a person decided";
}

class WaitingTest : public LedgerTest {
 protected:
  WaitingTest() {
    ReceiptDecision waiting = Paying(30'00, {});
    waiting.status = ReceiptStatus::kUnapplied;
    waiting.made = {
        R"({"item_id":"R1/A","customer_id":"C1","document_type":"on_account",)"
        R"("document_number":"R1","currency":"USD","amount":"-30.00",)"
        R"("document_date":"2026-03-02","origin_receipt_id":"R1"})"};
    EXPECT_TRUE(Take(DecisionKind::kPlaced, "R1", ToJson(waiting)))
        << ledger_.broken();
  }
};

TEST_F(WaitingTest, WhatWaitsIsACreditButNotForTheBook) {
  EXPECT_EQ(Open("R1/A"), -30'00);
  EXPECT_TRUE(ledger_.Waits("R1"));
  for (const OpenItem& item : ledger_.OpenItems().items) {
    EXPECT_NE(item.item_id, "R1/A");
  }
}

TEST_F(WaitingTest, ASecondTurnTakesItsCreditBack) {
  ReceiptDecision later = Paying(30'00, {Payment("I2", 30'00)});
  later.turn = 2;
  ASSERT_TRUE(Allocate("R1", later)) << ledger_.broken();
  EXPECT_EQ(Open("R1/A"), kNotStated);
  EXPECT_EQ(Open("I2"), 20'00);
  EXPECT_THAT(ledger_.ProveTotals(), IsEmpty());
}

TEST_F(WaitingTest, OnceItsCreditIsUsedItWaitsNoMore) {
  ASSERT_TRUE(
      Allocate("R2", Paying(0, {Payment("I1", 5'00), Payment("R1/A", -5'00)})));
  EXPECT_FALSE(ledger_.Waits("R1"));
  ReceiptDecision later = Paying(30'00, {Payment("I2", 30'00)});
  later.turn = 2;
  EXPECT_FALSE(Allocate("R1", later));
  EXPECT_THAT(ledger_.broken(), HasSubstr("is used already"));
}

TEST_F(LedgerTest, ALoadKeepsWhatTheErpHasNotPosted) {
  ASSERT_TRUE(Allocate("R1", Paying(40'00, {Payment("I1", 40'00)})));
  ASSERT_TRUE(
      Load("item_id,customer_id,document_number,currency,amount,document_date\n"
           "I1,C1,INV-1,USD,100.00,2026-01-01\n",
           false));
  EXPECT_EQ(Open("I1"), 60'00);
  ASSERT_TRUE(
      Load("item_id,customer_id,document_number,currency,amount,document_date\n"
           "I1,C1,INV-1,USD,60.00,2026-01-01\n",
           false, "application_id\nR1/1/1\n"));
  EXPECT_EQ(Open("I1"), 60'00);
  EXPECT_THAT(ledger_.pending(), IsEmpty());
  EXPECT_THAT(ledger_.ProveTotals(), IsEmpty());
}

TEST_F(LedgerTest, ASnapshotClosesWhatItLeavesOut) {
  ASSERT_TRUE(
      Load("item_id,customer_id,document_number,currency,amount,document_date\n"
           "I1,C1,INV-1,USD,100.00,2026-01-01\n"));
  EXPECT_EQ(Open("I1"), 100'00);
  EXPECT_EQ(Open("I2"), 0);
  EXPECT_THAT(ledger_.conflicts(), IsEmpty());
  EXPECT_THAT(ledger_.ProveTotals(), IsEmpty());
  for (const OpenItem& item : ledger_.OpenItems().items) {
    EXPECT_EQ(item.status == ItemStatus::kClosed, item.item_id != "I1");
  }
}

TEST_F(LedgerTest, AnItemWhoseSignWouldFlipIsAConflictAndStays) {
  ASSERT_TRUE(Allocate("R1", Paying(40'00, {Payment("I1", 40'00)})));
  ASSERT_TRUE(
      Load("item_id,customer_id,document_number,currency,amount,document_date\n"
           "I1,C1,INV-1,USD,30.00,2026-01-01\n"
           "I2,C1,INV-2,USD,50.00,2026-01-01\n"));
  EXPECT_EQ(Open("I1"), 60'00);
  ASSERT_EQ(ledger_.conflicts().size(), 1u);
  EXPECT_EQ(ledger_.conflicts().at("I1").loaded, 30'00);
  EXPECT_EQ(ledger_.conflicts().at("I1").pending, 40'00);
}

TEST_F(LedgerTest, AnItemThatVanishedUnderAnApplicationIsAConflict) {
  ASSERT_TRUE(Allocate("R1", Paying(40'00, {Payment("I1", 40'00)})));
  ASSERT_TRUE(
      Load("item_id,customer_id,document_number,currency,amount,document_date\n"
           "I2,C1,INV-2,USD,50.00,2026-01-01\n"));
  EXPECT_EQ(Open("I1"), 60'00);
  ASSERT_EQ(ledger_.conflicts().size(), 1u);
}

TEST_F(LedgerTest, AFileThatIsNotInTheSpoolIsTold) {
  files_.clear();
  BookDecision load;
  load.items_sha256 = "gone";
  EXPECT_FALSE(Take(DecisionKind::kBookLoaded, "gone", ToJson(load)));
  EXPECT_THAT(ledger_.broken(), HasSubstr("no such file"));
}

/// R1 pays I1 with 40.00, and both were handed out.
class PostingTest : public LedgerTest {
 protected:
  PostingTest() {
    EXPECT_TRUE(Allocate("R1", Paying(40'00, {Payment("I1", 40'00)})));
    EXPECT_TRUE(
        Take(DecisionKind::kPosted, "R1",
             ToJson(PostedDecision{CashPostingId("R1", 1), {"R1/1/1"}})));
  }
  bool Answer(const std::string& id, bool accepted) {
    return Take(DecisionKind::kAnswered, id,
                ToJson(AnsweredDecision{accepted, "why"}));
  }
  bool TakeBack(const std::string& undoes) {
    ReceiptDecision back = Paying(40'00, {});
    back.turn = 2;
    back.status = ReceiptStatus::kUnapplied;
    back.rows = {{"I1", "", ApplicationKind::kPayment, -40'00, undoes}};
    return Take(DecisionKind::kUnapplied, "R1", ToJson(back));
  }
};

TEST_F(PostingTest, APostingIsHandedOutOnce) {
  EXPECT_FALSE(Take(DecisionKind::kPosted, "R1",
                    ToJson(PostedDecision{"", {"R1/1/1"}})));
  EXPECT_THAT(ledger_.broken(), HasSubstr("handed out before"));
}

TEST_F(PostingTest, CashIsHandedOutOnce) {
  EXPECT_FALSE(Take(DecisionKind::kPosted, "R1",
                    ToJson(PostedDecision{CashPostingId("R1", 2), {}})));
  EXPECT_THAT(ledger_.broken(), HasSubstr("cash was handed out before"));
}

TEST_F(PostingTest, WhatTheErpTookComesBackBeyondItsNewAmount) {
  ASSERT_TRUE(Answer("R1/1/1", true));
  EXPECT_TRUE(ledger_.pending().empty());
  ASSERT_TRUE(
      Load("item_id,customer_id,document_number,currency,amount,document_date\n"
           "I1,C1,INV-1,USD,60.00,2026-01-01\n",
           false));
  EXPECT_EQ(Open("I1"), 60'00);
  ASSERT_TRUE(TakeBack("R1/1/1")) << ledger_.broken();
  EXPECT_EQ(Open("I1"), 100'00);
  EXPECT_EQ(ledger_.pending().at("R1/2/1").undoes, "R1/1/1");
}

TEST_F(PostingTest, AnAnswerIsTakenOnce) {
  ASSERT_TRUE(Answer("R1/1/1", true));
  EXPECT_FALSE(Answer("R1/1/1", true));
  EXPECT_THAT(ledger_.broken(), HasSubstr("answers again"));
}

TEST_F(PostingTest, WhatWasRefusedNeedNotBeTakenBackInTheErp) {
  ASSERT_TRUE(Answer("R1/1/1", false));
  ASSERT_TRUE(TakeBack("R1/1/1")) << ledger_.broken();
  EXPECT_EQ(Open("I1"), 100'00);
  EXPECT_TRUE(ledger_.pending().empty());
}

TEST_F(PostingTest, WhatWasTakenBackFirstNeedNotBeEither) {
  ASSERT_TRUE(TakeBack("R1/1/1"));
  EXPECT_EQ(ledger_.pending().size(), 2);
  ASSERT_TRUE(Answer("R1/1/1", false));
  EXPECT_TRUE(ledger_.pending().empty());
}

TEST_F(PostingTest, CashThatWasRefusedIsHandedOutAgain) {
  ASSERT_TRUE(Answer("R1/1/cash", false));
  EXPECT_TRUE(Take(DecisionKind::kPosted, "R1",
                   ToJson(PostedDecision{CashPostingId("R1", 2), {}})))
      << ledger_.broken();
}

TEST_F(PostingTest, OnlyWhatStandsIsTakenBack) {
  EXPECT_FALSE(TakeBack("R1/1/2"));
  EXPECT_THAT(ledger_.broken(), HasSubstr("which does not stand"));
}

}  // namespace
}  // namespace cashmatch
