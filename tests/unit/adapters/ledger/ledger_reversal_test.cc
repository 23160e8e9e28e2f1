// SPDX-License-Identifier: Apache-2.0
// ledger_reversal_test.cc - a receipt of an earlier run is undone.
#include "adapters/ledger/posting_decision.h"
#include "tests/unit/adapters/ledger/ledger_fixture.h"

namespace cashmatch {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

/// R1 paid I1 with 40.00 and left 10.00 over; V takes it back.
class ReversedTest : public LedgerTest {
 protected:
  ReversedTest() {
    ReceiptDecision paid = Paying(50'00, {Payment("I1", 40'00)});
    paid.made = {
        R"({"item_id":"R1/A","customer_id":"C1","document_type":"on_account",)"
        R"("document_number":"R1","currency":"USD","amount":"-10.00",)"
        R"("document_date":"2026-03-02","origin_receipt_id":"R1"})"};
    EXPECT_TRUE(Allocate("R1", paid)) << ledger_.broken();
  }

  bool Reverse(const std::string& id, const std::string& undoes = "R1/1/1") {
    ReceiptDecision back = Paying(-50'00, {Payment("I1", -40'00)});
    back.status = ReceiptStatus::kReversal;
    back.original = "R1";
    back.rows[0].undoes = undoes;
    return Take(DecisionKind::kReversed, id, ToJson(back));
  }
};

TEST_F(ReversedTest, ItemsReopenAndWhatWasMadeGoes) {
  ASSERT_TRUE(Reverse("V")) << ledger_.broken();
  EXPECT_EQ(Open("I1"), 100'00);
  EXPECT_EQ(Open("R1/A"), kNotStated);
  const LedgerReceipt& original = ledger_.receipts().find("R1")->second;
  EXPECT_TRUE(original.reversed);
  EXPECT_THAT(original.live, IsEmpty());
  EXPECT_FALSE(ledger_.Waits("R1"));
  EXPECT_EQ(ledger_.pending().at("V/1/1").undoes, "R1/1/1");
  EXPECT_THAT(ledger_.ProveTotals(), IsEmpty());
}

TEST_F(ReversedTest, AReceiptIsUndoneOnce) {
  ASSERT_TRUE(Reverse("V"));
  EXPECT_FALSE(Reverse("W"));
  EXPECT_THAT(ledger_.broken(), HasSubstr("found 140.00 open after it"));
}

TEST_F(ReversedTest, MoneyThatIsOnNoItemIsUndoneOnceToo) {
  ASSERT_TRUE(Allocate("R2", Paying(20'00, {}))) << ledger_.broken();
  ReceiptDecision back = Paying(-20'00, {});
  back.status = ReceiptStatus::kReversal;
  back.original = "R2";
  ASSERT_TRUE(Take(DecisionKind::kReversed, "V", ToJson(back)));
  EXPECT_FALSE(Take(DecisionKind::kReversed, "W", ToJson(back)));
  EXPECT_THAT(ledger_.broken(), HasSubstr("R2 is undone already"));
}

TEST_F(ReversedTest, RowsOfAnotherReceiptAreNotTakenBack) {
  ASSERT_TRUE(Allocate("R2", Paying(5'00, {Payment("I2", 5'00)})));
  EXPECT_FALSE(Reverse("V", "R2/1/1"));
  EXPECT_THAT(ledger_.broken(), HasSubstr("which does not stand"));
}

TEST_F(ReversedTest, WhatTheErpRefusedOfItNeedNotBeTakenBackThere) {
  ASSERT_TRUE(Take(DecisionKind::kPosted, "R1",
                   ToJson(PostedDecision{"", {"R1/1/1"}})));
  ASSERT_TRUE(Reverse("V"));
  ASSERT_TRUE(Take(DecisionKind::kAnswered, "R1/1/1",
                   ToJson(AnsweredDecision{false, "closed"})));
  EXPECT_THAT(ledger_.pending(), IsEmpty());
}

TEST_F(ReversedTest, WhatIsReopenedStaysOpenUntilTheErpHasPostedThat) {
  ASSERT_TRUE(Take(DecisionKind::kPosted, "R1",
                   ToJson(PostedDecision{"", {"R1/1/1"}})));
  ASSERT_TRUE(Take(DecisionKind::kAnswered, "R1/1/1",
                   ToJson(AnsweredDecision{true, ""})));
  ASSERT_TRUE(
      Load("item_id,customer_id,document_number,currency,amount,document_date\n"
           "I1,C1,INV-1,USD,60.00,2026-01-01\n"));
  ASSERT_TRUE(Reverse("V")) << ledger_.broken();
  EXPECT_EQ(Open("I1"), 100'00);
  ASSERT_TRUE(
      Load("item_id,customer_id,document_number,currency,amount,document_date\n"
           "I2,C1,INV-2,USD,50.00,2026-01-01\n"));
  EXPECT_THAT(ledger_.conflicts(), IsEmpty());
  EXPECT_EQ(Open("I1"), 40'00);
  EXPECT_THAT(ledger_.ProveTotals(), IsEmpty());
}

}  // namespace
}  // namespace cashmatch
