// SPDX-License-Identifier: Apache-2.0
// bank_file_test.cc - strictness and the end of every file.
#include "adapters/read/bank_file.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

Severity Add(Severity severity, bool forgivable, Strictness strictness,
             BankFile* file) {
  ReadOptions options;
  options.strictness = strictness;
  Finding finding;
  finding.code = "X";
  finding.severity = severity;
  finding.done = "done so";
  return AddFinding(finding, forgivable, options, file);
}

TEST(AddFinding, NormalChangesNothing) {
  BankFile file;
  for (const Severity severity :
       {Severity::kWarning, Severity::kHeld, Severity::kRejected}) {
    EXPECT_EQ(Add(severity, true, Strictness::kNormal, &file), severity);
  }
  EXPECT_EQ(file.findings.list()[0].done, "done so");
}

TEST(AddFinding, StrictHoldsWarnings) {
  BankFile file;
  EXPECT_EQ(Add(Severity::kWarning, false, Strictness::kStrict, &file),
            Severity::kHeld);
  EXPECT_EQ(file.findings.list()[0].done, "done so, held (strict)");
  EXPECT_EQ(Add(Severity::kRejected, true, Strictness::kStrict, &file),
            Severity::kRejected);
}

TEST(AddFinding, LenientForgivesCountsButNeverMoney) {
  BankFile file;
  EXPECT_EQ(Add(Severity::kHeld, true, Strictness::kLenient, &file),
            Severity::kWarning);
  EXPECT_EQ(file.findings.list()[0].done, "let through (lenient)");
  EXPECT_EQ(Add(Severity::kHeld, false, Strictness::kLenient, &file),
            Severity::kHeld);
  EXPECT_EQ(Add(Severity::kRejected, true, Strictness::kLenient, &file),
            Severity::kRejected);
}

/// A file with one receipt and one finding, closed.
BankFile Finished(Severity severity) {
  BankFile file;
  file.receipts.AddFile("f", "bai2");
  file.receipts.Add()->amount = 100;
  Add(severity, false, Strictness::kNormal, &file);
  FinishBankFile(&file);
  return file;
}

TEST(FinishBankFile, StatusIsTheWorstFinding) {
  BankFile clean;
  FinishBankFile(&clean);
  EXPECT_EQ(clean.summary.status, FileStatus::kAccepted);
  EXPECT_EQ(Finished(Severity::kWarning).summary.status, FileStatus::kAccepted);
  EXPECT_EQ(Finished(Severity::kHeld).summary.status, FileStatus::kHeld);
  EXPECT_EQ(Finished(Severity::kRejected).summary.status,
            FileStatus::kRejected);
}

TEST(FinishBankFile, OnlyARejectedFileLosesItsReceipts) {
  EXPECT_EQ(Finished(Severity::kHeld).receipts.receipts.size(), 1u);
  EXPECT_TRUE(Finished(Severity::kRejected).receipts.receipts.empty());
}

TEST(FinishBankFile, ReceiptsGetTheirIds) {
  const BankFile file = Finished(Severity::kWarning);
  EXPECT_EQ(file.receipts.receipts.at(0).id.size(), 20u);
}

}  // namespace
}  // namespace cashmatch
