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

/// Makes sure that no item is over-applied: its sign must not flip, and no row
/// of its own may hide behind the sum of all.
void CheckSigns(const ReceiptView& view, const Selection& selection,
                Settlement* out) {
  for (const SettledItem& item : selection.items) {
    const WideMinor open = view.Open(item.item);
    WideMinor taken = 0;
    bool fits = true;
    for (const ProposedRow& row : out->rows) {
      if (row.item != item.item) continue;
      taken += row.amount;
      fits = fits && (open >= 0) == (row.amount >= 0);
    }
    fits = fits && (open >= 0 ? taken <= open : taken >= open);
    if (!fits) out->Block(ExceptionCode::kOverpaid);
  }
}

bool AdviceCoversAll(const ReceiptView& view, const Selection& selection) {
  const auto advice = view.block.Advice(view.receipt);
  std::vector<bool> covered(selection.items.size());
  for (const AdvicePart& part : selection.parts) {
    if (PaidByLine(view.block, advice[part.line]) != kNotStated) {
      covered[part.item] = true;
    }
  }
  return std::find(covered.begin(), covered.end(), false) == covered.end();
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

/// What the receipt brings beyond the open amounts; negative if it is short.
Minor DifferenceTo(const ReceiptView& view,
                   const std::vector<SettledItem>& items) {
  WideMinor difference = view.receipt.amount;
  for (const SettledItem& item : items) difference -= item.open;
  return Clamped(difference);
}

bool Holds(const std::vector<SettledItem>& items, ItemRow row) {
  return std::any_of(items.begin(), items.end(),
                     [row](const SettledItem& i) { return i.item == row; });
}

/// True if the payer has another item that the rest of the money could be for:
/// the quotes may be cut off, and then the rest is no overpayment.
bool RestMayBeItems(const ReceiptView& view,
                    const std::vector<SettledItem>& items, Minor rest) {
  const CustomerRow owner = view.Hot(items.front().item).customer;
  const int32_t prepayment_days = view.PolicyOf(owner).prepayment_days;
  bool any = false;
  view.state.VisitItemsOf(owner, [&](ItemRow row) {
    // A little short, or less a fee, it would still be this item.
    any = any ||
          (view.Open(row) > 0 && view.Open(row) <= rest + rest / 2 &&
           EligibleByAmount(view, row, prepayment_days) && !Holds(items, row));
  });
  return any;
}

/// Looks for the items that the money beyond the quoted ones is for. True if
/// that gave an answer.
bool CompleteBySum(const ReceiptView& view, const Selection& selection,
                   Answer* answer) {
  for (const UnsettledReference& reference : selection.unsettled) {
    // What is named and may not be paid takes its money with it.
    if (reference.why != ExceptionCode::kUnknownReference) return false;
  }
  for (const SettledItem& item : selection.items) {
    const ItemStatus status = view.Hot(item.item).status;
    if (status == ItemStatus::kBlocked || status == ItemStatus::kDisputed) {
      return false;
    }
  }
  SumContext context;
  context.fixed = selection.items;
  WideMinor rest = view.receipt.amount;
  WideMinor earned = 0;
  for (const SettledItem& item : selection.items) {
    rest -= item.open;
    earned += item.earned;
  }
  if (rest <= 0) return false;
  context.target = static_cast<Minor>(rest);
  context.net_target = static_cast<Minor>(rest + earned);
  return ProposeBySum(view, context, answer);
}

bool LeavesMoney(const Settlement& settlement) {
  return !settlement.blocked &&
         std::any_of(settlement.remainders.begin(), settlement.remainders.end(),
                     [](const ProposedRemainder& part) {
                       return part.amount > 0 &&
                              (part.kind == RemainderKind::kUnapplied ||
                               part.kind == RemainderKind::kOnAccount);
                     });
}

/// Keeps what is quoted from being applied where the rest of the money may be
/// for items that the receipt does not quote any more.
void DoubtTheRest(const ReceiptView& view, const Selection& selection,
                  Settlement* settlement) {
  const Minor rest = DifferenceTo(view, selection.items);
  const bool other_words =
      std::any_of(view.mentions.list.begin(), view.mentions.list.end(),
                  [&](const Mention& mention) {
                    return !Holds(selection.items, mention.item);
                  });
  const bool paid_before =
      std::any_of(selection.items.begin(), selection.items.end(),
                  [&](const SettledItem& item) {
                    return item.open != view.Hot(item.item).open;
                  });
  const bool large = rest > (view.receipt.amount - rest) / 4;
  if (paid_before) settlement->Block(ExceptionCode::kPaidTwice);
  if (!other_words && !(large && RestMayBeItems(view, selection.items, rest))) {
    return;
  }
  settlement->Block(settlement->exception == ExceptionCode::kNone
                        ? ExceptionCode::kOverpaid
                        : settlement->exception);
}

/// Keeps credits from being used up where no item of the payer takes them: they
/// do not go against new money.
void DoubtCredits(Settlement* settlement) {
  WideMinor taken = 0;
  for (const ProposedRow& row : settlement->rows) taken += row.amount;
  if (taken >= 0) return;
  settlement->Block(settlement->exception == ExceptionCode::kNone
                        ? ExceptionCode::kOverpaid
                        : settlement->exception);
}

void Settle(const ReceiptView& view, const Selection& selection,
            Settlement* settlement) {
  CheckItems(view, selection, settlement);
  if (AdviceCoversAll(view, selection)) {
    SettleByAdvice(view, selection.items, selection.parts, selection.unsettled,
                   settlement);
  } else {
    SettleTotal(view, selection.items, selection.unsettled, settlement);
  }
  CheckSigns(view, selection, settlement);
  settlement->MarkAlike(selection.items);
}

/// Adds the credits that the book links to the quoted items, if that settles
/// the money and the items to the last minor unit: a credit memo goes with its
/// invoice. Source: CONTRACT section 3, linked_item.
bool NetLinkedCredits(const ReceiptView& view, Selection* selection,
                      Settlement* settlement) {
  Selection with = *selection;
  const size_t quoted = with.items.size();
  for (size_t i = 0; i < quoted; ++i) {
    const ItemRow invoice = selection->items[i].item;
    for (const ItemRow row : view.book.ItemsOf(view.Hot(invoice).customer)) {
      const ItemRare* const rare = view.book.Rare(row);
      if (rare == nullptr || rare->linked_item != view.book.ItemId(invoice) ||
          !IsCredit(view.Hot(row).type) || Holds(with.items, row) ||
          view.Hot(row).status != ItemStatus::kOpen ||
          WhyNotByReference(view, row) != ExceptionCode::kNone) {
        continue;
      }
      with.items.push_back({row, view.Open(row), 0});
    }
  }
  if (with.items.size() == quoted || !with.unsettled.empty()) return false;
  Settlement netted;
  CheckItems(view, with, &netted);
  SettleTotal(view, with.items, {}, &netted);
  CheckSigns(view, with, &netted);
  const bool exact = std::all_of(
      netted.rows.begin(), netted.rows.end(), [](const ProposedRow& row) {
        return row.kind == ApplicationKind::kPayment ||
               row.kind == ApplicationKind::kDiscount;
      });
  if (!exact || !SettlesWhole(view, with.items, netted)) return false;
  *selection = std::move(with);
  *settlement = std::move(netted);
  return true;
}

void AddSettled(const ReceiptView& view, const Selection& selection,
                const Settlement& settlement, Answer* answer) {
  const Millionths doubtful = settlement.exception == ExceptionCode::kOverpaid
                                  ? kDoubtRest
                                  : kDoubtBlocked;
  const Millionths confidence =
      settlement.blocked ? doubtful : ConfidenceOf(selection.rule);
  answer->Add(selection.rule, confidence, CustomerOf(view, selection.items),
              settlement);
  answer->receipt->smallest_change = settlement.smallest_change;
  answer->receipt->grace_days_short = settlement.grace_days_short;
  Trial trial{selection.rule, Verdict::kMatched};
  trial.candidates = static_cast<uint32_t>(selection.items.size());
  trial.difference = DifferenceTo(view, selection.items);
  trial.item = selection.items.front().item;
  trial.reference = view.quotes.list.front().text;
  if (settlement.blocked) {
    const bool by_amount = trial.difference != 0 &&
                           settlement.exception != ExceptionCode::kBlocked &&
                           settlement.exception != ExceptionCode::kDisputed;
    trial.verdict = by_amount ? Verdict::kAmountDiffers : Verdict::kForbidden;
    if (!by_amount) trial.why = settlement.exception;
  }
  answer->Try(trial);
}

/// Names the references that could not be used, those of items that may not be
/// paid first.
void NameUnsettled(const Selection& selection, Answer* answer) {
  for (const bool found : {true, false}) {
    for (const UnsettledReference& reference : selection.unsettled) {
      if ((reference.item != kNoItem) == found) answer->Refer(reference.text);
    }
  }
}

/// Says of the first quoted item why it may not be paid; false if the quotes
/// name none.
bool NothingPayable(const ReceiptView& view, const Selection& selection,
                    Answer* answer) {
  const auto first =
      std::find_if(selection.unsettled.begin(), selection.unsettled.end(),
                   [](const UnsettledReference& reference) {
                     return reference.item != kNoItem;
                   });
  if (first == selection.unsettled.end()) return false;
  answer->receipt->exception = first->why;
  answer->receipt->customer = view.Hot(first->item).customer;
  Trial trial{Rule::kExactReference, Verdict::kForbidden};
  trial.candidates = 1;
  trial.item = first->item;
  trial.reference = first->text;
  trial.why = first->why;
  answer->Try(trial);
  return true;
}

}  // namespace

