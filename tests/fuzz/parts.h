// SPDX-License-Identifier: Apache-2.0
// parts.h - receipts that were handed over one by one, together again.
#pragma once

#include <utility>
#include <vector>

#include "adapters/read/bank_file.h"
#include "adapters/read/receipt_id.h"

namespace cashmatch::fuzz {

/// A drain that keeps what it takes. A file read through it must say what it
/// says when it is read whole.
class Parts : public ReceiptDrain {
 public:
  explicit Parts(BankFile* file) : file_(*file) {
    file_.drain = this;
    file_.drain_at = 1;
  }

  bool Take(uint64_t, ReceiptBlock* block) override {
    all_.Append(std::move(*block));
    return true;
  }
  void Hold(const HeldRange& range) override { held_.push_back(range); }

  /// Call when the file was read.
  void PutTogether() {
    if (file_.drained == 0) return;
    for (Receipt& receipt : all_.receipts) receipt.file = 0;
    all_.files.resize(1);
    for (const HeldRange& range : held_) {
      for (uint64_t row = range.first; row < range.last; ++row) {
        std::string_view& held = all_.receipts[row].held;
        if (range.over || held.empty()) held = range.code;
      }
    }
    AssignReceiptIds(&all_);
    file_.receipts = std::move(all_);
    file_.drained = 0;
  }

 private:
  BankFile& file_;
  ReceiptBlock all_;
  std::vector<HeldRange> held_;
};

}  // namespace cashmatch::fuzz
