// SPDX-License-Identifier: Apache-2.0
// spool_test.cc - a file is kept whole under its hash, or not at all.
#include "adapters/store/spool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

#include "tests/unit/adapters/forced_to_disk.h"

namespace cashmatch {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr char kAbc[] =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

class SpoolTest : public testing::Test {
 protected:
  SpoolTest() { fs::remove_all(folder_); }

  size_t FilesIn() const {
    size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      files += entry.is_regular_file() ? 1 : 0;
    }
    return files;
  }

  // Tests run side by side, each in a process of its own.
  std::string folder_ =
      testing::TempDir() + "spool_test_" +
      testing::UnitTest::GetInstance()->current_test_info()->name();
  Spool spool_{folder_};
  std::string sha256_, error_;
};

TEST_F(SpoolTest, KeepsBytesUnderTheirHash) {
  auto incoming = spool_.Receive();
  incoming.Append("a");
  incoming.Append("bc");
  EXPECT_EQ(incoming.size(), 3u);
  ASSERT_TRUE(incoming.Keep(&sha256_, &error_)) << error_;
  EXPECT_EQ(sha256_, kAbc);
  std::ostringstream kept;
  kept << std::ifstream(spool_.PathOf(kAbc)).rdbuf();
  EXPECT_EQ(kept.str(), "abc");
}

TEST_F(SpoolTest, WhatIsNotKeptIsForgotten) {
  {
    auto incoming = spool_.Receive();
    incoming.Append("half");
  }
  EXPECT_EQ(FilesIn(), 0u);
}

TEST_F(SpoolTest, TheSameBytesFromManyAreOneFile) {
  std::vector<std::thread> senders;
  for (int i = 0; i < 8; ++i) {
    senders.emplace_back([this] {
      std::string sha256, error;
      EXPECT_TRUE(spool_.Put("abc", &sha256, &error)) << error;
      EXPECT_EQ(sha256, kAbc);
    });
  }
  for (std::thread& sender : senders) sender.join();
  EXPECT_EQ(FilesIn(), 1u);
}

TEST_F(SpoolTest, AFaultIsToldAtTheEnd) {
  std::ofstream(folder_) << "no folder";
  EXPECT_FALSE(spool_.Put("abc", &sha256_, &error_));
  EXPECT_THAT(error_, HasSubstr("cannot keep a file"));
}

TEST_F(SpoolTest, AFileIsOnDiskBeforeItHasItsNameAndThenItsName) {
  ASSERT_TRUE(spool_.Put("other", &sha256_, &error_)) << error_;
  const ForcedToDisk forced;
  ASSERT_TRUE(spool_.Put("abc", &sha256_, &error_)) << error_;
  const std::string folder = fs::absolute(folder_);
  EXPECT_THAT(forced.names(),
              ElementsAre(HasSubstr("/.incoming-"), folder + "/ba", folder));
}

TEST_F(SpoolTest, WhatIsNotForcedToDiskIsNotKept) {
  ASSERT_TRUE(spool_.Put("other", &sha256_, &error_)) << error_;
  for (const size_t fails : {1, 2, 3}) {
    const ForcedToDisk forced(fails);
    EXPECT_FALSE(spool_.Put("abc", &sha256_, &error_)) << fails;
    EXPECT_THAT(error_, HasSubstr("cannot keep a file: Input/output error"));
    EXPECT_EQ(forced.names().size(), fails);
  }
}

}  // namespace
}  // namespace cashmatch
