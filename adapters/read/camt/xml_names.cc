// SPDX-License-Identifier: Apache-2.0
// xml_names.cc - numbers for names.
// Tested by tests/unit/adapters/read/camt/xml_names_test.cc
#include "adapters/read/camt/xml_names.h"

namespace cashmatch {
namespace {

size_t SlotFor(std::string_view name) {
  size_t hash = name.size();
  for (const char c : name) hash = hash * 31 + static_cast<unsigned char>(c);
  return (hash ^ (hash >> 8)) % 256;
}

}  // namespace

XmlNames::Number XmlNames::NumberOf(std::string_view qualified) {
  if (qualified.size() >= ShortBytes::kMost) return 0;
  size_t at = SlotFor(qualified);
  for (; table_[at] != 0; at = (at + 1) % table_.size()) {
    if (names_[table_[at]].qualified == qualified) return table_[at];
  }
  if (names_.size() > kMost) return 0;
  table_[at] = static_cast<Number>(names_.size());
  std::array<char, ShortBytes::kMost> end{};
  std::memcpy(end.data(), qualified.data(), qualified.size());
  end[qualified.size()] = '>';
  names_.push_back({qualified, qualified.rfind(':') + 1,
                    ShortBytes({end.data(), qualified.size() + 1})});
  return table_[at];
}

}  // namespace cashmatch
