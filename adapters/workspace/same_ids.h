// SPDX-License-Identifier: Apache-2.0
// same_ids.h - an id that two different receipts claim is an error.
#pragma once

#include <utility>
#include <vector>

#include "engine/model/ids.h"
#include "engine/model/receipt.h"

namespace cashmatch {

using ReceiptPair = std::pair<ReceiptRow, ReceiptRow>;

/// Returns pairs of receipts that have one id and differ in what an id stands
/// for: account, dates, currency, signed amount, bank reference, payer,
/// references, texts or advice. At most one pair an id, in the order of the
/// ids; the first of a pair comes from the file named first. Receipts that have
/// no id are passed over.
/// Source: CONTRACT section 4.  Cost: a parallel sort of hashes.
std::vector<ReceiptPair> FindIdsWithOtherContent(const ReceiptBlock& receipts);

}  // namespace cashmatch
