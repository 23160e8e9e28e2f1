// SPDX-License-Identifier: Apache-2.0
// rows.cc - encoding, header, cells.
// Tested by tests/unit/adapters/read/mapped_csv/rows_test.cc
#include "adapters/read/mapped_csv/rows.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <utility>

#include "adapters/read/mapped_csv/values.h"
#include "adapters/read/own_amount.h"
#include "adapters/read/rows/columns.h"
#include "adapters/read/rows/row_sink.h"
#include "adapters/read/rows/utf8_text.h"

namespace cashmatch {
namespace {

constexpr size_t kHead = size_t{1} << 16;

/// Converts a text of a named encoding to UTF-8. False: it is not in it.
bool ToUtf8(std::string_view bytes, const std::string& encoding,
            std::string* out) {
  constexpr int32_t kMost = 1 << 29;
  if (bytes.size() > static_cast<size_t>(kMost)) return false;
  UErrorCode status = U_ZERO_ERROR;
  UConverter* const converter = ucnv_open(encoding.c_str(), &status);
  if (U_FAILURE(status)) return false;
  ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr,
                      nullptr, &status);
  // No character of any encoding takes more than four bytes of UTF-8 a byte.
  constexpr size_t kGrowth = 4;
  out->resize(std::min<size_t>(bytes.size() * kGrowth + 4, INT32_MAX));
  const int32_t size = ucnv_toAlgorithmic(
      UCNV_UTF8, converter, out->data(), static_cast<int32_t>(out->size()),
      bytes.data(), static_cast<int32_t>(bytes.size()), &status);
  ucnv_close(converter);
  if (U_FAILURE(status)) return false;
  out->resize(static_cast<size_t>(size));
  return true;
}

/// True for a text that begins as Unicode does, under an encoding of bytes.
bool IsUnicodeUnder(std::string_view bytes, const std::string& encoding) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t size = 0;
  const auto most = static_cast<int32_t>(std::min<size_t>(bytes.size(), 8));
  const char* const begins =
      ucnv_detectUnicodeSignature(bytes.data(), most, &size, &status);
  if (U_FAILURE(status) || begins == nullptr) return false;
  UConverter* const converter = ucnv_open(encoding.c_str(), &status);
  const char* const name =
      U_FAILURE(status) ? nullptr : ucnv_getName(converter, &status);
  const bool unicode =
      name != nullptr && std::string_view(name).starts_with("UTF");
  ucnv_close(converter);
  return !unicode;
}

bool SameName(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    const auto lower = [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    };
    return lower(x) == lower(y);
  });
}

}  // namespace

MappedRows::MappedRows(const Source& source, const CsvMapping& mapping,
                       Severity fault, TextArena* arena, Tell tell)
    : mapping_(mapping), fault_(fault), arena_(arena), tell_(std::move(tell)) {
  std::string_view text = Convert(source, arena);
  if (text.empty()) return;
  converted_ = text.size() != source.bytes.size();
  source_ = source.bytes;
  uint32_t line = 1;
  for (; line <= mapping.skip_lines; ++line) {
    const size_t end = text.find('\n');
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
    skipped_ += end + 1;
  }
  const size_t ends =
      static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
  if (ends == 0 && text.find('\r') < text.size() - 1) {
    Reject("CSV-COLUMNS", "lines that end with CR alone",
           "lines that end with LF or CR LF");
    return;
  }
  most_ = ends + 1;
  tokenizer_.emplace(text, line, arena, mapping.marks);
  ok_ = true;
  if (mapping.header) ReadHeader();
  if (ok_) FindColumns();
}

std::string_view MappedRows::Convert(const Source& source, TextArena* arena) {
  std::string converted;
  Source utf8 = source;
  if (!mapping_.encoding.empty()) {
    if (IsUnicodeUnder(source.bytes, mapping_.encoding)) {
      Reject("CSV-ENCODING", "a byte order mark of Unicode",
             "the encoding " + Quote(mapping_.encoding) + " of " +
                 Quote(mapping_.path));
      return {};
    }
    if (!ToUtf8(source.bytes, mapping_.encoding, &converted)) {
      Reject("CSV-ENCODING", "text that is not in it",
             "the encoding " + Quote(mapping_.encoding) + " of " +
                 Quote(mapping_.path));
      return {};
    }
    utf8.bytes = converted;
  }
  Findings findings;
  const std::string_view text = TakeUtf8(utf8, arena, &findings);
  for (const Finding& finding : findings.list()) tell_(finding);
  return text;
}