bool ProposeExactly(const ReceiptView& view, Answer* answer) {
  Selection selection;
  SelectItems(view, &selection);
  if (selection.ambiguous || selection.items.empty()) return false;
  Settlement settlement;
  Settle(view, selection, &settlement);
  if (!SettlesWhole(view, selection.items, settlement)) return false;
  NameUnsettled(selection, answer);
  AddSettled(view, selection, settlement, answer);
  return true;
}

bool ProposeByReference(const ReceiptView& view, Answer* answer) {
  if (view.quotes.list.empty()) {
    answer->Try({Rule::kExactReference, Verdict::kNothingToTry});
    return ProposeByMention(view, {}, answer);
  }
  Selection selection;
  SelectItems(view, &selection);
  NameUnsettled(selection, answer);
  if (selection.ambiguous) {
    OfferChoices(view, selection, answer);
    return true;
  }
  if (selection.items.empty()) {
    if (NothingPayable(view, selection, answer)) return true;
    for (const UnsettledReference& reference : selection.unsettled) {
      answer->Try({Rule::kExactReference, Verdict::kNotFound, 0, 0, kNoItem,
                   reference.text});
    }
    return ProposeByMention(view, {}, answer);
  }
  Settlement settlement;
  Settle(view, selection, &settlement);
  if (!AdviceCoversAll(view, selection) &&
      !SettlesWhole(view, selection.items, settlement)) {
    if (NetLinkedCredits(view, &selection, &settlement)) {
      AddSettled(view, selection, settlement, answer);
      return true;
    }
    if (ProposeByMention(view, selection.items, answer)) return true;
    if (LeavesMoney(settlement)) {
      if (CompleteBySum(view, selection, answer)) return true;
      DoubtTheRest(view, selection, &settlement);
    } else if (MentionedItems(view, selection.items).size() !=
               selection.items.size()) {
      // Other words mean further items: the quoted ones are not all.
      settlement.Block(ExceptionCode::kShortPay);
    }
  }
  DoubtCredits(&settlement);
  if (selection.loose && !SettlesWhole(view, selection.items, settlement)) {
    // A group names no item by itself: its sum must be the money, or a part's.
    settlement.Block(settlement.exception == ExceptionCode::kNone
                         ? ExceptionCode::kAmbiguous
                         : settlement.exception);
  }
  AddSettled(view, selection, settlement, answer);
  return true;
}

}  // namespace cashmatch
