// SPDX-License-Identifier: Apache-2.0
// context_test.cc - which items a receipt may touch.
#include "engine/propose/context.h"

#include "tests/unit/engine/propose/small_book.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;

class ContextTest : public SmallBook {
 protected:
  ExceptionCode WhyNot(std::string_view id) {
    return WhyNotByReference(View(), Row(id));
  }
  bool Eligible(std::string_view id, int32_t prepayment_days = 0) {
    return EligibleByAmount(View(), Row(id), prepayment_days);
  }
};

TEST_F(ContextTest, AnOpenItemMayBePaidByReferenceAndByAmount) {
  Item("A", 100'00);
  Money(100'00);
  EXPECT_EQ(WhyNot("A"), ExceptionCode::kNone);
  EXPECT_TRUE(Eligible("A"));
}

TEST_F(ContextTest, AnItemOfAnotherCurrencyMayNot) {
  Item("A", 100'00).currency = kEur;
  Money(100'00);
  EXPECT_EQ(WhyNot("A"), ExceptionCode::kCurrencyMismatch);
  EXPECT_FALSE(Eligible("A"));
}

TEST_F(ContextTest, AClosedItemIsPaidTwice) {
  Item("A", 100'00).status = ItemStatus::kClosed;
  Money(100'00);
  EXPECT_EQ(WhyNot("A"), ExceptionCode::kPaidTwice);
  EXPECT_FALSE(Eligible("A"));
}

TEST_F(ContextTest, AnItemPaidEarlierInTheRunIsPaidTwice) {
  Item("A", 100'00);
  Money(100'00);
  state().Take(Row("A"), 60'00);
  EXPECT_EQ(WhyNot("A"), ExceptionCode::kNone);
  state().Take(Row("A"), 40'00);
  EXPECT_EQ(WhyNot("A"), ExceptionCode::kPaidTwice);
  EXPECT_FALSE(Eligible("A"));
}

TEST_F(ContextTest, AnItemDatedAfterTheReceiptMayNot) {
  Item("A", 100'00).document_date = kToday + 1;
  Item("B", 100'00).document_date = kToday;
  Money(100'00).value_date = kToday + 1;
  EXPECT_EQ(WhyNot("A"), ExceptionCode::kFutureItem);
  EXPECT_EQ(WhyNot("B"), ExceptionCode::kNone);
  EXPECT_FALSE(Eligible("A"));
  EXPECT_TRUE(Eligible("B"));
}

TEST_F(ContextTest, PrepaymentDaysReachAheadByAmountOnly) {
  Item("A", 100'00).document_date = kToday + 3;
  Money(100'00);
  EXPECT_FALSE(Eligible("A", 2));
  EXPECT_TRUE(Eligible("A", 3));
  policy_.general.prepayment_days = 3;
  EXPECT_EQ(WhyNot("A"), ExceptionCode::kFutureItem);
}

TEST_F(ContextTest, AnAccountOfOneCompanyDoesNotTouchAnother) {
  policy_.accounts["0123"].company_codes = {"2000"};
  Item("A", 100'00);
  Item("B", 100'00).company_code = "2000";
  Money(100'00);
  EXPECT_EQ(WhyNot("A"), ExceptionCode::kCompanyMismatch);
  EXPECT_FALSE(Eligible("A"));
  EXPECT_EQ(WhyNot("B"), ExceptionCode::kNone);
  EXPECT_TRUE(Eligible("B"));
}

TEST_F(ContextTest, TheScopeOfAnAccountIsWhatTheRulesNameAndTheBookHas) {
  policy_.accounts["0123"].company_codes = {"2000", "1000", "9999"};
  policy_.accounts["0456"].company_codes = {"9999"};
  policy_.accounts["0789"].info_is_booked = true;
  Item("A", 100'00);
  Item("B", 100'00).company_code = "2000";
  Item("C", 100'00).company_code = "3000";
  const BookTables& tables = book().tables();
  const CompanyScope scope(tables, policy_);
  const auto codes = [&](std::string_view account) {
    std::vector<std::string_view> found;
    for (const uint32_t i : *scope.Of(account)) {
      found.push_back(tables.companies[i]);
    }
    return found;
  };
  EXPECT_THAT(codes("0123"), ElementsAre("1000", "2000"));
  EXPECT_THAT(codes("0456"), ElementsAre());
  EXPECT_EQ(scope.Of("0789"), nullptr);  // tells of no company
  EXPECT_EQ(scope.Of("0000"), nullptr);
}

TEST_F(ContextTest, OnlyTheAmountNeverPicksWhatNeedsAReference) {
  Item("CREDIT", -100'00);
  Item("ORDER", 100'00).type = DocumentType::kOrder;
  Item("DISPUTED", 100'00).status = ItemStatus::kDisputed;
  Item("BLOCKED", 100'00).status = ItemStatus::kBlocked;
  Item("PROMISED", 100'00).status = ItemStatus::kPromised;
  Item("DEBIT", 100'00).type = DocumentType::kDebitMemo;
  Money(100'00);
  for (const char* id : {"CREDIT", "ORDER", "DISPUTED", "BLOCKED"}) {
    EXPECT_FALSE(Eligible(id)) << id;
    EXPECT_EQ(WhyNot(id), ExceptionCode::kNone) << id;
  }
  EXPECT_TRUE(Eligible("PROMISED"));
  EXPECT_TRUE(Eligible("DEBIT"));
}

TEST_F(ContextTest, TheDiscountIsMeasuredByTheBookingDateAndTheCustomersGrace) {
  Discounted("A", 1000'00).document_date = kToday - 10;
  Discounted("B", 1000'00).document_date = kToday - 11;
  OpenItem& other = Discounted("C", 1000'00);
  other.document_date = kToday - 11;
  other.customer_id = "LATE";
  policy_.customers["LATE"].grace_days = 1;
  Money(980'00).value_date = kToday + 5;
  EXPECT_EQ(EarnedBy(View(), Row("A")), 20'00);  // the last day counts
  EXPECT_EQ(EarnedBy(View(), Row("B")), 0);
  EXPECT_EQ(EarnedBy(View(), Row("C")), 20'00);
}

TEST_F(ContextTest, APartPaidItemEarnsNothing) {
  Discounted("A", 1000'00);
  Money(980'00);
  state().Take(Row("A"), 1'00);
  EXPECT_EQ(EarnedBy(View(), Row("A")), 0);
}

TEST_F(ContextTest, PolicyOfNobodyIsTheGeneralOne) {
  Item("A", 100'00);
  policy_.general.grace_days = 1;
  policy_.customers["ACME"].grace_days = 2;
  Money(100'00);
  const ReceiptView view = View();
  EXPECT_EQ(view.PolicyOf(kNoCustomer).grace_days, 1);
  EXPECT_EQ(view.PolicyOf(book().FindCustomer("ACME")).grace_days, 2);
}

TEST_F(ContextTest, OnlyTheDocumentNumberSetsInterchangeableItemsApart) {
  Item("A", 100'00);
  Item("B", 100'00);
  Item("amount", 100'01);
  Item("customer", 100'00).customer_id = "OTHER";
  Item("date", 100'00).document_date = kToday - 9;
  Item("due", 100'00).due_date = kToday + 30;
  Item("terms", 100'00).payment_terms = "2/10 net 0";
  Item("company", 100'00).company_code = "2000";
  Item("currency", 100'00).currency = kEur;
  Item("type", 100'00).type = DocumentType::kDebitMemo;
  Item("status", 100'00).status = ItemStatus::kPromised;
  Money(100'00);
  EXPECT_TRUE(Interchangeable(View(), Row("A"), Row("B")));
  for (const char* differs : {"amount", "customer", "date", "due", "terms",
                              "company", "currency", "type", "status"}) {
    EXPECT_FALSE(Interchangeable(View(), Row("A"), Row(differs))) << differs;
  }
}

TEST_F(ContextTest, APartPaidItemIsNotInterchangeableWithAWholeOne) {
  Item("A", 100'00);
  Item("B", 150'00);
  Money(100'00);
  state().Take(Row("B"), 50'00);
  EXPECT_FALSE(Interchangeable(View(), Row("A"), Row("B")));
}

}  // namespace
}  // namespace cashmatch
