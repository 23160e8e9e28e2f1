// SPDX-License-Identifier: Apache-2.0
// sha256.h - the hash by which a file is named in results and logs.
#pragma once

#include <string>
#include <string_view>

namespace cashmatch {

/// Returns the SHA-256 of `bytes` as 64 lower-case hex digits, as sha256sum
/// prints it. Source: FIPS 180-4.
std::string Sha256Hex(std::string_view bytes);

}  // namespace cashmatch
