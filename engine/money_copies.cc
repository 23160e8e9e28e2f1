// SPDX-License-Identifier: Apache-2.0
// money_copies.cc - receipts by their identity.
// Tested by tests/unit/engine/money_copies_test.cc
#include "engine/money_copies.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "engine/model/receipt_identity.h"

namespace cashmatch {
namespace {

constexpr ptrdiff_t kMost = 256;

}  // namespace

MoneyCopies::MoneyCopies(const ReceiptBlock& receipts, const OwnAccounts& own)
    : receipts_(receipts), own_(own) {
  if (receipts.files.size() < 2) return;  // copies stand in other files
  for (size_t i = 0; i < receipts.receipts.size(); ++i) {
    const Receipt& receipt = receipts.receipts[i];
    if (receipt.direction == Direction::kDebit || !receipt.held.empty()) {
      continue;
    }
    hashes_.emplace_back(IdentityHash(receipts, receipt, own),
                         ReceiptRow{static_cast<uint32_t>(i)});
  }
  std::sort(hashes_.begin(), hashes_.end());
}

void MoneyCopies::AddTo(std::vector<ReceiptRow>* rows) const {
  std::vector<ReceiptRow> all = *rows;
  for (const ReceiptRow row : *rows) {
    const Receipt& receipt = receipts_.receipts[Index(row)];
    const std::string identity = IdentityOf(receipts_, receipt, own_);
    const auto [first, last] = std::ranges::equal_range(
        hashes_, IdentityHash(receipts_, receipt, own_), {},
        &std::pair<uint64_t, ReceiptRow>::first);
    if (last - first > kMost) continue;
    std::vector<ReceiptRow> copies;
    for (auto at = first; at != last; ++at) {
      const Receipt& other = receipts_.receipts[Index(at->second)];
      if (IdentityOf(receipts_, other, own_) == identity) {
        copies.push_back(at->second);
      }
    }
    if (AnyInOneFile(receipts_, copies)) continue;
    all.insert(all.end(), copies.begin(), copies.end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  *rows = std::move(all);
}

bool AnyInOneFile(const ReceiptBlock& receipts,
                  const std::vector<ReceiptRow>& rows) {
  std::vector<uint32_t> files;
  for (const ReceiptRow row : rows) {
    files.push_back(receipts.receipts[Index(row)].file);
  }
  std::sort(files.begin(), files.end());
  return std::adjacent_find(files.begin(), files.end()) != files.end();
}

}  // namespace cashmatch
