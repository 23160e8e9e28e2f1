// SPDX-License-Identifier: Apache-2.0
// text_bytes_test.cc - encodings of texts.
#include "adapters/read/text_bytes.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

TEST(CleanText, LeavesGoodTextWhereItIs) {
  std::string scratch;
  for (const std::string_view text :
       {std::string_view("ACME, INC."), std::string_view("M\xC3\xBCller")}) {
    EXPECT_EQ(CleanText(text, &scratch).data(), text.data());
  }
}

TEST(CleanText, ReadsOtherBytesAsWindows1252) {
  std::string scratch;
  EXPECT_EQ(CleanText("M\xFCller", &scratch), "M\xC3\xBCller");
  EXPECT_EQ(CleanText("\x80 5", &scratch), "\xE2\x82\xAC 5");
  EXPECT_EQ(CleanText("A\x92s", &scratch), "A\xE2\x80\x99s");
}

TEST(CleanText, ControlBytesBecomeBlanks) {
  std::string scratch;
  EXPECT_EQ(CleanText(std::string_view("A\0B\tC\x1A", 6), &scratch), "A B C ");
  EXPECT_EQ(CleanText("\xC3\xBC\x01", &scratch), "\xC3\xBC ");
}

TEST(FindBadUtf8, NamesTheLine) {
  EXPECT_EQ(FindBadUtf8("M\xC3\xBCller\n"), std::string_view::npos);
  EXPECT_EQ(FindBadUtf8("one\ntwo\xFC\n"), 4u);
  EXPECT_EQ(FindBadUtf8("\xFC"), 0u);
}

}  // namespace
}  // namespace cashmatch
