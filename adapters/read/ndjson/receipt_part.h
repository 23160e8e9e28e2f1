// SPDX-License-Identifier: Apache-2.0
// receipt_part.h - some lines of a stream of canonical receipts, as a file.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/bank_file.h"
#include "adapters/read/rows/duplicate_ids.h"

namespace cashmatch {

/// Lines of a stream, and where the first begins in it.
struct ReceiptLines {
  std::string_view text;
  uint64_t offset = 0;
  uint32_t line = 1;
};

/// What lines came to. Findings and receipts have their places in the stream;
/// ids were not compared with any.
struct ReceiptPart {
  BankFile file;
  uint64_t end = 0;                  // behind the last line
  std::vector<std::string> unknown;  // members the contract does not know
  /// Of the receipts that came with an id: the id, which lives in the block,
  /// its line, its row in the block, and a hash of the content.
  std::vector<IdAt> ids;
  std::vector<uint32_t> rows;
  std::vector<std::array<uint64_t, 2>> contents;
};

/// Reads lines; each is a receipt, or an advice, of which amount and dates need
/// not be known.
/// Threads: any number, each with lines of its own.
ReceiptPart ReadReceiptLines(const Source& source, const ReadOptions& options,
                             const ReceiptLines& lines, bool advice);

}  // namespace cashmatch
