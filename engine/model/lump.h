// SPDX-License-Identifier: Apache-2.0
// lump.h - one sum of the bank, and the receipts that it is the sum of.
#pragma once

#include <cstdint>
#include <vector>

namespace cashmatch {

/// A lockbox deposit that names its lockbox may be booked so many days after
/// the day of the checks: those of a Friday come on Monday.
inline constexpr int kLumpDaysLate = 3;

/// Rows of a block, never empty.
struct Lump {
  std::vector<uint32_t> rows;   // the lump, and its copies in other files
  std::vector<uint32_t> items;  // in order; of one file, or a day's of several
};

}  // namespace cashmatch
