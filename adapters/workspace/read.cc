// SPDX-License-Identifier: Apache-2.0
// read.cc - every input is read and proved before the first receipt goes out.
// Tested by tests/system/read_test.py
#include "adapters/workspace/read.h"

#include <deque>
#include <mutex>
#include <span>

#include "adapters/workspace/bank_inputs.h"
#include "adapters/workspace/large_file.h"
#include "adapters/workspace/load.h"
#include "adapters/write/file_summary.h"

namespace cashmatch {
namespace {

/// Who takes the receipts of the files that are read, one for each.
class Drains {
 public:
  Drains(bool named, const RunWatch& watch) : named_(named), watch_(watch) {}

  ProvingDrain* Next() {
    const std::lock_guard guard(mutex_);
    return &drains_.emplace_back(named_, watch_);
  }

 private:
  bool named_;
  const RunWatch& watch_;
  std::mutex mutex_;
  std::deque<ProvingDrain> drains_;
};

ProvingDrain* DrainOf(const BankInput& input) {
  return static_cast<ProvingDrain*>(input.file.drain);
}

bool PutSummaries(std::span<const BankInput> inputs, const Sink& sink) {
  std::string text;
  for (const BankInput& input : inputs) {
    text += FileSummaryJson(input.name, input.file);
    text += '\n';
  }
  return text.empty() || sink(text);
}

/// Reads the files a second time whose receipts were too many to keep.
/// Returns false if what was printed is not whole.
bool PutReceiptsOf(std::span<const BankInput> inputs, const InputRules& rules,
                   const ReadOptions& options, const RunWatch& watch,
                   const Sink& sink) {
  bool more = true;
  const Sink to = [&](std::string_view text) {
    more = more && !watch.Interrupted() && sink(text);
    return more;
  };
  for (const BankInput& input : inputs) {
    if (input.file.drained != 0 && !DrainOf(input)->Finish()) {
      watch.Fail(input.name + ": a temporary file could not be written");
      return false;
    }
  }
  for (const BankInput& input : inputs) {
    if (!more) break;
    if (input.file.drained == 0) {
      PutReceipts(input.file.receipts, to);
      continue;
    }
    PrintingDrain printing(DrainOf(input), to);
    BankFile again;
    again.drain = &printing;
    ReadBankInputAgain(input, rules, options, &again);
    if (more && !printing.whole()) {
      watch.Fail(input.name + ": changed while it was read");
      return false;
    }
  }
  return true;
}

}  // namespace

Ending Read(const ReadRequest& request, const RunWatch& watch,
            const Sink& sink) {
  Rules rules;
  if (!LoadRules(request.rules, watch, &rules)) return Ending::kWrongUsage;
  rules.reading.strictness = request.strictness;

  const auto mappings = LoadMappings(request.mappings, watch);
  if (!mappings) return Ending::kWrongUsage;

  watch.Started(Stage::kRead);
  Drains drains(!request.summary, watch);
  rules.reading.defer_ids = request.summary;
  const InputRules by{request.input_format, *mappings,
                      [&drains] { return drains.Next(); }, false};
  const BankInputs inputs =
      ReadBankInputs(request.inputs, by, rules.reading, watch);
  if (watch.Interrupted()) return Ending::kInterrupted;
  if (!inputs.listed) return Ending::kFailed;

  const bool held = inputs.any_held();
  const bool failed = inputs.any_rejected() ||
                      (held && request.strictness == Strictness::kStrict);
  if (request.summary) {
    PutSummaries(inputs.files, sink);
  } else if (!failed) {
    const bool whole =
        PutReceiptsOf(inputs.files, by, rules.reading, watch, sink);
    if (watch.Interrupted()) return Ending::kInterrupted;
    if (!whole) return Ending::kFailed;
  } else {
    watch.Fail("no receipts were printed, because not every input was proved");
  }
  if (failed) return Ending::kFailed;
  return held ? Ending::kHeld : Ending::kDone;
}

}  // namespace cashmatch
