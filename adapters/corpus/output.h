// SPDX-License-Identifier: Apache-2.0
// output.h - where a corpus is written: a folder, or memory for tests.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/date.h"
#include "engine/base/money.h"

namespace cashmatch {

/// One file being written.
class FileWriter {
 public:
  virtual ~FileWriter() = default;
  virtual void Append(std::string_view text) = 0;
  /// Ends the file. Returns false if any of it could not be written.
  virtual bool Close() = 0;
};

/// Makes files by their path below a root; several may be open at once.
class FileSink {
 public:
  virtual ~FileSink() = default;
  /// Starts a new file, with its folders; null if that is not possible.
  virtual std::unique_ptr<FileWriter> Create(const std::string& path) = 0;
};

/// Files below an existing folder.
class FolderSink : public FileSink {
 public:
  explicit FolderSink(std::string root) : root_(std::move(root)) {}
  std::unique_ptr<FileWriter> Create(const std::string& path) override;

 private:
  std::string root_;
};

/// Files kept in memory, by path.
class MemorySink : public FileSink {
 public:
  std::unique_ptr<FileWriter> Create(const std::string& path) override;
  const std::map<std::string, std::string>& files() const { return files_; }

 private:
  std::map<std::string, std::string> files_;
};

/// A file with a large buffer that rows are appended to.
///
/// After a failure it swallows what comes; Close says so.
class TextFile {
 public:
  TextFile(FileSink* sink, const std::string& path);

  std::string& text() { return text_; }
  /// Call now and then: writes out when the buffer is large.
  void Drain() {
    if (text_.size() >= kLarge) Flush();
  }
  /// Returns an empty string, or that the file cannot be written.
  std::string Close();

 private:
  static constexpr size_t kLarge = size_t{1} << 20;
  void Flush();

  std::string path_;
  std::string text_;
  std::unique_ptr<FileWriter> file_;
};

/// Appends the decimal digits of `value`, with leading zeros up to `width`.
void AppendDigits(uint64_t value, int width, std::string* out);
inline void AppendNumber(uint64_t value, std::string* out) {
  AppendDigits(value, 1, out);
}
/// Appends an amount as a decimal: AppendDecimal for 64 bits, for speed.
void AppendAmount(Minor amount, int exponent, std::string* out);
/// Appends `YYYY-MM-DD`, or nothing for kNoDay.
void AppendDay(Day day, std::string* out);
/// Appends `YYMMDD`.
void AppendShortDay(Day day, std::string* out);

}  // namespace cashmatch
