// SPDX-License-Identifier: Apache-2.0
// by_reference.cc - structured, exact, alternate and normalised references.
// Tested by tests/unit/engine/propose/by_reference_test.cc and the scenarios.
#include <algorithm>
#include <unordered_map>

#include "engine/propose/confidence.h"
#include "engine/propose/rules.h"

namespace cashmatch {
namespace {

/// The customer that a receipt pays for: the payer where it owns an item, else
/// the owner of the largest.
CustomerRow CustomerOf(const ReceiptView& view,
                       const std::vector<SettledItem>& items) {
  const SettledItem* largest = &items.front();
  for (const SettledItem& item : items) {
    const CustomerRow owner = view.Hot(item.item).customer;
    if (view.payers.count != 0 && view.payers.list[0].customer == owner) {
      return owner;
    }
    if (item.open > largest->open) largest = &item;
  }
  return view.Hot(largest->item).customer;
}

/// Checks what no settlement may do, whatever the amounts say.
void CheckItems(const ReceiptView& view, const Selection& selection,
                Settlement* out) {
  const bool exact = selection.rule == Rule::kExactReference ||
                     selection.rule == Rule::kStructuredReference;
  const uint32_t company = view.Hot(selection.items.front().item).company;
  for (const SettledItem& item : selection.items) {
    const ItemHot& hot = view.Hot(item.item);
    if (hot.status == ItemStatus::kBlocked) out->Block(ExceptionCode::kBlocked);
    if (hot.status == ItemStatus::kDisputed && !exact) {
      out->Block(ExceptionCode::kDisputed);
    }
    if (view.companies == nullptr && hot.company != company) {
      out->Block(ExceptionCode::kCompanyMismatch);
    }
  }
}

/// Makes sure that no item is over-applied: its sign must not flip.
void CheckSigns(const ReceiptView& view, const Selection& selection,
                Settlement* out) {
  for (const SettledItem& item : selection.items) {
    WideMinor taken = 0;
    for (const ProposedRow& row : out->rows) {
      if (row.item == item.item) taken += row.amount;
    }
    const WideMinor open = view.Open(item.item);
    const bool fits = open >= 0 ? taken >= 0 && taken <= open
                                : taken <= 0 && taken >= open;
    if (!fits) out->Block(ExceptionCode::kOverpaid);
  }
}

bool AdviceCoversAll(const ReceiptView& view, const Selection& selection) {
  const auto advice = view.block.Advice(view.receipt);
  return std::all_of(selection.items.begin(), selection.items.end(),
                     [&](const SettledItem& item) {
                       if (item.advice < 0) return false;
                       const AdviceLine& line =
                           advice[static_cast<size_t>(item.advice)];
                       return line.paid != kNotStated ||
                              line.gross != kNotStated;
                     });
}

/// Offers each item of an ambiguous quote as an alternative.
void OfferChoices(const ReceiptView& view, const Selection& selection,
                  Answer* answer) {
  constexpr size_t kMost = 5;
  const size_t count = std::min(kMost, selection.choices.size());
  const auto share = static_cast<Millionths>(
      kDoubtAmbiguous / static_cast<Millionths>(selection.choices.size()));
  for (size_t i = 0; i < count; ++i) {
    const ItemRow row = selection.choices[i];
    Settlement settlement;
    const Minor open = view.Open(row);
    settlement.Add(row, ApplicationKind::kPayment,
                   std::min(open, view.receipt.amount));
    settlement.Block(ExceptionCode::kAmbiguous);
    answer->Add(selection.rule, share, view.Hot(row).customer, settlement);
  }
  answer->Try({selection.rule, Verdict::kAmbiguous,
               static_cast<uint32_t>(selection.choices.size()), 0,
               selection.choices.front(), selection.choice_text});
}

void NothingPayable(const ReceiptView& view, const Selection& selection,
                    Answer* answer) {
  const UnsettledReference& first = selection.unsettled.front();
  answer->receipt->exception = first.why;
  answer->receipt->reference = first.text;
  answer->receipt->customer = view.Hot(selection.passed_over).customer;
  answer->Try({Rule::kExactReference, Verdict::kForbidden, 1, 0,
               selection.passed_over, first.text});
}

}  // namespace

bool ProposeByReference(const ReceiptView& view, Answer* answer) {
  if (view.quotes.list.empty()) {
    answer->Try({Rule::kExactReference, Verdict::kNothingToTry});
    return false;
  }
  Selection selection;
  SelectItems(view, &selection);
  if (selection.ambiguous) {
    OfferChoices(view, selection, answer);
    return true;
  }
  if (selection.items.empty()) {
    if (selection.passed_over != kNoItem) {
      NothingPayable(view, selection, answer);
      return true;
    }
    for (const UnsettledReference& reference : selection.unsettled) {
      answer->Try({Rule::kExactReference, Verdict::kNotFound, 0, 0, kNoItem,
                   reference.text});
    }
    return false;
  }
  Settlement settlement;
  CheckItems(view, selection, &settlement);
  if (AdviceCoversAll(view, selection)) {
    SettleByAdvice(view, selection.items, selection.unsettled, &settlement);
  } else {
    SettleTotal(view, selection.items, selection.unsettled, &settlement);
  }
  CheckSigns(view, selection, &settlement);
  const Millionths confidence = settlement.blocked
                                    ? kDoubtBlocked
                                    : ConfidenceOf(selection.rule);
  answer->Add(selection.rule, confidence, CustomerOf(view, selection.items),
              settlement);
  answer->receipt->smallest_change = settlement.smallest_change;
  answer->receipt->grace_days_short = settlement.grace_days_short;
  answer->Try({selection.rule,
               settlement.blocked ? Verdict::kAmountDiffers : Verdict::kMatched,
               static_cast<uint32_t>(selection.items.size()),
               settlement.smallest_change, selection.items.front().item,
               view.quotes.list.front().text});
  return true;
}

}  // namespace cashmatch
