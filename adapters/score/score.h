// SPDX-License-Identifier: Apache-2.0
// score.h - what a run got right, given the truth.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "adapters/read/bank_file.h"

namespace cashmatch {

/// The receipts of one class of the truth.
struct ClassScore {
  std::string name;
  uint64_t receipts = 0;
  uint64_t due = 0;      // of these: expected `applied` or `partial`
  uint64_t right = 0;    // due, and applied exactly as the truth says
  uint64_t applied = 0;  // with at least one payment row
  uint64_t part = 0;     // applied, every row right, but some are missing
  uint64_t wrong = 0;    // applied, at least one row not in the truth
};

/// A receipt of which money went where it does not belong.
struct WrongReceipt {
  std::string bank_reference;
  std::string cls;
  std::string expected;  // "I00000007 250.00, I00000009 17.50" or "nothing"
  std::string found;
};

/// Discounts and other differences, where both the truth and the results state
/// them.
struct DifferenceScore {
  uint64_t expected = 0;  // in the truth
  uint64_t right = 0;     // and in the results, with that amount
  uint64_t found = 0;     // in the results, on receipts that the truth knows
};

struct ScoreResult {
  static constexpr size_t kWrongShown = 20;

  /// Empty, or why there is no score: a file that is missing or broken.
  std::string error;

  ClassScore total;                 // its name is "all"
  std::vector<ClassScore> classes;  // by name
  uint64_t rows = 0;                // payment rows on receipts of the truth
  uint64_t rows_right = 0;          // right receipt, item and amount
  uint64_t rows_due = 0;            // rows of the truth
  uint64_t unknown_rows = 0;        // on receipts that the truth does not know
  DifferenceScore differences;
  std::vector<WrongReceipt> wrong;  // the first kWrongShown
  /// Whether each receipt's money is where the results say, to the last unit.
  Control conservation = Control::kAbsent;
  std::string broken;  // the first receipt that does not add up, and how
};

/// Scores a results folder (CSV or NDJSON, whole or --brief) against the
/// truth*.csv of a truth folder; they are joined by bank_reference. Cost:
/// O(n log n), 24 bytes for each row of truth and results.
/// Source: CONTRACT section 5; the truth of `generate` and any other with the
/// same columns.
ScoreResult ScoreRun(const std::string& results_dir,
                     const std::string& truth_dir);

/// One JSON object with a line end.
std::string ScoreAsJson(const ScoreResult& score);
/// A table a class and the headline figures, for people.
std::string ScoreAsText(const ScoreResult& score);

}  // namespace cashmatch
