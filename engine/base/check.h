// SPDX-License-Identifier: Apache-2.0
// check.h - a broken promise of our own code stops the program, with its place.
#pragma once

#include <cstdio>
#include <cstdlib>

/// Stops the program when `condition` is false. For our own mistakes only: bad
/// input is a Finding, never a CHECK.
#define CASHMATCH_CHECK(condition)                                          \
  do {                                                                      \
    if (!(condition)) [[unlikely]] {                                        \
      std::fprintf(stderr, "%s:%d: check failed: %s\n", __FILE__, __LINE__, \
                   #condition);                                             \
      std::abort();                                                         \
    }                                                                       \
  } while (false)
