// SPDX-License-Identifier: Apache-2.0
// output_file_test.cc - large writes and their errors.
#include "adapters/bytes/output_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/adapters/bytes/temp_folder.h"

namespace cashmatch {
namespace {

TEST(OutputFileTest, WritesEverythingInOrder) {
  const TempFolder folder;
  std::string expected, error;
  OutputFile file(folder.At("out"));
  for (int i = 0; i < 400'000; ++i) {
    const std::string line = std::to_string(i) + "\n";
    file.Append(line);
    expected += line;
  }
  ASSERT_TRUE(file.Close(&error)) << error;
  EXPECT_EQ(TempFolder::Read(folder.At("out")), expected);
}

TEST(OutputFileTest, LargeTextsStandBehindWhatCameBefore) {
  const TempFolder folder;
  std::string expected, error;
  OutputFile file(folder.At("out"));
  for (const size_t size : {1, 100'000, 0, 2'000'000, 7, 65'536, 65'535, 3}) {
    const std::string text(size, static_cast<char>('a' + expected.size() % 26));
    file.Append(text);
    expected += text;
  }
  ASSERT_TRUE(file.Close(&error)) << error;
  EXPECT_EQ(TempFolder::Read(folder.At("out")), expected);
}

TEST(OutputFileTest, RefusesAFileThatExists) {
  const TempFolder folder;
  std::string error;
  OutputFile file(folder.Write("out", "old"));
  file.Append("new");
  EXPECT_FALSE(file.Close(&error));
  EXPECT_THAT(error, testing::HasSubstr("out: cannot be written"));
  EXPECT_EQ(TempFolder::Read(folder.At("out")), "old");
}

}  // namespace
}  // namespace cashmatch