void MappedRows::Reject(std::string_view code, std::string found,
                        std::string expected) {
  ok_ = false;
  Report(code, Severity::kRejected, {}, std::move(found), std::move(expected),
         "file rejected");
}

void MappedRows::Report(std::string_view code, Severity severity,
                        std::string_view path, std::string found,
                        std::string expected, std::string done) {
  Place at = place();
  at.path = path;
  ReportAt(std::move(at), code, severity, std::move(found), std::move(expected),
           std::move(done));
}

void MappedRows::ReportAt(Place at, std::string_view code, Severity severity,
                          std::string found, std::string expected,
                          std::string done) {
  Finding finding;
  finding.place = std::move(at);
  finding.code = code;
  finding.severity = severity;
  finding.found = std::move(found);
  finding.expected = std::move(expected);
  finding.done = std::move(done);
  tell_(std::move(finding));
}

Place MappedRows::place() const {
  if (!tokenizer_ || tokenizer_->line() == 0) return {};
  return PlaceOf(tokenizer_->line(), tokenizer_->offset());
}

/// Of a converted text only the lines are those of the source: the offset is
/// then where the line begins there. Lines are asked for in rising order.
Place MappedRows::PlaceOf(uint32_t line, uint64_t offset) const {
  if (!converted_) return {line, skipped_ + offset, {}};
  if (line < seen_line_) {
    seen_line_ = 1;
    seen_at_ = 0;
  }
  for (; seen_line_ < line; ++seen_line_) {
    const size_t end = source_.find('\n', seen_at_);
    if (end == std::string_view::npos) break;
    seen_at_ = end + 1;
  }
  return {line, seen_at_, {}};
}

void MappedRows::ReadHeader() {
  if (tokenizer_->Next(&header_)) return;
  Reject("CSV-COLUMNS", "no header line",
         "one line with the names of the columns");
}

size_t MappedRows::FindByName(std::string_view name, bool* twice) const {
  size_t found = kNoColumn;
  for (size_t i = 0; i < header_.size(); ++i) {
    if (!SameName(Trim(header_[i]), Trim(name))) continue;
    *twice = *twice || found != kNoColumn;
    if (found == kNoColumn) found = i;
  }
  return found;
}

void MappedRows::FindColumns() {
  std::vector<std::string> missing, doubled;
  columns_.resize(mapping_.fields.size());
  for (size_t field = 0; field < columns_.size(); ++field) {
    for (const ColumnRef& ref : mapping_.fields[field].columns) {
      bool twice = false;
      const size_t column =
          ref.number != 0 ? ref.number - 1 : FindByName(ref.name, &twice);
      if (twice) doubled.push_back(ref.name);
      if (column != kNoColumn) {
        columns_[field].push_back(column);
        least_ = std::max(least_, column + 1);
      } else if (!mapping_.own) {
        missing.push_back(ref.name);
      }
    }
  }
  if (!missing.empty()) {
    Reject("CSV-COLUMNS", "no column " + ListNames(missing),
           "the columns that " + Quote(mapping_.path) + " names");
  } else if (!doubled.empty()) {
    Reject("CSV-COLUMNS", "column " + ListNames(doubled) + " twice",
           "each column once, or its number in the mapping");
  } else if (mapping_.header && least_ > header_.size()) {
    Reject("CSV-COLUMNS", std::to_string(header_.size()) + " columns",
           std::to_string(least_) + ", as " + Quote(mapping_.path) + " says");
  } else if (mapping_.own) {
    WarnUnknown();
  }
}

void MappedRows::WarnUnknown() {
  std::vector<std::string> unknown;
  for (size_t i = 0; i < header_.size(); ++i) {
    const bool used =
        std::any_of(columns_.begin(), columns_.end(), [&](const auto& columns) {
          return std::find(columns.begin(), columns.end(), i) != columns.end();
        });
    if (!used) unknown.emplace_back(header_[i]);
  }
  if (unknown.empty()) return;
  Report("CSV-COLUMNS", Severity::kWarning, {},
         (unknown.size() == 1 ? "unknown column " : "unknown columns ") +
             ListNames(unknown),
         {}, "ignored");
}

bool MappedRows::Next() {
  while (ok_) {
    if (!tokenizer_->Next(&cells_)) {
      TellQuotes();
      return false;
    }
    if (IsIgnored()) continue;
    ++rows_;
    if (HasRightCells()) return true;
  }
  return false;
}

