// SPDX-License-Identifier: Apache-2.0
// lazy_test.cc - made once, when first asked for, by whoever asks.
#include "engine/base/lazy.h"

#include <gtest/gtest.h>

#include <atomic>

#include "engine/base/parallel.h"

namespace cashmatch {
namespace {

TEST(Lazy, IsNotMadeUnlessAskedFor) {
  std::atomic<int> made = 0;
  Lazy<int> value;
  value.Set([&] { return ++made; });
  EXPECT_EQ(made, 0);
  EXPECT_EQ(value.Get(), 1);
  EXPECT_EQ(value.Get(), 1);
  EXPECT_EQ(made, 1);
}

TEST(Lazy, WithoutAMakerIsTheDefault) {
  const Lazy<int> value;
  EXPECT_EQ(value.Get(), 0);
}

TEST(Lazy, ManyMayAskAndTheMakerMayUseLoops) {
  std::atomic<int> made = 0;
  Lazy<int> value;
  value.Set([&] {
    ForEachChunk(1000, 10, [&](size_t, size_t, size_t) { ++made; });
    return made.load();
  });
  std::atomic<int> wrong = 0;
  ForEachChunk(1000, 1, [&](size_t, size_t, size_t) {
    if (value.Get() != 100) ++wrong;
  });
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(made, 100);
}

}  // namespace
}  // namespace cashmatch
