// SPDX-License-Identifier: Apache-2.0
// forms.h - which form the inputs of each reader have.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "tests/fuzz/records.h"

namespace cashmatch::fuzz {

inline constexpr std::array<std::pair<std::string_view, Form>, 15> kForms = {{
    {"bai2", Form::kCommas},
    {"lockbox", Form::kColumns},
    {"camt", Form::kElements},
    {"remt.001", Form::kElements},
    {"mt940", Form::kTags},
    {"x12", Form::kSegments},
    {"nacha", Form::kColumns},
    {"ndjson", Form::kObjects},
    {"mapped", Form::kCommas},
    {"mail", Form::kTags},
    {"advice", Form::kCommas},
    {"packed", Form::kPacked},
    {"open_items", Form::kCommas},
    {"customers", Form::kCommas},
    {"rules", Form::kObjects},
}};

/// Returns the form of a reader's inputs.  Requires: the reader is one of them.
constexpr Form FormOf(std::string_view reader) {
  size_t i = 0;
  while (kForms[i].first != reader) ++i;
  return kForms[i].second;
}

}  // namespace cashmatch::fuzz
