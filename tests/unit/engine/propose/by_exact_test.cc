// SPDX-License-Identifier: Apache-2.0
// by_exact_test.cc - the short way gives the answer of the long one, or none.
#include "engine/propose/by_exact.h"

#include "engine/propose/confidence.h"
#include "engine/propose/propose.h"
#include "tests/unit/engine/propose/answering.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ByExactTest : public Answering {
 protected:
  /// The answer of the short way; nothing where it leaves the receipt.
  std::vector<std::string> Propose() {
    const ReceiptView view = View();
    ExactProposer exact(book().tables(), state(), receipts_);
    const ReceiptRow row{0};
    exact.Look({&row, 1});
    block_ = ProposalBlock();
    const bool answered = Answer(exact, 0, view);
    EXPECT_EQ(answered, !block_.receipts.empty());
    return Told();
  }

  bool Answer(const ExactProposer& exact, size_t i, const ReceiptView& view) {
    const ItemRow item = exact.ItemOf(i);
    return item != kNoItem &&
           ExactProposer::Propose(item, exact.NumberOf(i), view, &block_);
  }

  /// Sees that the long way says the same to the last field.
  void ExpectTheLongWayAgrees() {
    ASSERT_THAT(Propose(), testing::Not(IsEmpty()));
    const ProposalBlock found = block_;
    ProposalBlock wanted;
    ASSERT_TRUE(ProposeByQuotes(View(), Directive::kNone, &wanted));
    ASSERT_EQ(found.receipts.size(), wanted.receipts.size());
    EXPECT_EQ(found.receipts[0].count, wanted.receipts[0].count);
    EXPECT_EQ(found.receipts[0].customer, wanted.receipts[0].customer);
    EXPECT_EQ(found.receipts[0].exception, wanted.receipts[0].exception);
    ASSERT_EQ(found.proposals.size(), 1u);
    ASSERT_EQ(wanted.proposals.size(), 1u);
    EXPECT_EQ(found.proposals[0].rule, wanted.proposals[0].rule);
    EXPECT_EQ(found.proposals[0].exception, wanted.proposals[0].exception);
    EXPECT_EQ(found.proposals[0].confidence, wanted.proposals[0].confidence);
    EXPECT_EQ(found.proposals[0].apply, wanted.proposals[0].apply);
    EXPECT_EQ(found.proposals[0].customer, wanted.proposals[0].customer);
    EXPECT_EQ(found.remainders.size(), wanted.remainders.size());
    ASSERT_EQ(found.rows.size(), 1u);
    ASSERT_EQ(wanted.rows.size(), 1u);
    EXPECT_EQ(Words(found.rows[0]), Words(wanted.rows[0]));
    ASSERT_EQ(found.trials.size(), 1u);
    ASSERT_EQ(wanted.trials.size(), 1u);
    EXPECT_EQ(found.trials[0].verdict, wanted.trials[0].verdict);
    EXPECT_EQ(found.trials[0].item, wanted.trials[0].item);
    EXPECT_EQ(found.trials[0].candidates, wanted.trials[0].candidates);
    EXPECT_EQ(found.trials[0].reference, wanted.trials[0].reference);
  }
};

