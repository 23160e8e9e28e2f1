// SPDX-License-Identifier: Apache-2.0
// small_book.h - a few open items, one receipt and what identify says of it.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/book/book.h"
#include "engine/propose/context.h"
#include "engine/propose/settlement.h"
#include "engine/propose/sum_finder.h"

namespace cashmatch {

inline const Currency kUsd = *ParseCurrency("USD");
inline const Currency kEur = *ParseCurrency("EUR");
inline constexpr Day kToday = 20'514;  // the booking date of the receipt

/// Base of the tests of this folder: state items and one receipt, quote items
/// by their id, and look at the view. Amounts are in cents. The book is built
/// at the first look; all items must stand by then.
class SmallBook : public testing::Test {
 protected:
  /// Adds an invoice of ACME that is open and eight days old.
  OpenItem& Item(std::string_view id, Minor amount) {
    OpenItem& item = items_.items.emplace_back();
    item.item_id = item.document_number = id;
    item.customer_id = "ACME";
    item.company_code = "1000";
    item.currency = kUsd;
    item.amount = amount;
    item.document_date = kToday - 8;
    if (amount < 0) item.type = DocumentType::kCreditMemo;
    return item;
  }

  /// Adds the same on terms that earn 2 % today.
  OpenItem& Discounted(std::string_view id, Minor amount) {
    OpenItem& item = Item(id, amount);
    item.payment_terms = "2/10 net 30";
    return item;
  }

  /// States the one receipt.
  Receipt& Money(Minor amount) {
    receipts_.AddFile("f", "bai2");
    Receipt& receipt = *receipts_.Add();
    receipt.id = "R1";
    receipt.account = "0123";
    receipt.amount = amount;
    receipt.currency = kUsd;
    receipt.booking_date = receipt.value_date = kToday;
    return receipt;
  }

  /// Adds a line of advice and the quote that stands in it.
  AdviceLine& Advice(std::string_view text, std::vector<std::string_view> ids,
                     Minor paid, Rule rule = Rule::kExactReference) {
    const auto line = static_cast<uint32_t>(receipts_.advice.size());
    AdviceLine& advice = *receipts_.AddAdvice(text);
    advice.paid = paid;
    Quote& quote = AddQuote(text, std::move(ids), rule);
    quote.place = QuotePlace::kAdvice;
    quote.line = line;
    return advice;
  }

  /// Quotes items in free text; no items: a reference that is not found.
  Quote& Quoted(std::string_view text, std::vector<std::string_view> ids,
                Rule rule = Rule::kExactReference) {
    return AddQuote(text, std::move(ids), rule);
  }
  Quote& Quoted(std::string_view id) { return Quoted(id, {id}); }

  void Payer(std::string_view customer_id,
             PayerEvidence evidence = PayerEvidence::kBankAccount) {
    payers_.list[payers_.count++] = {book().FindCustomer(customer_id),
                                     evidence};
  }

  const Book& book() {
    if (!book_) {
      book_.emplace(
          Book::Build(std::move(items_), std::move(customers_), policy_));
      state_.emplace(book_->tables());
    }
    return *book_;
  }
  OpenState& state() {
    book();
    return *state_;
  }
  ItemRow Row(std::string_view id) { return book().FindItem(id); }
  std::string Id(ItemRow row) { return std::string(book().ItemId(row)); }

  /// What the rules see. Good until the test states something more.
  ReceiptView View() {
    book();
    quotes_.items.clear();
    for (size_t i = 0; i < quotes_.list.size(); ++i) {
      quotes_.list[i].items_first = static_cast<uint32_t>(quotes_.items.size());
      for (const auto id : quoted_ids_[i]) quotes_.items.push_back(Row(id));
    }
    scope_.emplace(book_->tables(), policy_);
    const Receipt& receipt = receipts_.receipts.front();
    return {.book = book_->tables(),
            .state = *state_,
            .block = receipts_,
            .receipt = receipt,
            .policy = policy_,
            .payers = payers_,
            .quotes = quotes_,
            .mentions = mentions_,
            .habits = habits_,
            .sums = sums_,
            .companies = scope_->Of(receipt.account)};
  }

  /// One row in words: `payment A 980.00`, with its reason if it has one.
  std::string Words(const ProposedRow& row) {
    std::string text = std::string(NameOf(row.kind)) + " " + Id(row.item) +
                       " " + FormatDecimal(row.amount, 2);
    return row.reason_code.empty() ? text
                                   : text + " " + std::string(row.reason_code);
  }
  static std::string Words(const ProposedRemainder& part) {
    const std::string text =
        std::string(NameOf(part.kind)) + " " + FormatDecimal(part.amount, 2);
    return part.reference.empty() ? text
                                  : text + " " + std::string(part.reference);
  }

  OpenItemBlock items_;
  CustomerBlock customers_;
  Policy policy_;
  ReceiptBlock receipts_;
  PayerGuesses payers_;
  Mentions mentions_;
  Habits habits_;

 private:
  Quote& AddQuote(std::string_view text, std::vector<std::string_view> ids,
                  Rule rule) {
    Quote& quote = quotes_.list.emplace_back();
    quote.text = text;
    quote.rule = ids.empty() ? Rule::kNone : rule;
    quote.items_count = static_cast<uint32_t>(ids.size());
    quoted_ids_.push_back(std::move(ids));
    return quote;
  }

  Quotes quotes_;
  SumFinder sums_;
  std::vector<std::vector<std::string_view>> quoted_ids_;
  std::optional<Book> book_;
  std::optional<OpenState> state_;
  std::optional<CompanyScope> scope_;
};

}  // namespace cashmatch
