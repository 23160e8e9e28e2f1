// SPDX-License-Identifier: Apache-2.0
// reversal.cc - signs that a return shares with its original.
// Tested by tests/unit/engine/commit/reversal_test.cc
#include "engine/commit/reversal.h"

#include <algorithm>
#include <string_view>

namespace cashmatch {
namespace {

/// Spells the signs of a receipt, the strongest first.
std::vector<std::string> SignsOf(const ReceiptBlock& block,
                                 const Receipt& receipt) {
  const std::string frame = std::string(receipt.account) + '\n' +
                            std::string(CodeOf(receipt.currency)) + '\n' +
                            std::to_string(receipt.amount) + '\n';
  std::vector<std::string> signs;
  const auto add = [&](std::string_view kind, std::string_view a,
                       std::string_view b = {}) {
    if (a.empty()) return;
    signs.push_back(frame + std::string(kind) + '\n' + std::string(a) + '\n' +
                    std::string(b));
  };
  for (const Reference& reference : block.References(receipt)) {
    if (reference.type == ReferenceType::kTrace ||
        reference.type == ReferenceType::kEndToEnd) {
      add("trace", reference.value);
    }
  }
  for (const Reference& reference : block.References(receipt)) {
    if (reference.type == ReferenceType::kCheckNumber) {
      add("check", reference.value, receipt.payer_account);
    }
  }
  add("bank", receipt.bank_reference);
  add("account", receipt.payer_account);
  add("name", receipt.payer_name);
  return signs;
}

}  // namespace

ReversalFinder::ReversalFinder(const ReceiptBlock& receipts)
    : receipts_(receipts), undone_(receipts.receipts.size(), false) {}

void ReversalFinder::Add(ReceiptRow credit) {
  for (std::string& sign :
       SignsOf(receipts_, receipts_.receipts[Index(credit)])) {
    by_sign_.emplace(std::move(sign), credit);
  }
}

FoundOriginal ReversalFinder::Find(ReceiptRow reversal) {
  for (const std::string& sign :
       SignsOf(receipts_, receipts_.receipts[Index(reversal)])) {
    const auto [first, last] = by_sign_.equal_range(sign);
    std::vector<ReceiptRow> found;
    for (auto at = first; at != last; ++at) {
      if (!undone_[Index(at->second)]) found.push_back(at->second);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    if (found.empty()) continue;
    if (found.size() > 1) {
      return {kNoReceipt, ExceptionCode::kReversalAmbiguous};
    }
    undone_[Index(found.front())] = true;
    return {found.front(), ExceptionCode::kNone};
  }
  return {kNoReceipt, ExceptionCode::kReversalNotFound};
}

}  // namespace cashmatch
