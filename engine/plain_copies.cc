// SPDX-License-Identifier: Apache-2.0
// plain_copies.cc - compares identities where a lockbox and day is in several
// files. Tested by tests/property/plain_test.cc
#include "engine/plain_copies.h"

#include <algorithm>
#include <compare>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/base/hash.h"
#include "engine/base/parallel.h"
#include "engine/base/sort_by_key.h"
#include "engine/model/own_account.h"
#include "engine/model/receipt_identity.h"

namespace cashmatch {
namespace {

constexpr uint32_t kReceipt = UINT32_MAX;  // instead of a plain file

/// Our accounts and days, and the file that each is in.
class Days {
 public:
  explicit Days(const OwnAccounts& own) : own_(own) {}

  void Add(std::string_view account, Day day, uint32_t file) {
    const auto [at, fresh] = files_.try_emplace(Key(account, day), file);
    if (!fresh && at->second != file) at->second = kSeveral;
  }
  /// Another file has some of a day that was added.
  void Meet(const Receipt& receipt) {
    if (receipt.account == account_ && receipt.value_date == day_ &&
        receipt.file == file_) {
      return;
    }
    account_ = receipt.account;
    day_ = receipt.value_date;
    file_ = receipt.file;
    const auto at = files_.find(Key(account_, day_));
    if (at != files_.end() && at->second != file_) at->second = kSeveral;
  }
  bool InSeveral(std::string_view account, Day day) const {
    const auto at = files_.find(Key(account, day));
    return at != files_.end() && at->second == kSeveral;
  }

 private:
  static constexpr uint32_t kSeveral = UINT32_MAX;
  std::string Key(std::string_view account, Day day) const {
    return own_.KeyOf(account) + '\n' + std::to_string(day);
  }

  const OwnAccounts& own_;
  std::unordered_map<std::string, uint32_t, TextHash> files_;
  std::string_view account_;  // what was met latest
  Day day_ = kNoDay;
  uint32_t file_ = kSeveral;
};

/// A receipt, by the hash of its identity.
struct Hashed {
  uint64_t key;
  uint32_t file, row;  // into ReceiptBlock::plain; or kReceipt
  friend auto operator<=>(const Hashed&, const Hashed&) = default;
};

/// A deposit whose account and day several files have; where its rows stand
/// among all that are hashed.
struct Shared {
  uint32_t file;
  const PlainDeposit* deposit;
  size_t first;
};

/// Returns the plain receipts and the others of accounts and days that several
/// files have, by their hash.
std::vector<Hashed> HashShared(const ReceiptBlock& receipts, const Days& days,
                               const OwnAccounts& own) {
  std::vector<Shared> shared;
  size_t count = 0;
  for (uint32_t i = 0; i < receipts.plain.size(); ++i) {
    for (const PlainDeposit& it : receipts.plain[i].deposits) {
      if (!days.InSeveral(it.account, it.day)) continue;
      shared.push_back({i, &it, count});
      count += it.count;
    }
  }
  std::vector<Hashed> hashed(count);
  ForEachChunk(shared.size(), 1, [&](size_t i, size_t, size_t) {
    const auto& [file, deposit, first] = shared[i];
    const PlainFile& from = receipts.plain[file];
    for (uint32_t k = 0; k < deposit->count; ++k) {
      const uint32_t row = deposit->first + k;
      hashed[first + k] = {IdentityHash(from, *deposit, from.rows[row], own),
                           file, row};
    }
  });
  if (count == 0) return hashed;
  for (const Receipt& receipt : receipts.receipts) {
    hashed.push_back({IdentityHash(receipts, receipt, own), kReceipt, 0});
  }
  SortByKey(&hashed);
  return hashed;
}

}  // namespace

std::vector<PlainPlace> FindPossibleCopies(const ReceiptBlock& receipts,
                                           const OwnAccounts& own) {
  std::vector<PlainPlace> copies;
  if (receipts.files.size() < 2) return copies;
  Days days(own);
  for (const PlainFile& file : receipts.plain) {
    for (const PlainDeposit& it : file.deposits) {
      days.Add(it.account, it.day, file.file);
    }
  }
  for (const Receipt& receipt : receipts.receipts) days.Meet(receipt);
  const std::vector<Hashed> hashed = HashShared(receipts, days, own);
  for (size_t i = 0; i < hashed.size(); ++i) {
    const bool as_before = i != 0 && hashed[i - 1].key == hashed[i].key;
    const bool as_next =
        i + 1 < hashed.size() && hashed[i + 1].key == hashed[i].key;
    if ((as_before || as_next) && hashed[i].file != kReceipt) {
      copies.push_back({hashed[i].file, hashed[i].row});
    }
  }
  return copies;
}

}  // namespace cashmatch
