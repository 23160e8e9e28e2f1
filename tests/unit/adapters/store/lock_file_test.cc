// SPDX-License-Identifier: Apache-2.0
// lock_file_test.cc - who comes second is told who was first.
#include "adapters/store/lock_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <memory>

namespace cashmatch {
namespace {

TEST(LockFileTest, OneHoldsAndTheOtherIsTold) {
  const std::string path = testing::TempDir() + "lock_file_test.lock";
  std::string error;
  auto first = std::make_unique<LockFile>();
  ASSERT_TRUE(first->Take(path, &error)) << error;
  LockFile second;
  EXPECT_FALSE(second.Take(path, &error));
  EXPECT_THAT(error, testing::HasSubstr("held by process " +
                                        std::to_string(getpid()) + " on "));
  first.reset();
  EXPECT_TRUE(second.Take(path, &error)) << error;
}

TEST(LockFileTest, NoFileNoLock) {
  std::string error;
  EXPECT_FALSE(LockFile().Take("/nowhere/at/all.lock", &error));
  EXPECT_THAT(error, testing::HasSubstr("/nowhere/at/all.lock: cannot be"));
}

}  // namespace
}  // namespace cashmatch
