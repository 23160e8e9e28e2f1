// SPDX-License-Identifier: Apache-2.0
// closed_payment_test.cc - returns of payments that only closed items remember.
#include "engine/commit/closed_payment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Day kToday = 20'514;

class ClosedPaymentTest : public testing::Test {
 protected:
  OpenItem& Closed(std::string_view id, Minor amount, Day closed_date,
                   std::string_view customer = "ACME") {
    OpenItem& item = items_.items.emplace_back();
    item.item_id = item.document_number = id;
    item.customer_id = customer;
    item.currency = *ParseCurrency("USD");
    item.amount = amount;
    item.type = amount < 0 ? DocumentType::kCreditMemo : DocumentType::kInvoice;
    item.document_date = closed_date - 8;
    item.status = ItemStatus::kClosed;
    item.closed_date = closed_date;
    return item;
  }

  /// Builds the book of the items; the return is of `amount`.
  void Return(Minor amount) {
    book_.emplace(Book::Build(std::move(items_), {}, policy_));
    finder_.emplace(book_->tables(), policy_);
    receipt_.amount = amount;
    receipt_.currency = *ParseCurrency("USD");
    receipt_.booking_date = kToday;
  }

  /// The parts as `A 100.00 less 2.00`, the fee and what could not be told.
  std::vector<std::string> Find(std::vector<std::string_view> quoted,
                                std::vector<std::string_view> payers = {}) {
    Quotes quotes;
    for (const std::string_view id : quoted) {
      quotes.items.push_back(book_->FindItem(id));
    }
    std::vector<CustomerRow> rows;
    for (const std::string_view id : payers) {
      rows.push_back(book_->FindCustomer(id));
    }
    const ClosedPayment payment =
        finder_->Find({receipt_, quotes, rows, companies_});
    std::vector<std::string> told;
    for (const ClosedPart& part : payment.parts) {
      told.push_back(std::string(book_->ItemId(part.item)) + " " +
                     FormatDecimal(part.amount, 2) + " less " +
                     FormatDecimal(part.discount, 2));
    }
    if (payment.fee != 0)
      told.push_back("fee " + FormatDecimal(payment.fee, 2));
    if (payment.ambiguous) told.push_back("ambiguous");
    return told;
  }

  ClosedPayment Payment(std::vector<std::string_view> quoted) {
    Quotes quotes;
    for (const std::string_view id : quoted) {
      quotes.items.push_back(book_->FindItem(id));
    }
    return finder_->Find({receipt_, quotes, {}, companies_});
  }

  OpenItemBlock items_;
  Policy policy_;
  std::optional<Book> book_;
  std::optional<ClosedPaymentFinder> finder_;
  Receipt receipt_;
  const std::vector<uint32_t>* companies_ = nullptr;
};

