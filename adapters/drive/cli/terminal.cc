// SPDX-License-Identifier: Apache-2.0
// terminal.cc - one line of progress that never reaches a file or a pipe.
// Tested by tests/system/cli_test.py
#include "adapters/drive/cli/terminal.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace cashmatch {
namespace {

bool IsSet(const char* name) {
  const char* const value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

bool IsDumb() {
  const char* const term = std::getenv("TERM");
  return term != nullptr && std::string_view(term) == "dumb";
}

void Write(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace

Terminal::Terminal()
    : interactive_(isatty(STDERR_FILENO) != 0 && !IsDumb()),
      colour_(interactive_ && !IsSet("NO_COLOR")) {}

Terminal::~Terminal() { ClearProgress(); }

void Terminal::Progress(std::string_view what) {
  if (!interactive_) return;
  Write("\r\x1b[K" + std::string(what) + " ...");
  std::fflush(stderr);
  showing_ = true;
}

void Terminal::ClearProgress() {
  if (!showing_) return;
  Write("\r\x1b[K");
  std::fflush(stderr);
  showing_ = false;
}

void Terminal::Say(std::string_view line) {
  ClearProgress();
  Write(std::string(line) + "\n");
}

void Terminal::Fail(std::string_view line) {
  const std::string_view error =
      colour_ ? "\x1b[1;31merror:\x1b[0m " : "error: ";
  Say("cashmatch: " + std::string(error) + std::string(line));
}

void Terminal::Text(std::string_view text) {
  ClearProgress();
  Write(text);
}

}  // namespace cashmatch
