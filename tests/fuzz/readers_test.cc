// SPDX-License-Identifier: Apache-2.0
// readers_test.cc - readers judged alone: honest files pass, faults are seen.
#include "tests/fuzz/readers.h"

#include <gtest/gtest.h>

#include "tests/fuzz/oracle.h"

namespace cashmatch::fuzz {
namespace {

Reading Read(std::string_view reader, std::string_view bytes) {
  const Reader* const found = FindReader(reader);
  EXPECT_NE(found, nullptr) << reader;
  return found == nullptr ? Reading() : Feed(*found, bytes);
}

TEST(Readers, AMinusSignMakesNoMoney) {
  // The credit of 1750.00 with a sign is a debit; the summary signs it as the
  // bank does.
  const Reading reading =
      Read("bai2",
           "01,091000019,NORTHWIND,260303,0545,1,80,,2/\n"
           "02,NORTHWIND,091000019,1,260302,2359,USD,2/\n"
           "03,4400018821,USD,100,420000,2,/\n"
           "16,165,245000,Z,R1,,INV-10231/\n16,142,-175000,Z,R2,,INV-10240/\n"
           "49,490000,4/\n98,490000,1,6/\n99,490000,1,8/\n");
  EXPECT_EQ(reading.fault, "");
  EXPECT_EQ(reading.receipts, 2u);
  EXPECT_EQ(reading.verdict, Verdict::kAccepted);
}

TEST(Readers, WhatIsNoFileIsRejectedByAll) {
  for (const Reader& reader : AllReaders()) {
    for (const std::string_view text : {"", "\0\1\2", "hello\nworld\n", "<"}) {
      const Reading reading = Feed(reader, text);
      EXPECT_EQ(reading.fault, "") << reader.name << ": " << text;
      // Text without a header line is a mail of one part.
      if (reader.name == "mail") continue;
      EXPECT_EQ(reading.receipts, 0u) << reader.name << ": " << text;
    }
  }
}

TEST(Readers, APlaceBeyondTheInputIsAFault) {
  Findings findings;
  findings.Add({{1, 0, ""}, "X", Severity::kHeld, "a", "b", "held"});
  EXPECT_EQ(FaultOfPlaces(findings, "one line"), "");
  Findings line, offset, code;
  line.Add({{3, 0, ""}, "X", Severity::kHeld, "a", "b", "held"});
  EXPECT_NE(FaultOfPlaces(line, "one\ntwo"), "");
  offset.Add({{1, 9, ""}, "X", Severity::kHeld, "a", "b", "held"});
  EXPECT_NE(FaultOfPlaces(offset, "one line"), "");
  code.Add({{1, 0, ""}, "", Severity::kHeld, "a", "b", "held"});
  EXPECT_NE(FaultOfPlaces(code, "one line"), "");
}

TEST(Readers, ReceiptsThatChangeWhenPrintedAreAFault) {
  BankFile file;
  file.receipts.AddFile("input", "bai2");
  Receipt* const receipt = file.receipts.Add();
  receipt->id = "0123456789abcdef0123";
  receipt->amount = 1250;
  receipt->line = 1;
  receipt->currency = *ParseCurrency("USD");
  receipt->booking_date = receipt->value_date = 20'000;
  EXPECT_EQ(FaultOfRoundTrip(file), "");
  file.receipts.receipts[0].amount = -1;
  EXPECT_NE(FaultOfRoundTrip(file), "");
}

}  // namespace
}  // namespace cashmatch::fuzz
