// SPDX-License-Identifier: Apache-2.0
// same_ids.h - an id that two different receipts claim is an error.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/workspace/run_watch.h"
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

/// Tells each of them (RECEIPT-ID), and fails if there are any. `done` says
/// what became of the run.
bool IdsAgree(const ReceiptBlock& receipts, std::string_view done,
              const RunWatch& watch);

/// Tells that a receipt has the id of another one, which is `there`.
void TellId(const ReceiptBlock& receipts, ReceiptRow row,
            const std::string& there, const RunWatch& watch);

}  // namespace cashmatch
