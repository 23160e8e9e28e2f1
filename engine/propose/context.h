// SPDX-License-Identifier: Apache-2.0
// context.h - what every rule reads: the book, what is open, the policy.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/hash.h"
#include "engine/book/open_state.h"
#include "engine/book/tables.h"
#include "engine/book/targets.h"
#include "engine/model/habits.h"
#include "engine/model/payer_guess.h"
#include "engine/model/policy.h"
#include "engine/model/receipt.h"
#include "engine/model/report.h"

namespace cashmatch {

class SumFinder;

/// The companies whose items an account of ours may settle.
class CompanyScope {
 public:
  CompanyScope(const BookTables& book, const Policy& policy);

  /// Returns the company numbers of the account, or nullptr if it tells none.
  const std::vector<uint32_t>* Of(std::string_view account) const;

 private:
  std::unordered_map<std::string_view, std::vector<uint32_t>, TextHash>
      by_account_;
};

/// What the rules see of one receipt.
struct ReceiptView {
  const BookTables& book;
  const OpenState& state;
  const ReceiptBlock& block;
  const Receipt& receipt;
  const Policy& policy;
  const PayerGuesses& payers;
  const Quotes& quotes;
  const Mentions& mentions;
  const Habits& habits;
  SumFinder& sums;                         // of this thread
  const std::vector<uint32_t>* companies;  // nullptr: any, but only one
  bool brief = false;                      // what only explains is left out
  // Looking at what would be if something were different: other rules for all
  // customers, if not null.
  bool supposed = false;
  const MatchingPolicy* supposed_policy = nullptr;

  const ItemHot& Hot(ItemRow row) const { return book.hot[Index(row)]; }
  Minor Open(ItemRow row) const { return state.Open(row); }
  const MatchingPolicy& PolicyOf(CustomerRow customer) const {
    if (supposed_policy != nullptr) return *supposed_policy;
    return customer == kNoCustomer || policy.customers.empty()
               ? policy.general
               : policy.For(book.customers[Index(customer)].customer_id);
  }
};

/// Money that quotes an item: all that decides whether it may pay it.
struct QuotingMoney {
  Currency currency;
  Day booking_date;
  const std::vector<uint32_t>* companies;  // as in ReceiptView
};

/// Returns kNone if money that quotes an item may pay it, else why not: another
/// currency, a later date, closed or paid, another company.
ExceptionCode WhyNotByReference(const QuotingMoney& money, const ItemHot& item,
                                Minor open);
ExceptionCode WhyNotByReference(const ReceiptView& view, ItemRow row);

/// The same where nothing but the amount speaks for the item: credits, orders,
/// disputed and blocked items are never picked that way.
bool EligibleByAmount(const ReceiptView& view, ItemRow row,
                      int32_t prepayment_days);

/// True for the status of an item that no more than its amount speaks for, if
/// it has something open.
bool MayBePaidByAmount(ItemStatus status);

/// Returns the discount the receipt's booking date still earns on an item.
Minor EarnedBy(const ReceiptView& view, ItemRow row);

/// The order of document numbers: shorter ones first, as 9 stands before 10.
bool NumberedBefore(const BookTables& book, ItemRow a, ItemRow b);

/// True if nothing but the document number sets two items apart, so that it
/// does not matter which is paid. Source: CONTRACT section 3.
bool Interchangeable(const ReceiptView& view, ItemRow a, ItemRow b);

}  // namespace cashmatch
