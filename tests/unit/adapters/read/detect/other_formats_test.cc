// SPDX-License-Identifier: Apache-2.0
// other_formats_test.cc - what people hand in by mistake gets its real name.
#include "adapters/read/detect/other_formats.h"

#include <gtest/gtest.h>

#include <string>

namespace cashmatch {
namespace {

using std::string_view_literals::operator""sv;

std::string First(std::string_view bytes) {
  const std::string_view hint = HintOnContent(bytes);
  return std::string(hint.substr(0, hint.find_first_of(",;")));
}

TEST(OtherFormats, FormatsOfTheTrade) {
  EXPECT_EQ(First("ISA*00*  *00*  *ZZ*A"), "X12");
  EXPECT_EQ(First("ISABELLA,3"), "");
  EXPECT_EQ(First("\r\n:20:STARTUMS\r\n:32A:123"), "a SWIFT message");
  EXPECT_EQ(First("{1:F01BANKNL2A}{4:\n:20:X"), "a SWIFT message");
  EXPECT_EQ(First("<?xml version=\"1.0\"?><Document><pain/></Document>"),
            "XML");
}

TEST(OtherFormats, FilesOfTheOffice) {
  EXPECT_EQ(First("%PDF-1.7\n"), "a PDF");
  EXPECT_EQ(First("PK\x03\x04....[Content_Types].xml"), "an Excel workbook");
  EXPECT_EQ(First("PK\x03\x04....statement.xml"), "a ZIP archive");
  EXPECT_EQ(First("\x1F\x8B\x08"), "compressed more than once");
  EXPECT_EQ(First("\xFF\xFE"
                  "0\0001\0,\0"sv),
            "text in UTF-16");
  EXPECT_EQ(First("0\0001\0,\0A\0,\0"sv), "text in UTF-16");
  EXPECT_EQ(First("\x7F"
                  "ELF\0\0\0"sv),
            "binary data");
}

TEST(OtherFormats, OurOwnTables) {
  EXPECT_EQ(First("item_id,customer_id,amount\n1,2,3\n"), "open items");
  EXPECT_EQ(First("customer_id,name\n1,A\n"), "customers");
  EXPECT_EQ(First("{\"a\":1}\n"), "JSON");
}

TEST(OtherFormats, NothingIsGuessed) {
  EXPECT_EQ(HintOnContent(""), "");
  EXPECT_EQ(HintOnContent("Dear treasurer,\n"), "");
}

}  // namespace
}  // namespace cashmatch
