// SPDX-License-Identifier: Apache-2.0
// near_numbers.h - document numbers of the whole book, one slip away.
#pragma once

#include <tbb/collaborative_call_once.h>

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "engine/model/ids.h"

namespace cashmatch {

struct BookTables;

/// Returns the part of a plain number that tells items apart: without letters
/// in front, and without zeros in front of the rest. `INV0482913` -> `482913`.
std::string_view CoreOf(std::string_view plain);

/// The document numbers of a book, those of closed items too, by what is within
/// one edit of them. Made when it is first asked: most runs never ask.
///
/// A number is filed without letters in front, and also without zeros in front.
class NearNumbers {
 public:
  /// Fewer signs than this may be near anything.
  static constexpr size_t kSignsLeast = 4;

  explicit NearNumbers(const BookTables& book);
  ~NearNumbers();

  /// Appends the items one of whose filed forms is within one edit of `form`
  /// (plain), ascending, each once. If they are more than `most`, returns false
  /// and appends none: too many to mean anything.
  /// Threads: any number at a time. Cost: one cache line a byte; the first call
  /// builds the index, in parallel, 105 bytes a form of ten signs.
  bool Find(std::string_view form, size_t most,
            std::vector<ItemRow>* items) const;

  /// The same for several forms, one after the other: appends what each finds,
  /// and returns for each what Find does. Faster than one by one, for none
  /// waits for the memory of another.
  std::vector<bool> FindEach(std::span<const std::string_view> forms,
                             size_t most, std::vector<ItemRow>* items) const;

  /// Bytes taken so far.
  size_t bytes() const;

 private:
  struct Index;
  const Index& Get() const;

  const BookTables& book_;
  mutable tbb::collaborative_once_flag once_;
  mutable std::unique_ptr<Index> index_;
};

}  // namespace cashmatch
