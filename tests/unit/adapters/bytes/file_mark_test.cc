// SPDX-License-Identifier: Apache-2.0
// file_mark_test.cc - written to, replaced, gone.
#include "adapters/bytes/file_mark.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>

namespace cashmatch {
namespace {

namespace fs = std::filesystem;

class FileMarkTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        fs::temp_directory_path() /
        ("cashmatch-mark-" +
         std::string(
             testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::create_directories(folder_);
    path_ = folder_ / "items.csv";
    Write(path_, "one");
    // As if it had been written long ago.
    fs::last_write_time(
        path_, fs::file_time_type::clock::now() - std::chrono::hours(1));
  }
  void TearDown() override { fs::remove_all(folder_); }

  static void Write(const fs::path& path, const char* text) {
    std::ofstream(path) << text;
  }

  fs::path folder_, path_;
};

TEST_F(FileMarkTest, SeesThatAFileWasWrittenTo) {
  const FileMark mark(path_);
  EXPECT_TRUE(mark.IsAsItWas());
  Write(path_, "two");  // as long as before
  EXPECT_FALSE(mark.IsAsItWas());
}

TEST_F(FileMarkTest, SeesThatAFileGrew) {
  const FileMark mark(path_);
  const auto written = fs::last_write_time(path_);
  Write(path_, "three");
  fs::last_write_time(path_, written);
  EXPECT_FALSE(mark.IsAsItWas());
}

TEST_F(FileMarkTest, AFileThatIsReplacedOrGoneIsAsItWas) {
  const FileMark mark(path_);
  Write(folder_ / "new", "other");
  fs::rename(folder_ / "new", path_);
  EXPECT_TRUE(mark.IsAsItWas());
  fs::remove(path_);
  EXPECT_TRUE(mark.IsAsItWas());
}

TEST_F(FileMarkTest, NoFileIsAsItWas) {
  EXPECT_TRUE(FileMark(folder_ / "none").IsAsItWas());
}

}  // namespace
}  // namespace cashmatch
