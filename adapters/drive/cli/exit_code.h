// SPDX-License-Identifier: Apache-2.0
// exit_code.h - how a command ended, for scripts. CONTRACT section 1.
#pragma once

namespace cashmatch {

inline constexpr int kExitDone = 0;
inline constexpr int kExitFailed = 1;  // rejected or failed; nothing written
inline constexpr int kExitUsage = 2;   // command line or rules file wrong
inline constexpr int kExitHeld = 3;    // done, a part of an input was held
inline constexpr int kExitWarned = 3;  // lint: the rules are warned of
inline constexpr int kExitInterrupted = 130;

}  // namespace cashmatch
