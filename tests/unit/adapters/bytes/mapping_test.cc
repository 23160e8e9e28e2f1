// SPDX-License-Identifier: Apache-2.0
// mapping_test.cc - mapped files, their padding and their errors.
#include "adapters/bytes/mapping.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

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

}  // namespace
}  // namespace cashmatch
