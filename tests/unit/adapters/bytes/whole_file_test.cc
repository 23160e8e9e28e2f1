// SPDX-License-Identifier: Apache-2.0
// whole_file_test.cc - the old file or the new one, and nothing beside it.
#include "adapters/bytes/whole_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/unit/adapters/bytes/temp_folder.h"

namespace cashmatch {
namespace {

size_t FilesIn(const TempFolder& folder) {
  const std::filesystem::directory_iterator files(folder.At("")), end;
  return static_cast<size_t>(std::distance(files, end));
}

TEST(WholeFileTest, WritesANewFile) {
  const TempFolder folder;
  std::string error;
  ASSERT_TRUE(WriteWholeFile(folder.At("out"), false, "new", &error)) << error;
  EXPECT_EQ(TempFolder::Read(folder.At("out")), "new");
  EXPECT_EQ(FilesIn(folder), 1u);
}

TEST(WholeFileTest, RefusesAFileThatIsThereUntilToldToReplaceIt) {
  const TempFolder folder;
  const std::string path = folder.Write("out", "old");
  std::string error;
  bool filled = false;
  EXPECT_FALSE(
      WriteWholeFile(path, false, [&](OutputFile*) { filled = true; }, &error));
  EXPECT_THAT(error, testing::HasSubstr("is there already"));
  EXPECT_FALSE(filled);
  EXPECT_EQ(TempFolder::Read(path), "old");
  EXPECT_TRUE(WriteWholeFile(path, true, "new", &error)) << error;
  EXPECT_EQ(TempFolder::Read(path), "new");
  EXPECT_EQ(FilesIn(folder), 1u);
}

TEST(WholeFileTest, LeavesNothingWhereItCannotWrite) {
  const TempFolder folder;
  std::string error;
  EXPECT_FALSE(WriteWholeFile(folder.At("nowhere/out"), false, "new", &error));
  EXPECT_THAT(error, testing::HasSubstr("cannot be written"));
  std::filesystem::create_directory(folder.At("out"));
  EXPECT_FALSE(WriteWholeFile(folder.At("out"), true, "new", &error));
  EXPECT_THAT(error, testing::HasSubstr("is a folder"));
  EXPECT_EQ(FilesIn(folder), 1u);
}

}  // namespace
}  // namespace cashmatch
