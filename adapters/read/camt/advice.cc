// SPDX-License-Identifier: Apache-2.0
// advice.cc - what a Strd says about a document and what of it is paid.
// Tested by tests/unit/adapters/read/camt/advice_test.cc
#include "adapters/read/camt/advice.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <span>
#include <string_view>
#include <vector>

#include "adapters/read/camt/amount.h"
#include "adapters/read/camt/fill_receipt.h"

namespace cashmatch {
namespace {

constexpr std::string_view kCreditNoteCode = "CREN";

template <class T>
std::span<const T> Of(const std::vector<T>& list, Range range) {
  return {list.data() + range.first, range.count};
}

bool IsOneOf(std::string_view text, std::span<const std::string_view> list) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

/// What a document number refers to; most documents are items to be paid.
ReferenceType TypeOf(std::string_view code) {
  constexpr std::array<std::string_view, 4> kOther = {"SOAC", "BOLD", "DISP",
                                                      "SHIP"};
  if (code == "PUOR") return ReferenceType::kPurchaseOrder;
  return IsOneOf(code, kOther) ? ReferenceType::kOther
                               : ReferenceType::kInvoice;
}

/// The meaning of RmtAmtAndTp by its code or by the names US banks use.
Slot KindOf(std::string_view type) {
  constexpr std::array<std::string_view, 3> kDue = {"DUPA", "InvoiceAmount",
                                                    "GrossAmount"};
  constexpr std::array<std::string_view, 4> kDiscount = {"APDS", "STDS", "TMDS",
                                                         "DiscountAmount"};
  constexpr std::array<std::string_view, 3> kRemitted = {"REMI", "AmountPaid",
                                                         "NetAmount"};
  if (IsOneOf(type, kDue)) return Slot::kDue;
  if (IsOneOf(type, kDiscount)) return Slot::kDiscount;
  if (IsOneOf(type, kRemitted)) return Slot::kRemitted;
  return type == kCreditNoteCode ? Slot::kCreditNote : Slot::kTax;
}

void AddTo(Minor amount, Minor* field) {
  if (*field == kNotStated) *field = 0;
  const WideMinor sum = static_cast<WideMinor>(*field) + amount;
  if (sum <= kAmountMax && sum >= -kAmountMax) *field = static_cast<Minor>(sum);
}

/// The amounts of one Strd in the receipt's currency.
struct Amounts {
  Minor gross = kNotStated, discount = kNotStated, paid = kNotStated;
  Minor credit_note = kNotStated;
  bool any = false;
};

Amounts ReadAmounts(const Entry& entry, const StructuredText& structured,
                    Currency currency) {
  Amounts amounts;
  for (const DocumentAmountText& text : Of(entry.amounts, structured.amounts)) {
    const Money money = ReadMoney(text.amount, currency);
    if (!money.ok() || money.currency != currency) continue;
    const Slot kind = text.kind == Slot::kTyped ? KindOf(text.type) : text.kind;
    Minor* const field = kind == Slot::kDue          ? &amounts.gross
                         : kind == Slot::kDiscount   ? &amounts.discount
                         : kind == Slot::kRemitted   ? &amounts.paid
                         : kind == Slot::kCreditNote ? &amounts.credit_note
                                                     : nullptr;
    if (field == nullptr) continue;  // tax is part of the others
    AddTo(money.minor, field);
    amounts.any = true;
  }
  return amounts;
}

/// The adjustments of one Strd in the receipt's currency, kept back as their
/// sides say: a credit, or without a side, was.
std::vector<Minor> ReadAdjustments(const Entry& entry,
                                   const StructuredText& structured,
                                   Currency currency) {
  std::vector<Minor> kept;
  for (const AdjustmentText& text :
       Of(entry.adjustments, structured.adjustments)) {
    const Money money = ReadMoney(text.amount, currency);
    const bool ours = money.ok() && money.currency == currency;
    const Minor amount = ours ? money.minor : 0;
    kept.push_back(SideOf(text.side) == Side::kDebit ? -amount : amount);
  }
  return kept;
}

/// Sides cannot be trusted where the payer's own sum says otherwise: it agrees
/// with all of them turned, with all kept back, or with none.
void CorrectSides(const Amounts& amounts, std::vector<Minor>* kept) {
  if (amounts.gross == kNotStated || amounts.paid == kNotStated) return;
  const auto stated = [](Minor amount) {
    return amount == kNotStated ? WideMinor{0} : WideMinor{amount};
  };
  const WideMinor rest = WideMinor{amounts.gross} - amounts.paid -
                         stated(amounts.discount) - stated(amounts.credit_note);
  WideMinor sum = 0, flat = 0;
  for (const Minor amount : *kept) {
    sum += amount;
    flat += std::abs(amount);
  }
  if (rest == sum) return;
  for (Minor& amount : *kept) {
    if (rest == -sum) {
      amount = -amount;
    } else if (rest == flat) {
      amount = std::abs(amount);
    } else if (rest == -flat) {
      amount = -std::abs(amount);
    }
  }
}

void AddAdjustments(const Entry& entry, const StructuredText& structured,
                    const Amounts& amounts, Currency currency,
                    ReceiptBlock* block) {
  std::vector<Minor> kept = ReadAdjustments(entry, structured, currency);
  CorrectSides(amounts, &kept);
  for (size_t i = 0; i < kept.size(); ++i) {
    if (kept[i] == 0) continue;
    const AdjustmentText& text =
        entry.adjustments[structured.adjustments.first + i];
    block->AddAdjustment(kept[i], text.reason, text.text);
  }
}

void AddLine(const Entry& entry, const StructuredText& structured,
             Currency currency, ReceiptBlock* block) {
  Amounts amounts = ReadAmounts(entry, structured, currency);
  if (!amounts.any) return;
  const auto documents = Of(entry.documents, structured.documents);
  // A credit note is a document of its own, or an amount that stands alone.
  const bool alone = amounts.credit_note != kNotStated &&
                     amounts.gross == kNotStated && amounts.paid == kNotStated;
  const bool credit_note = alone || (!documents.empty() &&
                                     documents.front().code == kCreditNoteCode);
  AdviceLine* const line =
      block->AddAdvice(documents.empty() ? structured.creditor_reference
                                         : documents.front().number);
  if (credit_note) {
    if (amounts.paid == kNotStated) amounts.paid = amounts.credit_note;
    if (amounts.paid == kNotStated) amounts.paid = amounts.gross;
    amounts.credit_note = kNotStated;
    if (amounts.paid != kNotStated) amounts.paid = -amounts.paid;
    if (amounts.gross != kNotStated) amounts.gross = -amounts.gross;
  }
  line->gross = amounts.gross;
  line->discount = amounts.discount;
  line->paid = amounts.paid;
  if (amounts.credit_note != kNotStated) {
    block->AddAdjustment(amounts.credit_note, kCreditNoteCode, {});
  }
  AddAdjustments(entry, structured, amounts, currency, block);
}

}  // namespace

void AddStructured(const Entry& entry, const Detail& detail, Currency currency,
                   ReceiptBlock* block) {
  for (const StructuredText& structured :
       Of(entry.structured, detail.structured)) {
    if (IsReference(structured.creditor_reference)) {
      block->AddReference(ReferenceType::kCreditorReference,
                          structured.creditor_reference);
    }
    size_t documents = 0;
    for (const DocumentText& document :
         Of(entry.documents, structured.documents)) {
      if (!IsReference(document.number)) continue;
      block->AddReference(TypeOf(document.code), document.number);
      ++documents;
    }
    const bool one = structured.documents.count == 1 && documents == 1;
    const bool none = structured.documents.count == 0 &&
                      IsReference(structured.creditor_reference);
    if (one || none) AddLine(entry, structured, currency, block);
  }
}

}  // namespace cashmatch
