// SPDX-License-Identifier: Apache-2.0
// structure_test.cc - nesting, entries, addenda and where they belong.
#include "adapters/read/nacha/structure.h"

#include <gtest/gtest.h>

#include "tests/unit/adapters/read/nacha/nacha_text.h"

namespace cashmatch {
namespace {

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
  const BankFile file = ReadText(
      Sound().Text() + AchFile().Batch("PPD").Entry("22", 2000).End().Text());
  EXPECT_EQ(Told(file), "");
  EXPECT_EQ(ReceiptsOf(file), "10.00;20.00;");
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
  EXPECT_EQ(CodesOf(ReadText(Joined(lines))),
            "NACHA-OUTSIDE NACHA-COUNT NACHA-ADDENDA NACHA-COUNT");
  EXPECT_EQ(ReceiptsOf(ReadText(Joined(lines))), "10.00 NACHA-ADDENDA;");
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

TEST(NachaStructure, EntriesOfTheSideThatTheClassLeavesOutAreHeld) {
  const auto as = [](const char* service) {
    AchFile file;
    file.Batch("CCD").Entry("22", 1000).Entry("27", 300).Entry("28", 0).End();
    std::vector<std::string> lines = file.Lines();
    lines[1].replace(1, 3, service);
    lines[5].replace(1, 3, service);
    return ReadText(Joined(lines));
  };
  EXPECT_EQ(Told(as("200")), "");
  EXPECT_EQ(Told(as("220")),
            "held NACHA-CODE 4 batch 1 / entry 2: found '27', expected a "
            "credit, as the service class 220 of its batch says; entry held\n");
  EXPECT_EQ(ReceiptsOf(as("220")), "10.00;");
  EXPECT_EQ(CodesOf(as("225")), "NACHA-CODE");
  EXPECT_EQ(ReceiptsOf(as("225")), "10.00 NACHA-CODE;");
}

TEST(NachaStructure, ABatchOfNoKnownClassIsHeld) {
  // One letter away from IAT, whose entries are no payments of this layout.
  const BankFile file =
      ReadText(AchFile().Batch("IAU").Entry("22", 50'000).End().Text());
  EXPECT_EQ(CodesOf(file), "NACHA-CLASS");
  EXPECT_EQ(ReceiptsOf(file), "500.00 NACHA-CLASS;");
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
  EXPECT_EQ(booked("260315", "366"), "2026-03-15");  // no such day
  EXPECT_EQ(booked("270102", "366"), "2027-01-02");
  EXPECT_EQ(booked("281230", "366"), "2028-12-31");
  EXPECT_EQ(booked("290102", "366"), "2028-12-31");
}

TEST(NachaStructure, DatesThatAreNoneAreSaid) {
  const auto told = [](const char* effective, const char* settlement) {
    AchFile ach;
    ach.Batch("CCD", effective, settlement).Entry("22", 1000).End();
    return Told(ReadText(ach.Text()));
  };
  const std::string day =
      ", expected a settlement day 001 to 365, or 366 of a leap year; read as "
      "none\n";
  for (const char* const none : {"366", "400", "999", "abc"}) {
    EXPECT_EQ(told("260315", none), "warning NACHA-DATE 2 batch 1: found '" +
                                        std::string(none) + "'" + day);
  }
  EXPECT_EQ(told("260315", "000"), "");
  EXPECT_EQ(told("000000", "075"), "");
  EXPECT_EQ(told("      ", "075"), "");
  EXPECT_EQ(told("260230", "075"),
            "warning NACHA-DATE 2 batch 1: found '260230', expected an "
            "effective date YYMMDD; read as none\n");
}

}  // namespace
}  // namespace cashmatch
