// SPDX-License-Identifier: Apache-2.0
// sets_to_try.cc - sums of waiting receipts.
// Tested by tests/unit/engine/wait/sets_to_try_test.cc
#include "engine/wait/sets_to_try.h"

#include <algorithm>
#include <bit>

#include "engine/book/targets.h"

namespace cashmatch {
namespace {

constexpr int kFew = 3;  // receipts that may pay any items together

template <class Visitor>
void VisitMembers(const WaitingGroup& group, ReceiptSet set,
                  const Visitor& visit) {
  for (size_t i = 0; i < group.members.size(); ++i) {
    if ((set >> i & 1) != 0) visit(group.members[i]);
  }
}

class SetFilter {
 public:
  SetFilter(const WaitingGroup& group, Day day, int32_t grace_days,
            const BookTables& book, const OpenState& state)
      : group_(group),
        day_(day),
        grace_days_(grace_days),
        book_(book),
        state_(state) {}

  bool IsWorthALook(ReceiptSet set) const {
    WideMinor sum = 0;
    bool any_new = false;
    int quoting = 0;
    VisitMembers(group_, set, [&](const WaitingReceipt& one) {
      sum += one.amount;
      any_new = any_new || one.day == day_;
      quoting += !one.quoted.empty();
    });
    const int members = std::popcount(set);
    if (members < 2 || !any_new || sum > kAmountMax) return false;
    const auto amount = static_cast<Minor>(sum);
    if (quoting == members) return IsAsked(set, amount);
    return quoting == 0 && (members <= kFew || IsAnItem(amount));
  }

 private:
  /// True if all items that the receipts quote ask just so much together.
  bool IsAsked(ReceiptSet set, Minor amount) const {
    std::vector<ItemRow> items;
    VisitMembers(group_, set, [&](const WaitingReceipt& one) {
      items.insert(items.end(), one.quoted.begin(), one.quoted.end());
    });
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end()), items.end());
    WideMinor open = 0;
    WideMinor earned = 0;
    for (const ItemRow item : items) {
      const Minor of_item = state_.Open(item);
      open += of_item;
      earned +=
          EarnedDiscount(OffersOf(book_, item, of_item), day_, grace_days_);
    }
    return amount == open || amount == open - earned;
  }

  bool IsAnItem(Minor amount) const {
    bool found = false;
    state_.VisitAmount(group_.key.currency, amount, [&](ItemRow row) {
      const ItemHot& hot = book_.hot[Index(row)];
      found = hot.customer == group_.key.customer &&
              hot.currency == group_.key.currency && state_.Open(row) == amount;
      return !found;
    });
    return found;
  }

  const WaitingGroup& group_;
  const Day day_;
  const int32_t grace_days_;
  const BookTables& book_;
  const OpenState& state_;
};

}  // namespace

std::vector<ReceiptSet> SetsToTry(const WaitingGroup& group, Day day,
                                  int32_t grace_days, const BookTables& book,
                                  const OpenState& state) {
  const SetFilter filter(group, day, grace_days, book, state);
  std::vector<ReceiptSet> sets;
  const ReceiptSet end = ReceiptSet{1} << group.members.size();
  for (ReceiptSet set = 1; set < end; ++set) {
    if (filter.IsWorthALook(set)) sets.push_back(set);
  }
  return sets;
}

std::vector<ReceiptRow> RowsOf(const WaitingGroup& group, ReceiptSet set) {
  std::vector<ReceiptRow> rows;
  VisitMembers(group, set,
               [&](const WaitingReceipt& one) { rows.push_back(one.receipt); });
  return rows;
}

PartPayments PartsOf(const WaitingGroup& group, ReceiptSet set) {
  PartPayments payments;
  payments.waiting = static_cast<uint32_t>(group.members.size());
  VisitMembers(group, set, [&](const WaitingReceipt& one) {
    if (payments.parts.empty()) payments.first_day = one.day;
    payments.parts.push_back({one.amount, one.explained});
    payments.quoted = !one.quoted.empty();
  });
  return payments;
}

}  // namespace cashmatch
