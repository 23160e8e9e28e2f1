// SPDX-License-Identifier: Apache-2.0
// entries_test.cc - records 03 and 16 as values.
#include "adapters/read/bai2/entries.h"

#include <gtest/gtest.h>

#include <string>

namespace cashmatch::bai2 {
namespace {

const Currency kUsd = *ParseCurrency("USD");

std::string CodesOf(const Faults& faults) {
  std::string out;
  for (const Fault& fault : faults) {
    out += fault.severity == Severity::kHeld ? "held " : "warn ";
    out += std::string(fault.code) + " ";
  }
  return out;
}

struct ReadAccount {
  AccountRecord account;
  Faults faults;
};
ReadAccount Account03(std::string_view bytes) {
  Record record;
  RecordReader reader(bytes);
  reader.Next(&record);
  ReadAccount read;
  ReadAccountRecord(record, kUsd, false, &read.account, &read.faults);
  return read;
}

std::string Summaries(const AccountRecord& account) {
  std::string out;
  for (const SummaryLine& line : account.summaries) {
    out += std::to_string(line.type) + "=" + std::to_string(line.amount.minor) +
           " ";
  }
  return out;
}

TEST(AccountRecords, CutAnywhereReadTheSame) {
  const std::string whole = "15=700 100=750 400=9 ";
  for (const char* text :
       {"03,1,USD,015,700,,,100,750,2,,400,9,1,/",
        "03,1,USD,015/\n88,700,,,100,750,2,,400,9,1,/",
        "03,1,USD,015,700,,,/\n88,100,750/\n88,2,,400,9,1,/",
        "03,1,USD,015,700,,,,\n88,100,750,2,,400,9,1,,/",
        "03,1,USD,015,700,,V,260316,,100,750,2,S,1,2,3,400,9,1,D,2,0,4,1,5/"}) {
    const ReadAccount read = Account03(text);
    EXPECT_EQ(Summaries(read.account), whole) << text;
    EXPECT_EQ(CodesOf(read.faults), "") << text;
  }
}

TEST(AccountRecords, EmptyStatusAndSigns) {
  EXPECT_EQ(Summaries(Account03("03,1,USD,,,,/").account), "");
  EXPECT_EQ(Summaries(Account03("03,1,,,,,,060,-5,,/").account), "60=-5 ");
  EXPECT_EQ(Account03("03,1,,,,,/").account.currency, kUsd);
}

TEST(AccountRecords, AMissingFundsTypeIsResynchronised) {
  const ReadAccount read = Account03("03,1,USD,015,700,,100,750,2,,/");
  EXPECT_EQ(Summaries(read.account), "15=700 100=750 ");
  EXPECT_EQ(CodesOf(read.faults), "warn BAI-FUNDS ");
}

TEST(AccountRecords, FaultsOfTheRecord) {
  EXPECT_EQ(CodesOf(Account03("03,1,USD,015,7O0,,,100,1,,/").faults),
            "held BAI-AMOUNT ");
  EXPECT_EQ(CodesOf(Account03("03,1,USX,015,700,,/").faults),
            "held BAI-CURRENCY ");
  EXPECT_EQ(CodesOf(Account03("03,1,usd,015,700,,/").faults),
            "warn BAI-CURRENCY ");
  EXPECT_EQ(CodesOf(Account03("03,,USD,015,700,,/").faults),
            "held BAI-ACCOUNT ");
  EXPECT_EQ(CodesOf(Account03("03,1,USD,015,700,,QQ,1/").faults),
            "held BAI-FUNDS ");
  EXPECT_EQ(CodesOf(Account03("03,1,USD,015,70\n0,,,/").faults),
            "held BAI-WRAPPED ");
}

struct ReadEntry {
  Detail detail;
  std::vector<std::string_view> texts;
  Faults faults;
};
ReadEntry Detail16(std::string_view bytes) {
  Record record;
  RecordReader reader(bytes);
  reader.Next(&record);
  ReadEntry read;
  read.detail = ReadDetail(record, kUsd, false, &read.texts, &read.faults);
  return read;
}

TEST(DetailRecords, EveryFundsTypeLeavesTheReferencesInPlace) {
  for (const char* funds :
       {"", "Z", "0", "1", "2", "V,260316,", "V,260316,1200", "S,1,2,3",
        "S,,2,", "S,-1,2,3", "D,3,0,1,1,2,3,4", "D,0"}) {
    const std::string text =
        "16,165,500," + std::string(funds) + ",BANK1,CUST/1,SOME, TEXT/X/";
    const ReadEntry read = Detail16(text);
    EXPECT_EQ(read.detail.amount.minor, 500);
    EXPECT_EQ(read.detail.bank_reference, "BANK1") << funds;
    EXPECT_EQ(read.detail.customer_reference, "CUST/1") << funds;
    EXPECT_EQ(read.texts, std::vector<std::string_view>{"SOME, TEXT/X"});
    EXPECT_EQ(CodesOf(read.faults), "") << funds;
    EXPECT_EQ(read.detail.value_date,
              funds[0] == 'V' ? *ParseShortDay("260316") : kNoDay);
  }
}

TEST(DetailRecords, AMissingSubFieldIsNeverMadeOfWhatFollows) {
  for (const char* funds :
       {"S,500,500", "S,", "D,2,1,500", "D,2,1", "D,1", "D", "V,260316"}) {
    const std::string text =
        "16,165,500," + std::string(funds) + ",B3,C3,TEXT HERE/";
    const ReadEntry read = Detail16(text);
    EXPECT_EQ(CodesOf(read.faults), "held BAI-FUNDS ") << funds;
    if (std::string_view(funds) == "D") continue;  // B3 is its count
    EXPECT_EQ(read.detail.bank_reference, "B3") << funds;
    EXPECT_EQ(read.detail.customer_reference, "C3") << funds;
    EXPECT_EQ(read.texts, std::vector<std::string_view>{"TEXT HERE"});
  }
  for (const char* text : {"16,165,3,S,1,2/", "16,165,3,S/", "16,165,3,D,1,2/",
                           "16,165,3,D,1,,5,B,,/", "16,165,3,D/"}) {
    EXPECT_EQ(CodesOf(Detail16(text).faults), "held BAI-FUNDS ") << text;
  }
  const ReadEntry read = Detail16("16,165,3,S,1,2,X,,,/");
  ASSERT_EQ(read.faults.size(), 1u);
  EXPECT_EQ(read.faults[0].found, "'X'");
  EXPECT_EQ(read.faults[0].expected, "the three amounts of funds type S");
  EXPECT_EQ(CodesOf(Account03("03,1,USD,015,7,,S,1,2,QQ/").faults),
            "held BAI-FUNDS ");
}

TEST(DetailRecords, AnAmountThatIsTooLargeSaysSo) {
  for (const char* amount : {"100000000000000001", "9223372036854775808"}) {
    const ReadEntry read = Detail16("16,165," + std::string(amount) + ",Z,,,/");
    ASSERT_EQ(read.faults.size(), 1u);
    EXPECT_EQ(read.faults[0].expected, "at most 10^17 minor units");
  }
  EXPECT_EQ(Detail16("16,165,1O0,Z,,,/").faults[0].expected,
            "whole minor units");
  EXPECT_EQ(Account03("03,1,USD,015,100000000000000001,,,/").faults[0].expected,
            "at most 10^17 minor units");
}

TEST(DetailRecords, FieldsGoOnOverContinuations) {
  const ReadEntry read = Detail16("16,165/\n88,500,Z,BANK1/\n88,C,T\n88,U,V/");
  EXPECT_EQ(read.detail.amount.minor, 500);
  EXPECT_EQ(read.detail.customer_reference, "C");
  EXPECT_EQ(read.texts, (std::vector<std::string_view>{"T", "U,V"}));
}

TEST(DetailRecords, FaultsOfTheRecord) {
  EXPECT_EQ(CodesOf(Detail16("16,165,30.00,Z,,,/").faults), "held BAI-AMOUNT ");
  EXPECT_EQ(CodesOf(Detail16("16,165,,Z,,,/").faults), "held BAI-AMOUNT ");
  EXPECT_EQ(CodesOf(Detail16("16,890,,Z,,,ONLY TEXT/").faults), "");
  EXPECT_EQ(CodesOf(Detail16("16,165,-3,Z,,,/").faults), "warn BAI-NEGATIVE ");
  EXPECT_EQ(CodesOf(Detail16("16,165,3,z,,,/").faults), "warn BAI-FUNDS ");
  EXPECT_EQ(CodesOf(Detail16("16,165,3,X,,,/").faults), "held BAI-FUNDS ");
  EXPECT_EQ(CodesOf(Detail16("16,165,3,D,9,1,2/").faults), "held BAI-FUNDS ");
  EXPECT_EQ(CodesOf(Detail16("16,165,3,V,261345,,,,/").faults),
            "warn BAI-DATE ");
  EXPECT_EQ(CodesOf(Detail16("16,165,3,V,000000,,,,/").faults), "");
  EXPECT_EQ(CodesOf(Detail16("16,140,3,Z,,,/").faults), "warn BAI-TYPE ");
  EXPECT_EQ(CodesOf(Detail16("16,931,3,Z,,,/").faults), "warn BAI-TYPE ");
  EXPECT_EQ(CodesOf(Detail16("16,16,3,Z,,,/").faults), "held BAI-TYPE ");
}

TEST(DetailRecords, AnAmountCutByAWrapIsNotTrusted) {
  const ReadEntry read = Detail16("16,165,30\n00,Z,,,/");
  EXPECT_FALSE(read.detail.amount.known());
  EXPECT_EQ(CodesOf(read.faults), "held BAI-FUNDS held BAI-WRAPPED ");
  EXPECT_EQ(CodesOf(Detail16("16,165,30,Z,,,TEXT\nMORE/").faults), "");
}

}  // namespace
}  // namespace cashmatch::bai2
