// SPDX-License-Identifier: Apache-2.0
// rows.h - the rows of a mapped file, cell by cell by our own fields.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/bank_file.h"
#include "adapters/read/csv/tokenizer.h"
#include "adapters/read/mapped_csv/mapping.h"
#include "adapters/read/rows/row_findings.h"
#include "engine/base/money.h"

namespace cashmatch {

/// Walks through the rows of a file. What is wrong with its form is told:
/// TEXT-… as of every table file; an encoding it does not have (CSV-ENCODING),
/// a header without a column of the mapping or with one twice (CSV-COLUMNS), a
/// row with other cells than the header (CSV-CELLS), a quote out of place
/// (CSV-QUOTE, rejects).
/// Threads: one owner.  Cost: one pass, and a copy of the text.
class MappedRows {
 public:
  using Tell = std::function<void(Finding)>;

  /// Reads up to the first row. `fault` is how bad a row with other cells is.
  /// Lifetime: source, mapping and arena outlive the rows.
  MappedRows(const Source& source, const CsvMapping& mapping, Severity fault,
             TextArena* arena, Tell tell);

  /// False: the file cannot be read with this mapping; it was told why.
  bool ok() const { return ok_; }

  /// Goes to the next row; false at the end. Ends with the faults of quotes.
  bool Next();

  /// Returns the cell of a field: without outer blanks, in our words; the
  /// default where it is empty.
  std::string_view Of(size_t field);
  template <class E>
  std::string_view Of(E field) {
    return Of(static_cast<size_t>(field));
  }

  /// Calls take(text) for each column of a field that says something.
  template <class E, class Take>
  void Each(E field, const Take& take) {
    const size_t index = static_cast<size_t>(field);
    bool any = false;
    for (const size_t column : columns_[index]) {
      const std::string_view cell = Cell(column);
      if (cell.empty()) continue;
      any = true;
      take(cell);
    }
    const std::string& fallback = mapping_.Of(index).fallback;
    if (!any && !fallback.empty()) take(std::string_view(fallback));
  }

  /// True if the file has a column for a field.
  template <class E>
  bool Has(E field) const {
    return !columns_[static_cast<size_t>(field)].empty();
  }

  /// True if the file has a column for a field, or the mapping a default.
  template <class E>
  bool Knows(E field) const {
    return Has(field) || !mapping_.Of(field).fallback.empty();
  }

  /// Where the row begins.
  Place place() const;
  uint64_t rows() const { return rows_; }
  /// No file has more rows than this.
  size_t most() const { return most_; }
  /// Tells something about the row at hand.
  void Report(std::string_view code, Severity severity, std::string_view path,
              std::string found, std::string expected, std::string done);
  /// Tells something about another place.
  void ReportAt(Place at, std::string_view code, Severity severity,
                std::string found, std::string expected, std::string done);

 private:
  std::string_view Convert(const Source& source, TextArena* arena);
  void ReadHeader();
  void FindColumns();
  size_t FindByName(std::string_view name, bool* twice) const;
  void WarnUnknown();
  bool HasRightCells();
  bool IsIgnored() const;
  std::string_view Cell(size_t column) const;
  void TellQuotes();
  void Reject(std::string_view code, std::string found, std::string expected);
  Place PlaceOf(uint32_t line, uint64_t offset) const;

  const CsvMapping& mapping_;
  Severity fault_;
  TextArena* arena_;
  Tell tell_;
  std::string_view source_;
  bool converted_ = false;  // what is read is not the source byte for byte
  mutable uint32_t seen_line_ = 1;  // where PlaceOf stands in the source
  mutable size_t seen_at_ = 0;
  bool ok_ = false;
  uint64_t skipped_ = 0;  // bytes above the header
  std::optional<CsvTokenizer> tokenizer_;
  std::vector<std::string_view> header_, cells_;
  std::vector<std::vector<size_t>> columns_;  // by field, from 0
  size_t least_ = 0;                          // cells that a row must have
  uint64_t rows_ = 0;
  size_t most_ = 0;
};

/// True if the file has every column of the mapping. Looks at its beginning.
bool FitsMapping(const CsvMapping& mapping, std::string_view bytes);

/// True if the header has a column that says what an advice pays, by our own
/// names. `own` is OwnMapping(kAdvice).
bool HasOwnColumns(const CsvMapping& own, std::string_view bytes);

/// Reads an amount as the mapping says, in minor units of `currency`.
ParsedAmount ReadMappedAmount(std::string_view text, Currency currency,
                              const CsvMapping& mapping);

/// Says what was expected where an amount could not be read.
std::string ExpectedAmount(AmountFault fault, Currency currency,
                           const CsvMapping& mapping);

}  // namespace cashmatch