bool MappedRows::IsIgnored() const {
  const std::string_view first = Trim(cells_.front());
  return std::any_of(
      mapping_.ignore_rows.begin(), mapping_.ignore_rows.end(),
      [&](const std::string& begin) { return first.starts_with(begin); });
}

/// A delimiter too many at the end of a row, or of the header, says nothing.
bool MappedRows::HasRightCells() {
  for (const std::string_view cell : cells_) {
    if (cell.size() <= kCellBytesMax) continue;
    Report("CSV-CELLS", fault_, {},
           "a cell of " + std::to_string(cell.size()) + " bytes",
           "at most " + std::to_string(kCellBytesMax), "row left out");
    return false;
  }
  const size_t have = cells_.size();
  bool right = have >= least_;
  if (mapping_.header) {
    const size_t want = header_.size();
    right = have == want || (have == want + 1 && Trim(cells_.back()).empty()) ||
            (have + 1 == want && Trim(header_.back()).empty());
  }
  if (right) return true;
  const size_t want = mapping_.header ? header_.size() : least_;
  Report("CSV-CELLS", fault_, {},
         std::to_string(have) + (have == 1 ? " cell" : " cells"),
         std::to_string(want) +
             (mapping_.header ? ", as in the header" : " at least"),
         "row left out");
  return false;
}

std::string_view MappedRows::Cell(size_t column) const {
  return column < cells_.size() ? Trim(cells_[column]) : std::string_view();
}

std::string_view MappedRows::Of(size_t field) {
  const CsvMapping::Field& known = mapping_.Of(field);
  std::string_view text;
  if (columns_[field].size() == 1) {
    text = Cell(columns_[field][0]);
  } else if (!columns_[field].empty()) {
    std::string joined;
    Each(field, [&](std::string_view cell) {
      joined += (joined.empty() ? "" : " ") + std::string(cell);
    });
    text = arena_->Keep(joined);
  }
  if (text.empty()) text = known.fallback;
  const auto word = known.words.find(text);
  return word == known.words.end() ? text : std::string_view(word->second);
}

void MappedRows::TellQuotes() {
  for (const CsvTokenizer::Fault& fault : tokenizer_->faults()) {
    Finding finding;
    finding.place = PlaceOf(fault.line, fault.offset);
    finding.code = "CSV-QUOTE";
    finding.severity = Severity::kRejected;
    finding.found = Quote(fault.cell);
    finding.expected = "quotes around whole cells, doubled inside, and closed";
    finding.done = "file rejected";
    tell_(std::move(finding));
  }
}

bool HasOwnColumns(const CsvMapping& own, std::string_view bytes) {
  TextArena arena;
  const std::string_view head = bytes.substr(0, kHead);
  const MappedRows rows(Source{"", head}, own, Severity::kWarning, &arena,
                        [](const Finding&) {});
  return rows.ok() &&
         (rows.Has(AdviceField::kReference) || rows.Has(AdviceField::kText));
}

bool FitsMapping(const CsvMapping& mapping, std::string_view bytes) {
  TextArena arena;
  // A character that the cut of the beginning splits must not count.
  std::string_view head = bytes.substr(0, kHead);
  if (head.size() < bytes.size()) {
    head = head.substr(0, head.rfind('\n') + 1);
  }
  MappedRows rows(Source{"", head}, mapping, Severity::kWarning, &arena,
                  [](const Finding&) {});
  if (!rows.ok()) return false;
  return mapping.header || rows.Next();
}

ParsedAmount ReadMappedAmount(std::string_view text, Currency currency,
                              const CsvMapping& mapping) {
  const std::optional<std::string> plain = PlainDecimal(text, mapping);
  if (!plain) return {0, AmountFault::kNotANumber};
  return ParseOwnAmount(*plain, currency);
}

std::string ExpectedAmount(AmountFault fault, Currency currency,
                           const CsvMapping& mapping) {
  if (fault == AmountFault::kTooManyDigits) {
    return "at most " + std::to_string(ExponentOf(currency)) +
           " decimals for " + std::string(CodeOf(currency));
  }
  if (fault == AmountFault::kOutOfRange) {
    return "at most " + FormatMoney(kAmountMax, currency);
  }
  std::string sample = "1";
  if (!mapping.thousands.empty()) sample += mapping.thousands;
  return "an amount such as " + sample + "250" + mapping.decimal + "00";
}

}  // namespace cashmatch
