// SPDX-License-Identifier: Apache-2.0
// finding_test.cc - findings are kept, counted and worded.
#include "adapters/read/finding.h"

#include <gtest/gtest.h>

#include <string>

namespace cashmatch {
namespace {

Finding Make(std::string code, Severity severity = Severity::kWarning) {
  Finding finding;
  finding.code = std::move(code);
  finding.severity = severity;
  return finding;
}

TEST(Findings, WorstIsTheWorstOfAll) {
  Findings findings;
  EXPECT_TRUE(findings.empty());
  EXPECT_FALSE(findings.rejected());
  findings.Add(Make("A", Severity::kHeld));
  findings.Add(Make("B"));
  EXPECT_EQ(findings.worst(), Severity::kHeld);
  findings.Add(Make("C", Severity::kRejected));
  EXPECT_TRUE(findings.rejected());
}

TEST(Findings, BeyondTheMostTheRestIsCounted) {
  Findings findings;
  for (uint32_t i = 0; i < Findings::kMost + 3; ++i) findings.Add(Make("A"));
  findings.Add(Make("B"));
  EXPECT_EQ(findings.list().size(), Findings::kMost + 1);
  findings.Finish();
  ASSERT_EQ(findings.list().size(), Findings::kMost + 2);
  EXPECT_EQ(findings.list().back().code, "A");
  EXPECT_EQ(findings.list().back().found, "3 more of this kind");
}

TEST(Findings, ASeverityOnlyCountedStillHolds) {
  Findings findings;
  for (uint32_t i = 0; i < Findings::kMost; ++i) findings.Add(Make("A"));
  findings.Add(Make("A", Severity::kRejected));
  EXPECT_TRUE(findings.rejected());
  findings.Finish();
  EXPECT_EQ(findings.list().back().severity, Severity::kRejected);
}

Finding MakeAt(std::string code, uint32_t line) {
  Finding finding = Make(std::move(code));
  finding.place.line = line;
  return finding;
}

std::string Lines(const Findings& findings) {
  std::string lines;
  for (const Finding& finding : findings.list()) {
    lines += finding.code + std::to_string(finding.place.line) + " ";
  }
  return lines;
}

TEST(Findings, ThoseOfALaterPartAreAddedAsIfOneByOne) {
  Findings whole, first, later;
  for (uint32_t i = 0; i < 2 * Findings::kMost; ++i) {
    const bool late = i >= Findings::kMost / 2;
    const std::string code = i % 7 == 3 && late ? "B" : "A";
    const Severity severity =
        i + 1 == 2 * Findings::kMost ? Severity::kHeld : Severity::kWarning;
    whole.Add(Make(code, severity));
    (late ? later : first).Add(Make(code, severity));
  }
  first.Append(std::move(later));
  EXPECT_EQ(first.worst(), Severity::kHeld);
  whole.Finish();
  first.Finish();
  ASSERT_EQ(first.list().size(), whole.list().size());
  for (size_t i = 0; i < whole.list().size(); ++i) {
    EXPECT_EQ(Describe("f", first.list()[i]), Describe("f", whole.list()[i]));
    EXPECT_EQ(first.list()[i].severity, whole.list()[i].severity);
  }
}

TEST(Findings, OneFoundLateStandsBehindThoseOfItsLine) {
  Findings findings;
  for (const uint32_t line : {1, 3, 3, 7}) findings.Add(MakeAt("A", line));
  findings.Insert(MakeAt("B", 3));
  findings.Insert(MakeAt("B", 9));
  EXPECT_EQ(Lines(findings), "A1 A3 A3 B3 A7 B9 ");
}

TEST(Quote, ShowsPrintableTextAndEscapesTheRest) {
  EXPECT_EQ(Quote("3000.00"), "'3000.00'");
  EXPECT_EQ(Quote(""), "''");
  EXPECT_EQ(Quote("M\xC3\xBCller"), "'M\xC3\xBCller'");
  EXPECT_EQ(Quote("a\tb\n"), "'a\\x09b\\x0A'");
  EXPECT_EQ(Quote("\x1B[31m"), "'\\x1B[31m'");
  EXPECT_EQ(Quote("caf\xE9"), "'caf\\xE9'");
  EXPECT_EQ(Quote("\xED"), "'\\xED'");  // cut off in a sequence
}

TEST(Quote, CutsLongText) {
  const std::string quoted = Quote(std::string(100'000, 'x'));
  EXPECT_LT(quoted.size(), 75u);
  EXPECT_TRUE(quoted.ends_with("x…'"));
}

TEST(MaskAccount, ShowsTheLastFour) {
  EXPECT_EQ(MaskAccount("DE89370400440532013000"), "…3000");
  EXPECT_EQ(MaskAccount("0123"), "0123");
  EXPECT_EQ(MaskAccount(""), "");
}

TEST(Message, HasThePartsThatAreThere) {
  Finding finding = Make("BAI-AMOUNT", Severity::kHeld);
  EXPECT_EQ(MessageOf(finding), "");
  finding.done = "record held";
  EXPECT_EQ(MessageOf(finding), "record held");
  finding.expected = "whole minor units";
  EXPECT_EQ(MessageOf(finding), "expected whole minor units; record held");
  finding.found = "'3000.00'";
  EXPECT_EQ(MessageOf(finding),
            "found '3000.00', expected whole minor units; record held");
}

TEST(Describe, IsTheLineOfTheContract) {
  Finding finding = Make("BAI-AMOUNT", Severity::kHeld);
  finding.place = {17, 900, "group 1 / account …0123 / detail 7"};
  finding.found = "'3000.00'";
  finding.expected = "whole minor units";
  finding.done = "record held";
  EXPECT_EQ(Describe("bank.bai", finding),
            "bank.bai:17: group 1 / account …0123 / detail 7: BAI-AMOUNT: "
            "found '3000.00', expected whole minor units; record held");
  finding.place = {};
  EXPECT_EQ(Describe("bank.bai", finding),
            "bank.bai: BAI-AMOUNT: found '3000.00', expected whole minor "
            "units; record held");
}

TEST(Severity, HasTheContractsWords) {
  EXPECT_EQ(NameOf(Severity::kWarning), "warning");
  EXPECT_EQ(NameOf(Severity::kHeld), "held");
  EXPECT_EQ(NameOf(Severity::kRejected), "rejected");
}

}  // namespace
}  // namespace cashmatch
