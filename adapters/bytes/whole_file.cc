// SPDX-License-Identifier: Apache-2.0
// whole_file.cc - write beside, rename.
// Tested by tests/unit/adapters/bytes/whole_file_test.cc
#include "adapters/bytes/whole_file.h"

#include <unistd.h>

#include <filesystem>
#include <system_error>

namespace cashmatch {

bool WriteWholeFile(const std::string& path, bool overwrite,
                    const std::function<void(OutputFile*)>& fill,
                    std::string* error) {
  const std::filesystem::path target(path);
  std::error_code failed;
  if (!overwrite && std::filesystem::exists(target, failed)) {
    *error = path +
             " is there already; nothing was written (--overwrite replaces it)";
    return false;
  }
  if (std::filesystem::is_directory(target, failed)) {
    *error = path + ": is a folder";
    return false;
  }
  const std::string beside =
      (target.parent_path() / ("." + target.filename().string() + ".partial-" +
                               std::to_string(getpid())))
          .string();
  OutputFile file(beside);
  fill(&file);
  if (file.Close(error)) {
    std::filesystem::rename(beside, target, failed);
    if (!failed) return true;
    *error = path + ": cannot be written: " + failed.message();
  }
  std::filesystem::remove(beside, failed);
  return false;
}

bool WriteWholeFile(const std::string& path, bool overwrite,
                    std::string_view text, std::string* error) {
  return WriteWholeFile(
      path, overwrite, [text](OutputFile* file) { file->Append(text); }, error);
}

}  // namespace cashmatch
