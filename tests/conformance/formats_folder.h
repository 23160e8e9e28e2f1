// SPDX-License-Identifier: Apache-2.0
// formats_folder.h - where the optional conformance files are.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace cashmatch {

/// The folder that CASHMATCH_FORMATS names, else ../shared/formats beside the
/// source tree; empty if there is none.
inline std::filesystem::path FormatsFolder() {
  const char* const named = std::getenv("CASHMATCH_FORMATS");
  const std::filesystem::path folder =
      named != nullptr ? std::filesystem::path(named)
                       : std::filesystem::path(CASHMATCH_SOURCE_DIR) / ".." /
                             "shared" / "formats";
  std::error_code error;
  return std::filesystem::is_directory(folder / "expectations", error)
             ? folder
             : std::filesystem::path();
}

inline std::string ReadWhole(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file),
          std::istreambuf_iterator<char>()};
}

/// Ends the test as skipped, and says so, where the folder is missing.
#define CASHMATCH_SKIP_WITHOUT_FORMATS()                                     \
  if (cashmatch::FormatsFolder().empty())                                    \
  GTEST_SKIP() << "SKIPPED: no conformance files; set CASHMATCH_FORMATS to " \
                  "the folder that holds expectations/"

}  // namespace cashmatch
