// SPDX-License-Identifier: Apache-2.0
// atomic_folder_test.cc - results appear whole or not at all.
#include "adapters/bytes/atomic_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/unit/adapters/bytes/temp_folder.h"
#include "tests/unit/adapters/forced_to_disk.h"

namespace cashmatch {
namespace {

using testing::HasSubstr;

void Fill(const AtomicFolder& results, std::string_view text) {
  std::filesystem::create_directory(results.path() + "/deep");
  std::ofstream(results.path() + "/deep/file") << text;
}

TEST(AtomicFolderTest, AppearsOnlyWithCommit) {
  const TempFolder folder;
  AtomicFolder results;
  std::string error;
  ASSERT_TRUE(results.Start(folder.At("out"), false, &error)) << error;
  Fill(results, "new");
  EXPECT_FALSE(std::filesystem::exists(folder.At("out")));
  ASSERT_TRUE(results.Commit(&error)) << error;
  EXPECT_EQ(TempFolder::Read(folder.At("out/deep/file")), "new");
  EXPECT_EQ(folder.Count(), 1u);
  EXPECT_EQ(results.path(), "");
}

TEST(AtomicFolderTest, IsOnDiskWholeBeforeItHasItsName) {
  const TempFolder folder;
  AtomicFolder results;
  std::string error;
  ASSERT_TRUE(results.Start(folder.At("out"), false, &error)) << error;
  Fill(results, "new");
  const std::string made = results.path();
  const ForcedToDisk forced;
  ASSERT_TRUE(results.Commit(&error)) << error;
  EXPECT_THAT(forced.names(),
              testing::ElementsAre(made + "/deep/file", made + "/deep", made,
                                   testing::Not(HasSubstr("/out"))));
}

TEST(AtomicFolderTest, DoesNotAppearWhereTheDiskFails) {
  const TempFolder folder;
  std::string error;
  for (const size_t fails : {1, 2, 3}) {
    AtomicFolder results;
    ASSERT_TRUE(results.Start(folder.At("out"), false, &error)) << error;
    Fill(results, "new");
    const ForcedToDisk forced(fails);
    EXPECT_FALSE(results.Commit(&error)) << fails;
    EXPECT_THAT(error, HasSubstr("cannot be written: Input/output error"));
    EXPECT_EQ(folder.Count(), 0u);
  }
}

TEST(AtomicFolderTest, LeavesNothingWithoutCommit) {
  const TempFolder folder;
  std::string error;
  {
    AtomicFolder results;
    ASSERT_TRUE(results.Start(folder.At("out"), false, &error));
    Fill(results, "new");
    EXPECT_EQ(folder.Count(), 1u);
  }
  EXPECT_EQ(folder.Count(), 0u);
}

TEST(AtomicFolderTest, RefusesAFolderThatExistsAlsoAnEmptyOne) {
  const TempFolder folder;
  std::filesystem::create_directory(folder.At("out"));
  AtomicFolder results;
  std::string error;
  EXPECT_FALSE(results.Start(folder.At("out/"), false, &error));
  EXPECT_THAT(error, HasSubstr("--overwrite"));
  EXPECT_EQ(folder.Count(), 1u);
}

TEST(AtomicFolderTest, RefusesAFolderThatCameMeanwhile) {
  const TempFolder folder;
  AtomicFolder results;
  std::string error;
  ASSERT_TRUE(results.Start(folder.At("out"), false, &error));
  std::filesystem::create_directory(folder.At("out"));
  EXPECT_FALSE(results.Commit(&error));
  EXPECT_THAT(error, HasSubstr("exists already"));
  EXPECT_EQ(folder.Count(), 1u);
  EXPECT_TRUE(std::filesystem::is_empty(folder.At("out")));
}

TEST(AtomicFolderTest, OverwritesWholeAndKeepsTheOldOneOnFailure) {
  const TempFolder folder;
  folder.Write("out/old", "old");
  AtomicFolder results;
  std::string error;
  ASSERT_TRUE(results.Start(folder.At("out"), true, &error)) << error;
  Fill(results, "new");
  results.Discard();
  EXPECT_EQ(TempFolder::Read(folder.At("out/old")), "old");
  ASSERT_TRUE(results.Start(folder.At("out"), true, &error)) << error;
  Fill(results, "new");
  EXPECT_TRUE(std::filesystem::exists(folder.At("out/old")));
  ASSERT_TRUE(results.Commit(&error)) << error;
  EXPECT_FALSE(std::filesystem::exists(folder.At("out/old")));
  EXPECT_EQ(TempFolder::Read(folder.At("out/deep/file")), "new");
  EXPECT_EQ(folder.Count(), 1u);
}

TEST(AtomicFolderTest, OverwriteNeedsNothingToBeThere) {
  const TempFolder folder;
  AtomicFolder results;
  std::string error;
  ASSERT_TRUE(results.Start(folder.At("out"), true, &error)) << error;
  ASSERT_TRUE(results.Commit(&error)) << error;
  EXPECT_TRUE(std::filesystem::is_directory(folder.At("out")));
}

TEST(AtomicFolderTest, ReplacesWhatALinkPointsTo) {
  const TempFolder folder;
  folder.Write("real/old", "old");
  std::filesystem::create_directory_symlink(folder.At("real"),
                                            folder.At("link"));
  AtomicFolder results;
  std::string error;
  ASSERT_TRUE(results.Start(folder.At("link"), true, &error)) << error;
  Fill(results, "new");
  ASSERT_TRUE(results.Commit(&error)) << error;
  EXPECT_TRUE(std::filesystem::is_symlink(folder.At("link")));
  EXPECT_EQ(TempFolder::Read(folder.At("real/deep/file")), "new");
}

TEST(AtomicFolderTest, RefusesFilesMissingParentsAndTheWorkingFolder) {
  const TempFolder folder;
  AtomicFolder results;
  std::string error;
  EXPECT_FALSE(results.Start(folder.Write("file", ""), true, &error));
  EXPECT_THAT(error, HasSubstr("is no folder"));
  EXPECT_FALSE(results.Start(folder.At("no/out"), false, &error));
  EXPECT_THAT(error, HasSubstr("does not exist"));
  EXPECT_FALSE(results.Start(".", true, &error));
  EXPECT_FALSE(results.Start("/", true, &error));
  EXPECT_THAT(error, HasSubstr("a folder of their own"));
}

TEST(AtomicFolderTest, GivesTheResultsTheRightsOfTheUmask) {
  const TempFolder folder;
  AtomicFolder results;
  std::string error;
  const mode_t before = umask(027);
  ASSERT_TRUE(results.Start(folder.At("out"), false, &error));
  umask(before);
  ASSERT_TRUE(results.Commit(&error));
  struct stat status{};
  ASSERT_EQ(stat(folder.At("out").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0750u);
}

}  // namespace
}  // namespace cashmatch
