// SPDX-License-Identifier: Apache-2.0
// input_list.h - from the INPUT arguments to the files that they name.
#pragma once

#include <string>
#include <vector>

namespace cashmatch {

/// One file to read.
struct InputFile {
  std::string path;  // to open it; "-" for stdin
  std::string name;  // for messages and results: the path below the INPUT that
                     // was named; of a file that was named itself, its own name
};

struct InputList {
  std::vector<InputFile> files;
  /// One line for each thing inside a folder that is passed over.
  std::vector<std::string> warnings;
};

/// Expands INPUT arguments: a file stands for itself, a folder for its files,
/// recursively, "-" for stdin.
///
/// Order: as named; inside a folder by name, bytewise. Hidden files and folders
/// and what is no file (sockets, pipes) inside a folder are passed over with a
/// warning; links to folders inside a folder are not followed.
/// Errors: false with a message for an INPUT that is not there or a folder that
/// cannot be listed, and for a second "-".
bool ExpandInputs(const std::vector<std::string>& inputs, InputList* list,
                  std::string* error);

}  // namespace cashmatch
