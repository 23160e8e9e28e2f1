// SPDX-License-Identifier: Apache-2.0
// by_near_number.cc - nobody is known, but a number is nearly that of an item
// of just this amount. Tested by
// tests/unit/engine/propose/by_near_number_test.cc and the scenarios.
#include <algorithm>
#include <map>
#include <set>

#include "engine/propose/confidence.h"
#include "engine/propose/plausibility_table.h"
#include "engine/propose/rules.h"

namespace cashmatch {
namespace {

constexpr size_t kOfferMax = 5;
// Of two numbers of a book, how often they are within two edits: ledgers count
// up, so that numbers are close. In a thousand; set by hand.
constexpr WideMinor kTwoEditsOfThousand = 3;
// Amounts are spread over about so many e-folds (plausibility_table.h).
constexpr WideMinor kFolds = 12;

/// Returns the amounts that settle an item, or settled it if it is closed.
bool HasAmount(const ReceiptView& view, ItemRow row, Minor amount) {
  const Minor open = view.Open(row);
  if (open != 0) return amount == open || amount == open - EarnedBy(view, row);
  const Minor was = view.Hot(row).open;
  if (amount == was) return true;
  const DiscountOffers offers = OffersOf(view.book, row, was);
  return std::any_of(
      offers.begin(), offers.end(),
      [&](const DiscountOffer& offer) { return amount == was - offer.amount; });
}

bool Payable(const ReceiptView& view, ItemRow row) {
  return WhyNotByReference(view, row) == ExceptionCode::kNone &&
         MayBePaidByAmount(view.Hot(row).status) && view.Open(row) > 0;
}

/// How sure one item is whose number is near and whose amount agrees: against
/// as many numbers that are as near, each with this amount by accident.
Millionths SureOf(const ReceiptView& view, const Mention& mention) {
  const Minor amount = view.receipt.amount;
  WideMinor near = 1000 * (static_cast<WideMinor>(mention.rivals) + 1);
  if (mention.kind == MentionKind::kTwoEdits) {
    near = std::max<WideMinor>(
        near,
        kTwoEditsOfThousand * static_cast<WideMinor>(view.book.hot.size()));
  }
  near *= RoundnessOf(view.receipt.currency, amount);
  const WideMinor span = 1000 * kFolds * static_cast<WideMinor>(amount);
  const auto share = static_cast<Millionths>(1'000'000 * span / (span + near));
  return std::min(share, kSureFuzzy);
}

/// True if a reference claims to be a document and is none of these words.
bool LeavesClaims(const ReceiptView& view,
                  const std::vector<const Mention*>& meant) {
  return std::any_of(
      view.quotes.list.begin(), view.quotes.list.end(), [&](const Quote& q) {
        return std::none_of(meant.begin(), meant.end(), [&](const Mention* m) {
          return m->StandsIn(q.text);
        });
      });
}

void Offer(const ReceiptView& view, const std::vector<const Mention*>& meant,
           Millionths confidence, ExceptionCode doubt, Answer* answer) {
  std::vector<SettledItem> items;
  for (const Mention* const mention : meant) {
    items.push_back({mention->item, view.Open(mention->item),
                     EarnedBy(view, mention->item)});
  }
  Settlement settlement;
  SettleTotal(view, items, {}, &settlement);
  if (doubt != ExceptionCode::kNone) settlement.Block(doubt);
  answer->Add(Rule::kFuzzyReference, confidence,
              view.Hot(items.front().item).customer, settlement);
}

/// One item whose number is near a word and whose amount is the receipt's.
bool ProposeOne(const ReceiptView& view, Answer* answer) {
  std::vector<const Mention*> fitting;
  bool paid = false;
  for (const Mention& mention : view.mentions.list) {
    if (!HasAmount(view, mention.item, view.receipt.amount)) continue;
    if (Payable(view, mention.item)) {
      fitting.push_back(&mention);
    } else {
      paid = true;  // the money may be for what is paid already
    }
  }
  if (fitting.empty()) return false;
  std::sort(fitting.begin(), fitting.end(),
            [](const Mention* a, const Mention* b) {
              return a->kind != b->kind ? a->kind < b->kind : a->item < b->item;
            });
  const auto count = static_cast<Millionths>(fitting.size());
  ExceptionCode doubt = ExceptionCode::kNone;
  if (fitting.size() > 1) doubt = ExceptionCode::kAmbiguous;
  if (paid) doubt = ExceptionCode::kPaidTwice;
  if (LeavesClaims(view, {fitting.front()})) {
    doubt = ExceptionCode::kUnknownReference;
  }
  for (size_t i = 0; i < std::min(kOfferMax, fitting.size()); ++i) {
    const Millionths sure = SureOf(view, *fitting[i]);
    Offer(view, {fitting[i]},
          doubt == ExceptionCode::kNone ? sure
                                        : std::min(sure, kDoubtBlocked / count),
          doubt, answer);
  }
  answer->Try(
      {Rule::kFuzzyReference,
       doubt == ExceptionCode::kNone ? Verdict::kMatched : Verdict::kAmbiguous,
       static_cast<uint32_t>(fitting.size()), 0, fitting.front()->item,
       fitting.front()->text});
  return true;
}

/// Several words, each near one number of one customer, whose items sum to the
/// receipt.
bool ProposeSeveral(const ReceiptView& view, Answer* answer) {
  std::map<std::pair<CustomerRow, uint32_t>, std::vector<const Mention*>> sets;
  for (const Mention& mention : view.mentions.list) {
    if (mention.kind > MentionKind::kOneEdit || !Payable(view, mention.item)) {
      continue;
    }
    const ItemHot& hot = view.Hot(mention.item);
    sets[{hot.customer, hot.company}].push_back(&mention);
  }
  std::vector<const Mention*> found;
  for (const auto& [owner, meant] : sets) {
    std::set<uint32_t> words;
    WideMinor open = 0, earned = 0;
    for (const Mention* const mention : meant) {
      words.insert(mention->word);
      open += view.Open(mention->item);
      earned += EarnedBy(view, mention->item);
    }
    const bool exact =
        view.receipt.amount == open || view.receipt.amount == open - earned;
    if (meant.size() < 2 || words.size() != meant.size() || !exact) continue;
    if (!found.empty()) return false;  // two customers: nothing sets them apart
    found = meant;
  }
  if (found.empty()) return false;
  Offer(view, found, kSureFuzzy,
        LeavesClaims(view, found) ? ExceptionCode::kUnknownReference
                                  : ExceptionCode::kNone,
        answer);
  answer->Try({Rule::kFuzzyReference, Verdict::kMatched,
               static_cast<uint32_t>(found.size()), 0, found.front()->item,
               found.front()->text});
  return true;
}

}  // namespace

bool ProposeByNearNumber(const ReceiptView& view, Answer* answer) {
  if (!view.mentions.whole_book ||
      view.mentions.other != ExceptionCode::kNone || view.receipt.amount <= 0) {
    return false;
  }
  return ProposeOne(view, answer) || ProposeSeveral(view, answer);
}

}  // namespace cashmatch
