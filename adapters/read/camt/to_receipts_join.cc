// SPDX-License-Identifier: Apache-2.0
// to_receipts_join.cc - what was made of later entries of a statement
// elsewhere. Tested by tests/unit/adapters/read/camt/entry_runs_test.cc
#include "adapters/read/camt/to_receipts.h"

namespace cashmatch {

void ToReceipts::Join(const ToReceipts& next, BankFile* file) {
  const uint64_t made = file_.made();
  statement_entries_ += next.statement_entries_;
  file_.summary.Add(file->summary);
  control_.Add(next.control_);
  for (const auto& [first, last] : next.unstated_receipts_) {
    AddUnstated(made + first, made + last);
  }
  unstated_.Add(next.unstated_);
  ReceiptBlock& block = file_.receipts;
  size_t row = block.receipts.size();
  block.Append(std::move(file->receipts));
  for (; row < block.receipts.size(); ++row) {
    block.receipts[row].file = source_file_;
  }
  if (file_.HandOver()) kept_account_ = {};
}

void ToReceipts::AddUnstated(uint64_t first, uint64_t last) {
  if (first == last) return;
  if (!unstated_receipts_.empty() &&
      unstated_receipts_.back().second == first) {
    unstated_receipts_.back().second = last;
  } else {
    unstated_receipts_.emplace_back(first, last);
  }
}

}  // namespace cashmatch
