// SPDX-License-Identifier: Apache-2.0
// receipt_id.h - the name of a receipt, made of its content alone.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/receipt.h"

namespace cashmatch {

/// Numbers the receipts of each file of the block and makes ready how those are
/// named that have no id: see NameReceipts. Receipts of a file must stand in
/// the order of the file.  Threads: uses the calling TBB arena.
void NumberReceipts(ReceiptBlock* block);

/// Gives an id to each receipt that has none: the first 20 hex digits of a
/// SHA-256 over own account, booking and value date, currency, signed amount,
/// bank reference, payer, references, text and advice, and the number of the
/// equal receipt within its file. Neither the file's name nor the line enters:
/// the same file gives the same ids everywhere. Sets SourceFile::fingerprint
/// from the ids. Source: CONTRACT section 4.
/// Requires: NumberReceipts.  Threads: uses the calling TBB arena.
/// Cost: about half a microsecond a receipt.
void NameReceipts(ReceiptBlock* block);

/// True for what might be such an id: given ones seldom look like it.
bool MayBeMadeId(std::string_view id);

/// Both.
void AssignReceiptIds(ReceiptBlock* block);

/// Returns a hash of what the id is made of, without the number: equal for
/// receipts of equal content. The same on every machine.
std::array<uint64_t, 2> ContentHash(const ReceiptBlock& block,
                                    const Receipt& receipt);

/// Returns the id that each receipt would have if none was given: the same for
/// the same content in other files, and another one for each twin in a file.
/// Cost: two SHA-256 a twin, else one.
std::vector<std::string> ContentIds(const ReceiptBlock& block);

}  // namespace cashmatch
