// SPDX-License-Identifier: Apache-2.0
// enrich.h - the use case behind `cashmatch enrich`: a bank file with numbers.
#pragma once

#include <string>

#include "adapters/workspace/run_watch.h"

namespace cashmatch {

struct EnrichRequest {
  std::string input;    // one bank file
  std::string results;  // the folder of a run that read it, not --brief
  std::string rules;    // of that run, or empty: for [accounts]
  std::string out;      // a file
  bool overwrite = false;
};

/// Writes the bank file again, with the numbers of the documents that its
/// applied receipts pay in the field where ERPs look for them. Numbers that
/// stand there already are not written twice.
///
/// The new file is read before it is written: it must give the same receipts
/// with the same amounts, days and references of the bank, and be proved as
/// the old one was.
/// Errors, all told to `watch`, nothing written: a file that is rejected or of
/// a format that cannot be enriched; results without its receipts; an `out`
/// that is there, without `overwrite`.
Ending EnrichBankFile(const EnrichRequest& request, const RunWatch& watch);

}  // namespace cashmatch
