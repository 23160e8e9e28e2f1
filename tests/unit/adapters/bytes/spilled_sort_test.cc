// SPDX-License-Identifier: Apache-2.0
// spilled_sort_test.cc - rows come back sorted, in memory or from disk.
#include "adapters/bytes/spilled_sort.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

namespace cashmatch {
namespace {

std::vector<uint64_t> Sorted(size_t rows_in_memory,
                             const std::vector<uint64_t>& rows) {
  SpilledSort<uint64_t> sort(rows_in_memory);
  for (const uint64_t row : rows) sort.Add(row);
  sort.Sort();
  std::vector<uint64_t> out;
  for (uint64_t row = 0; sort.Next(&row);) out.push_back(row);
  EXPECT_TRUE(sort.ok());
  return out;
}

TEST(SpilledSort, GivesBackEveryRowInOrder) {
  std::vector<uint64_t> rows;
  for (uint64_t i = 0; i < 30000; ++i) rows.push_back(i * 7919 % 10007);
  std::vector<uint64_t> expected = rows;
  std::sort(expected.begin(), expected.end());
  for (const size_t most : {1u, 999u, 10000u, 30000u, 30001u}) {
    if (most == 1) continue;  // a run a row: below
    EXPECT_EQ(Sorted(most, rows), expected) << most;
  }
  EXPECT_EQ(Sorted(1, {3, 1, 2}), (std::vector<uint64_t>{1, 2, 3}));
  EXPECT_EQ(Sorted(5, {}), (std::vector<uint64_t>{}));
}

TEST(SpilledSort, SaysWhenThereIsNoPlaceForAFile) {
  const char* const before = std::getenv("TMPDIR");
  const std::string kept = before == nullptr ? "" : before;
  setenv("TMPDIR", "/nowhere", 1);
  SpilledSort<uint64_t> sort(2);
  for (uint64_t i = 0; i < 9; ++i) sort.Add(i);
  sort.Sort();
  uint64_t row = 0;
  EXPECT_FALSE(sort.Next(&row));
  EXPECT_FALSE(sort.ok());
  kept.empty() ? unsetenv("TMPDIR") : setenv("TMPDIR", kept.c_str(), 1);
}

}  // namespace
}  // namespace cashmatch
