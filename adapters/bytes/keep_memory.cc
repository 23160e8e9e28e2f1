// SPDX-License-Identifier: Apache-2.0
// keep_memory.cc - settings of the allocator of glibc.
// Tested by tests/unit/adapters/bytes/keep_memory_test.cc
#include "adapters/bytes/keep_memory.h"

#include <climits>  // tells whose C library it is

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace cashmatch {

void KeepFreedMemory() {
#if defined(__GLIBC__)
  mallopt(M_MMAP_MAX, 0);  // a mapping of its own is given back at once
  mallopt(M_TRIM_THRESHOLD, INT_MAX);
#endif
}

}  // namespace cashmatch
