// SPDX-License-Identifier: Apache-2.0
// input_list_test.cc - what INPUT arguments stand for.
#include "adapters/bytes/input_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/adapters/bytes/temp_folder.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> Names(const InputList& list) {
  std::vector<std::string> names;
  for (const InputFile& file : list.files) names.push_back(file.name);
  return names;
}

TEST(ExpandInputsTest, WalksAFolderByNameAndKeepsTheOrderOfArguments) {
  const TempFolder folder;
  const std::string single = folder.Write("z.bai", "");
  folder.Write("bank/b.bai", "");
  folder.Write("bank/a/2.xml", "");
  folder.Write("bank/a/10.xml", "");
  InputList list;
  std::string error;
  ASSERT_TRUE(ExpandInputs({single, folder.At("bank"), "-"}, &list, &error));
  EXPECT_THAT(Names(list),
              ElementsAre("z.bai", "a/10.xml", "a/2.xml", "b.bai", "-"));
  EXPECT_EQ(list.files[1].path, folder.At("bank/a/10.xml"));
}

TEST(ExpandInputsTest, DoesNotMindATrailingSlash) {
  const TempFolder folder;
  folder.Write("bank/a.xml", "");
  InputList list;
  std::string error;
  ASSERT_TRUE(ExpandInputs({folder.At("bank/")}, &list, &error));
  EXPECT_THAT(Names(list), ElementsAre("a.xml"));
}

TEST(ExpandInputsTest, PassesOverHiddenThingsWithAWarning) {
  const TempFolder folder;
  folder.Write("bank/.DS_Store", "");
  folder.Write("bank/.git/config", "");
  folder.Write("bank/a.xml", "");
  std::filesystem::create_directory_symlink(folder.At("bank"),
                                            folder.At("bank/loop"));
  InputList list;
  std::string error;
  ASSERT_TRUE(ExpandInputs({folder.At("bank")}, &list, &error));
  EXPECT_THAT(Names(list), ElementsAre("a.xml"));
  EXPECT_THAT(
      list.warnings,
      ElementsAre(".DS_Store: hidden, passed over", ".git: hidden, passed over",
                  "loop: link to a folder, passed over"));
}

TEST(ExpandInputsTest, RefusesWhatIsNotThereAndASecondStdin) {
  const TempFolder folder;
  InputList list;
  std::string error;
  EXPECT_FALSE(ExpandInputs({folder.At("none")}, &list, &error));
  EXPECT_THAT(error, HasSubstr("none: no such file or folder"));
  EXPECT_FALSE(ExpandInputs({"-", "-"}, &list, &error));
  EXPECT_THAT(error, HasSubstr("twice"));
}

}  // namespace
}  // namespace cashmatch