TEST_F(ClosedPaymentTest, TheDiscountIsWhatTheClosingDateEarned) {
  Closed("A", 100'00, kToday - 7).payment_terms = "2/10 net 30";
  OpenItem& late = Closed("B", 50'00, kToday - 7);
  late.payment_terms = "2/10 net 30";
  late.document_date = kToday - 30;
  Closed("C", -3'00, kToday - 7);
  Return(145'00);
  EXPECT_THAT(Find({"C", "B", "A"}),
              ElementsAre("A 100.00 less 2.00", "B 50.00 less 0.00",
                          "C -3.00 less 0.00"));
}

TEST_F(ClosedPaymentTest, OrNoDiscountWasTaken) {
  Closed("A", 100'00, kToday - 7).payment_terms = "2/10 net 30";
  Return(100'00);
  EXPECT_THAT(Find({"A"}), ElementsAre("A 100.00 less 0.00"));
}

TEST_F(ClosedPaymentTest, AFeeIsWhatIsBeyondTheGreaterSum) {
  Closed("A", 100'00, kToday - 7).payment_terms = "2/10 net 30";
  Return(103'00);
  EXPECT_THAT(Find({"A"}), ElementsAre("A 100.00 less 0.00", "fee 3.00"));
  receipt_.amount = 99'00;
  Closed("A", 100'00, kToday - 7).payment_terms = "2/10 net 30";
  Return(99'00);
  EXPECT_THAT(Find({"A"}), ElementsAre("A 100.00 less 2.00", "fee 1.00"));
}

TEST_F(ClosedPaymentTest, AnotherSumIsNotThePayment) {
  Closed("A", 100'00, kToday - 7);
  Return(97'00);
  EXPECT_THAT(Find({"A"}, {"ACME"}), IsEmpty());
}

TEST_F(ClosedPaymentTest, ItemsOfTwoCustomersAreNotOnePayment) {
  Closed("A", 100'00, kToday - 7);
  Closed("B", 50'00, kToday - 7, "BOLT");
  Return(150'00);
  EXPECT_THAT(Find({"A", "B"}), IsEmpty());
}

TEST_F(ClosedPaymentTest, OpenLaterClosedAndForeignItemsAreNoHistory) {
  Closed("A", 100'00, kToday - 7).status = ItemStatus::kOpen;
  Closed("B", 100'00, kToday + 1);
  Closed("C", 100'00, kToday - 7).currency = *ParseCurrency("EUR");
  Return(100'00);
  for (const std::string_view id : {"A", "B", "C"}) {
    EXPECT_THAT(Find({id}, {"ACME"}), IsEmpty()) << id;
  }
}

TEST_F(ClosedPaymentTest, TheAccountTellsTheCompany) {
  Closed("A", 100'00, kToday - 7).company_code = "1000";
  Return(100'00);
  const std::vector<uint32_t> none;
  companies_ = &none;
  EXPECT_THAT(Find({"A"}), IsEmpty());
  const std::vector<uint32_t> all = {0, 1};
  companies_ = &all;
  EXPECT_THAT(Find({"A"}), ElementsAre("A 100.00 less 0.00"));
}

TEST_F(ClosedPaymentTest, APayersDayIsOnePaymentOrOneForEachItem) {
  Closed("A", 100'00, kToday - 7);
  Closed("B", 50'00, kToday - 7);
  Closed("C", 30'00, kToday - 6);
  Return(150'00);
  EXPECT_THAT(Find({}, {"ACME"}),
              ElementsAre("A 100.00 less 0.00", "B 50.00 less 0.00"));
  receipt_.amount = 30'00;
  EXPECT_THAT(Find({}, {"ACME"}), ElementsAre("C 30.00 less 0.00"));
}

TEST_F(ClosedPaymentTest, TwoChoicesAreAmbiguousAndNothingIsTaken) {
  Closed("A", 100'00, kToday - 7);
  Closed("B", 100'00, kToday - 6);
  Return(100'00);
  EXPECT_THAT(Find({}, {"ACME"}), ElementsAre("ambiguous"));
  EXPECT_THAT(Find({"B"}, {"ACME"}), ElementsAre("B 100.00 less 0.00"));
  EXPECT_THAT(Find({}, {"ACME"}), ElementsAre("A 100.00 less 0.00"));
  EXPECT_THAT(Find({"A", "B"}, {"ACME"}), IsEmpty());
}

TEST_F(ClosedPaymentTest, APayersPaymentIsRememberedForSixtyDays) {
  Closed("A", 100'00, kToday - 61);
  Closed("B", 70'00, kToday - 60);
  Return(100'00);
  EXPECT_THAT(Find({}, {"ACME"}), IsEmpty());
  EXPECT_THAT(Find({"A"}), ElementsAre("A 100.00 less 0.00"));
  receipt_.amount = 70'00;
  EXPECT_THAT(Find({}, {"ACME"}), ElementsAre("B 70.00 less 0.00"));
}

TEST_F(ClosedPaymentTest, AFeeNeedsAQuote) {
  Closed("A", 100'00, kToday - 7);
  Return(103'00);
  EXPECT_THAT(Find({}, {"ACME"}), IsEmpty());
}

TEST_F(ClosedPaymentTest, AClosedItemOfNothingReopensAtItsOriginalAmount) {
  Closed("A", 0, kToday - 7).original_amount = 100'00;
  Closed("B", 0, kToday - 7);
  Return(100'00);
  EXPECT_THAT(Find({"A", "B"}), ElementsAre("A 100.00 less 0.00"));
}

TEST_F(ClosedPaymentTest, ADifferenceWithinToleranceWasWrittenOff) {
  policy_.general.under.absolute[*ParseCurrency("USD")] = 5'00;
  Closed("A", 100'00, kToday - 7);
  Closed("B", 250'00, kToday - 7);
  Return(347'10);
  const ClosedPayment payment = Payment({"A", "B"});
  ASSERT_EQ(payment.parts.size(), 2u);
  EXPECT_EQ(payment.parts[0].off, 0);
  EXPECT_EQ(payment.parts[1].off, 2'90) << "off the largest";
  EXPECT_EQ(payment.parts[1].off_kind, ApplicationKind::kWriteOff);
}

TEST_F(ClosedPaymentTest, OrAListedFeeWasTaken) {
  policy_.general.fee_amounts[*ParseCurrency("USD")] = {15'00};
  Closed("A", 100'00, kToday - 7);
  Return(85'00);
  const ClosedPayment payment = Payment({"A"});
  ASSERT_EQ(payment.parts.size(), 1u);
  EXPECT_EQ(payment.parts[0].off, 15'00);
  EXPECT_EQ(payment.parts[0].off_kind, ApplicationKind::kFee);
}

TEST_F(ClosedPaymentTest, OrDiscountsWereTakenLate) {
  OpenItem& late = Closed("A", 100'00, kToday - 7);
  late.payment_terms = "2/10 net 30";
  late.document_date = kToday - 60;
  Return(98'00);
  EXPECT_THAT(Find({}, {"ACME"}), ElementsAre("A 100.00 less 2.00"));
}

TEST_F(ClosedPaymentTest, WhatNoRuleExplainsIsNotFound) {
  Closed("A", 100'00, kToday - 7);
  Return(98'00);
  EXPECT_THAT(Find({"A"}), testing::IsEmpty());
}

}  // namespace
}  // namespace cashmatch
