// SPDX-License-Identifier: Apache-2.0
// kept_file.h - a received file, in the spool.
#pragma once

#include <string>

namespace cashmatch {

/// A file that stands in the spool, under the name it came with.
struct KeptFile {
  std::string name, sha256;
};

}  // namespace cashmatch
