// SPDX-License-Identifier: Apache-2.0
// batch.h - what Btch declares against the details and the entry.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/read/camt/parts.h"

namespace cashmatch {

/// What is wrong with the batches of an entry. The code is a literal.
struct BatchFault {
  std::string_view code;
  Severity severity = Severity::kWarning;
  size_t offset = 0;
  std::string found, expected, done;
  bool disagrees = false;  // two sums of money do
};

/// Compares NbOfTxs with the details beside it. A single detail often only sums
/// up a batch whose details come elsewhere. The first fault, if any.
std::optional<BatchFault> CheckBatchCounts(const Entry& entry);

/// Compares TtlAmt, by its CdtDbtInd, with what an entry was split into: that
/// of a batch among several with its own details, and all of them together with
/// the entry. Before or after charges, both are right; what is not in the
/// entry's currency says nothing. The first fault, if any: it holds the entry.
/// Source: ISO 20022 camt.053, NtryDtls/Btch: TtlAmt is the money of the batch.
std::optional<BatchFault> CheckBatchTotals(const Entry& entry,
                                           const Money& money, Side side,
                                           const Split& split);

}  // namespace cashmatch
