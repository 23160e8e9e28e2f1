// SPDX-License-Identifier: Apache-2.0
// receipt_drain.h - takes receipts off a reader's hands while it reads on.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/model/receipt.h"

namespace cashmatch {

/// Receipts of a file that are held after they were made: a total behind them
/// does not agree.
struct HeldRange {
  uint64_t first = 0,
           last = 0;      // rows of the file, from 0; `last` is not in it
  std::string_view code;  // a literal
  bool over = false;      // also those that are held already
};

/// Where a reader puts receipts when it has made many, so that a file need not
/// fit into memory. What a reader hands over is not proved yet: totals that
/// stand behind may hold it, and the whole file may be rejected.
class ReceiptDrain {
 public:
  virtual ~ReceiptDrain() = default;

  /// Takes all receipts of `block`, of which the first is row `first` of the
  /// file; twins are not numbered and ids not made. What is left in the block
  /// is dropped. Returns false if nobody wants more.
  virtual bool Take(uint64_t first, ReceiptBlock* block) = 0;

  /// Holds receipts that were taken before, in the order of the calls.
  virtual void Hold(const HeldRange& range) = 0;
};

}  // namespace cashmatch
