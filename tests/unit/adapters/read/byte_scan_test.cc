// SPDX-License-Identifier: Apache-2.0
// byte_scan_test.cc - every instruction set marks what a plain loop marks.
#include "adapters/read/byte_scan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "tests/unit/engine/sums/every_target.h"

namespace cashmatch {
namespace {

bool IsStop(unsigned char c) {
  return c == '<' || c == '&' || c == ']' || (c < 0x20 && c != '\n' && c != 9);
}
constexpr ByteSet kStops = ByteSet::Of([](unsigned char c) {
  return c == '<' || c == '&' || c == ']' || (c < 0x20 && c != '\n' && c != 9);
});
constexpr ByteSet kHigh = ByteSet::Of([](unsigned char c) { return c > 0x7F; });

std::string Draw(size_t size, uint32_t seed) {
  std::mt19937 draw(seed);
  std::string text(size, '\0');
  for (char& c : text) c = static_cast<char>(draw() & 0xFF);
  return text;
}

std::vector<uint64_t> Marks(std::string_view text, const ByteSet& set) {
  std::vector<uint64_t> marks((text.size() + 63) / 64 + 1, ~uint64_t{0});
  MarkBytes(text, set, marks.data());
  EXPECT_EQ(marks.back(), ~uint64_t{0}) << "wrote behind the end";
  marks.pop_back();
  return marks;
}

template <class IsIn>
std::vector<uint64_t> MarksByHand(std::string_view text, const IsIn& is_in) {
  std::vector<uint64_t> marks((text.size() + 63) / 64);
  for (size_t i = 0; i < text.size(); ++i) {
    const bool in = is_in(static_cast<unsigned char>(text[i]));
    marks[i / 64] |= uint64_t{in} << (i % 64);
  }
  return marks;
}

TEST(ByteScan, MarksAllBytesOfASetOnEveryTarget) {
  OnEveryTarget([] {
    for (size_t size = 0; size < 300; ++size) {
      const std::string text = Draw(size, static_cast<uint32_t>(size));
      ASSERT_EQ(Marks(text, kStops), MarksByHand(text, IsStop)) << size;
      ASSERT_EQ(Marks(text, kHigh),
                MarksByHand(text, [](unsigned char c) { return c > 0x7F; }))
          << size;
    }
  });
}

TEST(ByteScan, KnowsEachByteOfASet) {
  OnEveryTarget([] {
    for (int c = 0; c < 256; ++c) {
      const std::string text(1, static_cast<char>(c));
      EXPECT_EQ(Marks(text, kStops)[0] != 0,
                IsStop(static_cast<unsigned char>(c)))
          << c;
    }
  });
}

TEST(ByteScan, CountsAByteOnEveryTarget) {
  OnEveryTarget([] {
    for (size_t size = 0; size < 300; ++size) {
      std::string text = Draw(size, static_cast<uint32_t>(size) + 1000);
      for (char& c : text) c = static_cast<char>(c & 3);
      for (const char byte : {'\0', '\1', '\3', '\x7F', '\xFF'}) {
        ASSERT_EQ(CountByte(text, byte), static_cast<size_t>(std::count(
                                             text.begin(), text.end(), byte)))
            << size;
      }
    }
  });
}

TEST(ByteScan, FindsTheFirstOfASetOnEveryTarget) {
  OnEveryTarget([] {
    for (size_t size = 0; size < 200; ++size) {
      std::string text(size, 'a');
      EXPECT_EQ(FindAny(text, kStops), std::string_view::npos);
      for (size_t at = 0; at < size; ++at) {
        text[at] = '&';
        if (at + 1 < size) text[at + 1] = '<';
        ASSERT_EQ(FindAny(text, kStops), at) << size;
        text.assign(size, 'a');
      }
    }
  });
}

TEST(ByteScan, FindsATextOnEveryTarget) {
  std::mt19937 draw(3);
  OnEveryTarget([&] {
    for (int i = 0; i < 3000; ++i) {
      std::string text(draw() % 400, '\0');
      for (char& c : text) c = "<<a/s"[draw() % 5];
      for (const std::string_view wanted : {"</", "</as", "</s<<a/ss"}) {
        ASSERT_EQ(FindText(text, wanted), text.find(wanted)) << text;
      }
    }
  });
}

TEST(FindNear, FindsTheFirstOfAnyOfItsBytes) {
  std::mt19937 draw(7);
  for (int i = 0; i < 20000; ++i) {
    std::string text(draw() % 40, '\0');
    // Bytes that differ from the wanted ones in one bit, above all.
    for (char& c : text) c = "\x39\x3A\x3B\x3C\x3D\xBA\xBD\x01"[draw() % 8];
    ASSERT_EQ(FindNear(text, ':', '='), text.find_first_of(":="));
    ASSERT_EQ(FindNear(text, '\xBA'), text.find('\xBA'));
  }
}

TEST(ByteScan, LooksAtTheTextAlone) {
  const std::string text = "<<<<" + std::string(60, 'a') + "<<<<";
  OnEveryTarget([&] {
    EXPECT_EQ(CountByte(std::string_view(text).substr(4, 60), '<'), 0u);
    EXPECT_EQ(Marks(std::string_view(text).substr(4, 60), kStops)[0], 0u);
  });
}

}  // namespace
}  // namespace cashmatch
