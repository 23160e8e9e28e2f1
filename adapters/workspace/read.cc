// SPDX-License-Identifier: Apache-2.0
// read.cc - every input is read and proved before the first receipt goes out.
// Tested by tests/system/read_test.py
#include "adapters/workspace/read.h"

#include <span>

#include "adapters/workspace/bank_inputs.h"
#include "adapters/workspace/load.h"
#include "adapters/write/canonical.h"
#include "adapters/write/file_summary.h"

namespace cashmatch {
namespace {

constexpr size_t kPiece = size_t{1} << 20;

bool PutSummaries(std::span<const BankInput> inputs, const Sink& sink) {
  std::string text;
  for (const BankInput& input : inputs) {
    text += FileSummaryJson(input.name, input.file);
    text += '\n';
  }
  return text.empty() || sink(text);
}

bool PutReceipts(std::span<const BankInput> inputs, const RunWatch& watch,
                 const Sink& sink) {
  std::string text;
  for (const BankInput& input : inputs) {
    const ReceiptBlock& block = input.file.receipts;
    for (const Receipt& receipt : block.receipts) {
      AppendReceiptJson(block, receipt, &text);
      if (text.size() < kPiece) continue;
      if (watch.Interrupted() || !sink(text)) return false;
      text.clear();
    }
  }
  return text.empty() || sink(text);
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
  const BankInputs inputs = ReadBankInputs(
      request.inputs, {request.input_format, *mappings}, rules.reading, watch);
  if (watch.Interrupted()) return Ending::kInterrupted;
  if (!inputs.listed) return Ending::kFailed;

  const bool held = inputs.any_held();
  const bool failed = inputs.any_rejected() ||
                      (held && request.strictness == Strictness::kStrict);
  if (request.summary) {
    PutSummaries(inputs.files, sink);
  } else if (!failed) {
    PutReceipts(inputs.files, watch, sink);
    if (watch.Interrupted()) return Ending::kInterrupted;
  } else {
    watch.Fail("no receipts were printed, because not every input was proved");
  }
  if (failed) return Ending::kFailed;
  return held ? Ending::kHeld : Ending::kDone;
}

}  // namespace cashmatch
