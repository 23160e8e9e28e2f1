// SPDX-License-Identifier: Apache-2.0
// sha256_test.cc - the vectors of FIPS 180-4; several texts beside one.
#include "adapters/bytes/sha256.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace cashmatch {
namespace {

TEST(Sha256HexTest, AgreesWithTheStandard) {
  EXPECT_EQ(Sha256Hex("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Sha256Hex(""),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

/// `size` bytes, no two like each other.
std::string Text(size_t size, unsigned seed) {
  std::string text(size, '\0');
  uint32_t state = seed + 1;
  for (char& byte : text) {
    state = state * 1664525 + 1013904223;
    byte = static_cast<char>(state >> 24);
  }
  return text;
}

/// The hashes of texts of these sizes side by side are those of each alone,
/// which the library tells.
void ExpectEachAsAlone(std::initializer_list<size_t> sizes) {
  std::vector<std::string> texts, alone;
  for (const size_t size : sizes) {
    texts.push_back(Text(size, static_cast<unsigned>(texts.size() + size)));
    alone.push_back(Sha256Hex(texts.back()));
  }
  EXPECT_EQ(
      Sha256HexOfAll(std::vector<std::string_view>(texts.begin(), texts.end())),
      alone);
}

TEST(Sha256HexOfAllTest, OneLengthBesideItself) {
  for (size_t size = 0; size <= 300; ++size) {
    ExpectEachAsAlone({size, size});
    ExpectEachAsAlone({size, size, size, size});
  }
}

TEST(Sha256HexOfAllTest, AnyLengthBesideAnyOther) {
  for (size_t size = 0; size <= 300; ++size) {
    ExpectEachAsAlone({size, 300 - size});
    ExpectEachAsAlone({0, size, 64 * size + 1});
    ExpectEachAsAlone({size, 1000, 7 * size, 63, 55 + size, 10000 - size});
  }
  ExpectEachAsAlone({3'000'017, 1, 999'999, 64, 2'000'000, 1'234'567, 0});
}

TEST(Sha256HexOfAllTest, NoneAndOne) {
  ExpectEachAsAlone({});
  ExpectEachAsAlone({200});
}

}  // namespace
}  // namespace cashmatch
