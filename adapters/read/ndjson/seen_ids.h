// SPDX-License-Identifier: Apache-2.0
// seen_ids.h - ids of a stream larger than memory that come again.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "adapters/bytes/spilled_sort.h"
#include "adapters/read/ndjson/receipt_part.h"

namespace cashmatch {

/// Takes the ids of a stream, part by part, and tells which come again with
/// other content; of an id it keeps a hash, on disk where there are many.
/// Memory: 48 MB.  Cost: two sorts of the ids.  Threads: one owner.
class SeenIds {
 public:
  SeenIds();

  /// Takes what ReceiptPart says of its ids; their texts may go afterwards.
  void Add(const ReceiptPart& part);

  /// Calls `again` for each id that has other content than the first of the
  /// same id, in the order of the stream.
  /// Returns false if the disk failed: there may be more.
  bool ForEachOther(
      const std::function<void(RowPlace first, RowPlace again)>& again);

 private:
  struct Seen {
    uint64_t high, low, offset;  // of the id's hash; of its line
    uint64_t content_high, content_low;
    uint64_t line;
    friend auto operator<=>(const Seen&, const Seen&) = default;
  };
  struct Other {
    uint64_t offset, line, first_offset, first_line;
    friend auto operator<=>(const Other&, const Other&) = default;
  };

  uint64_t seed_;
  SpilledSort<Seen> seen_{size_t{1} << 20};
  SpilledSort<Other> others_{size_t{1} << 16};
};

}  // namespace cashmatch
