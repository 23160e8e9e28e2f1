// SPDX-License-Identifier: Apache-2.0
// layout.cc - reading layouts files. Tested by
// tests/unit/adapters/read/lockbox/layout_test.cc
#include "adapters/read/lockbox/layout.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <utility>

#include "adapters/read/lockbox/layout_keys.h"
#include "adapters/read/lockbox/layouts_embedded.h"
#include "engine/base/check.h"

namespace cashmatch::lockbox {
namespace {

constexpr int64_t kColumnMax = 4096;
constexpr int64_t kDecimalsMax = 4;

/// Reads one layouts file; keeps what is wrong with it.
class LayoutsFile {
 public:
  /// `known` are the layouts that a new one may be like.
  explicit LayoutsFile(std::vector<const std::vector<Layout>*> known)
      : known_(std::move(known)) {}

  void Read(const toml::table& file);

  std::vector<Layout> layouts;
  std::vector<std::string> faults;

 private:
  void ReadLayout(const toml::table& table);
  bool Inherit(const toml::table& table, Layout* layout);
  void ReadSection(const LayoutSection& section, const toml::table& table);
  void ReadInvoices(const toml::node& node, const std::string& where,
                    std::vector<InvoiceColumns>* invoices);
  void ReadValue(std::string_view key, const toml::node& node, Layout* layout);
  void ReadFormat(const toml::node& node, std::string* format);
  Columns ReadColumns(const toml::node& node, const std::string& where);
  void Check(const Layout& layout, const toml::node& at);
  const Layout* Find(std::string_view name) const;

  void Fault(const toml::node& at, std::string what) {
    faults.push_back("line " + std::to_string(at.source().begin.line) + ": " +
                     std::move(what));
  }

