// SPDX-License-Identifier: Apache-2.0
// inflate.h - compressed inputs, recognised by content, with limits.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/bytes/mapping.h"

namespace cashmatch {

/// How large one input may be.
struct InputLimits {
  uint64_t bytes_max = uint64_t{8} << 30;
  /// Against bombs: a compressed input may grow by this factor, and without
  /// regard to the factor to `ratio_free_bytes`.
  uint64_t ratio_max = 100;
  uint64_t ratio_free_bytes = uint64_t{64} << 20;
  uint32_t members_max = 1000;  // files of one archive
};

/// Returns how many bytes `packed` ones may become.
uint64_t MostFor(size_t packed, const InputLimits& limits);

enum class Compression : uint8_t { kNone, kGzip, kZstd, kZip };

/// Recognises a compressed input by its first bytes; names play no part.
Compression CompressionOf(std::string_view bytes);

/// Inflates a whole input: all members of a gzip file, all frames of zstd. One
/// layer only; what is inside is not looked at. Zip archives: unzip.h.
///
/// Requires: kGzip or kZstd.
/// Errors: false with "NAME: ..." for a truncated or corrupt input, one with
/// foreign bytes after its end, and one that grows beyond the limits.
/// `stored`, if given, is where `bytes` lie: its memory is given back
/// meanwhile. Source: RFC 1952 (gzip), RFC 8878 (zstd).
bool Inflate(std::string_view bytes, Compression compression,
             const std::string& name, const InputLimits& limits,
             GrowingMapping* to, std::string* error,
             const Mapping* stored = nullptr);

}  // namespace cashmatch
