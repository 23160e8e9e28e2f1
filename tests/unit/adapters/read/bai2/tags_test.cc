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

TEST(Tags, AnAchEntryWithoutATagForItsCompany) {
  const std::string line =
      "WIDGETS INC DES:PAYMENT ID:00123456 INDN:ACME CORP CO ID:1987654321 CTX "
      "PMT INFO:RMR*IV*INV-4711**1250.00\\";
  EXPECT_EQ(Values(line), Of(TagKind::kDescription, "PAYMENT") +
                              Of(TagKind::kIndividual, "ACME CORP") +
                              Of(TagKind::kPayerId, "1987654321"));
  TagReader tags(line);
  EXPECT_EQ(tags.lead(), "WIDGETS INC");
  Tag tag;
  ASSERT_TRUE(tags.Next(&tag));
  EXPECT_TRUE(tag.first);
  ASSERT_TRUE(tags.Next(&tag));
  EXPECT_FALSE(tag.first);
  EXPECT_EQ(TagReader("no tag").lead(), "no tag");
}

TEST(Tags, WiresWhoseTagsEndInASign) {
  EXPECT_EQ(Values("WT SEQ#12345 WIDGETS INC /ORG=WIDGETS INC SRF# 2026030100 "
                   "TRN#260301012345 RFB# INV-4711"),
            Of(TagKind::kOriginator, "WIDGETS INC") +
                Of(TagKind::kTrace, "260301012345") +
                Of(TagKind::kQuoted, "INV-4711"));
  EXPECT_EQ(
      Values("B/O: ACME LLC REF: CITY/CTR/BNF=US RFB=INV 7 IMAD: 0301I1B"),
      Of(TagKind::kOriginator, "ACME LLC") + Of(TagKind::kQuoted, "INV 7") +
          Of(TagKind::kTrace, "0301I1B"));
  EXPECT_EQ(Values("WIRE TYPE:WIRE IN TRN:2026030112 ORIG:WIDGETS INC ID:0012 "
                   "SND BK:A BANK ID:121000248 PMT DET:INV 4711"),
            Of(TagKind::kTrace, "2026030112") +
                Of(TagKind::kOriginator, "WIDGETS INC") +
                Of(TagKind::kRemittance, "INV 4711"));
  // In prose the sign begins a number, it ends no tag.
  EXPECT_EQ(Values("PO# 12 INV# 34 TO # 5"), "");
  EXPECT_EQ(Values("INV#: 77 TRN#: 8"),
            Of(TagKind::kInvoice, "77") + Of(TagKind::kTrace, "8"));
}

TEST(Tags, AnIdEndsBeforeTheFirstWordWithoutADigit) {
  const auto id = [](const std::string& value) {
    return Values("CO ID:" + value);
  };
  EXPECT_EQ(id("1987654321 CCD"), Of(TagKind::kPayerId, "1987654321"));
  EXPECT_EQ(id("1987654321   WEB x 9"), Of(TagKind::kPayerId, "1987654321"));
  EXPECT_EQ(id("19876 54321"), Of(TagKind::kPayerId, "19876 54321"));
  EXPECT_EQ(id("ACME 1"), Of(TagKind::kPayerId, "ACME 1"));
  EXPECT_EQ(Values("CHKN: 7001 PAID"), Of(TagKind::kCheckNumber, "7001"));
  EXPECT_EQ(Values("TRACE#:021000021 CTX"), Of(TagKind::kTrace, "021000021"));
  // What a payer wrote stays whole.
  EXPECT_EQ(Values("EREF: 4711 MARCH"), Of(TagKind::kEndToEnd, "4711 MARCH"));
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
