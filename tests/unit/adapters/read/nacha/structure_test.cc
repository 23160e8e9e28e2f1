// SPDX-License-Identifier: Apache-2.0
// structure_test.cc - nesting, entries, addenda and where they belong.
#include "adapters/read/nacha/structure.h"

#include <gtest/gtest.h>

#include "tests/unit/adapters/read/nacha/nacha_text.h"

namespace cashmatch {
namespace {

const std::string kPaid = "05RMR*IV*INV1**10.00\\";

AchFile Sound() {
  AchFile file;
  file.Batch("CCD").Entry("22", 1000, {kPaid}).End();
  return file;
}

TEST(NachaStructure, AWholeFileHasNoFindings) {
  const BankFile file = ReadText(Sound().Text());
  EXPECT_EQ(Told(file), "");
  EXPECT_EQ(file.summary.format, "nacha");
  EXPECT_EQ(file.summary.statements, 1u);
  EXPECT_EQ(file.summary.entries, 1u);
  EXPECT_EQ(file.summary.details, 1u);
  EXPECT_EQ(file.summary.control, Control::kProved);
}

TEST(NachaStructure, SeveralFilesInOneAreAllRead) {
  const BankFile file = ReadText(Sound().Text() + Sound().Text());
  EXPECT_EQ(Told(file), "");
  EXPECT_EQ(ReceiptsOf(file), "10.00;10.00;");
}

TEST(NachaStructure, RecordsBeforeAHeaderOrBehindTheEndAreRejected) {
  std::vector<std::string> lines = Sound().Lines();
  lines.erase(lines.begin());
  EXPECT_EQ(CodesOf(ReadText(Joined(lines))), "NACHA-HEADER");
  lines = Sound().Lines();
  lines.push_back(lines[2]);
  lines.push_back(lines[3]);
  EXPECT_EQ(CodesOf(ReadText(Joined(lines))), "NACHA-AFTER-9");
  EXPECT_EQ(ReadText(Joined(lines)).summary.status, FileStatus::kRejected);
}

TEST(NachaStructure, RecordsOutsideOfABatchAreLeftOutAndHeld) {
  std::vector<std::string> lines = Sound().Lines();
  lines.insert(lines.begin() + 1, lines[2]);
  const BankFile file = ReadText(Joined(lines));
  EXPECT_EQ(CodesOf(file), "NACHA-OUTSIDE");
  EXPECT_EQ(file.summary.status, FileStatus::kHeld);
  lines = Sound().Lines();
  lines[3][0] = '3';
  EXPECT_EQ(ReceiptsOf(ReadText(Joined(lines))), "10.00 NACHA-OUTSIDE;");
}

TEST(NachaStructure, AmountsAreTenDigits) {
  for (const char* const amount :
       {"00000010.0", "0000001O00", "      1000", "-000001000"}) {
    std::vector<std::string> lines = Sound().Lines();
    lines[2].replace(29, 10, amount);
    const BankFile file = ReadText(Joined(lines));
    EXPECT_EQ(file.findings.list().at(0).code, "NACHA-AMOUNT") << amount;
    EXPECT_EQ(file.summary.status, FileStatus::kHeld);
    EXPECT_EQ(ReceiptsOf(file), "");
  }
}

TEST(NachaStructure, AWrongCheckDigitIsAWarning) {
  std::vector<std::string> lines = Sound().Lines();
  lines[2][11] = '7';
  const BankFile file = ReadText(Joined(lines));
  EXPECT_EQ(Told(file),
            "warning NACHA-ROUTING 3 batch 1 / entry 1: found '021000027', "
            "expected the check digit 1; accepted\n");
  ReadOptions strict;
  strict.strictness = Strictness::kStrict;
  EXPECT_EQ(ReceiptsOf(ReadText(Joined(lines), strict)),
            "10.00 NACHA-ROUTING;");
}

TEST(NachaStructure, UnknownCodesAreHeld) {
  std::vector<std::string> lines = Sound().Lines();
  lines[2].replace(1, 2, "2A");
  const BankFile file = ReadText(Joined(lines));
  EXPECT_EQ(file.findings.list().at(0).code, "NACHA-CODE");
  EXPECT_EQ(ReceiptsOf(file), "");
}

TEST(NachaStructure, ABatchOfNoKnownClassIsHeld) {
  // One letter away from IAT, whose entries are no payments of this layout.
  const BankFile file =
      ReadText(AchFile().Batch("IAU").Entry("22", 50'000).End().Text());
  EXPECT_EQ(CodesOf(file), "NACHA-CLASS");
  EXPECT_EQ(ReceiptsOf(file), "500.00 NACHA-CLASS;");
}

TEST(NachaStructure, AddendaThatStandApartFindTheirEntry) {
  AchFile ach;
  ach.Batch("CCD")
      .Entry("22", 1000, {kPaid})
      .Entry("22", 2000, {"05RMR*IV*INV2**20.00\\"})
      .End();
  std::vector<std::string> lines = ach.Lines();
  std::swap(lines[3], lines[5]);  // each behind the other entry
  const BankFile file = ReadText(Joined(lines));
  EXPECT_EQ(AdviceOf(file, 0), "INV1 paid 10.00;");
  EXPECT_EQ(AdviceOf(file, 1), "INV2 paid 20.00;");
  EXPECT_EQ(Told(file), "");
}

TEST(NachaStructure, AddendaOfNoEntryAreSaid) {
  std::vector<std::string> lines = Sound().Lines();
  lines[3].replace(87, 7, "0009999");
  const BankFile file = ReadText(Joined(lines));
  EXPECT_EQ(CodesOf(file), "NACHA-ADDENDA");
  EXPECT_EQ(ReceiptsOf(file), "10.00 NACHA-ADDENDA;");
  lines[3].replace(87, 7, "0000000");  // not filled in
  EXPECT_EQ(Told(ReadText(Joined(lines))), "");
}

TEST(NachaStructure, AnAddendumThatNamesAnotherEntryHoldsBoth) {
  AchFile ach;
  ach.Batch("CCD")
      .Entry("22", 1000, {kPaid})
      .Entry("22", 2000, {"05RMR*IV*INV2**20.00\\"})
      .Entry("22", 3000, {"05RMR*IV*INV3**30.00\\"})
      .End();
  std::vector<std::string> lines = ach.Lines();
  lines[3].replace(87, 7, lines[5].substr(87, 7));
  const BankFile file = ReadText(Joined(lines));
  EXPECT_EQ(CodesOf(file).substr(0, 13), "NACHA-ADDENDA");
  EXPECT_EQ(ReceiptsOf(file), "10.00 NACHA-ADDENDA;20.00 NACHA-ADDENDA;30.00;");
}

TEST(NachaStructure, AddendaBehindALaterEntryAreNoOddity) {
  AchFile ach;
  ach.Batch("CCD")
      .Entry("22", 1000, {kPaid})
      .Entry("22", 2000, {"05RMR*IV*INV2**20.00\\"})
      .End();
  std::vector<std::string> lines = ach.Lines();
  std::swap(lines[3], lines[4]);  // 6 6 7 7
  const BankFile file = ReadText(Joined(lines));
  EXPECT_EQ(Told(file), "");
  EXPECT_EQ(AdviceOf(file, 0), "INV1 paid 10.00;");
  EXPECT_EQ(AdviceOf(file, 1), "INV2 paid 20.00;");
}

TEST(NachaStructure, AddendaOutOfOrderAreReadByTheirNumbers) {
  AchFile ach;
  ach.Batch("CTX")
      .Entry("22", 1000, {"05" + Padded("ST*820*1~RMR*IV*", 80), "05INV1**10~"})
      .End();
  std::vector<std::string> lines = ach.Lines();
  std::swap(lines[3], lines[4]);
  const BankFile file = ReadText(Joined(lines));
  EXPECT_EQ(Told(file), "");
  EXPECT_EQ(AdviceOf(file), AdviceOf(ReadText(ach.Text())));
}

TEST(NachaStructure, MissingNumbersOfAddendaAreSaid) {
  std::vector<std::string> lines = Sound().Lines();
  lines[3].replace(83, 4, "0003");
  EXPECT_EQ(CodesOf(ReadText(Joined(lines))), "NACHA-SEQUENCE");
  AchFile ctx;
  ctx.Batch("CTX").Entry("22", 1000, {kPaid}).End();
  lines = ctx.Lines();
  lines[2].replace(54, 4, "0002");
  EXPECT_EQ(CodesOf(ReadText(Joined(lines))), "NACHA-SEQUENCE");
}

TEST(NachaStructure, LongRecordsHoldTheirBatch) {
  std::vector<std::string> lines = Sound().Lines();
  lines[2] += " 7";
  EXPECT_EQ(CodesOf(ReadText(Joined(lines))), "NACHA-LENGTH");
  EXPECT_EQ(ReceiptsOf(ReadText(Joined(lines))), "10.00 NACHA-LENGTH;");
}

TEST(NachaStructure, SettlementDaysAreOfTheNearestYear) {
  const auto booked = [](const char* effective, const char* settlement) {
    AchFile ach;
    ach.Batch("CCD", effective, settlement).Entry("22", 1000).End();
    const BankFile file = ReadText(ach.Text());
    return FormatDay(file.receipts.receipts.at(0).booking_date);
  };
  EXPECT_EQ(booked("260315", "075"), "2026-03-16");
  EXPECT_EQ(booked("251231", "002"), "2026-01-02");
  EXPECT_EQ(booked("260101", "365"), "2025-12-31");
  EXPECT_EQ(booked("260315", "   "), "2026-03-15");
  EXPECT_EQ(booked("260315", "999"), "2026-03-15");
  EXPECT_EQ(booked("      ", "075"), "2026-03-16");  // by the day of the file
}

}  // namespace
}  // namespace cashmatch
