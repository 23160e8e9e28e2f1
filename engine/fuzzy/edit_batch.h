// SPDX-License-Identifier: Apache-2.0
// edit_batch.h - how far one text is from each of many.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/fuzzy/edit_kernel.h"

namespace cashmatch {

/// Many texts, laid out so that one is compared with 32 of them at a time. For
/// whoever compares with the same texts again and again: the numbers of a
/// payer, of an amount. Keeps copies.
/// Threads: const use from any number.
class EditBatch {
 public:
  explicit EditBatch(std::span<const std::string_view> texts);

  size_t size() const { return size_; }

  /// Writes the optimal string alignment distance (EditDistance without its
  /// limit) of `query` to each text, in their order; 255 stands for more.
  /// Requires: distances has size() entries.
  /// Cost: 2 to 4 ns a text of ten upper case letters and digits, several times
  /// that without AVX-512; one by one where a text has more than 16 bytes, or
  /// the query a byte that is none of A-Z, 0-9 and usual punctuation.
  void Find(std::string_view query, std::span<uint8_t> distances) const;

 private:
  size_t size_ = 0;
  std::vector<EditBlock> blocks_;
  std::vector<size_t> long_;  // places of what is too long for a block
  std::vector<std::string>
      texts_;  // for these, and queries that no block takes
};

/// Returns the optimal string alignment distance, however far. Cost: the
/// product of the lengths.
size_t FullEditDistance(std::string_view a, std::string_view b);

}  // namespace cashmatch
