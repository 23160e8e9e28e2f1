// SPDX-License-Identifier: Apache-2.0
// plain_reference.h - what tells a plain receipt at its bank.
#pragma once

#include <array>
#include <string_view>

#include "engine/model/plain.h"

namespace cashmatch {

/// Returns the bank reference of a receipt in parts that stand side by side, so
/// that nobody has to copy it who only writes it down.
inline std::array<std::string_view, 4> BankReferenceParts(
    const PlainFile& file, const PlainDeposit& deposit,
    const PlainReceipt& row) {
  const std::string_view record = file.bytes.substr(row.record);
  return {deposit.reference, record.substr(file.batch.at, file.batch.size), "-",
          record.substr(file.item.at, file.item.size)};
}

}  // namespace cashmatch
