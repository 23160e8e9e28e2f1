// SPDX-License-Identifier: Apache-2.0
// by_mention.cc - words that mean one item each, and a sum that agrees.
// Tested by tests/unit/engine/propose/by_mention_test.cc and the scenarios.
#include <algorithm>

#include "engine/propose/confidence.h"
#include "engine/propose/rules.h"

namespace cashmatch {
namespace {

/// A word that can mean nothing else, and that is more than a few last digits.
bool IsSure(const Mention& mention) {
  return mention.rivals == 0 && mention.kind <= MentionKind::kTail;
}

}  // namespace

std::vector<SettledItem> MentionedItems(
    const ReceiptView& view, const std::vector<SettledItem>& quoted) {
  std::vector<SettledItem> items = quoted;
  for (const Mention& mention : view.mentions.list) {
    if (!IsSure(mention) ||
        WhyNotByReference(view, mention.item) != ExceptionCode::kNone ||
        (view.Hot(mention.item).status != ItemStatus::kOpen &&
         view.Hot(mention.item).status != ItemStatus::kClosed)) {
      continue;
    }
    const bool quoted_too = std::any_of(
        items.begin(), items.end(),
        [&](const SettledItem& i) { return i.item == mention.item; });
    if (quoted_too) continue;
    const ItemHot& hot = view.Hot(mention.item);
    if (!items.empty()) {
      const ItemHot& first = view.Hot(items.front().item);
      if (hot.customer != first.customer || hot.company != first.company) {
        continue;
      }
    }
    items.push_back(
        {mention.item, view.Open(mention.item), EarnedBy(view, mention.item)});
  }
  return items;
}

bool LeavesNamed(const ReceiptView& view,
                 const std::vector<SettledItem>& items) {
  const auto& mentions = view.mentions.list;
  const auto taken = [&](const Mention& mention) {
    return std::any_of(items.begin(), items.end(), [&](const SettledItem& i) {
      return i.item == mention.item;
    });
  };
  return std::any_of(mentions.begin(), mentions.end(), [&](const Mention& one) {
    return one.kind <= MentionKind::kJoined &&
           std::none_of(mentions.begin(), mentions.end(),
                        [&](const Mention& other) {
                          return other.word == one.word && taken(other);
                        });
  });
}

bool ProposeByMention(const ReceiptView& view,
                      const std::vector<SettledItem>& quoted, Answer* answer) {
  if (view.mentions.whole_book) return ProposeByNearNumber(view, answer);
  const std::vector<SettledItem> items = MentionedItems(view, quoted);
  if (items.size() == quoted.size() ||
      view.mentions.other != ExceptionCode::kNone || LeavesNamed(view, items)) {
    return false;
  }
  for (const SettledItem& item : items) {
    // Blocked and disputed items need more than words that may mean them.
    const ItemStatus status = view.Hot(item.item).status;
    if (status == ItemStatus::kBlocked || status == ItemStatus::kDisputed) {
      return false;
    }
  }
  Settlement settlement;
  SettleTotal(view, items, {}, &settlement);
  if (!SettlesWhole(view, items, settlement)) return false;
  answer->Add(Rule::kFuzzyReference, kSureFuzzy,
              view.Hot(items.front().item).customer, settlement);
  answer->Try({Rule::kFuzzyReference, Verdict::kMatched,
               static_cast<uint32_t>(items.size()), 0, items.front().item,
               view.mentions.list.front().text});
  return true;
}

}  // namespace cashmatch
