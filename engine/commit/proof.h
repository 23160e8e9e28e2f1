// SPDX-License-Identifier: Apache-2.0
// proof.h - the conservation of money, computed anew from the rows.
#pragma once

#include "engine/book/book.h"
#include "engine/model/receipt.h"
#include "engine/model/report.h"

namespace cashmatch {

/// Checks the invariants of CONTRACT section 6 over a whole report and appends
/// to Report::broken one sentence for each that fails. It shares no code with
/// commit: sums are taken from the rows, in 128 bits.
void Prove(const Book& book, const ReceiptBlock& receipts, Report* report);

/// Fills Report::cash_proof: for each account of ours, booking date and
/// currency, what the bank credited and where it went.
void FillCashProof(const ReceiptBlock& receipts, Report* report);

}  // namespace cashmatch
