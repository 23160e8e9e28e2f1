// SPDX-License-Identifier: Apache-2.0
// trailers_test.cc - totals that agree, disagree or are not there.
#include <gtest/gtest.h>

#include "tests/unit/adapters/read/bai2/bai2_text.h"

namespace cashmatch {
namespace {

constexpr const char* kHead =
    "01,A,B,260315,0200,1,80,,2/\n"
    "02,A,B,1,260314,,USD,2/\n";

std::string Held(const BankFile& file) {
  std::string out;
  for (const Receipt& receipt : file.receipts.receipts) {
    out += receipt.held.empty() ? "-" : std::string(receipt.held);
    out += ' ';
  }
  return out;
}

/// Two accounts of one credit each; the trailers are given.
std::string TwoAccounts(const std::string& first, const std::string& second,
                        const std::string& rest) {
  return kHead + std::string("03,111,,,,,/\n16,165,100,,B1,,/\n") + first +
         "03,222,,,,,/\n16,165,200,,B2,,/\n" + second + rest;
}

TEST(Trailers, AWrongAccountTotalHoldsTheAccountAlone) {
  const BankFile file = ReadText(
      TwoAccounts("49,107,3/\n", "49,200,3/\n", "98,307,2,8/\n99,307,1,10/\n"));
  EXPECT_EQ(Told(file),
            "held BAI-TOTAL 5 group 1 / account 111: found '107', difference "
            "7, expected control total 100; account held\n");
  EXPECT_EQ(Held(file), "BAI-TOTAL - ");
  EXPECT_EQ(file.summary.control, Control::kFailed);
  EXPECT_EQ(file.summary.status, FileStatus::kHeld);
}

TEST(Trailers, ATotalMayBeMoreThanAnyAmount) {
  const std::string record = "16,165,100000000000000000,,B,,/";
  std::string text = Bai2File({record, record, record});
  const BankFile file = ReadText(text);
  EXPECT_EQ(Told(file), "");
  EXPECT_EQ(file.summary.control, Control::kProved);
  for (const char* const trailer : {"49,3", "98,3", "99,3"}) {
    std::string wrong = text;
    wrong[wrong.find(trailer) + 20] = '1';
    EXPECT_EQ(CodesOf(ReadText(wrong)), "BAI-TOTAL") << trailer;
  }
}

TEST(Trailers, AWrongGroupTotalHoldsTheGroup) {
  const BankFile file = ReadText(
      TwoAccounts("49,100,3/\n", "49,200,3/\n", "98,999,2,8/\n99,300,1,10/\n"));
  EXPECT_EQ(CodesOf(file), "BAI-TOTAL");
  EXPECT_EQ(Held(file), "BAI-TOTAL BAI-TOTAL ");
}

TEST(Trailers, AWrongFileTotalHoldsTheFile) {
  const BankFile file = ReadText(
      TwoAccounts("49,100,3/\n", "49,200,3/\n", "98,300,2,8/\n99,1,1,10/\n"));
  EXPECT_EQ(CodesOf(file), "BAI-TOTAL");
  EXPECT_EQ(Held(file), "BAI-TOTAL BAI-TOTAL ");
}

TEST(Trailers, AnUnreadableTotalIsAWrongTotal) {
  const BankFile file = ReadText(
      TwoAccounts("49,1O0,3/\n", "49,200,3/\n", "98,300,2,8/\n99,300,1,10/\n"));
  EXPECT_EQ(CodesOf(file), "BAI-TOTAL");
  EXPECT_EQ(Held(file), "BAI-TOTAL - ");
}

TEST(Trailers, AWrongCountIsAWarningThatNamesTheHabit) {
  std::string text = Bai2File({"16,165,100,,B1,,/", "88,TEXT/"});
  text.replace(text.find("49,100,4/"), 9, "49,100,3/");
  const BankFile file = ReadText(text);
  EXPECT_EQ(Told(file),
            "warning BAI-COUNT 6 group 1 / account …6789: found '3' (88s not "
            "counted), expected number of records 4; accepted\n");
  EXPECT_EQ(Held(file), "- ");
  EXPECT_EQ(file.summary.control, Control::kProved);
}

TEST(Trailers, AnAmountThatCannotBeReadLeavesTheFileUnproved) {
  for (const char* const records :
       {"03,111,,015,1E5,,/\n16,165,100,,B1,,/\n49,100,3/\n",
        "03,111,,/\n16,165,100,,B1,,/\n16,165,x,,B2,,/\n49,100,4/\n"}) {
    const BankFile file =
        ReadText(kHead + std::string(records) + "98,100,1,5/\n99,100,1,7/\n");
    EXPECT_EQ(file.summary.control, Control::kAbsent) << records;
    EXPECT_EQ(file.summary.status, FileStatus::kHeld) << records;
    EXPECT_EQ(Held(file), "- ") << records;
  }
}

TEST(Trailers, SubtractedDebitsAreAKnownConvention) {
  const BankFile file = ReadText(
      kHead +
      std::string("03,111,,400,30,1,/\n16,165,100,,B1,,/\n16,475,30,,B2,,/\n"
                  "49,40,4/\n98,40,1,6/\n99,40,1,8/\n"));
  EXPECT_EQ(CodesOf(file), "BAI-TOTAL");
  EXPECT_EQ(file.summary.status, FileStatus::kAccepted);
  EXPECT_EQ(file.summary.control, Control::kProved);
  EXPECT_EQ(Held(file), "- ");
}

TEST(Trailers, AMissing49IsHeldUnlessTheProfileAllowsIt) {
  const std::string text =
      TwoAccounts("", "49,200,3/\n", "98,300,2,7/\n99,300,1,9/\n");
  EXPECT_EQ(CodesOf(ReadText(text)), "BAI-NO-49");
  EXPECT_EQ(Held(ReadText(text)), "BAI-NO-49 - ");
  ReadOptions optional;
  optional.trailer_optional = true;
  EXPECT_EQ(ReadText(text, optional).summary.status, FileStatus::kAccepted);
  ReadOptions lenient;
  lenient.strictness = Strictness::kLenient;
  EXPECT_EQ(Held(ReadText(text, lenient)), "- - ");
}

TEST(Trailers, AMissing49WhoseGroupDisagreesIsAlwaysHeld) {
  const std::string text =
      TwoAccounts("", "49,200,3/\n", "98,301,2,7/\n99,301,1,9/\n");
  ReadOptions lenient;
  lenient.strictness = Strictness::kLenient;
  lenient.trailer_optional = true;
  EXPECT_EQ(Held(ReadText(text, lenient)), "BAI-NO-49 BAI-TOTAL ");
}

TEST(Trailers, AMissing98IsJudgedByTheFileTotal) {
  const std::string text =
      TwoAccounts("49,100,3/\n", "49,200,3/\n", "99,300,1,9/\n");
  EXPECT_EQ(CodesOf(ReadText(text)), "BAI-NO-98");
  EXPECT_EQ(Held(ReadText(text)), "BAI-NO-98 BAI-NO-98 ");
  ReadOptions optional;
  optional.trailer_optional = true;
  EXPECT_EQ(Held(ReadText(text, optional)), "- - ");
}

TEST(Trailers, AMissing99RejectsTheFileUnlessTheProfileAllowsIt) {
  const std::string text =
      TwoAccounts("49,100,3/\n", "49,200,3/\n", "98,300,2,8/\n");
  const BankFile file = ReadText(text);
  EXPECT_EQ(CodesOf(file), "BAI-NO-99");
  EXPECT_EQ(file.summary.status, FileStatus::kRejected);
  EXPECT_EQ(file.summary.entries, 2u);
  ReadOptions lenient;
  lenient.strictness = Strictness::kLenient;
  EXPECT_EQ(ReadText(text, lenient).summary.status, FileStatus::kRejected);
  ReadOptions optional;
  optional.trailer_optional = true;
  EXPECT_EQ(Held(ReadText(text, optional)), "- - ");
}

TEST(Trailers, AHeaderWithoutATrailerBeforeItRejectsTheFile) {
  const std::string one = Bai2File({"16,165,100,,B1,,/"});
  const std::string cut = one.substr(0, one.rfind("99,"));
  EXPECT_EQ(CodesOf(ReadText(cut + Bai2File({"16,165,100,,B2,,/"}))),
            "BAI-NO-99");
}

TEST(Trailers, EveryPrefixOfAFileIsNoticed) {
  const std::string text = Bai2File({"16,165,100,,B1,,/", "16,475,7,,B2,,/"});
  const size_t counts = text.rfind(",1,8/");
  // Only the very last slash and line break may be missing.
  for (size_t size = 0; size + 2 < text.size(); ++size) {
    const BankFile file = ReadText(text.substr(0, size));
    EXPECT_NE(Told(file), "") << size;
    if (size >= counts) continue;  // the file's total has proved the money
    EXPECT_NE(file.summary.status, FileStatus::kAccepted) << size;
  }
}

TEST(Trailers, AFileTrailerWithoutATotalIsNone) {
  std::string text = Bai2File({"16,165,100,,B1,,/"});
  text.replace(text.rfind("99,100"), 6, "99,");
  EXPECT_EQ(CodesOf(ReadText(text)), "BAI-NO-99");
}

TEST(Trailers, ADifferenceThatUnreadableAmountsLeaveHoldsTheRecordAlone) {
  const std::string head = kHead + std::string("03,111,,,,,/\n");
  const std::string tail = "49,400,4/\n98,400,1,6/\n99,400,1,8/\n";
  const BankFile explained =
      ReadText(head + "16,165,100,,B1,,/\n16,165,3.00,,B2,,/\n" + tail);
  EXPECT_EQ(CodesOf(explained), "BAI-AMOUNT BAI-TOTAL");
  EXPECT_EQ(Held(explained), "- ");
  const BankFile other =
      ReadText(head + "16,165,101,,B1,,/\n16,165,3.00,,B2,,/\n" + tail);
  EXPECT_EQ(Held(other), "BAI-TOTAL ");
}

/// A group of one account, to the byte the same each time.
std::string GroupAgain(const std::string& header, const std::string& detail) {
  return header + "\n03,111,,,,,/\n" + detail + "\n49,100,3/\n98,100,1,5/\n";
}

BankFile TwoGroups(const std::string& first, const std::string& second) {
  return ReadText("01,A,B,260315,0200,1,80,,2/\n" + first + second +
                  "99,200,2,12/\n");
}

constexpr const char* kGroup = "02,A,B,1,260314,,USD,2/";
constexpr const char* kPaid = "16,165,100,,B1,,INV-1/";

TEST(Trailers, AnAccountOfADayAgainIsHeld) {
  for (const char* const header : {kGroup, "02,A,B,1,260314,2359,,/"}) {
    const BankFile file =
        TwoGroups(GroupAgain(kGroup, kPaid), GroupAgain(header, kPaid));
    EXPECT_EQ(Told(file),
              "held BAI-TWICE 8 group 2 / account 111: found the account "
              "again, the same as in line 3, expected each account of a day "
              "once; account held\n");
    EXPECT_EQ(Held(file), "- BAI-TWICE ");
    EXPECT_EQ(file.summary.control, Control::kProved);
  }
}

TEST(Trailers, AnotherDayCurrencyOrDetailIsOtherMoney) {
  for (const char* const header :
       {"02,A,B,1,260313,,USD,2/", "02,A,B,1,260314,,EUR,2/"}) {
    const BankFile file =
        TwoGroups(GroupAgain(kGroup, kPaid), GroupAgain(header, kPaid));
    EXPECT_EQ(Told(file), "") << header;
  }
  EXPECT_EQ(Told(TwoGroups(GroupAgain(kGroup, kPaid),
                           GroupAgain(kGroup, "16,165,100,,B2,,INV-1/"))),
            "");
}

TEST(Trailers, WhatIsNoMoneyMayRepeat) {
  const std::string intraday = GroupAgain("02,A,B,1,260314,,USD,3/", kPaid);
  EXPECT_EQ(Told(TwoGroups(intraday, intraday)), "");
  const std::string none = GroupAgain(kGroup, "88,100,100,,/");
  EXPECT_EQ(Told(TwoGroups(none, none)), "");
  const std::string test = GroupAgain("02,A,B,4,260314,,USD,2/", kPaid);
  EXPECT_EQ(CodesOf(TwoGroups(test, test)), "BAI-STATUS BAI-STATUS");
}

}  // namespace
}  // namespace cashmatch
