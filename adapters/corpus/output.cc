// SPDX-License-Identifier: Apache-2.0
// output.cc - files in a folder or in memory, and numbers as text.
// Tested by tests/unit/adapters/corpus/output_test.cc
#include "adapters/corpus/output.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <vector>

namespace cashmatch {
namespace {

class DiskFile : public FileWriter {
 public:
  explicit DiskFile(std::FILE* file) : file_(file) {
    std::setvbuf(file_, nullptr, _IONBF, 0);  // TextFile has the buffer
  }
  ~DiskFile() override {
    if (file_ != nullptr) std::fclose(file_);
  }
  DiskFile(const DiskFile&) = delete;
  DiskFile& operator=(const DiskFile&) = delete;

  void Append(std::string_view text) override {
    if (!ok_) return;
    ok_ = std::fwrite(text.data(), 1, text.size(), file_) == text.size();
  }
  bool Close() override {
    if (std::fclose(file_) != 0) ok_ = false;
    file_ = nullptr;
    return ok_;
  }

 private:
  std::FILE* file_;
  bool ok_ = true;
};

class MemoryFile : public FileWriter {
 public:
  explicit MemoryFile(std::string* text) : text_(*text) {}
  void Append(std::string_view text) override { text_ += text; }
  bool Close() override { return true; }

 private:
  std::string& text_;
};

// The days a corpus speaks of, written once.
constexpr Day kFirstDay = 19'700;  // in 2023
constexpr Day kDays = 2'000;

const std::vector<std::array<char, 10>>& DayTexts() {
  static const std::vector<std::array<char, 10>> texts = [] {
    std::vector<std::array<char, 10>> all(kDays);
    for (Day i = 0; i < kDays; ++i) {
      FormatDay(kFirstDay + i).copy(all[i].data(), 10);
    }
    return all;
  }();
  return texts;
}

}  // namespace

std::unique_ptr<FileWriter> FolderSink::Create(const std::string& path) {
  const std::filesystem::path file = std::filesystem::path(root_) / path;
  std::error_code ignored;  // fopen says it if the folder is not there
  std::filesystem::create_directories(file.parent_path(), ignored);
  std::FILE* const opened = std::fopen(file.c_str(), "wbx");
  if (opened == nullptr) return nullptr;
  return std::make_unique<DiskFile>(opened);
}

std::unique_ptr<FileWriter> MemorySink::Create(const std::string& path) {
  return std::make_unique<MemoryFile>(&files_[path]);
}

TextFile::TextFile(FileSink* sink, const std::string& path)
    : path_(path), file_(sink->Create(path)) {
  text_.reserve(kLarge + (kLarge >> 3));
}

void TextFile::Flush() {
  if (file_ != nullptr) file_->Append(text_);
  text_.clear();
}

std::string TextFile::Close() {
  Flush();
  if (file_ != nullptr && file_->Close()) return {};
  return path_ + ": cannot be written";
}

void AppendDigits(uint64_t value, int width, std::string* out) {
  std::array<char, 20> digits;
  const char* const end =
      std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  const auto length = static_cast<int>(end - digits.data());
  if (length < width) out->append(static_cast<size_t>(width - length), '0');
  out->append(digits.data(), static_cast<size_t>(length));
}

void AppendAmount(Minor amount, int exponent, std::string* out) {
  if (exponent != 0 && exponent != 2) {
    AppendDecimal(amount, exponent, out);
    return;
  }
  const uint64_t size = amount < 0 ? -static_cast<uint64_t>(amount)
                                   : static_cast<uint64_t>(amount);
  if (amount < 0) out->push_back('-');
  if (exponent == 0) {
    AppendNumber(size, out);
    return;
  }
  AppendNumber(size / 100, out);
  out->push_back('.');
  out->push_back(static_cast<char>('0' + size / 10 % 10));
  out->push_back(static_cast<char>('0' + size % 10));
}

void AppendDay(Day day, std::string* out) {
  if (day == kNoDay) return;
  if (day < kFirstDay || day >= kFirstDay + kDays) {
    out->append(FormatDay(day));
    return;
  }
  out->append(DayTexts()[static_cast<size_t>(day - kFirstDay)].data(), 10);
}

void AppendShortDay(Day day, std::string* out) {
  const std::string text = FormatDay(day);
  out->append(text, 2, 2).append(text, 5, 2).append(text, 8, 2);
}

}  // namespace cashmatch
