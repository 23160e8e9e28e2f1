// SPDX-License-Identifier: Apache-2.0
// terminal.h - what a person sees while a command runs: stderr, and only that.
#pragma once

#include <string_view>

namespace cashmatch {

/// Writes messages to stderr, and progress only where stderr is a terminal.
/// Colour is used on terminals unless NO_COLOR is set or TERM is `dumb`.
/// Threads: one.
class Terminal {
 public:
  Terminal();
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  /// Shows what the program is doing now, over what it showed before.
  void Progress(std::string_view what);
  /// Takes the progress line away.
  void ClearProgress();

  /// Writes one line: a finding, a warning.
  void Say(std::string_view line);
  /// Writes `cashmatch: error: <line>`.
  void Fail(std::string_view line);
  /// Writes lines that already end in line ends.
  void Text(std::string_view text);

 private:
  bool interactive_ = false;
  bool colour_ = false;
  bool showing_ = false;
};

}  // namespace cashmatch
