// SPDX-License-Identifier: Apache-2.0
// repeated_parts_test.cc - parts that stand twice, and those that look so.
#include "adapters/read/repeated_parts.h"

#include <gtest/gtest.h>

#include <string>

namespace cashmatch {
namespace {

TEST(RepeatedParts, TheSameBytesAreTheFirstOnesAgain) {
  RepeatedParts parts;
  EXPECT_EQ(parts.SeenBefore("", "one", 1), 0u);
  EXPECT_EQ(parts.SeenBefore("", "two", 2), 0u);
  EXPECT_EQ(parts.SeenBefore("", "one", 3), 1u);
  EXPECT_EQ(parts.SeenBefore("", "two", 4), 2u);
  EXPECT_EQ(parts.SeenBefore("", "one", 5), 1u);
}

TEST(RepeatedParts, InAnotherScopeTheyMeanSomethingElse) {
  RepeatedParts parts;
  EXPECT_EQ(parts.SeenBefore("monday", "one", 1), 0u);
  EXPECT_EQ(parts.SeenBefore("tuesday", "one", 2), 0u);
  EXPECT_EQ(parts.SeenBefore("tuesday", "one", 3), 2u);
  EXPECT_EQ(parts.SeenBefore("monday", "one", 4), 1u);
}

TEST(RepeatedParts, LongPartsThatEndAlikeAreComparedWhole) {
  RepeatedParts parts;
  const std::string end(1000, 'x');
  const std::string a = "a" + end, b = "b" + end, c = "c" + end;
  EXPECT_EQ(parts.SeenBefore("", a, 1), 0u);
  EXPECT_EQ(parts.SeenBefore("", b, 2), 0u);
  EXPECT_EQ(parts.SeenBefore("", c, 3), 0u);
  EXPECT_EQ(parts.SeenBefore("", b, 4), 2u);
  EXPECT_EQ(parts.SeenBefore("", c, 5), 3u);
  EXPECT_EQ(parts.SeenBefore("", a, 6), 1u);
  EXPECT_EQ(parts.SeenBefore("", end, 7), 0u);
}

TEST(RepeatedParts, OfVeryManyTheFirstAreRemembered) {
  RepeatedParts parts;
  const std::string end(1000, 'x');
  const std::string a = "a" + end, b = "b" + end;
  EXPECT_EQ(parts.SeenBefore("", a, 1), 0u);
  std::string numbers;
  constexpr size_t kDigits = 8, kMany = RepeatedParts::kMost + 10;
  for (size_t i = 0; i < kMany; ++i) {
    numbers += std::to_string(10'000'000 + i);
  }
  const auto part = [&](size_t i) {
    return std::string_view(numbers).substr(i * kDigits, kDigits);
  };
  for (size_t i = 0; i < kMany; ++i) {
    ASSERT_EQ(parts.SeenBefore("", part(i), 2), 0u);
  }
  EXPECT_EQ(parts.SeenBefore("", part(7), 3), 2u);
  EXPECT_EQ(parts.SeenBefore("", part(kMany - 1), 3), 0u);
  EXPECT_EQ(parts.SeenBefore("", b, 3), 0u);
  EXPECT_EQ(parts.SeenBefore("", b, 4), 0u);
  EXPECT_EQ(parts.SeenBefore("", a, 5), 1u);
}

}  // namespace
}  // namespace cashmatch
