// SPDX-License-Identifier: Apache-2.0
// death.h - what a fuzzing program says when an input kills it.
#pragma once

#include <cstdint>
#include <string_view>

namespace cashmatch::fuzz {

/// Prints the words of the last SayAtDeath when a signal (SIGALRM for a hang
/// among them) or a sanitizer ends the process.
void WatchForDeath();

/// Sets the words; `format` takes a name and two numbers. No allocation.
void SayAtDeath(const char* format, std::string_view name, uint64_t one,
                uint64_t two);

}  // namespace cashmatch::fuzz
