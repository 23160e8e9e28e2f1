// SPDX-License-Identifier: Apache-2.0
// text_bytes_test.cc - encodings of texts.
#include "adapters/read/text_bytes.h"

#include <gtest/gtest.h>

#include <functional>

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

TEST(FindBadUtf8, ACharacterMayLieAcrossBlocks) {
  constexpr size_t kBlock = size_t{1} << 20;
  for (size_t before = kBlock - 4; before <= kBlock; ++before) {
    std::string text(before, 'a');
    text[5] = '\n';
    text += "\xF0\x9F\x92\xB6 more\n";
    EXPECT_EQ(FindBadUtf8(text), std::string_view::npos) << before;
    text += "bad \xF0\x9F\x92";
    EXPECT_EQ(FindBadUtf8(text), text.size() - 7) << before;
    text[before + 1] = 'x';
    EXPECT_EQ(FindBadUtf8(text), 6u) << before;
  }
}

TEST(FindByte, LooksThroughAllBlocks) {
  const std::function<void()> nobody;
  Passage passage(nobody);
  std::string text(size_t{3} << 20, ' ');
  EXPECT_EQ(FindByte(text, 'x', &passage), std::string_view::npos);
  text.back() = 'x';
  EXPECT_EQ(FindByte(text, 'x', &passage), text.size() - 1);
}

}  // namespace
}  // namespace cashmatch
