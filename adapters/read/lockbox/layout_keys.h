// SPDX-License-Identifier: Apache-2.0
// layout_keys.h - the names that a layouts file may use, and what they fill.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/lockbox/layout.h"

namespace cashmatch::lockbox {

struct LayoutField {
  std::string_view name;
  Columns* columns;
};

/// The part of a layouts file about one record.
struct LayoutSection {
  std::string name;
  std::vector<LayoutField> fields;
  std::vector<InvoiceColumns>* invoices = nullptr;  // where it may have them
  std::function<void()> clear;  // forgets what was inherited
};

/// The sections of `layout`; they point into it.
std::vector<LayoutSection> SectionsOf(Layout* layout);

/// One entry of `invoices`, as a section named `name`.
LayoutSection SectionOf(std::string name, InvoiceColumns* invoice);

std::vector<std::string_view> FieldNames(const LayoutSection& section);

/// All that may stand directly in a layout.
std::vector<std::string> LayoutKeyNames(Layout* layout);

/// Writes "unknown key 'amunt'; did you mean 'amount'?".
template <class Names>
std::string UnknownKey(std::string_view key, const Names& names);

/// The number of single-letter edits between two short names.
size_t EditsBetween(std::string_view a, std::string_view b);

template <class Names>
std::string UnknownKey(std::string_view key, const Names& names) {
  std::string_view nearest;
  constexpr size_t kNameMost = 32;
  size_t fewest = key.size() <= kNameMost ? key.size() : 0;
  for (const std::string_view name : names) {
    const size_t edits = fewest == 0 ? 0 : EditsBetween(key, name);
    if (edits < fewest) {
      fewest = edits;
      nearest = name;
    }
  }
  std::string text = "unknown key '" + std::string(key) + "'";
  if (!nearest.empty()) {
    text += "; did you mean '" + std::string(nearest) + "'?";
  }
  return text;
}

}  // namespace cashmatch::lockbox
