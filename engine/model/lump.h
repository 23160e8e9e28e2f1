// SPDX-License-Identifier: Apache-2.0
// lump.h - one sum of the bank, and the receipts that it is the sum of.
#pragma once

#include <cstdint>
#include <vector>

namespace cashmatch {

/// Rows of a block, never empty.
struct Lump {
  std::vector<uint32_t> rows;   // the lump, and its copies in other files
  std::vector<uint32_t> items;  // of one file, in order
};

}  // namespace cashmatch
