// SPDX-License-Identifier: Apache-2.0
// output.cc - write(2) until all is out or somebody has hung up.
// Tested by tests/system/cli_test.py
#include "adapters/drive/cli/output.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace cashmatch {

OutputState WriteStdout(std::string_view text, std::string* error) {
  while (!text.empty()) {
    const ssize_t done = write(STDOUT_FILENO, text.data(), text.size());
    if (done >= 0) {
      text.remove_prefix(static_cast<size_t>(done));
    } else if (errno == EPIPE) {
      return OutputState::kClosed;
    } else if (errno != EINTR) {
      *error = std::string("stdout cannot be written: ") + std::strerror(errno);
      return OutputState::kFailed;
    }
  }
  return OutputState::kGood;
}

}  // namespace cashmatch
