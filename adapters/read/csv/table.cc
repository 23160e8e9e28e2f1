// SPDX-License-Identifier: Apache-2.0
// table.cc - header, columns, parts. Tested by
// tests/unit/adapters/read/csv/table_test.cc
#include "adapters/read/csv/table.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "adapters/read/csv/tokenizer.h"
#include "adapters/read/rows/utf8_text.h"
#include "engine/base/parallel.h"

namespace cashmatch {
namespace {

constexpr size_t kPartBytes = size_t{1} << 20;

Finding Rejecting(std::string_view code, uint32_t line) {
  Finding finding;
  finding.code = code;
  finding.severity = Severity::kRejected;
  finding.place.line = line;
  finding.done = "file rejected";
  return finding;
}

/// The header: for each cell of a row the column it belongs to.
class Header {
 public:
  explicit Header(std::span<const Column> columns) : columns_(columns) {}

  /// Returns false if the file must be rejected.
  bool Read(const std::vector<std::string_view>& cells, uint32_t line,
            Findings* findings) {
    std::vector<bool> seen(columns_.size(), false);
    std::vector<std::string> unknown;
    bool ok = true;
    for (const std::string_view cell : cells) {
      const size_t column = FindColumn(columns_, Trim(cell));
      column_of_.push_back(column);
      if (column == kNoColumn) {
        unknown.emplace_back(cell);
      } else if (seen[column]) {
        Finding finding = Rejecting("CSV-COLUMNS", line);
        finding.found = "column " + Quote(columns_[column].name) + " twice";
        findings->Add(std::move(finding));
        ok = false;
      } else {
        seen[column] = true;
      }
    }
    ok &= CheckMissing(seen, cells, line, findings);
    if (!unknown.empty() && OtherSeparator(cells) == '\0') {
      WarnUnknown(unknown, line, findings);
    }
    return ok;
  }

  size_t cell_count() const { return column_of_.size(); }
  size_t column_of(size_t cell) const { return column_of_[cell]; }

 private:
  bool CheckMissing(const std::vector<bool>& seen,
                    const std::vector<std::string_view>& cells, uint32_t line,
                    Findings* findings) const {
    std::vector<std::string> missing;
    for (size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].required && !seen[i]) {
        missing.emplace_back(columns_[i].name);
      }
    }
    if (missing.empty()) return true;
    Finding finding = Rejecting("CSV-COLUMNS", line);
    const char separator = OtherSeparator(cells);
    if (separator != '\0') {
      finding.found = separator == '\t' ? "columns separated by tabs"
                                        : "columns separated by ';'";
      finding.expected = "commas";
    } else {
      finding.found = "no column " + ListNames(missing);
      finding.expected = "a header line with the names of the columns";
    }
    findings->Add(std::move(finding));
    return false;
  }

  /// Tells whether the header would name a column with another separator.
  char OtherSeparator(const std::vector<std::string_view>& cells) const {
    if (cells.size() != 1) return '\0';
    for (const char separator : {';', '\t'}) {
      std::string_view rest = cells[0];
      while (rest.find(separator) != std::string_view::npos) {
        const size_t end = rest.find(separator);
        if (FindColumn(columns_, Trim(rest.substr(0, end))) != kNoColumn) {
          return separator;
        }
        rest.remove_prefix(end + 1);
      }
    }
    return '\0';
  }

  static void WarnUnknown(const std::vector<std::string>& unknown,
                          uint32_t line, Findings* findings) {
    Finding finding;
    finding.code = "CSV-COLUMNS";
    finding.place.line = line;
    finding.found =
        (unknown.size() == 1 ? "unknown column " : "unknown columns ") +
        ListNames(unknown);
    finding.done = "ignored";
    findings->Add(std::move(finding));
  }

  std::span<const Column> columns_;
  std::vector<size_t> column_of_;
};

std::string_view ExpectedQuote(CsvTokenizer::FaultKind kind) {
  switch (kind) {
    case CsvTokenizer::FaultKind::kLone:
      return "quotes around the whole cell, and doubled inside";
    case CsvTokenizer::FaultKind::kAfterClosing:
      return "nothing between the closing quote and the comma";
    case CsvTokenizer::FaultKind::kNeverClosed:
      return "a closing quote";
  }
  return "";
}

