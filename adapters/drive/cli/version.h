// SPDX-License-Identifier: Apache-2.0
// version.h - the version of the program, as the build states it.
#pragma once

namespace cashmatch {

inline constexpr const char* kVersion = CASHMATCH_VERSION;

}  // namespace cashmatch
