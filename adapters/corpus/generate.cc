// SPDX-License-Identifier: Apache-2.0
// generate.cc - book first, then the files of each format with the truth.
// Tested by tests/unit/adapters/corpus/generate_test.cc
#include "adapters/corpus/generate.h"

#include "adapters/corpus/bank_files.h"
#include "adapters/corpus/book_files.h"
#include "adapters/corpus/geometry.h"
#include "adapters/corpus/mix.h"
#include "adapters/corpus/truth.h"

namespace cashmatch {
namespace {

std::string CheckSizes(const CorpusOptions& options, const Mix& mix) {
  if (options.items > kItemsMax) {
    return "at most " + std::to_string(kItemsMax) + " items";
  }
  if (options.receipts > kReceiptsMax) {
    return "at most " + std::to_string(kReceiptsMax) + " receipts";
  }
  const uint64_t needed = mix.ItemsFor(options.receipts);
  if (needed <= options.items) return {};
  return std::to_string(options.receipts) + " receipts of this mix pay about " +
         std::to_string(needed) + " items: give at least that many";
}

}  // namespace

std::string GenerateCorpus(const CorpusOptions& options, FileSink* sink) {
  Mix mix = DefaultMix();
  if (!options.mix_toml.empty()) {
    const std::string error = ParseMix(options.mix_toml, &mix);
    if (!error.empty()) return "mix file: " + error;
  }
  std::string error = CheckSizes(options, mix);
  if (!error.empty()) return error;

  const Geometry geometry(options.items, options.receipts, options.seed, mix);
  uint64_t done = 0;
  const Progress progress = [&](uint64_t rows) {
    done += rows;
    if (options.progress) {
      options.progress(done, options.items + options.receipts);
    }
  };
  error = WriteRules(sink);
  if (error.empty()) error = WriteCustomers(geometry, sink);
  if (error.empty()) error = WriteOpenItems(geometry, sink, progress);

  TruthWriter truth(sink);
  const BankRun run{geometry, sink, &truth, progress};
  for (const auto write :
       {WriteBai2Files, WriteLockboxFiles, WriteCamtFiles, WriteNdjsonFiles}) {
    if (error.empty()) error = write(run);
  }
  const std::string truth_error = truth.Close();
  return error.empty() ? truth_error : error;
}

}  // namespace cashmatch
