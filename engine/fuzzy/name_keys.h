// SPDX-License-Identifier: Apache-2.0
// name_keys.h - the names that one key leads to, however common their words.
// Part of the name index; not for others.
#pragma once

#include <string_view>
#include <vector>

#include "engine/fuzzy/name_index.h"
#include "engine/fuzzy/name_query.h"

namespace cashmatch {

/// Rows to compare in full: those with the words of the query, in its order or
/// another; of which it is the beginning or that are the beginning of it; one
/// slip away as a whole; the first letters of one another.
class NameIndex::Keys {
 public:
  Keys(const NameIndex& index, const Query& query);
  /// Adds rows that have the words of the query, in any order, but that one of
  /// them, or two neighbours, may be a variant.
  void AddMended(const Variants& variants);

  const std::vector<uint32_t>& rows() const { return rows_; }
  /// Some have the words of the query as they are.
  bool equal() const { return equal_; }
  /// ... or cut off, in another order, or but for a slip.
  bool close() const { return close_; }
  uint32_t work() const { return work_; }
  bool spent() const { return spent_; }

 private:
  void AddEqual();
  void AddSame();
  void AddLonger();
  void AddShorter();
  void AddReordered();
  void AddNear();
  bool Full();
  void AddAcronyms();
  void AddFew(const KeyIndex& index, std::string_view core);
  void AddUnder(const KeyIndex& index, uint64_t key);
  void AddShortest(size_t begin, size_t end);
  size_t UpperBound(std::string_view text) const;

  const NameIndex& index_;
  const Query& query_;
  std::vector<uint32_t> rows_;
  uint32_t work_ = 0;
  bool equal_ = false;
  bool close_ = false;
  bool spent_ = false;
};

}  // namespace cashmatch
