// SPDX-License-Identifier: Apache-2.0
// repeated_content_test.cc - whole copies and nothing else.
#include "adapters/read/detect/repeated_content.h"

#include <gtest/gtest.h>

#include <string>

namespace cashmatch {
namespace {

constexpr std::string_view kDay = "01,A/\n16,B/\n99,C/\n";

std::string Times(size_t copies) {
  std::string text;
  for (size_t i = 0; i < copies; ++i) text += kDay;
  return text;
}

TEST(RepeatedContent, IsFoundForAnyNumberOfCopies) {
  for (size_t copies = 2; copies <= 16; ++copies) {
    const std::string text = Times(copies);
    const RepeatedContent found = FindRepeatedContent(text);
    EXPECT_EQ(found.once, kDay) << copies;
    EXPECT_EQ(found.copies, copies);
  }
}

TEST(RepeatedContent, IsNoneWhereAByteDiffersOrStandsBeside) {
  EXPECT_EQ(FindRepeatedContent({}).copies, 1U);
  EXPECT_EQ(FindRepeatedContent(kDay).once, kDay);
  const std::string twice = Times(2);
  for (size_t at = 0; at < twice.size(); ++at) {
    std::string other = twice;
    other[at] = '!';
    EXPECT_EQ(FindRepeatedContent(other).copies, 1U) << at;
    EXPECT_EQ(FindRepeatedContent(other).once, other) << at;
  }
  EXPECT_EQ(FindRepeatedContent(twice + "\n").copies, 1U);
}

}  // namespace
}  // namespace cashmatch
