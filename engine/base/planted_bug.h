// SPDX-License-Identifier: Apache-2.0
// planted_bug.h - bugs on purpose, to see that the tests find them.
#pragma once

#ifdef CASHMATCH_PLANTED_BUGS
#include <string_view>
#endif

namespace cashmatch {

/// Tells whether the bug of that name is alive; tests/planted lists them all.
/// One at a time is, and only in a build for it: in every other one this is a
/// constant, and neither the branch nor the name reaches the object file.
#ifdef CASHMATCH_PLANTED_BUGS
bool Planted(std::string_view bug);
#else
consteval bool Planted(const char* /*bug*/) { return false; }
#endif

}  // namespace cashmatch
