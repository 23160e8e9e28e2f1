// SPDX-License-Identifier: Apache-2.0
// settlement.h - placing the money of a receipt on items that it quotes.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/model/proposal.h"
#include "engine/propose/context.h"

namespace cashmatch {

/// An item that the receipt pays, with what may be taken off it.
struct SettledItem {
  ItemRow item;
  Minor open;
  Minor earned;        // discount still earned on the booking date
  bool exact = false;  // named by a structured or an exact reference
  uint32_t alike = 0;  // one of so many that would do as well; 0: chosen
};

/// A line of the advice and one of the items that it names.
struct AdvicePart {
  uint32_t line;  // of the receipt's advice
  uint32_t item;  // into the settled items
};

/// A reference that names nothing the receipt may pay.
struct UnsettledReference {
  std::string_view text;
  ExceptionCode why = ExceptionCode::kUnknownReference;
  Minor paid = kNotStated;  // by the advice
  ItemRow item = kNoItem;   // the first it names; it may not be paid
};

/// Rows and remainders that add up to the receipt, and what is wrong with them.
struct Settlement {
  std::vector<ProposedRow> rows;
  std::vector<ProposedRemainder> remainders;
  ExceptionCode exception = ExceptionCode::kNone;
  bool blocked = false;  // a person must decide; else the exception is a remark
  Minor smallest_change = 0;
  int32_t grace_days_short = 0;

  void Clear() { *this = Settlement(); }
  /// Notes what keeps the settlement from being applied; the first one stays.
  void Block(ExceptionCode code) {
    if (!blocked) exception = code;
    blocked = true;
  }
  void Remark(ExceptionCode code) {
    if (exception == ExceptionCode::kNone) exception = code;
  }
  /// Adds a row, unless its amount is nothing.
  void Add(ItemRow item, ApplicationKind kind, Minor amount,
           std::string_view reason = {});
  /// Marks the rows of items that were taken for interchangeable ones.
  void MarkAlike(const std::vector<SettledItem>& items);
  /// Adds a discount that the payer took. What is not earned of it, but for
  /// rounding, is a deduction if `unearned` says so.
  void AddDiscount(const SettledItem& item, Minor taken, Unearned unearned);
};

/// Returns a sum as an amount that a file may state, the nearest if it is none.
inline Minor Clamped(WideMinor sum) {
  return static_cast<Minor>(
      std::clamp<WideMinor>(sum, -kAmountMax, kAmountMax));
}

/// How far a payer may round the discount of one item: one minor unit.
inline constexpr Minor kDiscountRounding = 1;

/// Settles items when nothing but the receipt's total is known: the open
/// amounts, those less earned discounts, charges that the file states, tax
/// withheld, then fees and tolerance, then what the policy says of short and
/// over payments. Every exact target is tried before any tolerance.
void SettleTotal(const ReceiptView& view, const std::vector<SettledItem>& items,
                 const std::vector<UnsettledReference>& unsettled,
                 Settlement* out);

/// True if nothing is left: no money beside the items, nothing open on them,
/// and nothing that a person must decide.
bool SettlesWhole(const ReceiptView& view,
                  const std::vector<SettledItem>& items,
                  const Settlement& settlement);

/// Settles items by the amounts of the advice, line by line; several lines of
/// one item, or several items of one line, are settled together. Requires: each
/// item has a part.
void SettleByAdvice(const ReceiptView& view,
                    const std::vector<SettledItem>& items,
                    const std::vector<AdvicePart>& parts,
                    const std::vector<UnsettledReference>& unsettled,
                    Settlement* out);

/// Returns what a line says it pays: as stated, else its gross less what was
/// kept back; kNotStated if it has neither.
Minor PaidByLine(const ReceiptBlock& block, const AdviceLine& line);

/// Places what a receipt brings beyond its items: within tolerance a gain, else
/// by the overpay policy, or with the references that were not found, each of
/// which has a row even where nothing is left for it.
void PlaceExcess(const ReceiptView& view, Minor excess, Minor settled,
                 CustomerRow customer,
                 const std::vector<UnsettledReference>& unsettled,
                 Settlement* out);

}  // namespace cashmatch
