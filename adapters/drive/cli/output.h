// SPDX-License-Identifier: Apache-2.0
// output.h - results on stdout, through one large buffer.
#pragma once

#include <string>
#include <string_view>

namespace cashmatch {

/// What became of the writing so far.
enum class OutputState : unsigned char {
  kGood,
  kClosed,  // the reader went away (EPIPE): end quietly
  kFailed,  // any other error
};

/// Writes all of `text` to stdout, unbuffered.
/// Returns: the state; with kFailed, `*error` says why.
OutputState WriteStdout(std::string_view text, std::string* error);

}  // namespace cashmatch
