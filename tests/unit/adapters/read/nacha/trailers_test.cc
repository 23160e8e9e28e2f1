// SPDX-License-Identifier: Apache-2.0
// trailers_test.cc - totals, hash and counts of batches and files.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/adapters/read/nacha/nacha_text.h"

namespace cashmatch {
namespace {

/// Lines: 1, 5 6 8, 5 6 8, 9.
std::vector<std::string> Sound() {
  AchFile file;
  file.Batch("CCD").Entry("22", 1000).End();
  file.Batch("CCD").Entry("22", 2000).Entry("27", 500).End();
  return file.Lines();
}

BankFile With(size_t line, size_t column, const std::string& text,
              const ReadOptions& options = ReadOptions()) {
  std::vector<std::string> lines = Sound();
  lines[line].replace(column - 1, text.size(), text);
  return ReadText(Joined(lines), options);
}

TEST(NachaTotals, WhatAgreesIsProved) {
  const BankFile file = ReadText(Joined(Sound()));
  EXPECT_EQ(Told(file), "");
  EXPECT_EQ(file.summary.control, Control::kProved);
  EXPECT_EQ(ReceiptsOf(file), "10.00;20.00;");
}

TEST(NachaTotals, ABatchThatDiffersIsHeldAlone) {
  const BankFile file = With(2, 30, "0000001100");
  EXPECT_EQ(Told(file),
            "held NACHA-BATCH-TOTAL 4 batch 1: found debits 0.00, credits "
            "10.00, expected debits 0.00, credits 11.00; batch held\n");
  EXPECT_EQ(ReceiptsOf(file), "11.00 NACHA-BATCH-TOTAL;20.00;");
  EXPECT_EQ(file.summary.control, Control::kFailed);
}

TEST(NachaTotals, ASideThatChangedIsNoticed) {
  EXPECT_EQ(CodesOf(With(5, 2, "27")), "NACHA-BATCH-TOTAL");
}

TEST(NachaTotals, AFileThatDiffersIsHeldWhole) {
  const BankFile file = With(8, 44, "000000009999");
  EXPECT_EQ(CodesOf(file), "NACHA-FILE-TOTAL");
  EXPECT_EQ(ReceiptsOf(file), "10.00 NACHA-FILE-TOTAL;20.00 NACHA-FILE-TOTAL;");
}

TEST(NachaTotals, NoModeLetsMoneyThrough) {
  ReadOptions lenient;
  lenient.strictness = Strictness::kLenient;
  EXPECT_EQ(ReceiptsOf(With(2, 30, "0000001100", lenient)),
            "11.00 NACHA-BATCH-TOTAL;20.00;");
  EXPECT_EQ(ReceiptsOf(With(8, 44, "00000000XXXX", lenient)),
            "10.00 NACHA-FILE-TOTAL;20.00 NACHA-FILE-TOTAL;");
}

TEST(NachaTotals, TheHashProvesRoutingNumbers) {
  const BankFile file = With(2, 4, "021000033");
  EXPECT_EQ(CodesOf(file), "NACHA-ROUTING NACHA-HASH");
  EXPECT_EQ(ReceiptsOf(file), "10.00 NACHA-HASH;20.00;");
  ReadOptions lenient;
  lenient.strictness = Strictness::kLenient;
  EXPECT_EQ(ReceiptsOf(With(2, 4, "021000033", lenient)), "10.00;20.00;");
}

TEST(NachaTotals, TheHashOfTheFileProvesNothingMore) {
  const BankFile file = With(8, 22, "1234567890");
  EXPECT_EQ(CodesOf(file), "NACHA-FILE-HASH");
  EXPECT_EQ(ReceiptsOf(file), "10.00;20.00;");
}

TEST(NachaTotals, CountsAndNumbersAreWarnings) {
  EXPECT_EQ(CodesOf(With(3, 5, "000002")), "NACHA-COUNT");
  EXPECT_EQ(CodesOf(With(8, 2, "000003")), "NACHA-COUNT");
  EXPECT_EQ(CodesOf(With(8, 8, "000002")), "NACHA-COUNT");
  EXPECT_EQ(CodesOf(With(8, 14, "00000004")), "NACHA-COUNT");
  EXPECT_EQ(ReceiptsOf(With(3, 5, "000002")), "10.00;20.00;");
  ReadOptions strict;
  strict.strictness = Strictness::kStrict;
  EXPECT_EQ(ReceiptsOf(With(3, 5, "000002", strict)),
            "10.00 NACHA-COUNT;20.00;");
  EXPECT_EQ(ReceiptsOf(With(8, 2, "000003", strict)),
            "10.00 NACHA-COUNT;20.00 NACHA-COUNT;");
}

TEST(NachaTotals, AControlOfAnotherHeaderHoldsTheBatch) {
  for (const auto& [column, text] :
       {std::pair{size_t{88}, "0000009"}, std::pair{size_t{2}, "220"},
        std::pair{size_t{45}, "9876543210"}}) {
    EXPECT_EQ(CodesOf(With(3, column, text)), "NACHA-NUMBER") << column;
    EXPECT_EQ(ReceiptsOf(With(3, column, text)), "10.00 NACHA-NUMBER;20.00;");
  }
}

TEST(NachaTotals, PaddingMayBeMissing) {
  std::vector<std::string> lines = Sound();
  lines.erase(lines.begin() + 9, lines.end());
  EXPECT_EQ(Told(ReadText(Joined(lines))), "");
}

TEST(NachaTotals, ABatchWithoutItsEndIsHeldUnlessItIsProvedAbove) {
  std::vector<std::string> lines = Sound();
  lines.erase(lines.begin() + 3);
  EXPECT_EQ(CodesOf(ReadText(Joined(lines))), "NACHA-NO-8");
  EXPECT_EQ(ReceiptsOf(ReadText(Joined(lines))), "10.00 NACHA-NO-8;20.00;");
  ReadOptions options;
  options.strictness = Strictness::kLenient;
  EXPECT_EQ(ReceiptsOf(ReadText(Joined(lines), options)), "10.00;20.00;");
  options = ReadOptions();
  options.trailer_optional = true;
  EXPECT_EQ(ReceiptsOf(ReadText(Joined(lines), options)), "10.00;20.00;");
}

TEST(NachaTotals, AFileWithoutItsEndIsRejected) {
  std::vector<std::string> lines = Sound();
  lines.erase(lines.begin() + 8, lines.end());
  EXPECT_EQ(CodesOf(ReadText(Joined(lines))), "NACHA-NO-9");
  EXPECT_EQ(ReadText(Joined(lines)).summary.status, FileStatus::kRejected);
  ReadOptions options;
  options.trailer_optional = true;
  EXPECT_EQ(ReceiptsOf(ReadText(Joined(lines), options)), "10.00;20.00;");
}

/// A file of two batches of so many lines, of which the first stands twice.
std::string Twice(AchFile file, ptrdiff_t batch_lines) {
  std::vector<std::string> lines = file.Lines();
  std::copy_n(lines.begin() + 1, batch_lines, lines.begin() + 1 + batch_lines);
  return Joined(lines);
}

TEST(NachaTotals, ABatchWithoutMoneyMayRepeat) {
  AchFile enrolments;
  enrolments.Batch("ENR").Entry("22", 1000).End();
  enrolments.Batch("ENR").Entry("22", 1000).End();
  EXPECT_EQ(CodesOf(ReadText(Twice(enrolments, 3))),
            "NACHA-SKIPPED NACHA-SKIPPED");
  AchFile none;
  none.Batch("CCD").End().Batch("CCD").End();
  EXPECT_EQ(CodesOf(ReadText(Twice(none, 2))), "");
}

TEST(NachaTotals, ABatchAgainIsHeld) {
  AchFile twice;
  twice.Batch("CCD").Entry("22", 1000).End();
  twice.Batch("CCD").Entry("22", 1000).End();
  EXPECT_EQ(CodesOf(ReadText(twice.Text())), "");  // under its own number
  const BankFile file = ReadText(Twice(twice, 3));
  EXPECT_EQ(Told(file),
            "held NACHA-TWICE 5 batch 2: found the batch again, the same as "
            "in line 2, expected each batch once; batch held\n");
  EXPECT_EQ(ReceiptsOf(file), "10.00;10.00 NACHA-TWICE;");
}

}  // namespace
}  // namespace cashmatch
