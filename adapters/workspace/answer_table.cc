// SPDX-License-Identifier: Apache-2.0
// answer_table.cc - CSV by the names of its columns.
// Tested by tests/system/desk_test.py
#include "adapters/workspace/answer_table.h"

#include <algorithm>

#include "adapters/bytes/input.h"
#include "adapters/read/csv/tokenizer.h"

namespace cashmatch {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

/// Returns for each wanted column where it stands; SIZE_MAX where it may miss.
bool FindColumns(const std::vector<std::string_view>& header,
                 std::initializer_list<std::string_view> wanted,
                 std::vector<size_t>* at, std::string* missing) {
  for (std::string_view name : wanted) {
    const bool needed = !name.starts_with('?');
    if (!needed) name.remove_prefix(1);
    const auto found = std::find(header.begin(), header.end(), name);
    if (found != header.end()) {
      at->push_back(static_cast<size_t>(found - header.begin()));
    } else if (needed) {
      *missing = name;
      return false;
    } else {
      at->push_back(SIZE_MAX);
    }
  }
  return true;
}

}  // namespace

bool AnswerTable::Read(const std::string& path,
                       std::initializer_list<std::string_view> columns,
                       const RunWatch& watch) {
  path_ = path;
  Input input;
  std::string error;
  if (!LoadInput(path, &input, &error)) {
    watch.Fail(error);
    return false;
  }
  std::string_view text = input.bytes();
  if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  TextArena unescaped;
  CsvTokenizer tokens(text, 1, &unescaped);
  std::vector<std::string_view> cells;
  std::vector<size_t> at;
  tokens.Next(&cells);
  const size_t width = cells.size();
  if (!FindColumns(cells, columns, &at, &error)) {
    watch.Fail(path + ":1: column " + error + " is missing");
    return false;
  }
  while (tokens.Next(&cells)) {
    AnswerRow row{tokens.line(), std::vector<std::string>(at.size())};
    if (cells.size() != width) {
      Fault(row, "found " + std::to_string(cells.size()) + " cells, expected " +
                     std::to_string(width));
      continue;
    }
    for (size_t i = 0; i < at.size(); ++i) {
      if (at[i] != SIZE_MAX) row.cells[i] = cells[at[i]];
    }
    rows_.push_back(std::move(row));
  }
  for (const CsvTokenizer::Fault& fault : tokens.faults()) {
    Fault(AnswerRow{fault.line, {}}, "a quote out of place");
  }
  return true;
}

void AnswerTable::Fault(const AnswerRow& row, const std::string& why) {
  faults_.push_back(path_ + ":" + std::to_string(row.line) + ": " + why);
}

bool AnswerTable::Tell(const RunWatch& watch) const {
  for (const std::string& fault : faults_) watch.Fail(fault);
  return faults_.empty();
}

}  // namespace cashmatch
