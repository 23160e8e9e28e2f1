// SPDX-License-Identifier: Apache-2.0
// sha256.h - the hash by which a file is named in results and logs.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cashmatch {

/// Returns the SHA-256 of `bytes` as 64 lower-case hex digits, as sha256sum
/// prints it. Source: FIPS 180-4.
std::string Sha256Hex(std::string_view bytes);

/// Returns the same of several texts, each as if it were alone. Where the
/// processor has instructions for it (sha256_lanes.h), texts are hashed side by
/// side, which takes little more than half the time for four of one length.
std::vector<std::string> Sha256HexOfAll(
    std::span<const std::string_view> texts);

}  // namespace cashmatch