void AddQuoteFaults(const CsvTokenizer& tokenizer, uint64_t offset,
                    RowFindings* findings) {
  for (const CsvTokenizer::Fault& fault : tokenizer.faults()) {
    Finding* const f = findings->Add("CSV-QUOTE", Severity::kRejected,
                                     {fault.line, offset + fault.offset}, {});
    if (f == nullptr) continue;
    f->found = Quote(fault.cell);
    f->expected = ExpectedQuote(fault.kind);
  }
}

/// Reads the rows of one part. Returns false if a quote stands out of place.
bool ReadPart(const TextPart& part, const Header& header, size_t columns,
              RowSink* sink) {
  CsvTokenizer tokenizer(part.text, part.first_line, &sink->arena);
  std::vector<std::string_view> cells(columns);
  const auto take = [&](size_t index, std::string_view cell) {
    if (index >= header.cell_count()) return;
    const size_t column = header.column_of(index);
    if (column != kNoColumn) cells[column] = cell;
  };
  while (const size_t count = tokenizer.NextRecord(take)) {
    const RowPlace place{tokenizer.line(), part.offset + tokenizer.offset()};
    if (count == header.cell_count()) {
      sink->Add(cells, place);
      continue;
    }
    Finding* const f =
        sink->findings.Add("CSV-CELLS", Severity::kRejected, place);
    if (f == nullptr) continue;
    f->found = std::to_string(count) + (count == 1 ? " cell" : " cells");
    f->expected = std::to_string(header.cell_count()) + ", as in the header";
  }
  AddQuoteFaults(tokenizer, part.offset, &sink->findings);
  return tokenizer.faults().empty();
}

/// Reads all parts. Returns false if a quote stands out of place in one.
bool ReadParts(const std::vector<TextPart>& parts, const Header& header,
               TableSink* table) {
  table->Start(parts);
  std::vector<uint8_t> good(parts.size(), 0);
  const size_t columns = table->columns().size();
  ForEachChunk(parts.size(), 1, [&](size_t i, size_t, size_t) {
    good[i] = ReadPart(parts[i], header, columns, table->part(i)) ? 1 : 0;
  });
  return std::find(good.begin(), good.end(), 0) == good.end();
}

/// Reads a text that is UTF-8: its header, then its rows in parts.
void ReadText(std::string_view text, size_t part_bytes, TextArena* arena,
              TableSink* table, Findings* findings) {
  CsvTokenizer top(text, 1, arena);
  std::vector<std::string_view> cells;
  top.Next(&cells);
  RowFindings quotes;
  AddQuoteFaults(top, 0, &quotes);
  quotes.MoveTo(findings);
  Header header(table->columns());
  if (!header.Read(cells, top.line(), findings)) return;
  const std::string_view rows = top.rest();
  const uint64_t offset = text.size() - rows.size();
  std::vector<TextPart> parts = CutText(rows, LineEnds::kOutsideQuotes, offset,
                                        top.next_line(), part_bytes);
  // Cuts are right only where quotes are in order. Where they are not, the file
  // is read again in one piece, so that the findings tell the truth.
  if (!ReadParts(parts, header, table) && parts.size() > 1) {
    parts = CutText(rows, LineEnds::kOutsideQuotes, offset, top.next_line(),
                    rows.size());
    ReadParts(parts, header, table);
  }
  if (parts.empty()) {
    Finding finding;
    finding.code = "CSV-EMPTY";
    finding.found = "no rows after the header";
    findings->Add(std::move(finding));
  }
  table->Finish(findings);
}

}  // namespace

void ReadCsvTable(const Source& source, size_t part_bytes, TextArena* arena,
                  TableSink* table, Findings* findings) {
  const size_t first = findings->list().size();
  const std::string_view text = table->keeps_cells()
                                    ? TakeUtf8(source, arena, findings)
                                    : ViewUtf8(source, arena, findings);
  if (text.empty()) return;
  ReadText(text, part_bytes, arena, table, findings);
  RestoreOffsets(source, text, first, findings);
}

void ReadCsvTable(const Source& source, TextArena* arena, TableSink* table,
                  Findings* findings) {
  ReadCsvTable(source, kPartBytes, arena, table, findings);
}

}  // namespace cashmatch
