// SPDX-License-Identifier: Apache-2.0
// columns.cc - names of columns. Tested by
// tests/unit/adapters/read/rows/columns_test.cc
#include "adapters/read/rows/columns.h"

#include <algorithm>

#include "adapters/read/finding.h"

namespace cashmatch {

constexpr bool kRequired = true;
constexpr bool kList = true;

const std::array<Column, kItemColumnCount> kItemColumns = {{
    {"item_id", kRequired},
    {"company_code"},
    {"customer_id", kRequired},
    {"document_type"},
    {"document_number", kRequired},
    {"references", !kRequired, kList},
    {"currency", kRequired},
    {"amount", kRequired},
    {"document_date", kRequired},
    {"due_date"},
    {"payment_terms"},
    {"discount_amount"},
    {"discount_until"},
    {"original_amount"},
    {"tax_amount"},
    {"instalment"},
    {"linked_item"},
    {"disputed_amount"},
    {"status"},
    {"closed_date"},
    {"origin_receipt_id"},
}};

const std::array<Column, kCustomerColumnCount> kCustomerColumns = {{
    {"customer_id", kRequired},
    {"name", kRequired},
    {"aliases", !kRequired, kList},
    {"ids", !kRequired, kList},
    {"parent_id"},
    {"virtual_accounts", !kRequired, kList},
    {"bank_accounts", !kRequired, kList},
}};

size_t FindColumn(std::span<const Column> columns, std::string_view name) {
  const auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  };
  for (size_t i = 0; i < columns.size(); ++i) {
    if (std::ranges::equal(columns[i].name, name, {}, {}, lower)) return i;
  }
  return kNoColumn;
}

std::string ListNames(std::span<const std::string> names) {
  constexpr size_t kMost = 8;
  std::string out;
  for (const std::string& name : names.first(std::min(kMost, names.size()))) {
    out += (out.empty() ? "" : ", ") + Quote(name);
  }
  if (names.size() > kMost) {
    out += " and " + std::to_string(names.size() - kMost) + " more";
  }
  return out;
}

}  // namespace cashmatch
