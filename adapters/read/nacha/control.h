// SPDX-License-Identifier: Apache-2.0
// control.h - what records 8 and 9 declare against what was read.
//
// Both count entries and addenda, add up debits and credits in cents, and add
// the first eight digits of all routing numbers: the hash, of which the last
// ten digits count. ADV batches have wider amounts at other columns.
// Source: Nacha Operating Rules, company/batch control and file control record.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "adapters/read/nacha/records.h"
#include "engine/base/money.h"

namespace cashmatch::nacha {

struct Totals {
  uint64_t records = 0;  // entries and addenda
  uint64_t hash = 0;     // not cut to ten digits
  WideMinor debit = 0, credit = 0;

  void Add(const Totals& other);
  bool same_money(const Totals& other) const {
    return debit == other.debit && credit == other.credit;
  }
  bool same_hash(const Totals& other) const;
};

/// The fields of a control record; nothing where it is not a number.
struct Declared {
  std::optional<uint64_t> records, hash;
  std::optional<WideMinor> debit, credit;
  /// As totals, for what is nothing zero.
  Totals totals() const;
  bool readable() const { return records && hash && debit && credit; }
};

/// Reads digits, with blanks before them for zeros.
std::optional<uint64_t> ReadNumber(std::string_view columns);

/// Reads record 8; `adv` for an ADV batch.
Declared ReadBatchControl(const Record& record, bool adv);
/// Reads record 9; `adv` where all batches are ADV.
Declared ReadFileControl(const Record& record, bool adv);

}  // namespace cashmatch::nacha
