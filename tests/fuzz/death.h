// SPDX-License-Identifier: Apache-2.0
// death.h - what a fuzzing program says when an input kills it.
#pragma once

#include <cstdint>
#include <string_view>

namespace cashmatch::fuzz {

/// Prints the words of the last SayAtDeath when a signal (SIGALRM or SIGPROF
/// for a hang among them) or a sanitizer ends the process.
void WatchForDeath();

/// Ends the process with SIGPROF once it has computed for `seconds` more; 0
/// takes that back. CPU time, so that a busy machine is no hang; a wait is not
/// seen.
void WatchForHang(unsigned seconds);

/// Sets the words; `format` takes a name and two numbers. No allocation.
void SayAtDeath(const char* format, std::string_view name, uint64_t one,
                uint64_t two);

}  // namespace cashmatch::fuzz
