// SPDX-License-Identifier: Apache-2.0
// waiting_list.h - receipts that nobody could apply alone, until their days are
// over.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "engine/model/policy.h"
#include "engine/model/proposal.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// True if any payer's receipts may wait for others.
bool AnyWaits(const Policy& policy);

/// A receipt that may pay something together with others.
struct WaitingReceipt {
  ReceiptRow receipt = kNoReceipt;
  Day day = kNoDay;
  Minor amount = 0;
  std::vector<ItemRow> quoted;  // what it pays a part of, by what it quotes
  // The items it may pay alone, and how probably; in all, `explained`.
  std::vector<std::pair<ItemRow, Millionths>> own;
  Millionths explained = 0;
};

/// Receipts may pay together if these agree.
struct WaitingKey {
  CustomerRow customer = kNoCustomer;
  Currency currency = Currency::kNone;
  std::vector<uint32_t> companies;  // of our account; none: any
  friend auto operator<=>(const WaitingKey&, const WaitingKey&) = default;
};

/// The receipts of one payer that wait, in order of date.
struct WaitingGroup {
  WaitingKey key;
  std::vector<WaitingReceipt> members;
};

/// Returns what a receipt waits for; nothing if it may not wait: its payer is
/// not known, or more than its amount or its probability keeps it from being
/// applied.
std::optional<WaitingReceipt> MayWait(const Candidate& candidate,
                                      const Receipt& receipt);

/// Who waits. Threads: one.
class WaitingList {
 public:
  /// More waiting receipts of one payer than this are not tried together; those
  /// that came last are.
  static constexpr size_t kMost = 12;

  void Add(WaitingKey key, WaitingReceipt receipt);

  /// Takes a receipt off the list: it was returned, or it is applied.
  void Remove(const WaitingKey& key, ReceiptRow receipt);

  /// Returns the groups that grew since the last call, each with its last kMost
  /// receipts that came within `wait_days(key)` of `day`, and drops those whose
  /// days are over. In the order of their keys.
  template <class WaitDays>
  std::vector<WaitingGroup> TakeGrown(Day day, const WaitDays& wait_days) {
    std::vector<WaitingGroup> groups;
    for (const WaitingKey& key : grown_) {
      groups.push_back(Recent(key, day - wait_days(key)));
    }
    grown_.clear();
    return groups;
  }

 private:
  WaitingGroup Recent(const WaitingKey& key, Day from);

  std::map<WaitingKey, std::vector<WaitingReceipt>> waiting_;
  std::set<WaitingKey> grown_;
};

}  // namespace cashmatch
