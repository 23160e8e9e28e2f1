// SPDX-License-Identifier: Apache-2.0
// structure.h - records to batches: nesting, addenda, totals.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/bank_file.h"
#include "adapters/read/nacha/codes.h"
#include "adapters/read/nacha/records.h"

namespace cashmatch::nacha {

/// Record 7.
struct Addendum {
  Record record;
  uint32_t entry = 0;  // of the batch
  std::string_view type() const { return record.Raw(2, 3); }
};

/// Record 6 with its addenda, once the batch was read.
struct Entry {
  Record record;
  std::string_view code;        // transaction code
  std::optional<Minor> amount;  // nothing: unreadable, reported
  EntryKind kind = EntryKind::kUnknown;
  bool credit_side = false;  // of the totals
  std::string_view held;     // the code that keeps it back, or empty
  uint32_t addenda_first = 0, addenda_count = 0;
};

/// Records 5 to 8.
struct Batch {
  std::string path;  // "batch 1", for findings
  Record header;
  std::string_view sec;  // CCD, CTX, PPD, ...
  Day effective = kNoDay, settlement = kNoDay;
  bool skipped = false;   // a class that makes no receipts
  std::string_view held;  // the code that keeps all of it back, or empty
  std::vector<Entry> entries;
  std::vector<Addendum> addenda;  // those of an entry together
};

/// Where finished batches go. Views are good only during the call.
class BatchSink {
 public:
  virtual ~BatchSink() = default;
  virtual void Take(const Batch& batch) = 0;
  /// How many receipts were made so far.
  virtual size_t made() const = 0;
  /// Holds the receipts [first, last) that nothing else holds.
  virtual void Hold(size_t first, size_t last, std::string_view code) = 0;
};

/// Reads all records of `bytes`, hands each batch to `sink` and adds what is
/// wrong to `file`, with control of its summary.
/// Cost: one pass; memory for one batch.
void ReadStructure(std::string_view bytes, const ReadOptions& options,
                   BatchSink* sink, BankFile* file);

}  // namespace cashmatch::nacha
