// SPDX-License-Identifier: Apache-2.0
// text_arena_test.cc - texts stay where they are, whoever owns them.
#include "engine/base/text_arena.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace cashmatch {
namespace {

TEST(TextArena, CopiesTexts) {
  TextArena arena;
  std::string source = "abc";
  const std::string_view kept = arena.Keep(source);
  source = "xyz";
  EXPECT_EQ(kept, "abc");
  EXPECT_TRUE(arena.Keep("").empty());
}

TEST(TextArena, TextsDoNotMoveWhenItGrows) {
  TextArena arena;
  std::vector<std::string_view> kept;
  for (int i = 0; i < 20'000; ++i)
    kept.push_back(arena.Keep(std::to_string(i)));
  for (int i = 0; i < 20'000; ++i) {
    ASSERT_EQ(kept[static_cast<size_t>(i)], std::to_string(i));
  }
  EXPECT_GE(arena.bytes(), 88'890u);  // the digits of 0 to 19'999
}

TEST(TextArena, TakesATextLargerThanAChunk) {
  TextArena arena;
  const std::string large(3 << 20, 'x');
  const std::string_view first = arena.Keep(large);
  const std::string_view second = arena.Keep("y");
  EXPECT_EQ(first, large);
  EXPECT_EQ(second, "y");
}

TEST(TextArena, MovingAndAdoptingKeepViews) {
  TextArena first;
  const std::string_view a = first.Keep("from first");
  TextArena second;
  const std::string_view b = second.Keep("from second");
  const size_t bytes = first.bytes() + second.bytes();
  first.Adopt(std::move(second));
  EXPECT_EQ(first.bytes(), bytes);
  const TextArena third = std::move(first);
  EXPECT_EQ(a, "from first");
  EXPECT_EQ(b, "from second");
  EXPECT_EQ(third.bytes(), bytes);
}

TEST(TextArena, AnArenaMovedFromCanBeUsedAgain) {
  TextArena first;
  first.Keep("x");
  const TextArena second = std::move(first);
  EXPECT_EQ(first.bytes(), 0u);  // NOLINT(bugprone-use-after-move)
  EXPECT_EQ(first.Keep("again"), "again");
  EXPECT_GT(second.bytes(), 0u);
}

}  // namespace
}  // namespace cashmatch
