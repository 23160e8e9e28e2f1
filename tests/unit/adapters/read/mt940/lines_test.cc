// SPDX-License-Identifier: Apache-2.0
// lines_test.cc - every end of line, numbers and offsets.
#include "adapters/read/mt940/lines.h"

#include <gtest/gtest.h>

#include <string>

namespace cashmatch::mt940 {
namespace {

/// All lines as "number@offset:text|".
std::string All(std::string_view bytes) {
  LineReader reader(bytes);
  std::string out;
  for (Line line; reader.Next(&line);) {
    out += std::to_string(line.number) + "@" + std::to_string(line.offset) +
           ":" + std::string(line.text) + "|";
  }
  return out;
}

TEST(Lines, EndInAnyWay) {
  EXPECT_EQ(All("a\nb"), "1@0:a|2@2:b|");
  EXPECT_EQ(All("a\r\nb\r\n"), "1@0:a|2@3:b|");
  EXPECT_EQ(All("a\rb"), "1@0:a|2@2:b|");
  EXPECT_EQ(All("a\n\nb"), "1@0:a|2@2:|3@3:b|");
  EXPECT_EQ(All(""), "");
}

TEST(Lines, AByteOrderMarkIsSkipped) {
  EXPECT_EQ(All("\xEF\xBB\xBF:20:X"), "1@3::20:X|");
}

TEST(Lines, AtSignsEndLinesWhereTheFileUsesThemSo) {
  EXPECT_EQ(All(":20:X@@:25:Y@@-@@"), "1@0::20:X|2@7::25:Y|3@14:-|");
  EXPECT_TRUE(LineReader(":20:X@@:25:Y").at_signs());
  // In other files two of them are text.
  EXPECT_EQ(All(":20:X\n:25:A@@:B"), "1@0::20:X|2@6::25:A@@:B|");
  EXPECT_FALSE(LineReader(":20:X\n:25:A@@:B").at_signs());
  EXPECT_EQ(All(":20:X@@:25:a@b@"), "1@0::20:X|2@7::25:a@b@|");
}

TEST(Lines, TrimTakesPaddingAtBothEnds) {
  EXPECT_EQ(Trim(" \x01 a b\x03\x1A"), "a b");
  EXPECT_EQ(Trim(" \t"), "");
}

}  // namespace
}  // namespace cashmatch::mt940
