// SPDX-License-Identifier: Apache-2.0
// json_text.h - an indented JSON text, for files that people look into.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace cashmatch {

/// Builds one JSON value, two spaces a level. Brackets and keys are the
/// caller's to pair; what is Opened as '{' is Closed as '}'.
///
/// Threads: one owner.  Cost: one append a call.
class JsonText {
 public:
  void Open(char bracket);
  void Close(char bracket);
  /// The name of the member whose value comes next.
  void Key(std::string_view name);
  void Text(std::string_view value);
  void Number(uint64_t value);
  /// A number or `null`, as it stands.
  void Token(std::string_view token);
  /// Returns the text with its line end, and starts afresh.
  std::string Take();

 private:
  void Begin();  // what stands before a value or a key
  void BreakLine();

  std::string out_;
  size_t depth_ = 0;
  bool first_ = true;  // in its object or array
  bool after_key_ = false;
};

}  // namespace cashmatch