TEST_F(ByExactTest, ALineThatPaysOneItemInFull) {
  Item("INV-7", 100'00);
  Money(100'00);
  Advice("INV-7", {"INV-7"}, 100'00);
  EXPECT_THAT(Propose(), ElementsAre("apply", "payment INV-7 100.00"));
  ExpectTheLongWayAgrees();
}

TEST_F(ByExactTest, ATypedReferenceWithoutALine) {
  Item("INV-7", 100'00);
  Money(100'00);
  receipts_.AddReference(ReferenceType::kCheckNumber, "17");
  receipts_.AddReference(ReferenceType::kInvoice, "INV-7");
  Quoted("INV-7");
  ExpectTheLongWayAgrees();
}

TEST_F(ByExactTest, ALineWhoseNumberIsTypedAsWell) {
  Item("INV-7", 100'00);
  Money(100'00);
  Advice("INV-7", {"INV-7"}, 100'00);
  receipts_.AddReference(ReferenceType::kInvoice, "INV-7");
  Quoted("INV-7");
  ExpectTheLongWayAgrees();
}

TEST_F(ByExactTest, TextsBesideATypedReferenceDoNotMatter) {
  Item("INV-7", 100'00);
  Item("INV-8", 100'00);
  Money(100'00);
  receipts_.AddReference(ReferenceType::kInvoice, "INV-7");
  receipts_.AddText("for INV-8");
  Quoted("INV-7");
  ExpectTheLongWayAgrees();
}

TEST_F(ByExactTest, ADiscountThatNobodyTookAndADisputeDoNotMatter) {
  Discounted("INV-7", 100'00).status = ItemStatus::kDisputed;
  Money(100'00);
  Advice("INV-7", {"INV-7"}, 100'00);
  ExpectTheLongWayAgrees();
}

/// What needs a closer look: each changes one thing of a payment that fits.
using Change = void (*)(ReceiptBlock*);
class ByExactLeavesTest : public ByExactTest,
                          public testing::WithParamInterface<Change> {};

TEST_P(ByExactLeavesTest, TheReceipt) {
  Item("INV-7", 100'00);
  Money(100'00);
  Advice("INV-7", {"INV-7"}, 100'00);
  GetParam()(&receipts_);
  EXPECT_THAT(Propose(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    All, ByExactLeavesTest,
    testing::Values([](ReceiptBlock* b) { b->receipts[0].amount = 99'99; },
                    [](ReceiptBlock* b) { b->receipts[0].currency = kEur; },
                    [](ReceiptBlock* b) { b->receipts[0].charges = 1; },
                    [](ReceiptBlock* b) {
                      b->receipts[0].booking_date = kToday - 9;
                    },
                    [](ReceiptBlock* b) { b->advice[0].paid = 99'99; },
                    [](ReceiptBlock* b) { b->advice[0].discount = 1; },
                    [](ReceiptBlock* b) { b->advice[0].reference = "7"; },
                    [](ReceiptBlock* b) { b->advice[0].reference = "INV-8"; },
                    [](ReceiptBlock* b) { b->advice[0].reference = ""; },
                    [](ReceiptBlock* b) { b->AddAdjustment(1, "59", ""); },
                    [](ReceiptBlock* b) { b->AddAdvice("INV-8"); },
                    [](ReceiptBlock* b) {
                      b->AddReference(ReferenceType::kInvoice, "INV-8");
                    },
                    [](ReceiptBlock* b) {
                      b->advice[0].reference = "";
                      b->AddReference(ReferenceType::kInvoice, "INV-7");
                    },
                    [](ReceiptBlock* b) {
                      b->AddReference(ReferenceType::kPurchaseOrder, "PO-1");
                    }));

TEST_F(ByExactTest, ANumberOfTwoItemsIsLeft) {
  Item("A", 100'00).document_number = "INV-7";
  Item("B", 50'00).document_number = "INV-7";
  Money(100'00);
  Advice("INV-7", {"A", "B"}, 100'00);
  EXPECT_THAT(Propose(), IsEmpty());
}

TEST_F(ByExactTest, ABlockedItemIsLeft) {
  Item("INV-7", 100'00).status = ItemStatus::kBlocked;
  Money(100'00);
  Advice("INV-7", {"INV-7"}, 100'00);
  EXPECT_THAT(Propose(), IsEmpty());
}

TEST_F(ByExactTest, AnItemThatIsPaidInPartIsLeft) {
  Item("INV-7", 100'00);
  Money(100'00);
  Advice("INV-7", {"INV-7"}, 100'00);
  state().Take(Row("INV-7"), 1'00);
  EXPECT_THAT(Propose(), IsEmpty());
}

TEST_F(ByExactTest, AThresholdAboveItsConfidenceIsKept) {
  policy_.general.apply = ConfidenceOf(Rule::kExactReference) + 1;
  Item("INV-7", 100'00);
  Money(100'00);
  Advice("INV-7", {"INV-7"}, 100'00);
  EXPECT_THAT(Propose(), IsEmpty());
}

TEST_F(ByExactTest, TheCompanyOfTheAccountIsAsked) {
  policy_.accounts["0123"].company_codes = {"2000"};
  Item("INV-7", 100'00);
  Item("INV-8", 100'00).company_code = "2000";
  Money(100'00);
  Advice("INV-7", {"INV-7"}, 100'00);
  EXPECT_THAT(Propose(), IsEmpty());
}

TEST_F(ByExactTest, ReceiptsOfABatchDoNotMixUp) {
  for (const auto* id : {"INV-1", "INV-2", "INV-3"}) Item(id, 100'00);
  for (const auto* id : {"INV-3", "INV-9", "INV-1"}) {
    Money(100'00);
    receipts_.AddAdvice(id)->paid = 100'00;
  }
  const ReceiptView view = View();
  ExactProposer exact(book().tables(), state(), receipts_);
  const ReceiptRow rows[] = {ReceiptRow{0}, ReceiptRow{1}, ReceiptRow{2}};
  exact.Look(rows);
  EXPECT_TRUE(Answer(exact, 0, view));
  EXPECT_FALSE(Answer(exact, 1, view));
  EXPECT_TRUE(Answer(exact, 2, view));
  EXPECT_THAT(Told(), ElementsAre("apply", "payment INV-3 100.00", "apply",
                                  "payment INV-1 100.00"));
}

}  // namespace
}  // namespace cashmatch
