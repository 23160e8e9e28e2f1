// SPDX-License-Identifier: Apache-2.0
// changed_parts.h - the same number of a sender with other money.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "adapters/ledger/ledger.h"
#include "adapters/workspace/bank_inputs.h"
#include "adapters/workspace/run_watch.h"
#include "engine/model/receipt_identity.h"

namespace cashmatch {

/// A numbered part (adapters/read/numbered_part.h), or a batch of a lockbox
/// and day, and what is in it.
struct PartContent {
  std::string id;
  std::string content;  // a hash of the identities; empty: some are held
  uint32_t line = 0;
  std::vector<std::pair<uint32_t, uint32_t>> positions;  // [first, last)
};

/// Returns the parts of a file whose receipts are still in it; what stands
/// under one number is one part.  Cost: a SHA-256 a receipt.
std::vector<PartContent> PartsOf(const BankFile& file);

/// What becomes of receipts that are not in all files of one number.
enum class Contradiction : uint8_t {
  kTold,  // counted by their identity, as CONTRACT section 4 has it
  kHeld,  // nothing tells which file is right, and a ledger cannot forget
};

/// Compares the files of one run: where several have a part of one number and
/// do not agree, that is told (FILE-CHANGED), and receipts that are not in all
/// of them are held if `contradiction` says so. Accounts with `numbers_repeat`
/// are passed over.
void TellContradictions(Contradiction contradiction, const ReadOptions& options,
                        const RunWatch& watch, BankInputs* inputs);

/// A file whose receipts were put behind those of others.
struct PlacedParts {
  uint32_t first_file = 0;  // into ReceiptBlock::files
  std::vector<PartContent> parts;
};

/// Compares with earlier runs: where a part came before with another content,
/// receipts that are new are held. Returns where in `files` that is.
std::vector<size_t> HoldChanged(const Ledger& ledger,
                                const ReadOptions& options,
                                std::span<const PlacedParts> files,
                                std::span<const Known> known,
                                const RunWatch& watch, ReceiptBlock* receipts);

}  // namespace cashmatch
