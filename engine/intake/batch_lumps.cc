// SPDX-License-Identifier: Apache-2.0
// batch_lumps.cc - a batch entry and its details in a camt file.
// Tested by tests/unit/engine/fold_lumps_test.cc
#include <algorithm>
#include <compare>
#include <map>
#include <span>
#include <string>
#include <tuple>

#include "engine/base/hash.h"
#include "engine/base/sort_by_key.h"
#include "engine/intake/lumps.h"
#include "engine/model/own_account.h"

namespace cashmatch {
namespace {

struct Mention {
  uint64_t key;  // of the reference, under account, day and currency
  uint32_t row;
  uint32_t at;  // which reference of the receipt; kOwn: its bank reference
  friend auto operator<=>(const Mention&, const Mention&) = default;
};
constexpr uint32_t kOwn = 0;

std::string_view TextOf(const ReceiptBlock& block, const Mention& mention) {
  const Receipt& it = block.receipts[mention.row];
  return mention.at == kOwn ? it.bank_reference
                            : block.References(it)[mention.at - 1].value;
}

/// Every credit by its bank reference; those of camt by those of the entry and
/// of the batch as well, which are among their references.
std::vector<Mention> FindMentions(const ReceiptBlock& block,
                                  const OwnAccounts& own) {
  std::vector<Mention> mentions;
  std::string_view account;
  uint64_t account_hash = HashText(own.KeyOf(account), 0);
  for (uint32_t row = 0; row < block.receipts.size(); ++row) {
    const Receipt& it = block.receipts[row];
    if (it.direction != Direction::kCredit) continue;
    if (it.account != account) {
      account = it.account;
      account_hash = HashText(own.KeyOf(account), 0);
    }
    const uint64_t hash =
        HashMix(HashMix(account_hash, static_cast<uint64_t>(it.value_date)),
                static_cast<uint64_t>(it.currency));
    if (!it.bank_reference.empty()) {
      mentions.push_back({HashText(it.bank_reference, hash), row, kOwn});
    }
    if (!IsCamt(block.files[it.file])) continue;
    uint32_t at = kOwn;
    for (const Reference& reference : block.References(it)) {
      ++at;
      if (reference.type != ReferenceType::kOther ||
          reference.value == it.bank_reference) {
        continue;
      }
      mentions.push_back({HashText(reference.value, hash), row, at});
    }
  }
  SortByKey(&mentions);
  return mentions;
}

/// What one file has under one reference.
struct Share {
  std::vector<uint32_t> rows;
  WideMinor sum = 0;
  bool is_lump = true;   // all are known by the reference itself
  bool is_batch = true;  // all are sums of a batch of camt, without a payer
  bool provisional = false, proved = true;
};

/// True for an entry of camt without details, as far as a receipt tells.
bool IsBatch(const ReceiptBlock& block, const Receipt& it) {
  return IsCamt(block.files[it.file]) && it.payer_name.empty() &&
         it.payer_account.empty() && it.advice_count == 0;
}

using Key = std::tuple<std::string, Day, Currency>;
using Shares = std::map<Key, std::map<uint32_t, Share>>;

/// Sorts the mentions of one reference by what else must agree.
Shares SharesOf(const ReceiptBlock& block, const OwnAccounts& own,
                std::string_view reference, std::span<const Mention> mentions) {
  Shares shares;
  for (const Mention& mention : mentions) {
    const Receipt& it = block.receipts[mention.row];
    const bool known_by = it.bank_reference == reference;
    const auto references = block.References(it);
    if (!known_by && std::none_of(references.begin(), references.end(),
                                  [&](const Reference& other) {
                                    return other.value == reference;
                                  })) {
      continue;  // another reference of the same hash
    }
    Share& share =
        shares[{own.KeyOf(it.account), it.value_date, it.currency}][it.file];
    share.rows.push_back(mention.row);
    share.sum += it.amount;
    share.is_lump = share.is_lump && known_by;
    share.is_batch = share.is_batch && IsBatch(block, it);
    share.provisional = share.provisional || it.provisional;
    share.proved = share.proved && it.held.empty();
  }
  return shares;
}

/// True if each item names all that each lump does but its own reference.
bool NameAllOf(const ReceiptBlock& block, const Share& items,
               const Share& lumps) {
  const auto all_name = [&](std::string_view wanted) {
    return std::ranges::all_of(items.rows, [&](uint32_t row) {
      return std::ranges::any_of(
          block.References(block.receipts[row]),
          [&](const Reference& it) { return it.value == wanted; });
    });
  };
  return std::ranges::all_of(lumps.rows, [&](uint32_t row) {
    return std::ranges::all_of(
        block.References(block.receipts[row]), [&](const Reference& it) {
          return it.type != ReferenceType::kOther || all_name(it.value);
        });
  });
}

/// A lump is known by the reference itself; or it is one of a batch, whose
/// message and payment information are references of all.
bool StandsFor(const ReceiptBlock& block, const Share& items, uint32_t file,
               const Share& lump) {
  if (!IsCamt(block.files[file]) || !items.proved || items.sum != lump.sum ||
      (items.provisional && !lump.provisional)) {
    return false;
  }
  const bool more = items.rows.size() > lump.rows.size();
  const bool as_many = items.rows.size() == lump.rows.size();
  return (lump.is_lump && (more || (as_many && !items.is_lump))) ||
         (lump.is_batch &&
          (more || (as_many && !items.is_batch && !items.is_lump)) &&
          NameAllOf(block, items, lump));
}

void FindAmong(const ReceiptBlock& block, const OwnAccounts& own,
               std::string_view reference, std::span<const Mention> mentions,
               std::vector<Lump>* found) {
  for (const auto& [key, files] : SharesOf(block, own, reference, mentions)) {
    for (const auto& [file, lump] : files) {
      for (const auto& [other, items] : files) {
        if (other == file || !StandsFor(block, items, other, lump)) continue;
        found->push_back({lump.rows, items.rows});
        break;
      }
    }
  }
}

}  // namespace

void FindBatchLumps(const ReceiptBlock& block, const OwnAccounts& own,
                    std::vector<Lump>* found) {
  if (std::none_of(block.files.begin(), block.files.end(), IsCamt)) return;
  const std::vector<Mention> mentions = FindMentions(block, own);
  for (size_t first = 0, last = 0; first < mentions.size(); first = last) {
    bool several = false;
    while (last < mentions.size() &&
           mentions[last].key == mentions[first].key) {
      several = several || block.receipts[mentions[last].row].file !=
                               block.receipts[mentions[first].row].file;
      ++last;
    }
    if (!several) continue;
    FindAmong(block, own, TextOf(block, mentions[first]),
              std::span(mentions).subspan(first, last - first), found);
  }
}

}  // namespace cashmatch
