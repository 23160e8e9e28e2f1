// SPDX-License-Identifier: Apache-2.0
// text_test.cc - names and memos made fit to keep.
#include "adapters/read/lockbox/text.h"

#include <gtest/gtest.h>

namespace cashmatch::lockbox {
namespace {

std::string Cleaned(std::string_view text) {
  std::string out;
  CleanText(text, &out);
  return out;
}

TEST(IsPlainText, IsPrintableAscii) {
  EXPECT_TRUE(IsPlainText("SMITH & SONS #4 100%"));
  EXPECT_FALSE(IsPlainText("M\xC3\xBCller"));
  EXPECT_FALSE(IsPlainText("A\tB"));
}

TEST(CleanText, KeepsUtf8AndReadsTheRestAsWindows1252) {
  std::string out;
  EXPECT_FALSE(CleanText("M\xC3\xBCller", &out));
  EXPECT_EQ(out, "M\xC3\xBCller");
  EXPECT_TRUE(CleanText("M\xFCller", &out));
  EXPECT_EQ(out, "M\xC3\xBCller");
  EXPECT_TRUE(CleanText("\x80 5 \x9A", &out));
  EXPECT_EQ(out, "\xE2\x82\xAC 5 \xC5\xA1");
}

TEST(CleanText, DropsWhatAColumnCutOff) {
  EXPECT_EQ(Cleaned("caf\xC3"), "caf\xC3\x83")
      << "nothing else in it is UTF-8, so it is Windows-1252";
  EXPECT_EQ(Cleaned("caf\xC3\xA9 cr\xC3\xA8me br\xC3"),
            "caf\xC3\xA9 cr\xC3\xA8me br");
}

TEST(CleanText, TurnsControlCharactersIntoBlanks) {
  EXPECT_EQ(Cleaned(std::string_view("A\0B\x1B"
                                     "C\x7F ",
                                     7)),
            "A B C");
}

TEST(CleanText, RefusesOverlongAndSurrogateSequences) {
  std::string out;
  EXPECT_TRUE(CleanText("\xC0\xAF x", &out));
  EXPECT_TRUE(CleanText("\xED\xA0\x80 x", &out));
  EXPECT_TRUE(CleanText("\xF4\x90\x80\x80 x", &out));
}

}  // namespace
}  // namespace cashmatch::lockbox
