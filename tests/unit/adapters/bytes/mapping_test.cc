// SPDX-License-Identifier: Apache-2.0
// mapping_test.cc - mapped files, their padding and their errors.
#include "adapters/bytes/mapping.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <fstream>

#include "tests/unit/adapters/bytes/temp_folder.h"

namespace cashmatch {
namespace {

using testing::HasSubstr;

bool PaddingIsZero(std::string_view bytes) {
  for (size_t i = 0; i < kPadding; ++i) {
    if (bytes.data()[bytes.size() + i] != 0) return false;
  }
  return true;
}

/// Returns how many bytes of these this process holds in its memory: Rss of
/// their mapping in /proc/self/smaps.
size_t ResidentBytes(std::string_view bytes) {
  std::ifstream maps("/proc/self/smaps");
  const auto at = reinterpret_cast<uintptr_t>(bytes.data());
  bool here = false;
  for (std::string line; std::getline(maps, line);) {
    unsigned long begin = 0, end = 0, kilobytes = 0;
    if (std::sscanf(line.c_str(), "%lx-%lx ", &begin, &end) == 2) {
      here = begin <= at && at < end;
    } else if (here && std::sscanf(line.c_str(), "Rss: %lu", &kilobytes) == 1) {
      return kilobytes << 10;
    }
  }
  return 0;
}

TEST(MapFileTest, GivesTheBytesAndPaddingBehindThemAtAnySize) {
  const TempFolder folder;
  const auto page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  for (const size_t size : {size_t{1}, page - 1, page, page + 1, 3 * page}) {
    const std::string text(size, 'x');
    Mapping mapping;
    std::string error;
    ASSERT_EQ(MapFile(folder.Write("f", text), &mapping, &error),
              MapResult::kMapped);
    EXPECT_EQ(mapping.bytes(), text);
    EXPECT_TRUE(PaddingIsZero(mapping.bytes())) << size;
  }
}

TEST(MapFileTest, GivesItsMemoryBackAndHasTheBytesAgain) {
  const TempFolder folder;
  std::string text(size_t{8} << 20, 'x');
  text.back() = 'y';
  Mapping mapping;
  std::string error;
  ASSERT_EQ(MapFile(folder.Write("f", text), &mapping, &error),
            MapResult::kMapped);
  EXPECT_EQ(mapping.bytes(), text);
  EXPECT_GE(ResidentBytes(mapping.bytes()), text.size());
  mapping.LetGo();
  EXPECT_LT(ResidentBytes(mapping.bytes()), size_t{1} << 20);
  EXPECT_EQ(mapping.bytes(), text);
  EXPECT_TRUE(PaddingIsZero(mapping.bytes()));
}

TEST(MapFileTest, NamesWhatIsWrong) {
  const TempFolder folder;
  Mapping mapping;
  std::string error;
  EXPECT_EQ(MapFile(folder.At("none"), &mapping, &error), MapResult::kFailed);
  EXPECT_THAT(error, HasSubstr("none: no such file"));
  EXPECT_EQ(MapFile(folder.At(""), &mapping, &error), MapResult::kFailed);
  EXPECT_THAT(error, HasSubstr("is a folder"));
}

TEST(MapFileTest, LeavesAnEmptyFileAndADeviceToBeRead) {
  const TempFolder folder;
  Mapping mapping;
  std::string error;
  EXPECT_EQ(MapFile(folder.Write("empty", ""), &mapping, &error),
            MapResult::kNotMappable);
  EXPECT_EQ(MapFile("/dev/null", &mapping, &error), MapResult::kNotMappable);
  EXPECT_EQ(mapping.bytes(), "");
  EXPECT_TRUE(PaddingIsZero(mapping.bytes()));
}

TEST(GrowingMappingTest, KeepsItsBytesWhileItGrows) {
  GrowingMapping mapping;
  std::string expected;
  for (int i = 0; i < 5000; ++i) {
    const std::string piece = std::to_string(i) + ";";
    piece.copy(mapping.Room(piece.size()), piece.size());
    mapping.Grow(piece.size());
    expected += piece;
  }
  EXPECT_EQ(mapping.bytes(), expected);
  EXPECT_TRUE(PaddingIsZero(mapping.bytes()));
  Mapping moved = std::move(mapping);
  EXPECT_EQ(moved.bytes(), expected);
}

TEST(GrowingMappingTest, GoesOnInAFileWhereItIsLarge) {
  const auto piece_of = [](int i) {
    return std::string(size_t{1} << 20, static_cast<char>('a' + i % 26));
  };
  constexpr int kPieces = 200;
  GrowingMapping mapping;
  for (int i = 0; i < kPieces; ++i) {
    const std::string piece = piece_of(i);
    piece.copy(mapping.Room(piece.size()), piece.size());
    mapping.Grow(piece.size());
  }
  const size_t resident = ResidentBytes(mapping.bytes());
  EXPECT_LT(resident, size_t{80} << 20);
  Mapping moved = std::move(mapping);
  for (int pass = 0; pass < 2; ++pass) {
    for (int i = 0; i < kPieces; ++i) {
      const size_t at = static_cast<size_t>(i) << 20;
      ASSERT_EQ(moved.bytes().substr(at, size_t{1} << 20), piece_of(i));
    }
    EXPECT_TRUE(PaddingIsZero(moved.bytes()));
    moved.LetGo();
    EXPECT_LT(ResidentBytes(moved.bytes()), size_t{1} << 20);
  }
}

TEST(GrowingMappingTest, WithoutAPlaceForAFileItStaysInMemory) {
  const char* const before = std::getenv("TMPDIR");
  const std::string kept = before == nullptr ? "" : before;
  setenv("TMPDIR", "/nowhere", 1);
  GrowingMapping mapping;
  for (int i = 0; i < 3; ++i) {
    std::memset(mapping.Room(GrowingMapping::kInMemory), 'x',
                GrowingMapping::kInMemory);
    mapping.Grow(GrowingMapping::kInMemory);
  }
  kept.empty() ? unsetenv("TMPDIR") : setenv("TMPDIR", kept.c_str(), 1);
  EXPECT_EQ(mapping.bytes(), std::string(3 * GrowingMapping::kInMemory, 'x'));
  mapping.LetGo();  // nothing could bring it back
  EXPECT_EQ(mapping.bytes().back(), 'x');
}

}  // namespace
}  // namespace cashmatch
