// SPDX-License-Identifier: Apache-2.0
// locator_test.cc - lines and offsets, also of converted input.
#include "adapters/read/camt/locator.h"

#include <gtest/gtest.h>

#include <string>

namespace cashmatch {
namespace {

TEST(Locator, CountsForwardsAndBackwards) {
  const std::string bytes = "one\ntwo\nthree";
  DecodedXml decoded;
  DecodeXml(bytes, &decoded);
  Locator locator(decoded);
  EXPECT_EQ(locator.LineAt(8), 3u);
  EXPECT_EQ(locator.LineAt(0), 1u);
  EXPECT_EQ(locator.LineAt(4), 2u);
  EXPECT_EQ(locator.LineAt(1000), 3u);
  const Place place = locator.At(4, "here");
  EXPECT_EQ(place.offset, 4u);
  EXPECT_EQ(place.path, "here");
}

TEST(Locator, CountsCarriageReturnsWhereTheyEndLines) {
  const std::string bytes = "one\rtwo\rthree";
  DecodedXml decoded;
  DecodeXml(bytes, &decoded);
  EXPECT_EQ(Locator(decoded).LineAt(9), 3u);
}

TEST(Locator, AByteOrderMarkCounts) {
  const std::string bytes = "\xEF\xBB\xBF<a/>";
  DecodedXml decoded;
  DecodeXml(bytes, &decoded);
  EXPECT_EQ(Locator(decoded).At(1, "").offset, 4u);
}

TEST(Locator, HalfAUnitAtTheEndIsNotCountedTwice) {
  const std::string bytes("<\0a\0/\0>\0<", 9);
  DecodedXml decoded;
  DecodeXml(bytes, &decoded);
  ASSERT_EQ(decoded.unit, 2);
  EXPECT_EQ(Locator(decoded).At(1000, "").offset, 9u);
}

TEST(Locator, OffsetsAreThoseOfTheOriginal) {
  DecodedXml latin1;
  latin1.text = "äb";
  latin1.unit = 1;
  EXPECT_EQ(Locator(latin1).At(2, "").offset, 1u);
  DecodedXml utf16;
  utf16.text = "ä𝄞b";  // one unit, two units
  utf16.unit = 2;
  utf16.skipped = 2;
  EXPECT_EQ(Locator(utf16).At(6, "").offset, 2u + 6u);
}

TEST(Locator, OnALongWayMemoryIsGivenBack) {
  DecodedXml decoded;
  const std::string text(size_t{40} << 20, '\n');
  decoded.text = text;
  int calls = 0;
  const std::function<void()> let_go = [&calls] { ++calls; };
  Locator locator(decoded, &let_go);
  EXPECT_EQ(locator.LineAt(text.size()), text.size() + 1);
  EXPECT_EQ(calls, 2);
  EXPECT_EQ(locator.LineAt(5), 6u);
  EXPECT_EQ(calls, 4);
}

}  // namespace
}  // namespace cashmatch
