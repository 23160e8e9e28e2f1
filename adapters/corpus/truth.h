// SPDX-License-Identifier: Apache-2.0
// truth.h - the answers: truth.csv, truth_receipts.csv, truth_adjustments.csv.
#pragma once

#include <string>
#include <string_view>

#include "adapters/corpus/output.h"
#include "adapters/corpus/plan.h"

namespace cashmatch {

/// Writes the three files as the receipts are written. Columns: CONTRACT
/// section 5. An adjustment is what a kind takes off the item (`discount`,
/// `short_pay`: the item stays open by it), or money left over (`unapplied`,
/// without an item).
class TruthWriter {
 public:
  explicit TruthWriter(FileSink* sink);

  void Add(const Geometry& geometry, const BlockPlan& plan,
           const PlannedReceipt& receipt, std::string_view bank_reference);

  /// Returns an empty string, or which file cannot be written.
  std::string Close();

 private:
  void AddAdjustment(const PlannedReceipt& receipt, const BlockPlan& plan,
                     std::string_view bank_reference);

  TextFile payments_, receipts_, adjustments_;
};

/// `I00000123`
void AppendItemId(uint64_t item, std::string* out);

}  // namespace cashmatch
