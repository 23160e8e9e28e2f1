// SPDX-License-Identifier: Apache-2.0
// answer_table.h - a small CSV file that somebody filled in and sent back.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/workspace/run_watch.h"

namespace cashmatch {

/// One row, with the cells of the columns that were asked for.
struct AnswerRow {
  uint32_t line = 0;  // from 1, of its first byte
  std::vector<std::string> cells;
};

/// A file that came back, and everything that is wrong with it.
class AnswerTable {
 public:
  /// Reads a CSV file (RFC 4180, a header line, columns in any order, others
  /// ignored). A column whose name starts with `?` may be missing; its cells
  /// are empty then. A byte order mark, as spreadsheets write it, is skipped.
  /// Errors: false, told to `watch`.
  bool Read(const std::string& path,
            std::initializer_list<std::string_view> columns,
            const RunWatch& watch);

  const std::vector<AnswerRow>& rows() const { return rows_; }

  /// Notes what is wrong with a row.
  void Fault(const AnswerRow& row, const std::string& why);
  /// Tells all faults, `FILE:LINE: why`. Returns true if there was none.
  bool Tell(const RunWatch& watch) const;

 private:
  std::string path_;
  std::vector<AnswerRow> rows_;
  std::vector<std::string> faults_;
};

}  // namespace cashmatch
