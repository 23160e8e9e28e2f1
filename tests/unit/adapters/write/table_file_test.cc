// SPDX-License-Identifier: Apache-2.0
// table_file_test.cc - chunks come out in order, whatever the threads.
#include "adapters/write/table_file.h"

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include "tests/unit/adapters/write/hand_made_run.h"

namespace cashmatch {
namespace {

void AppendNumbers(size_t begin, size_t end, std::string* out) {
  for (size_t i = begin; i < end; ++i) *out += std::to_string(i) + "\n";
}

TEST(TableFile, RowsStandInOrderForAnyNumberOfThreads) {
  constexpr size_t kRows = 50'000;  // a dozen chunks
  std::string expected = "n\n";
  AppendNumbers(0, kRows, &expected);
  for (const size_t threads : {1, 2, 8}) {
    const tbb::global_control limit(
        tbb::global_control::max_allowed_parallelism, threads);
    const ScratchFolder folder;
    std::string error;
    ASSERT_TRUE(
        WriteRows(folder.path() + "/t", "n\n", kRows, AppendNumbers, &error))
        << error;
    EXPECT_EQ(folder.Text("t"), expected) << threads;
  }
}

TEST(TableFile, ATableWithoutRowsHasItsHeader) {
  const ScratchFolder folder;
  std::string error;
  ASSERT_TRUE(WriteRows(folder.path() + "/t", "n\n", 0, AppendNumbers, &error));
  EXPECT_EQ(folder.Text("t"), "n\n");
}

TEST(TableFile, AnExistingFileIsNotTouchedAndNamed) {
  const ScratchFolder folder;
  std::string error;
  ASSERT_TRUE(WriteText(folder.path() + "/t", "first", &error));
  EXPECT_FALSE(WriteText(folder.path() + "/t", "second", &error));
  EXPECT_EQ(folder.Text("t"), "first");
  EXPECT_NE(error.find(folder.path() + "/t: cannot be written"),
            std::string::npos)
      << error;
}

}  // namespace
}  // namespace cashmatch
