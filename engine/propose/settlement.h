// SPDX-License-Identifier: Apache-2.0
// settlement.h - placing the money of a receipt on items that it quotes.
#pragma once

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
  Minor earned;          // discount still earned on the booking date
  int32_t advice = -1;   // line of the advice, or -1
};

/// A reference that names nothing the receipt may pay.
struct UnsettledReference {
  std::string_view text;
  ExceptionCode why = ExceptionCode::kUnknownReference;
  Minor paid = kNotStated;  // by the advice
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
};

/// Settles items when nothing but the receipt's total is known: the open
/// amounts, those less earned discounts, charges that the file states, tax
/// withheld, then fees and tolerance, then what the policy says of short and
/// over payments. Every exact target is tried before any tolerance.
void SettleTotal(const ReceiptView& view, const std::vector<SettledItem>& items,
                 const std::vector<UnsettledReference>& unsettled,
                 Settlement* out);

/// Settles items by the amounts of the advice, line by line.
void SettleByAdvice(const ReceiptView& view,
                    const std::vector<SettledItem>& items,
                    const std::vector<UnsettledReference>& unsettled,
                    Settlement* out);

/// Places what a receipt brings beyond its items: within tolerance a gain, else
/// by the overpay policy, or with the references that were not found.
void PlaceExcess(const ReceiptView& view, Minor excess, Minor settled,
                 CustomerRow customer,
                 const std::vector<UnsettledReference>& unsettled,
                 Settlement* out);

}  // namespace cashmatch
