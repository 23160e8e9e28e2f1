// SPDX-License-Identifier: Apache-2.0
// bank_file.cc - what all readers do alike at the end of a file.
// Tested by tests/unit/adapters/read/bank_file_test.cc
#include "adapters/read/bank_file.h"

#include <utility>

#include "adapters/read/receipt_id.h"
#include "engine/base/check.h"

namespace cashmatch {

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
        file->advice.Truncate(0);
        break;
    }
  }
  NumberReceipts(&file->receipts);
  NumberReceipts(&file->advice);
  NameReceipts(&file->advice);
  CASHMATCH_CHECK(file->defer_ids || file->receipts.plain.empty());
  if (!file->defer_ids) NameReceipts(&file->receipts);
}

}  // namespace cashmatch
