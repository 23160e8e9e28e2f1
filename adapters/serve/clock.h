// SPDX-License-Identifier: Apache-2.0
// clock.h - what time it is, for journals, logs and keys that expire.
#pragma once

#include <string>

namespace cashmatch::serve {

/// Returns the time as RFC 3339 in UTC, to the second.
std::string Now();

/// Returns `bytes` random bytes from the system as lower-case hex digits.
std::string RandomHex(int bytes);

}  // namespace cashmatch::serve
