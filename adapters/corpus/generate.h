// SPDX-License-Identifier: Apache-2.0
// generate.h - a synthetic book, its bank files and the truth about them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "adapters/corpus/output.h"

namespace cashmatch {

struct CorpusOptions {
  uint64_t items = 0;     // at most 80 million
  uint64_t receipts = 0;  // at most 80 million
  uint64_t seed = 1;
  std::string mix_toml;  // text of a mix file, or empty: see README.md
  /// Called now and then with the rows (items and receipts) written so far.
  std::function<void(uint64_t done, uint64_t total)> progress;
};

/// Writes open_items.csv, customers.csv, rules.toml, bank/*.bai, *.lbx, *.xml,
/// *.ndjson, truth.csv, truth_receipts.csv and truth_adjustments.csv. The same
/// options give the same bytes on every machine.
///
/// Returns an empty string, or why it could not: a fault of the mix file, too
/// few items for the receipts, a file that cannot be written.
/// Memory: constant. Cost: linear in the rows.
/// Source: CONTRACT sections 1 (files) and 5 (truth).
std::string GenerateCorpus(const CorpusOptions& options, FileSink* sink);

}  // namespace cashmatch
