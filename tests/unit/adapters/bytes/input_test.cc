// SPDX-License-Identifier: Apache-2.0
// input_test.cc - files, pipes and compressed inputs.
#include "adapters/bytes/input.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <zstd.h>

#include <thread>

#include "tests/unit/adapters/bytes/temp_folder.h"
#include "tests/unit/adapters/bytes/zip_text.h"

namespace cashmatch {
namespace {

TEST(LoadInputTest, MapsAFileAndReadsAnEmptyOne) {
  const TempFolder folder;
  Input input;
  std::string error;
  ASSERT_TRUE(LoadInput(folder.Write("a", "bytes"), &input, &error));
  EXPECT_EQ(input.bytes(), "bytes");
  ASSERT_TRUE(LoadInput(folder.Write("b", ""), &input, &error));
  EXPECT_EQ(input.bytes(), "");
}

TEST(LoadInputTest, UnpacksWhateverTheNameIsAndKeepsWhatWasStored) {
  const TempFolder folder;
  std::string packed(100, '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), "bytes", 5, 3));
  Input input;
  std::string error;
  ASSERT_TRUE(LoadInput(folder.Write("a.txt", packed), &input, &error));
  EXPECT_EQ(input.bytes(), "bytes");
  EXPECT_EQ(input.stored.bytes(), packed);
  ASSERT_TRUE(LoadInput(folder.Write("b.gz", "plain"), &input, &error));
  EXPECT_EQ(input.bytes(), "plain");
}

TEST(LoadInputTest, AnArchiveOfOneFileIsThatFile) {
  const TempFolder folder;
  Input input;
  std::string error;
  ASSERT_TRUE(LoadInput(folder.Write("a", ZipOf({{"x.csv", "bytes"}})), &input,
                        &error));
  EXPECT_EQ(input.bytes(), "bytes");
  const std::string two =
      folder.Write("b", ZipOf({{"x.csv", "bytes"}, {"y.csv", ""}}));
  EXPECT_FALSE(LoadInput(two, &input, &error));
  EXPECT_THAT(error, testing::HasSubstr("holds 2 files, where one is wanted"));
  ASSERT_TRUE(LoadInputs(two, InputLimits{}, nullptr, &input, &error));
  EXPECT_EQ(input.members.size(), 2u);
}

TEST(LoadInputTest, ReadsAPipeToItsEnd) {
  const TempFolder folder;
  const std::string path = folder.At("pipe");
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  const std::string text(3 << 20, 'p');
  std::thread writer([&] { std::ofstream(path) << text; });
  Input input;
  std::string error;
  EXPECT_TRUE(LoadInput(path, &input, &error)) << error;
  writer.join();
  EXPECT_EQ(input.bytes(), text);
}

TEST(LoadInputTest, RefusesWhatIsTooLarge) {
  const TempFolder folder;
  InputLimits limits;
  limits.bytes_max = 4;
  Input input;
  std::string error;
  EXPECT_FALSE(
      LoadInput(folder.Write("a", "bytes"), limits, nullptr, &input, &error));
  EXPECT_THAT(error, testing::HasSubstr("more than 4 bytes"));
}

}  // namespace
}  // namespace cashmatch
