// SPDX-License-Identifier: Apache-2.0
// judge_test.cc - findings, what they hold, and the control of the file.
#include "adapters/read/mt940/judge.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/adapters/read/mt940/mt940_text.h"

namespace cashmatch {
namespace {

constexpr std::string_view kTwo =
    ":61:2603140314C10,NTRFA\n:61:2603140314C20,NTRFB\n";

TEST(Judge, AProvedStatementHasNothingToSay) {
  const BankFile file = ReadText(Statement(kTwo, "C260314EUR130,"));
  EXPECT_EQ(Messages(file), "");
  EXPECT_EQ(file.summary.status, FileStatus::kAccepted);
  EXPECT_EQ(file.summary.control, Control::kProved);
  EXPECT_EQ(file.summary.statements, 1u);
  EXPECT_EQ(file.summary.entries, 2u);
  EXPECT_EQ(file.summary.details, 0u);
}

TEST(Judge, AWrongBalanceHoldsItsStatementAlone) {
  const BankFile file =
      ReadText(Statement(kTwo, "C260314EUR131,") +
               ":20:S2\n:25:999\n:28C:1/1\n:60F:C260313EUR0,\n" +
               std::string(kTwo) + ":62F:C260314EUR30,\n-\n");
  EXPECT_EQ(Messages(file),
            "bank.sta:7: message 1 / account …7890: MT-BALANCE: found opening "
            "EUR 100.00 and the entries give EUR 130.00, expected closing EUR "
            "131.00, difference EUR 1.00; statement held\n");
  EXPECT_EQ(Held(file), "MT-BALANCE MT-BALANCE - -");
  EXPECT_EQ(file.summary.control, Control::kFailed);
  EXPECT_EQ(file.summary.status, FileStatus::kHeld);
  // Held or not, the bank signed it.
  EXPECT_EQ(file.summary.booked.credit.begin()->second, 6000);
}

TEST(Judge, EntriesThatCannotBeReadAreHeldAlone) {
  const BankFile file =
      ReadText(Statement(":61:2603140314C10,NTRFA\n:61:260314X1,NTRF\n"
                         ":61:260314C1.000,00NTRF\n:61:269914C1,NTRFD\n",
                         "C260314EUR130,"));
  EXPECT_EQ(Codes(file), "MT-ENTRY MT-AMOUNT MT-DATE");
  EXPECT_EQ(Held(file), "- MT-DATE");
  EXPECT_EQ(file.summary.entries, 4u);
  EXPECT_EQ(file.summary.control, Control::kAbsent);
}

TEST(Judge, OddDatesAreReadWithAWarning) {
  const BankFile file = ReadText(Statement(
      ":61:2602300299C10,NTRFA\n:61:2603011399C20,NTRFB\n", "C260314EUR130,"));
  EXPECT_EQ(Messages(file),
            "bank.sta:5: message 1 / account …7890 / entry 1: MT-DATE: found "
            "'260230', expected a day of the calendar; read as 2026-02-28\n"
            "bank.sta:5: message 1 / account …7890 / entry 1: MT-DATE: found "
            "'0299', expected an entry date MMDD; read as the value date\n"
            "bank.sta:6: message 1 / account …7890 / entry 2: MT-DATE: found "
            "'1399', expected an entry date MMDD; read as the value date\n");
  EXPECT_EQ(Held(file), "- -");
  ReadOptions strict;
  strict.strictness = Strictness::kStrict;
  EXPECT_EQ(Held(ReadText(Statement(":61:260230C30,NTRFA\n", "C260314EUR130,"),
                          strict)),
            "MT-DATE");
}

TEST(Judge, TheFundsCodeTellsOfAnotherCurrency) {
  const BankFile file =
      ReadText(Statement(":61:260314CD30,NTRFA\n", "C260314EUR130,"));
  EXPECT_EQ(Codes(file), "MT-FUNDS");
  EXPECT_EQ(file.summary.status, FileStatus::kAccepted);
}

TEST(Judge, AFileThatEndsInAMessageIsCutOff) {
  const std::string whole = Statement(kTwo, "C260314EUR130,");
  const size_t closing = whole.find(":62F:");
  for (size_t size = whole.find(":25:") + 5; size <= closing; ++size) {
    const BankFile file = ReadText(whole.substr(0, size));
    EXPECT_EQ(file.summary.status, FileStatus::kRejected) << size;
    EXPECT_NE(Codes(file).find("MT-TRUNCATED"), std::string::npos) << size;
    EXPECT_TRUE(file.receipts.receipts.empty());
  }
  // With its closing balance it is whole, even without the dash.
  EXPECT_EQ(Codes(ReadText(whole.substr(0, whole.size() - 3))), "");
  const BankFile fin =
      ReadText("{1:F01A}{2:I940BXN}{4:\n" + whole.substr(0, whole.size() - 2));
  EXPECT_EQ(Codes(fin), "MT-NO-END");
  EXPECT_EQ(fin.summary.status, FileStatus::kAccepted);
}

TEST(Judge, AnInterimReportIsProvedByItsSums) {
  const BankFile file =
      ReadText(Interim(kTwo, ":90D:0EUR0,\n:90C:2EUR30,\n-\n"));
  EXPECT_EQ(Messages(file), "");
  EXPECT_EQ(file.summary.format, "mt942");
  EXPECT_EQ(file.summary.control, Control::kProved);
  const BankFile wrong = ReadText(Interim(kTwo, ":90C:3EUR31,\n-\n"));
  EXPECT_EQ(Codes(wrong), "MT-TOTAL MT-COUNT");
  EXPECT_EQ(Held(wrong), "MT-TOTAL MT-TOTAL");
  EXPECT_EQ(wrong.summary.control, Control::kFailed);
}

TEST(Judge, WhatCannotBeReadLeavesTheFileUnproved) {
  const std::string proved = Statement("", "C260314EUR100,");
  for (const std::string& text :
       {Interim(kTwo, ":90D:0EUR0,\n:90C:2EUR3O,\n-\n"),
        proved + Statement(":61:260314C1.000,00NTRF\n", "C260314EUR130,"),
        proved + Statement("", "C260314EUR1O0,"),
        proved + Interim(kTwo, ":90C:x\n-\n") + proved}) {
    const BankFile file = ReadText(text);
    EXPECT_EQ(file.summary.control, Control::kAbsent) << text;
    EXPECT_EQ(file.summary.status, FileStatus::kHeld) << text;
  }
  // A total that is wrong says more.
  EXPECT_EQ(
      ReadText(Interim(kTwo, ":90D:0EUR1,\n:90C:2EUR3O,\n-\n")).summary.control,
      Control::kFailed);
}

TEST(Judge, ACountAloneIsAWarning) {
  const BankFile file = ReadText(Interim(kTwo, ":90C:3EUR30,\n-\n"));
  EXPECT_EQ(Codes(file), "MT-COUNT");
  EXPECT_EQ(Held(file), "- -");
  EXPECT_EQ(file.summary.control, Control::kProved);
}

TEST(Judge, AnInterimReportWithoutSumsNeedsAnEnd) {
  EXPECT_EQ(Codes(ReadText(Interim(kTwo, "-\n"))), "");
  EXPECT_EQ(ReadText(Interim(kTwo, "-\n")).summary.control, Control::kAbsent);
  const BankFile file = ReadText(Interim(kTwo, ""));
  EXPECT_EQ(Codes(file), "MT-NO-END");
  EXPECT_EQ(Held(file), "MT-NO-END MT-NO-END");
  ReadOptions lenient;
  lenient.strictness = Strictness::kLenient;
  EXPECT_EQ(Held(ReadText(Interim(kTwo, ""), lenient)), "- -");
  EXPECT_EQ(
      ReadText("{1:F01A}{2:I942BXN}{4:\n" + Interim(kTwo, "")).summary.status,
      FileStatus::kRejected);
}

TEST(Judge, ExpectedEntriesArePending) {
  const BankFile file =
      ReadText(Interim(":61:260314EC10,NTRFA\n:61:260314ED3,NTRFB\n", "-\n"));
  EXPECT_EQ(file.summary.pending.credit.begin()->second, 1000);
  EXPECT_EQ(file.summary.pending.debit.begin()->second, 300);
  EXPECT_TRUE(file.summary.booked.credit.empty());
  EXPECT_TRUE(file.receipts.receipts.empty());
}

TEST(Judge, MissingThings) {
  const std::string whole = Statement(kTwo, "C260314EUR130,");
  const auto without = [&whole](std::string_view tag) {
    const size_t at = whole.find(tag);
    return whole.substr(0, at) + whole.substr(whole.find('\n', at) + 1);
  };
  EXPECT_EQ(Codes(ReadText(without(":25:"))), "MT-ACCOUNT");
  EXPECT_EQ(Held(ReadText(without(":25:"))), "MT-ACCOUNT MT-ACCOUNT");
  std::string unnamed = whole;
  unnamed.replace(whole.find("12345678/1234567890"), 19, "\x1b /");
  EXPECT_EQ(Held(ReadText(unnamed)), "MT-ACCOUNT MT-ACCOUNT");
  EXPECT_EQ(Codes(ReadText(without(":60F:"))), "MT-BALANCE");
  EXPECT_EQ(Held(ReadText(without(":60F:"))), "MT-BALANCE MT-BALANCE");
  EXPECT_EQ(Codes(ReadText(without(":62F:"))), "MT-BALANCE");
  EXPECT_EQ(Codes(ReadText(without(":20:"))), "MT-START");
  EXPECT_EQ(Held(ReadText(without(":20:"))), "- -");
  EXPECT_EQ(Codes(ReadText(without(":28C:"))), "");
  const BankFile nameless =
      ReadText(":20:X\n:25:1\n:13D:2603141200+0100\n:61:260314C1,NTRF\n-\n");
  EXPECT_EQ(Codes(nameless), "MT-CURRENCY");
}

TEST(Judge, EntriesBehindTheEndAreHeld) {
  const BankFile file = ReadText(Statement(kTwo, "C260314EUR130,") +
                                 ":61:260314C119,NMSCX\nmore\n");
  EXPECT_EQ(Messages(file),
            "bank.sta:9: MT-OUTSIDE: found a field :61: outside of a message, "
            "expected :20:, which begins one; entries held\n");
  EXPECT_EQ(Held(file), "- - MT-OUTSIDE");
  EXPECT_EQ(file.receipts.receipts[2].account, "12345678/1234567890");
  EXPECT_EQ(file.summary.entries, 3u);
  EXPECT_EQ(file.summary.statements, 1u);
  EXPECT_EQ(file.summary.control, Control::kFailed);
}

TEST(Judge, TheSameStatementAgainIsHeld) {
  const std::string one = Statement(kTwo, "C260314EUR130,");
  std::string again = one;
  again.replace(4, 5, "OTHER");  // a new reference, the same statement
  const BankFile file = ReadText(one + again);
  EXPECT_EQ(Codes(file), "MT-TWICE");
  EXPECT_EQ(Held(file), "- - MT-TWICE MT-TWICE");
}

TEST(Judge, GapsAndPagesAreTold) {
  const auto page = [](std::string_view number, std::string_view open,
                       std::string_view close) {
    return ":20:S\n:25:1\n:28C:" + std::string(number) + "\n:60" +
           std::string(open) + "\n:61:260314C10,NTRFA\n:62" +
           std::string(close) + "\n-\n";
  };
  EXPECT_EQ(Codes(ReadText(page("1/1", "F:C260313EUR0,", "M:C260314EUR10,") +
                           page("1/2", "M:C260314EUR10,", "F:C260314EUR20,"))),
            "");
  EXPECT_EQ(
      Messages(ReadText(page("1/1", "F:C260313EUR0,", "M:C260314EUR10,"))),
      "bank.sta:6: account 1: MT-PAGE: found page '1/1' as the last of "
      "its account, expected the page that ends with :62F:; read as it "
      "is\n");
  const BankFile torn =
      ReadText(page("1/1", "F:C260313EUR0,", "M:C260314EUR10,") +
               page("1/2", "M:C260314EUR11,", "F:C260314EUR21,"));
  EXPECT_EQ(Codes(torn), "MT-PAGE");
  EXPECT_EQ(Held(torn), "- MT-PAGE");
  const BankFile gap =
      ReadText(page("1/1", "F:C260313EUR0,", "F:C260314EUR10,") +
               page("2/1", "F:C260315EUR90,", "F:C260315EUR100,"));
  EXPECT_EQ(Codes(gap), "MT-GAP");
  EXPECT_EQ(Held(gap), "- -");
}

TEST(Judge, OtherMessagesAreLeftOut) {
  const BankFile file =
      ReadText("{1:F01A}{2:I103BXN}{4:\n:20:X\n:32A:260314EUR1,\n-}\n" +
               Statement(kTwo, "C260314EUR130,"));
  EXPECT_EQ(Codes(file), "MT-TYPE");
  EXPECT_EQ(file.summary.statements, 1u);
}

TEST(Judge, FieldsOutOfPlaceAndLongTexts) {
  EXPECT_EQ(Codes(ReadText(Statement(":61:2603140314C30,NTRFA\n:25:999\n",
                                     "C260314EUR130,"))),
            "MT-ORDER");
  EXPECT_EQ(Codes(ReadText(Statement(":61:2603140314C30,NTRFA\n:86:" +
                                         std::string(70'000, 'x') + "\n",
                                     "C260314EUR130,"))),
            "MT-LONG");
}

}  // namespace
}  // namespace cashmatch
