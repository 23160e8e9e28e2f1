// SPDX-License-Identifier: Apache-2.0
// closed_payment.h - which closed items of the book does a return reopen?
#pragma once

#include <span>
#include <unordered_set>
#include <vector>

#include "engine/book/tables.h"
#include "engine/model/ids.h"
#include "engine/model/payer_guess.h"
#include "engine/model/policy.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// A closed item that a payment closed, with what it took off.
struct ClosedPart {
  ItemRow item;
  Minor amount = 0;    // what reopens; negative for a credit
  Minor discount = 0;  // the payment was the amount less this, and less `off`
  Minor off = 0;       // a fee on the way, or a write-off
  ApplicationKind off_kind = ApplicationKind::kWriteOff;
};

/// A payment that was made before the run, as its items tell it.
struct ClosedPayment {
  std::vector<ClosedPart> parts;  // ascending; empty: none was found
  Minor fee = 0;                  // what the bank kept beside the payment
  bool ambiguous = false;         // several could be meant
};

/// What a return says of the payment that it takes back.
struct ReturnClues {
  const Receipt& receipt;
  const Quotes& quotes;
  std::span<const CustomerRow> payers;     // who may have paid
  const std::vector<uint32_t>* companies;  // of the account; nullptr: any
};

/// Finds payments that only closed items remember.
///
/// The closed items that a return quotes are the payment if their sum is the
/// amount, with or without the discounts that their closing date earned, or
/// falls short of it by a return fee; or if the amount falls short of the sum
/// by what the rules let a payment fall short: discounts taken late, a listed
/// fee, a difference within tolerance. Else, of each payer that is known, all
/// items closed on one of the last 60 days, or one of them, if only one choice
/// has that sum; if none has it, one that falls short in such a way. All items
/// of a payment are one customer's and one company's; an item is reopened once.
/// Threads: one.  Cost: on the first return without quotes, a sort of the items
/// that have a closing date; then the items of the payers.
class ClosedPaymentFinder {
 public:
  ClosedPaymentFinder(const BookTables& book, const Policy& policy)
      : book_(book), policy_(policy) {}

  /// Looks for the payment and takes its items out of the game.
  ClosedPayment Find(const ReturnClues& clues);

 private:
  /// Sums of a set of items: without and with the discounts.
  struct Sums {
    WideMinor whole = 0, less_discount = 0;
  };

  bool IsCandidate(const ReturnClues& clues, ItemRow row) const;
  Day ClosedOn(ItemRow row) const;
  ClosedPart PartOf(ItemRow row) const;
  Sums SumsOf(const std::vector<ClosedPart>& parts) const;
  bool BelongTogether(const std::vector<ItemRow>& items) const;
  ClosedPayment Quoted(const ReturnClues& clues) const;
  ClosedPayment OfPayers(const ReturnClues& clues);
  using Reading = ClosedPayment (ClosedPaymentFinder::*)(
      std::span<const ItemRow>, Minor) const;
  std::vector<ClosedPayment> EachDay(const ReturnClues& clues,
                                     Reading reading) const;
  void TryDay(const Receipt& receipt, std::span<const ItemRow> items,
              Reading reading, std::vector<ClosedPayment>* found) const;
  ClosedPayment PaymentOf(std::span<const ItemRow> items, Minor amount) const;
  ClosedPayment ShortPaymentOf(std::span<const ItemRow> items,
                               Minor amount) const;
  Minor OfferedDiscount(ItemRow row) const;
  void ListByPayer();

  const BookTables& book_;
  const Policy& policy_;
  std::vector<ItemRow> by_payer_;  // by customer, company, currency, day, row
  bool listed_ = false;
  std::unordered_set<ItemRow> reopened_;
};

}  // namespace cashmatch
