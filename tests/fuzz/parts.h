// SPDX-License-Identifier: Apache-2.0
// parts.h - receipts that were handed over one by one, together again.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
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
    MergeFiles();
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
  /// Every block brought its files along.
  void MergeFiles() {
    std::map<std::pair<std::string_view, std::string_view>, uint32_t> known;
    std::vector<SourceFile> files;
    std::vector<uint32_t> place;
    for (const SourceFile& each : all_.files) {
      const auto [it, is_new] = known.try_emplace(
          {each.name, each.format}, static_cast<uint32_t>(files.size()));
      if (is_new) files.push_back(each);
      place.push_back(it->second);
    }
    for (Receipt& receipt : all_.receipts) receipt.file = place[receipt.file];
    all_.files = std::move(files);
  }

  BankFile& file_;
  ReceiptBlock all_;
  std::vector<HeldRange> held_;
};

}  // namespace cashmatch::fuzz
