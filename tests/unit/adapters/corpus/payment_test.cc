// SPDX-License-Identifier: Apache-2.0
// payment_test.cc - what a payer shows of each class.
#include "adapters/corpus/payment.h"

#include <gtest/gtest.h>

#include <set>

#include "adapters/corpus/documents.h"

namespace cashmatch {
namespace {

class PaymentsTest : public testing::Test {
 protected:
  PaymentsTest() {
    for (uint64_t b = 0; b < geometry_.blocks(); ++b) {
      BlockPlan plan, earlier;
      PlanBlock(geometry_, b, &plan);
      ChooseAgain(geometry_, &plan, &earlier);
      plans_.push_back(std::move(plan));
    }
  }
  template <class Check>
  uint64_t ForEach(ReceiptClass cls, const Check& check) {
    uint64_t count = 0;
    Payment payment;
    for (const BlockPlan& plan : plans_) {
      for (const PlannedReceipt& receipt : plan.receipts) {
        if (receipt.cls != cls) continue;
        ++count;
        DescribePayment(geometry_, plan, receipt, &payment);
        check(plan, receipt, payment);
      }
    }
    return count;
  }

  Geometry geometry_{10'000, 10'000, 3, DefaultMix()};
  std::vector<BlockPlan> plans_;
};

TEST_F(PaymentsTest, ExactOnesQuoteTheirDocument) {
  uint64_t strangers = 0;
  const uint64_t count =
      ForEach(ReceiptClass::kExact, [&](const BlockPlan& plan,
                                        const PlannedReceipt& receipt,
                                        const Payment& payment) {
        std::string number;
        AppendDocumentNumber(geometry_, plan.company->style,
                             plan.items[plan.Paid(receipt)[0]].index, &number);
        ASSERT_EQ(payment.documents.size(), 1u);
        EXPECT_EQ(payment.documents[0].number, number);
        EXPECT_EQ(payment.documents[0].paid, receipt.amount);
        strangers += payment.iban != IbanOf(receipt.customer) ? 1 : 0;
      });
  EXPECT_GT(count, 3'500u);
  EXPECT_NEAR(static_cast<double>(strangers), count / 10.0, count / 40.0);
}

TEST_F(PaymentsTest, AmountOnlyShowsTheAccountAndNothingElse) {
  const uint64_t count =
      ForEach(ReceiptClass::kAmountOnly, [&](const BlockPlan&,
                                             const PlannedReceipt& receipt,
                                             const Payment& payment) {
        std::string id;
        AppendCompanyId(receipt.customer, &id);
        EXPECT_EQ(payment.payer_id, id);
        EXPECT_EQ(payment.iban, IbanOf(receipt.customer));
        EXPECT_TRUE(payment.documents.empty());
        EXPECT_EQ(payment.purchase_order + payment.creditor_reference, "");
      });
  EXPECT_GT(count, 500u);
}

TEST_F(PaymentsTest, UnmatchedOnesComeFromStrangers) {
  const uint64_t count = ForEach(
      ReceiptClass::kUnmatched,
      [&](const BlockPlan&, const PlannedReceipt&, const Payment& payment) {
        EXPECT_TRUE(payment.documents.empty());
        EXPECT_EQ(payment.payer_id.substr(0, 2), "97");
        EXPECT_EQ(payment.check_account.account[0], '9');
      });
  EXPECT_GT(count, 500u);
}

TEST_F(PaymentsTest, AlternateOnesQuoteTheOrderOfAllTheirItems) {
  uint64_t shared = 0;
  ForEach(ReceiptClass::kAlternate,
          [&](const BlockPlan& plan, const PlannedReceipt& receipt,
              const Payment& payment) {
            shared += receipt.count > 1 ? 1 : 0;
            for (const uint32_t place : plan.Paid(receipt)) {
              std::string order;
              AppendPurchaseOrder(plan.items[place].order, &order);
              EXPECT_EQ(payment.purchase_order, order);
            }
            EXPECT_TRUE(payment.documents.empty());
          });
  EXPECT_GT(shared, 50u);
}

TEST_F(PaymentsTest, SeveralAreJoinedInOrder) {
  ForEach(ReceiptClass::kSeveral,
          [&](const BlockPlan&, const PlannedReceipt& receipt,
              const Payment& payment) {
            std::string text;
            AppendQuotes(payment, "+", &text);
            std::string expected;
            for (const QuotedDocument& document : payment.documents) {
              if (!expected.empty()) expected += "+";
              expected += document.number;
            }
            EXPECT_EQ(text, expected);
            EXPECT_EQ(payment.documents.size(), receipt.count);
          });
}

TEST(BankReference, IsLikeNoDocument) {
  std::string out;
  AppendBankReference("BR", 123, &out);
  EXPECT_EQ(out, "BR7000000123");
}

}  // namespace
}  // namespace cashmatch
