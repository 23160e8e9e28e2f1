// SPDX-License-Identifier: Apache-2.0
// edits_test.cc - changes put in, all other bytes as they were.
#include "adapters/write/enrich/edits.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

TEST(Edits, AreMadeInTheOrderOfTheirPlaces) {
  Edits edits;
  edits.Replace(4, 2, "X");
  edits.Insert(0, "<");
  edits.Insert(8, ">");
  edits.Insert(0, "-");
  EXPECT_EQ(edits.Apply("abcdefgh"), "<-abcdXgh>");
}

TEST(Edits, NoneLeaveTheBytes) {
  EXPECT_EQ(Edits().Apply(std::string_view("a\0b", 3)), std::string("a\0b", 3));
}

TEST(LineEnds, AreFoundWhereTheyStand) {
  EXPECT_EQ(LineEndAt("a\r\nb", 1), "\r\n");
  EXPECT_EQ(LineEndAt("a\nb", 1), "\n");
  EXPECT_EQ(LineEndAt("ab", 1), "");
  EXPECT_EQ(LineEndAt("ab", 9), "");
  EXPECT_EQ(FirstLineEnd("a\rb"), "\r");
  EXPECT_EQ(FirstLineEnd("ab"), "\n");
}

TEST(PlainText, IsPrintableAscii) {
  EXPECT_TRUE(IsPlainText("INV 7/8"));
  EXPECT_FALSE(IsPlainText("R\xC3\xA9"));
  EXPECT_FALSE(IsPlainText("a\nb"));
}

}  // namespace
}  // namespace cashmatch
