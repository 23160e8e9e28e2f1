// SPDX-License-Identifier: Apache-2.0
// mapping.h - how a CSV file of somebody else is to be read.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/csv/tokenizer.h"
#include "adapters/read/mapped_csv/fields.h"

namespace cashmatch {

/// A column by the name in the header line, or by its number from 1.
struct ColumnRef {
  std::string name;
  uint32_t number = 0;  // 0: by name
};

/// A mapping file. Fields are numbered as in the enum of its kind.
struct CsvMapping {
  struct Field {
    std::vector<ColumnRef> columns;  // several are joined
    std::string fallback;            // where a cell is empty
    std::map<std::string, std::string, std::less<>> words;  // theirs to ours
    bool known() const { return !columns.empty() || !fallback.empty(); }
  };

  const Field& Of(size_t field) const { return fields[field]; }
  template <class E>
  const Field& Of(E field) const {
    return fields[static_cast<size_t>(field)];
  }

  std::string path;  // of the file, for messages
  std::string name;  // `read --summary` shows it as the version
  MappingKind kind = MappingKind::kStatement;
  CsvMarks marks;
  bool header = true;
  uint32_t skip_lines = 0;               // above the header
  std::vector<std::string> ignore_rows;  // rows that begin with one of these
  char decimal = '.';
  std::string thousands;  // one character, or none
  std::string date_format = "YYYY-MM-DD";
  std::string encoding;             // as ICU names it; empty: UTF-8
  bool credit_is_negative = false;  // where the sign says the side
  bool own = false;                 // our own names: columns may be missing
  std::vector<Field> fields;
};

/// Reads a mapping file (README.md here is its reference). Every mistake is
/// appended to `errors` as `bank.toml:12: unknown key 'delimeter'; did you mean
/// 'delimiter'?`, ordered by line. False if there is any: the mapping must then
/// not be used.
bool ReadCsvMapping(std::string_view toml_text, std::string_view file_name,
                    CsvMapping* mapping, std::vector<std::string>* errors);

/// The mapping of a file whose columns have our own names.
CsvMapping OwnMapping(MappingKind kind);

}  // namespace cashmatch
