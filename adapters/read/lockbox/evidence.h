// SPDX-License-Identifier: Apache-2.0
// evidence.h - how well a layout fits the records of a file.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "adapters/read/lockbox/layout.h"
#include "adapters/read/lockbox/records.h"

namespace cashmatch::lockbox {

/// How many of the fields looked at were as they should be.
struct Tally {
  uint32_t good = 0, seen = 0;

  void Add(bool is_good) {
    ++seen;
    good += is_good ? 1 : 0;
  }
  /// Whether at least `percent` were good; false if none was seen.
  bool Reaches(uint32_t percent) const {
    return seen > 0 && uint64_t{good} * 100 >= uint64_t{seen} * percent;
  }
};

/// What speaks for and against a layout.
struct Evidence {
  const Layout* layout = nullptr;
  Tally totals;    // amounts of records 7, 8 and 9 that the checks sum up to
  Tally counts;    // counts of records 7 and 8
  Tally routings;  // routing numbers that pass their check digit
  Tally amounts;   // of checks, digits only
  Tally invoices;  // documents of records 4, with a number and an amount
  Tally dates;     // of records 1, 5, 7 and 8
  Tally numbers;   // batch, item, check and lockbox numbers, digits only
  Tally check_dates;
  Tally covered;  // checks with nothing outside the columns of the layout
  uint64_t zeros = 0, zeros_possible = 0;  // that fill up check numbers
  std::string first_difference;            // of a total

  /// The sum of each tally's weight, for it if all were good, against it if
  /// none was; nothing was seen: 0. README.md has the weights.
  int64_t Score() const;

  /// Whether the layout may be used: most amounts are amounts, and either half
  /// of the totals agree or four in five routing numbers are valid. A layout
  /// that is clear by its routing numbers is used although totals differ: then
  /// what differs is held.
  bool Convinces() const;

  /// Whether all that was seen is as it should be, a total among it.
  bool IsSpotless() const;

  /// "2 of 8 totals agree, 3 of 16 routing numbers valid, ..., batch 001 ..."
  std::string Describe() const;
};

/// Looks at the records as `layout` would read them.
Evidence Weigh(const Layout& layout, std::span<const Record> records);

}  // namespace cashmatch::lockbox
