// SPDX-License-Identifier: Apache-2.0
// output_file.h - a new file, written in large pieces.
#pragma once

#include <string>
#include <string_view>

namespace cashmatch {

/// Creates a file and collects what is appended into writes of a megabyte;
/// large texts are written as they are.
///
/// After the first error it swallows what comes; Close tells it.
/// Threads: one owner.
class OutputFile {
 public:
  /// Creates the file; one that exists is an error.
  explicit OutputFile(std::string path);
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  /// Closes the file; what is not yet written is lost. Call Close to keep it.
  ~OutputFile();

  void Append(std::string_view text) {
    if (text.size() >= kDirect) {
      Flush();
      Write(text);
      return;
    }
    buffer_ += text;
    if (buffer_.size() >= kLarge) Flush();
  }

  /// Writes what is left and closes. Returns false with "PATH: cannot be
  /// written: why" if any of it failed.
  bool Close(std::string* error);

 private:
  static constexpr size_t kLarge = size_t{1} << 20;
  // To copy so much costs more than to ask the system once more.
  static constexpr size_t kDirect = size_t{64} << 10;
  void Flush();
  void Write(std::string_view text);

  std::string path_;
  std::string buffer_;
  int descriptor_;
  int error_ = 0;
};

}  // namespace cashmatch
