// SPDX-License-Identifier: Apache-2.0
// tags_test.cc - tagged text.
#include "adapters/read/bai2/tags.h"

#include <gtest/gtest.h>

#include <string>

namespace cashmatch::bai2 {
namespace {

std::string Values(std::string_view line) {
  std::string out;
  TagReader tags(line);
  for (Tag tag; tags.Next(&tag);) {
    out += std::to_string(static_cast<int>(tag.kind)) + "=" +
           std::string(tag.value) + ";";
  }
  return out;
}

std::string Of(TagKind kind, const std::string& value) {
  return std::to_string(static_cast<int>(kind)) + "=" + value + ";";
}

TEST(Tags, OneOnALine) {
  EXPECT_EQ(Values("EREF: 4711"), Of(TagKind::kEndToEnd, "4711"));
  EXPECT_EQ(Values("OBI:=INVOICE 123456"),
            Of(TagKind::kRemittance, "INVOICE 123456"));
  EXPECT_EQ(Values("DBNM: ACME, INC."), Of(TagKind::kPayerName, "ACME, INC."));
  EXPECT_EQ(Values("B/O:ACME"), Of(TagKind::kOriginator, "ACME"));
  EXPECT_EQ(Values("INV#: 77"), Of(TagKind::kInvoice, "77"));
  EXPECT_EQ(Values("PO NO=88"), Of(TagKind::kPurchaseOrder, "88"));
}

TEST(Tags, SeveralOnALine) {
  EXPECT_EQ(Values("ORIG CO NAME:ACME CORP ORIG ID:1234567890 SEC:CTX "
                   "TRACE#:021000021234567 EED:260314 IND ID:C100 "
                   "IND NAME:OUR CO"),
            Of(TagKind::kOriginator, "ACME CORP") +
                Of(TagKind::kPayerId, "1234567890") +
                Of(TagKind::kTrace, "021000021234567") +
                Of(TagKind::kQuoted, "C100") +
                Of(TagKind::kIndividual, "OUR CO"));
  EXPECT_EQ(
      Values("Wire,From: TEST INC, Remittance Info: \"INV 7\", SEC: X"),
      Of(TagKind::kPayerLoose, "TEST INC") + Of(TagKind::kRemittance, "INV 7"));
}

TEST(Tags, TheLongestNameWinsAndWordsAreWhole) {
  EXPECT_EQ(Values("ORG ADDRESS:=2/AV MAIN"), "");
  EXPECT_EQ(Values("BNF NAME:=US"), "");
  EXPECT_EQ(Values("BORG: X"), "");
  EXPECT_EQ(Values("Return To: Test"), Of(TagKind::kPayeeName, "Test"));
  EXPECT_EQ(Values("AT 12:30 NOTE: X"), "");
}

TEST(Tags, NoValueIsNoTag) {
  EXPECT_EQ(Values("EREF: NOTPROVIDED"), "");
  EXPECT_EQ(Values("EREF:"), "");
  EXPECT_EQ(Values("From: -, SEC: CCD"), "");
  EXPECT_TRUE(MeansNothing("000000"));
  EXPECT_TRUE(MeansNothing("nonref"));
  EXPECT_FALSE(MeansNothing("0001"));
  EXPECT_FALSE(MeansNothing("NONREFUND"));
}

}  // namespace
}  // namespace cashmatch::bai2
