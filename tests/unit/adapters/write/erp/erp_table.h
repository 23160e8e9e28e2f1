// SPDX-License-Identifier: Apache-2.0
// erp_table.h - the posting file of one receipt, as rows of named cells.
#pragma once

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "adapters/write/erp/erp_format.h"

namespace cashmatch {

/// Requires: no cell is quoted.
struct ErpTable {
  using Row = std::map<std::string, std::string>;
  std::vector<Row> rows;

  ErpTable(const ErpFormat& format, const Posting& posting) {
    std::istringstream text(
        WriteErpFile(format, std::vector{posting}, ErpNames{}));
    std::string line;
    if (format.header) std::getline(text, line);
    while (std::getline(text, line)) {
      if (line.ends_with('\r')) line.pop_back();
      Row& row = rows.emplace_back();
      std::istringstream cells(line);
      for (const ErpColumn& column : format.columns) {
        std::string cell;
        std::getline(cells, cell, format.separator);
        row[std::string(column.name)] = cell;
      }
    }
  }

  /// Zero where there is no such column, or nothing in it.
  Minor MoneyAt(size_t row, const std::string& column) const {
    const auto cell = rows[row].find(column);
    if (cell == rows[row].end()) return 0;
    const ParsedAmount parsed = ParseDecimal(cell->second, 2);
    return parsed.ok() ? parsed.minor : 0;
  }

  /// Of all rows, or of those with `value` in the column `where`.
  Minor Sum(const std::string& column, const std::string& where = "",
            const std::string& value = "") const {
    Minor sum = 0;
    for (size_t row = 0; row < rows.size(); ++row) {
      if (!where.empty() && rows[row].at(where) != value) continue;
      sum += MoneyAt(row, column);
    }
    return sum;
  }
};

}  // namespace cashmatch