  const std::vector<const std::vector<Layout>*> known_;
};

const Layout* LayoutsFile::Find(std::string_view name) const {
  for (const Layout& layout : layouts) {
    if (layout.name == name) return &layout;
  }
  for (const std::vector<Layout>* const list : known_) {
    for (const Layout& layout : *list) {
      if (layout.name == name) return &layout;
    }
  }
  return nullptr;
}

void LayoutsFile::Read(const toml::table& file) {
  for (const auto& [key, node] : file) {
    if (key.str() != "layout" || !node.is_array_of_tables()) {
      Fault(node, "unknown key '" + std::string(key.str()) +
                      "'; a layouts file holds only [[layout]]");
      continue;
    }
    for (const toml::node& layout : *node.as_array()) {
      ReadLayout(*layout.as_table());
    }
  }
}

void LayoutsFile::ReadLayout(const toml::table& table) {
  Layout layout;
  layout.currency = kUsDollar;
  if (!Inherit(table, &layout)) return;
  layout.name = table["name"].value_or(std::string());
  if (layout.name.empty()) Fault(table, "a layout needs a name");
  for (const Layout& other : layouts) {
    if (other.name == layout.name) {
      Fault(table, "two layouts are named '" + layout.name + "'");
    }
  }
  const std::vector<LayoutSection> sections = SectionsOf(&layout);
  for (const auto& [key, node] : table) {
    const auto section = std::find_if(
        sections.begin(), sections.end(),
        [&name = key](const LayoutSection& s) { return s.name == name.str(); });
    if (section == sections.end()) {
      ReadValue(key.str(), node, &layout);
    } else if (node.is_table()) {
      section->clear();
      ReadSection(*section, *node.as_table());
    } else {
      Fault(node, "'" + section->name + "' must be a table");
    }
  }
  Check(layout, table);
  layouts.push_back(std::move(layout));
}

bool LayoutsFile::Inherit(const toml::table& table, Layout* layout) {
  const toml::node* const like = table.get("like");
  if (like == nullptr) return true;
  const std::string name = like->value_or(std::string());
  const Layout* const base = Find(name);
  if (base == nullptr) {
    Fault(*like, "like: no layout is named '" + name + "' above this one");
    return false;
  }
  *layout = *base;
  return true;
}

void LayoutsFile::ReadValue(std::string_view key, const toml::node& node,
                            Layout* layout) {
  const int64_t number = node.value<int64_t>().value_or(-1);
  if (key == "name" || key == "like") return;
  if (key == "record_length") {
    if (number < 1 || number > kColumnMax) {
      return Fault(node, "record_length must be a number of columns");
    }
    layout->record_length = static_cast<uint16_t>(number);
  } else if (key == "decimals") {
    if (number < 0 || number > kDecimalsMax) {
      return Fault(node, "decimals must be 0 to 4");
    }
    layout->decimals = static_cast<int>(number);
  } else if (key == "currency") {
    const auto currency = ParseCurrency(node.value_or(std::string()));
    if (!currency) return Fault(node, "currency must be an ISO 4217 code");
    layout->currency = *currency;
  } else if (key == "date_format") {
    ReadFormat(node, &layout->date_format);
  } else if (key == "check_date_format") {
    ReadFormat(node, &layout->check_date_format);
  } else {
    Fault(node, UnknownKey(key, LayoutKeyNames(layout)));
  }
}

void LayoutsFile::ReadFormat(const toml::node& node, std::string* format) {
  const std::string text = node.value_or(std::string());
  const auto count = [&](char c) {
    return std::count(text.begin(), text.end(), c);
  };
  const auto years = count('Y');
  if (count('M') != 2 || count('D') != 2 || (years != 2 && years != 4) ||
      text.size() != static_cast<size_t>(years) + 4) {
    return Fault(node, "a date format has YY or YYYY, MM and DD: \"YYMMDD\"");
  }
  *format = text;
}

void LayoutsFile::ReadSection(const LayoutSection& section,
                              const toml::table& table) {
  for (const auto& [key, node] : table) {
    const std::string where = section.name + "." + std::string(key.str());
    if (section.invoices != nullptr && key.str() == "invoices") {
      ReadInvoices(node, where, section.invoices);
      continue;
    }
    const auto field = std::find_if(
        section.fields.begin(), section.fields.end(),
        [&name = key](const LayoutField& f) { return f.name == name.str(); });
    if (field == section.fields.end()) {
      Fault(node,
            section.name + ": " + UnknownKey(key.str(), FieldNames(section)));
    } else {
      *field->columns = ReadColumns(node, where);
    }
  }
}

void LayoutsFile::ReadInvoices(const toml::node& node, const std::string& where,
                               std::vector<InvoiceColumns>* invoices) {
  if (!node.is_array_of_tables()) {
    return Fault(node, where + " must be an array of tables");
  }
  for (const toml::node& entry : *node.as_array()) {
    InvoiceColumns& invoice = invoices->emplace_back();
    const LayoutSection section = SectionOf(where, &invoice);
    ReadSection(section, *entry.as_table());
    if (!invoice.number.present()) Fault(entry, where + " needs a number");
  }
}

Columns LayoutsFile::ReadColumns(const toml::node& node,
                                 const std::string& where) {
  const toml::array* const pair = node.as_array();
  if (pair != nullptr && pair->size() == 2) {
    const int64_t first = pair->get(0)->value<int64_t>().value_or(0);
    const int64_t last = pair->get(1)->value<int64_t>().value_or(0);
    if (first >= 1 && first <= last && last <= kColumnMax) {
      return {static_cast<uint16_t>(first), static_cast<uint16_t>(last)};
    }
  }
  Fault(node, where + " must be [first, last], columns from 1 to " +
                  std::to_string(kColumnMax));
  return {};
}

void LayoutsFile::Check(const Layout& layout, const toml::node& at) {
  const auto width = [](Columns c) { return size_t{c.last} - c.first + 1; };
  if (!layout.check.amount.present()) {
    Fault(at, "layout '" + layout.name + "' needs check.amount");
  }
  const std::pair<Columns, const std::string*> dates[] = {
      {layout.file_date, &layout.date_format},
      {layout.deposit.date, &layout.date_format},
      {layout.batch_total.date, &layout.date_format},
      {layout.lockbox_total.date, &layout.date_format},
      {layout.check.check_date, &layout.check_date_format}};
  for (const auto& [columns, format] : dates) {
    if (columns.present() && width(columns) != format->size()) {
      Fault(at, "layout '" + layout.name + "': columns " +
                    std::to_string(columns.first) + " to " +
                    std::to_string(columns.last) + " cannot hold a date " +
                    *format);
    }
  }
}

}  // namespace

std::vector<std::string> ParseLockboxLayouts(std::string_view toml,
                                             std::vector<Layout>* layouts) {
  LayoutsFile file({layouts, &BuiltInLockboxLayouts()});
  try {
    file.Read(toml::parse(toml));
  } catch (const toml::parse_error& error) {
    return {"line " + std::to_string(error.source().begin.line) + ": " +
            std::string(error.description())};
  }
  if (file.faults.empty()) {
    layouts->insert(layouts->end(),
                    std::make_move_iterator(file.layouts.begin()),
                    std::make_move_iterator(file.layouts.end()));
  }
  return std::move(file.faults);
}

const std::vector<Layout>& BuiltInLockboxLayouts() {
  static const std::vector<Layout> layouts = [] {
    LayoutsFile file({});
    file.Read(toml::parse(std::string_view(kBuiltInLayoutsToml)));
    CASHMATCH_CHECK(file.faults.empty());
    return std::move(file.layouts);
  }();
  return layouts;
}

}  // namespace cashmatch::lockbox
