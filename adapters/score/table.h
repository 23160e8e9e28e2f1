// SPDX-License-Identifier: Apache-2.0
// table.h - reads the named columns of a CSV or NDJSON table, row after row.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cashmatch {

/// A table being read. A column that the file does not have, and a null, is an
/// empty cell.
class Table {
 public:
  virtual ~Table() = default;

  /// Goes to the next row; false at the end or at a fault.
  virtual bool Next() = 0;
  /// The cell of the current row in the column wanted at `index`; lives until
  /// Next.
  virtual std::string_view Cell(size_t index) const = 0;
  /// True if the file has the column.
  virtual bool Has(size_t index) const = 0;
  /// Empty, or what is wrong with the file: "…/receipts.csv:7: …".
  virtual const std::string& error() const = 0;
};

/// Opens a file: NDJSON if its name ends in `.ndjson`, else CSV. Null if it
/// cannot be read. Memory: one row and a buffer.
std::unique_ptr<Table> OpenTable(const std::string& path,
                                 std::span<const std::string_view> columns);

/// Opens `<folder>/<name>.csv`, else `<folder>/<name>.ndjson`. Null if there is
/// neither. Memory: one row and a buffer.
std::unique_ptr<Table> OpenTable(const std::string& folder,
                                 const std::string& name,
                                 std::span<const std::string_view> columns);

}  // namespace cashmatch
