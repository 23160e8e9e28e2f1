// SPDX-License-Identifier: Apache-2.0
// keep_memory_test.cc - a large block that was freed costs no pages again.
#include "adapters/bytes/keep_memory.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <vector>

// The sanitizers have allocators of their own.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define CASHMATCH_OTHER_ALLOCATOR
#endif
#endif
#if defined(__GLIBC__) && !defined(CASHMATCH_OTHER_ALLOCATOR)

namespace cashmatch {
namespace {

constexpr size_t kBytes = size_t{64} << 20;

long FaultsOf(int rounds) {
  rusage before = {}, after = {};
  getrusage(RUSAGE_SELF, &before);
  for (int i = 0; i < rounds; ++i) {
    std::vector<char> block(kBytes);
    EXPECT_EQ(block.back(), 0);
  }
  getrusage(RUSAGE_SELF, &after);
  return after.ru_minflt - before.ru_minflt;
}

TEST(KeepMemory, ABlockThatWasFreedCostsNoPagesAgain) {
  KeepFreedMemory();
  const long first = FaultsOf(1);
  EXPECT_GT(first, 16);
  EXPECT_LT(FaultsOf(8), first);
}

}  // namespace
}  // namespace cashmatch

#endif
