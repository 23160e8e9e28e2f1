// SPDX-License-Identifier: Apache-2.0
// output_file.cc - large writes. Tested by
// tests/unit/adapters/bytes/output_file_test.cc
#include "adapters/bytes/output_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace cashmatch {

OutputFile::OutputFile(std::string path)
    : path_(std::move(path)),
      descriptor_(
          open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)) {
  if (descriptor_ < 0) error_ = errno;
}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

void OutputFile::Flush() {
  Write(buffer_);
  buffer_.clear();
}

void OutputFile::Write(std::string_view text) {
  while (error_ == 0 && !text.empty()) {
    const ssize_t done = write(descriptor_, text.data(), text.size());
    if (done < 0) {
      if (errno != EINTR) error_ = errno;
    } else {
      text.remove_prefix(static_cast<size_t>(done));
    }
  }
}

bool OutputFile::Close(std::string* error) {
  Flush();
  if (descriptor_ >= 0 && close(descriptor_) != 0 && error_ == 0) {
    error_ = errno;
  }
  descriptor_ = -1;
  if (error_ == 0) return true;
  *error = path_ + ": cannot be written: " + std::strerror(error_);
  return false;
}

}  // namespace cashmatch
