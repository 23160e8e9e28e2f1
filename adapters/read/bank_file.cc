// SPDX-License-Identifier: Apache-2.0
// bank_file.cc - what all readers do alike at the end of a file.
// Tested by tests/unit/adapters/read/bank_file_test.cc
#include "adapters/read/bank_file.h"

#include <algorithm>
#include <utility>

#include "adapters/read/receipt_id.h"
#include "engine/base/check.h"

namespace cashmatch {
namespace {

/// Hands over what is there, and leaves an empty block with the same files.
void Drain(BankFile* file) {
  ReceiptBlock& block = file->receipts;
  if (block.receipts.empty()) return;
  const size_t count = block.receipts.size();
  ReceiptBlock next;
  for (const SourceFile& each : block.files)
    next.AddFile(each.name, each.format);
  if (!file->stopped) file->stopped = !file->drain->Take(file->drained, &block);
  file->drained += count;
  block = std::move(next);
  file->ends.clear();
}

}  // namespace

void SidedSums::Add(const SidedSums& more) {
  for (const auto& [currency, sum] : more.credit) credit[currency] += sum;
  for (const auto& [currency, sum] : more.debit) debit[currency] += sum;
}

void FileSummary::Add(const FileSummary& part) {
  entries += part.entries;
  details += part.details;
  booked.Add(part.booked);
  pending.Add(part.pending);
  turned.Add(part.turned);
  for (const auto& [kind, count] : part.references) references[kind] += count;
}

void BankFile::Hold(uint64_t first, uint64_t last, std::string_view code,
                    bool over) {
  if (first < drained && first < last) {
    drain->Hold({first, std::min(last, drained), code, over});
  }
  for (uint64_t row = std::max(first, drained); row < last; ++row) {
    std::string_view& held = receipts.receipts[row - drained].held;
    if (over || held.empty()) held = code;
  }
}

bool BankFile::HandOver() {
  if (drain == nullptr || receipts.receipts.size() < drain_at) return false;
  Drain(this);
  return true;
}

void BankFile::AddPart(std::string id, uint32_t line, uint64_t first) {
  if (drain != nullptr) return;
  parts.push_back({std::move(id), line, static_cast<uint32_t>(first),
                   static_cast<uint32_t>(made())});
}

Severity AddFinding(Finding finding, bool forgivable,
                    const ReadOptions& options, BankFile* file) {
  if (options.strictness == Strictness::kStrict &&
      finding.severity == Severity::kWarning) {
    finding.severity = Severity::kHeld;
    finding.done += finding.done.empty() ? "held (strict)" : ", held (strict)";
  }
  if (options.strictness == Strictness::kLenient && forgivable &&
      finding.severity == Severity::kHeld) {
    finding.severity = Severity::kWarning;
    finding.done = "let through (lenient)";
  }
  const Severity severity = finding.severity;
  file->findings.Add(std::move(finding));
  return severity;
}

void FinishBankFile(BankFile* file) {
  file->findings.Finish();
  if (!file->findings.empty()) {
    switch (file->findings.worst()) {
      case Severity::kWarning:
        break;
      case Severity::kHeld:
        file->summary.status = FileStatus::kHeld;
        break;
      case Severity::kRejected:
        file->summary.status = FileStatus::kRejected;
        file->receipts.Truncate(0);
        file->drained = 0;
        file->advice.Truncate(0);
        break;
    }
  }
  // What fits into memory stays, as if nobody took anything.
  if (file->drained != 0) Drain(file);
  NumberReceipts(&file->receipts);
  NumberReceipts(&file->advice);
  NameReceipts(&file->advice);
  CASHMATCH_CHECK(file->defer_ids || file->receipts.plain.empty());
  if (!file->defer_ids) NameReceipts(&file->receipts);
}

}  // namespace cashmatch
