// SPDX-License-Identifier: Apache-2.0
// plain_checks.h - the check that most files are full of, read at its columns.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "adapters/read/lockbox/layout.h"
#include "adapters/read/lockbox/records.h"
#include "adapters/read/lockbox/structure.h"

namespace cashmatch::lockbox {

/// A record 6 and its only record 4, which names one document that takes all of
/// the check. Views point into the input.
struct PlainCheck {
  Record record;    // the 6
  Record overflow;  // the 4
  std::string_view batch, item, number;
  Minor amount = 0;   // positive, in minor units
  size_t second = 0;  // where the overflow begins, from the 6 on
  size_t bytes = 0;   // of both, with their line breaks
};

/// Knows the columns that a plain check may fill in a layout.
///
/// A check is plain if nothing in it needs a closer look: both records have
/// their full length, their text is printable ASCII, the overflow is marked as
/// the last one, and all but the fields above, the payer's and the bank's is
/// blank or zero. Of such a check the structure makes no finding.
/// Threads: any number.  Cost: some 30 ns a check, no allocation.
class PlainChecks {
 public:
  /// Nothing where the layout has documents on record 6, none on record 4, no
  /// batch or item, or other decimals than its currency.
  static std::optional<PlainChecks> Of(const Layout& layout);

  /// Reads the check that `rest` begins with; false if it is not plain, or what
  /// follows might still belong to it. Leaves line and offset of the records to
  /// the caller.
  bool Read(std::string_view rest, PlainCheck* check) const;

  /// What the structure would make of a check that Read found plain; the places
  /// of its fields are those of `record`.
  void Describe(std::string_view record, std::string_view overflow,
                LockboxCheck* check, LockboxInvoice* invoice) const;

 private:
  explicit PlainChecks(const Layout& layout) : layout_(layout) {}
  bool IsPlainOverflow(std::string_view text, PlainCheck* check) const;

  Layout layout_;
};

}  // namespace cashmatch::lockbox
