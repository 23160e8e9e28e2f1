// SPDX-License-Identifier: Apache-2.0
// object_line.h - the members of one JSON object as the cells of a row.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/rows/columns.h"
#include "adapters/read/rows/row_findings.h"
#include "engine/base/text_arena.h"

namespace cashmatch {

/// Reads lines one after the other, for one part of a file.
/// Threads: one owner.
class ObjectLineReader {
 public:
  /// Longer lines are refused.
  static constexpr size_t kLineBytesMax = size_t{64} << 20;

  /// `arena` takes texts that do not stand in the line as they are.
  ObjectLineReader(std::span<const Column> columns, TextArena* arena,
                   RowFindings* findings)
      : columns_(columns),
        arena_(*arena),
        findings_(*findings),
        cells_(columns.size()),
        seen_(columns.size()) {}

  /// Reads one line; its faults become findings at `place`.
  /// Requires: 64 readable bytes behind the line.
  /// Returns: false if it holds no row; else cells() are good until the next
  /// call, their texts as long as the line and the arena.
  bool Read(std::string_view line, RowPlace place);

  Cells cells() const { return cells_; }
  /// Names of members that are no columns.
  const std::set<std::string, std::less<>>& unknown() const { return unknown_; }

 private:
  using Value = simdjson::ondemand::value;

  bool ReadObject(simdjson::ondemand::document* document);
  bool ReadMember(simdjson::ondemand::field* member);
  bool ReadValue(Value value, size_t column);
  bool ReadText(Value value, size_t column, std::string_view* text);
  bool ReadNumber(Value value, size_t column, std::string_view* text);
  bool ReadList(Value value, size_t column);
  /// Notes a value that cannot be taken; reading goes on.
  bool Refuse(size_t column, std::string_view found, std::string_view expected);
  size_t ColumnOf(std::string_view name);

  std::span<const Column> columns_;
  TextArena& arena_;
  RowFindings& findings_;
  simdjson::ondemand::parser parser_;
  std::vector<std::string_view> cells_;
  std::vector<uint8_t> seen_;
  std::set<std::string, std::less<>> unknown_;
  RowPlace place_;
  size_t last_column_ = 0;
  bool refused_ = false;
};

}  // namespace cashmatch
