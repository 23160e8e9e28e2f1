// SPDX-License-Identifier: Apache-2.0
// input_list.cc - expanding INPUT arguments.
// Tested by tests/unit/adapters/bytes/input_list_test.cc
#include "adapters/bytes/input_list.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace cashmatch {
namespace {

namespace fs = std::filesystem;

bool IsHidden(const fs::path& path) {
  return path.filename().native().starts_with('.');
}

/// The path of `file` below `folder`. Both come from the same walk, so that the
/// one begins with the other.
std::string NameBelow(const fs::path& folder, const fs::path& file) {
  return file.lexically_relative(folder).generic_string();
}

/// Looks at one entry of a walk; tells the walk not to enter hidden folders.
void AddEntry(const fs::path& folder, fs::recursive_directory_iterator* walk,
              std::vector<InputFile>* found,
              std::vector<std::string>* warnings) {
  const fs::directory_entry& entry = **walk;
  const std::string name = NameBelow(folder, entry.path());
  std::error_code failed;
  if (IsHidden(entry.path())) {
    walk->disable_recursion_pending();
    warnings->push_back(name + ": hidden, passed over");
  } else if (entry.is_regular_file(failed)) {
    found->push_back({entry.path().string(), name});
  } else if (entry.is_directory(failed)) {
    if (entry.is_symlink(failed)) {
      warnings->push_back(name + ": link to a folder, passed over");
    }
  } else {
    warnings->push_back(name + ": not a file, passed over");
  }
}

bool AddFolder(const std::string& input, InputList* list, std::string* error) {
  const fs::path folder(input);
  std::vector<InputFile> found;
  std::vector<std::string> warnings;
  std::error_code failed;
  fs::recursive_directory_iterator walk(folder, failed);
  while (!failed && walk != fs::recursive_directory_iterator()) {
    AddEntry(folder, &walk, &found, &warnings);
    walk.increment(failed);
  }
  if (failed) {
    *error = input + ": cannot be listed: " + failed.message();
    return false;
  }
  std::sort(
      found.begin(), found.end(),
      [](const InputFile& a, const InputFile& b) { return a.name < b.name; });
  std::sort(warnings.begin(), warnings.end());
  list->files.insert(list->files.end(), found.begin(), found.end());
  list->warnings.insert(list->warnings.end(), warnings.begin(), warnings.end());
  return true;
}

}  // namespace

bool ExpandInputs(const std::vector<std::string>& inputs, InputList* list,
                  std::string* error) {
  bool stdin_taken = false;
  for (const std::string& input : inputs) {
    if (input == "-") {
      if (stdin_taken) {
        *error = "-: stdin is named twice";
        return false;
      }
      stdin_taken = true;
      list->files.push_back({"-", "-"});
      continue;
    }
    std::error_code failed;
    const fs::file_status status = fs::status(input, failed);
    if (status.type() == fs::file_type::not_found) {
      *error = input + ": no such file or folder";
      return false;
    }
    if (fs::is_directory(status)) {
      if (!AddFolder(input, list, error)) return false;
    } else {
      list->files.push_back({input, fs::path(input).filename().string()});
    }
  }
  return true;
}

}  // namespace cashmatch
