// SPDX-License-Identifier: Apache-2.0
// json_text.cc - commas, line breaks and depth.
// Tested by tests/unit/adapters/write/json_text_test.cc
#include "adapters/write/json_text.h"

#include <utility>

#include "adapters/write/row.h"

namespace cashmatch {

void JsonText::Begin() {
  if (std::exchange(after_key_, false)) return;
  if (!first_) out_.push_back(',');
  if (depth_ != 0) BreakLine();
  first_ = false;
}

void JsonText::BreakLine() {
  out_.push_back('\n');
  out_.append(2 * depth_, ' ');
}

void JsonText::Open(char bracket) {
  Begin();
  out_.push_back(bracket);
  ++depth_;
  first_ = true;
}

void JsonText::Close(char bracket) {
  --depth_;
  if (!first_) BreakLine();
  out_.push_back(bracket);
  first_ = false;
}

void JsonText::Key(std::string_view name) {
  Begin();
  AppendJsonString(name, &out_);
  out_.append(": ");
  after_key_ = true;
}

void JsonText::Text(std::string_view value) {
  Begin();
  AppendJsonString(value, &out_);
}

void JsonText::Number(uint64_t value) { Token(std::to_string(value)); }

void JsonText::Token(std::string_view token) {
  Begin();
  out_.append(token);
}

std::string JsonText::Take() {
  std::string text = std::exchange(out_, {});
  *this = JsonText();
  text.push_back('\n');
  return text;
}

}  // namespace cashmatch
