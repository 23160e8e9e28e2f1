// SPDX-License-Identifier: Apache-2.0
// clock.h - time, chance and memory: what a service asks the system for.
#pragma once

#include <string>

namespace cashmatch::serve {

/// Returns the time as RFC 3339 in UTC, to the second.
std::string Now();

/// Gives what was freed back to the system, at its end: a large job leaves
/// holes that the allocator would keep. Costs a moment.
struct GiveBackMemory {
  GiveBackMemory() = default;
  GiveBackMemory(const GiveBackMemory&) = delete;
  GiveBackMemory& operator=(const GiveBackMemory&) = delete;
  ~GiveBackMemory();
};

/// Returns `bytes` random bytes from the system as lower-case hex digits.
std::string RandomHex(int bytes);

}  // namespace cashmatch::serve
