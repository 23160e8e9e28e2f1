// SPDX-License-Identifier: Apache-2.0
// byte_stops_test.cc - every byte of the set is found, from wherever one asks.
#include "adapters/read/byte_stops.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/unit/engine/sums/every_target.h"

namespace cashmatch {
namespace {

constexpr ByteSet kMarks =
    ByteSet::Of([](unsigned char c) { return c == '<' || c == '&'; });

TEST(ByteStops, FindsWhatAPlainSearchFinds) {
  std::mt19937 draw(1);
  std::string text(40000, 'a');
  for (int i = 0; i < 300; ++i) text[draw() % text.size()] = "<&"[i % 2];
  OnEveryTarget([&] {
    ByteStops forward(text, kMarks), anyhow(text, kMarks);
    for (size_t at = 0; at <= text.size(); ++at) {
      const size_t due = std::min(text.find_first_of("<&", at), text.size());
      ASSERT_EQ(forward.Next(at), due) << at;
    }
    for (int i = 0; i < 2000; ++i) {
      const size_t at = draw() % text.size();
      const size_t due = std::min(text.find_first_of("<&", at), text.size());
      ASSERT_EQ(anyhow.Next(at), due) << at;
    }
  });
}

TEST(ByteStops, AnEmptyTextHasNone) {
  ByteStops stops("", kMarks);
  EXPECT_EQ(stops.Next(0), 0u);
  EXPECT_EQ(stops.Next(5), 0u);
}

}  // namespace
}  // namespace cashmatch
