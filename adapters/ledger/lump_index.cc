// SPDX-License-Identifier: Apache-2.0
// lump_index.cc - the signs by which lumps and items find each other.
// Tested by tests/unit/adapters/ledger/lump_index_test.cc
#include "adapters/ledger/lump_index.h"

#include <unordered_set>

#include "engine/base/hash.h"
#include "engine/model/lump.h"

namespace cashmatch {
namespace {

enum class Sign : uint64_t { kDeposit = 1, kCheck, kReference };

uint64_t KeyOf(Sign sign, Day day) {
  return HashMix(static_cast<uint64_t>(sign), static_cast<uint64_t>(day));
}

uint64_t KeyOf(std::string_view reference, const LumpSigns& signs) {
  return HashText(reference, HashMix(KeyOf(Sign::kReference, signs.value_date),
                                     static_cast<uint64_t>(signs.currency)));
}

bool IsDeposit(const LumpSigns& signs) {
  return signs.format == "bai2" &&
         (signs.type_code == "115" || signs.type_code == "116");
}

bool IsCheckFormat(std::string_view format) {
  return format == "lockbox" || format == "x12.823";
}

bool IsCheck(const LumpSigns& signs) { return IsCheckFormat(signs.format); }

LumpSigns SignsOf(const ReceiptBlock& block, const Receipt& receipt) {
  LumpSigns signs{std::string(block.files[receipt.file].format),
                  std::string(receipt.type_code),
                  receipt.booking_date,
                  receipt.value_date,
                  receipt.currency,
                  {}};
  if (!HasReferenceSigns(signs.format)) return signs;
  signs.references.emplace_back(receipt.bank_reference);
  for (const Reference& reference : block.References(receipt)) {
    if (reference.type != ReferenceType::kOther) continue;
    signs.references.emplace_back(reference.value);
  }
  return signs;
}

}  // namespace

bool HasReferenceSigns(std::string_view format) {
  return !IsCheckFormat(format);
}

void LumpIndex::Add(std::string_view id, const LumpSigns& signs) {
  if (IsDeposit(signs)) {
    ids_.emplace(KeyOf(Sign::kDeposit, signs.value_date), id);
    if (signs.booking_date != signs.value_date) {
      ids_.emplace(KeyOf(Sign::kDeposit, signs.booking_date), id);
    }
  }
  if (IsCheck(signs)) {
    ids_.emplace(KeyOf(Sign::kCheck, signs.value_date), id);
  }
  for (const std::string& reference : signs.references) {
    if (!reference.empty()) ids_.emplace(KeyOf(reference, signs), id);
  }
}

std::set<std::string_view> LumpIndex::Find(const ReceiptBlock& receipts,
                                           std::span<const Known> known) const {
  std::unordered_set<uint64_t> wanted;
  for (size_t row = 0; row < known.size() && !ids_.empty(); ++row) {
    const Receipt& receipt = receipts.receipts[row];
    if (known[row] != Known::kNew || receipt.direction != Direction::kCredit) {
      continue;
    }
    const LumpSigns signs = SignsOf(receipts, receipt);
    for (int late = 0; late <= kLumpDaysLate; ++late) {
      if (IsDeposit(signs)) {
        wanted.insert(KeyOf(Sign::kCheck, signs.value_date - late));
        wanted.insert(KeyOf(Sign::kCheck, signs.booking_date - late));
      }
      if (!IsCheck(signs)) continue;
      const uint64_t deposit = KeyOf(Sign::kDeposit, signs.value_date + late);
      if (!ids_.contains(deposit)) continue;
      wanted.insert(deposit);  // and the other checks that it may be the sum of
      wanted.insert(KeyOf(Sign::kCheck, signs.value_date));
    }
    for (const std::string& reference : signs.references) {
      if (!reference.empty()) wanted.insert(KeyOf(reference, signs));
    }
  }
  std::set<std::string_view> found;
  for (const uint64_t key : wanted) {
    const auto [first, last] = ids_.equal_range(key);
    for (auto at = first; at != last; ++at) found.insert(at->second);
  }
  return found;
}

}  // namespace cashmatch
