// SPDX-License-Identifier: Apache-2.0
// lump_index.h - which receipts of earlier runs may be lumps, or items of them.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/date.h"
#include "engine/base/money.h"
#include "engine/model/receipt.h"
#include "engine/model/receipt_identity.h"

namespace cashmatch {

/// What tells whether a receipt may be one sum of the bank, or a part of one.
struct LumpSigns {
  std::string format, type_code;
  Day booking_date = kNoDay, value_date = kNoDay;
  Currency currency = Currency::kNone;
  std::vector<std::string> references;  // by which an entry is known
};

/// Finds who may belong together, so that only those are read again: deposits
/// of a bank's account (BAI2 115, 116) and checks of their day or up to
/// kLumpDaysLate days before it; entries and details of camt, and of whatever
/// else is no check, that name one reference. Some that do not belong together
/// are found as well; engine/fold_lumps.h decides.
/// Cost: a hash for each sign.  Threads: one writer.
class LumpIndex {
 public:
  /// `id` must live as long as the index.
  void Add(std::string_view id, const LumpSigns& signs);

  /// Returns the ids of what may be a lump of, or an item in, those of the
  /// receipts that are new.
  std::set<std::string_view> Find(const ReceiptBlock& receipts,
                                  std::span<const Known> known) const;

 private:
  std::unordered_multimap<uint64_t, std::string_view> ids_;  // by sign
};

/// True if the references of receipts of a format are signs: any statement may
/// have a batch in one sum, by the reference that its details in camt name.
bool HasReferenceSigns(std::string_view format);

}  // namespace cashmatch
