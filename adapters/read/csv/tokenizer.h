// SPDX-License-Identifier: Apache-2.0
// tokenizer.h - CSV text to records of cells, without copying.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>
#include <vector>

#include "adapters/read/byte_scan.h"
#include "engine/base/text_arena.h"

namespace cashmatch {

/// What stands between cells, and around those that need it.
struct CsvMarks {
  char delimiter = ',';
  char quote = '"';  // '\0': cells are never quoted
};

/// Splits CSV into records and cells: quotes, doubled quotes, line feeds inside
/// quotes, CRLF or LF; empty lines are skipped; the last line end may be
/// missing.
///
/// A cell is a view into the text, or into `unescaped` where it held doubled
/// quotes. A quote where none may stand is noted in faults() and read as it is;
/// quotes that are never closed take all that follows.
/// Threads: one owner.  Cost: one pass; some ns for each cell.
/// Source: RFC 4180.
class CsvTokenizer {
 public:
  enum class FaultKind : uint8_t { kLone, kAfterClosing, kNeverClosed };
  struct Fault {
    FaultKind kind;
    uint32_t line;
    uint64_t offset;  // in the text, of the cell
    std::string_view cell;
  };
  /// Faults beyond this many are not kept.
  static constexpr size_t kFaultsMax = 21;

  /// `first_line` is the line number of the first byte.
  CsvTokenizer(std::string_view text, uint32_t first_line, TextArena* unescaped,
               CsvMarks marks = {})
      : marks_(marks),
        set_(ByteSet::Of([marks](unsigned char c) {
          const char sign = static_cast<char>(c);
          return sign == marks.delimiter || sign == marks.quote || sign == '\n';
        })),
        text_(text),
        unescaped_(unescaped),
        at_(text.data()),
        end_(text.data() + text.size()),
        block_(text.data()),
        line_(first_line) {
    if (!text.empty()) mask_ = LoadMask();
  }

  /// Calls `take(index, cell)` for each cell of the next record. Returns how
  /// many there were; 0 at the end.
  template <class Take>
  size_t NextRecord(const Take& take) {
    while (at_ < end_) {
      record_ = at_;
      record_line_ = line_;
      const size_t cells = Record(take);
      if (cells != 0) return cells;
    }
    return 0;
  }

  /// Puts the cells of the next record into `*cells`; false at the end.
  bool Next(std::vector<std::string_view>* cells) {
    cells->clear();
    return NextRecord([&](size_t, std::string_view cell) {
             cells->push_back(cell);
           }) != 0;
  }

  /// Where the record that was read last begins.
  uint32_t line() const { return record_line_; }
  uint64_t offset() const {
    return static_cast<uint64_t>(record_ - text_.data());
  }
  /// What follows that record, and the line of its first byte.
  std::string_view rest() const {
    return at_ < end_ ? text_.substr(static_cast<size_t>(at_ - text_.data()))
                      : std::string_view();
  }
  uint32_t next_line() const { return line_; }

  const std::vector<Fault>& faults() const { return faults_; }

 private:
  template <class Take>
  size_t Record(const Take& take) {
    for (size_t index = 0;; ++index) {
      const char* const start = at_;
      const char* stop = NextMark();
      std::string_view cell(start, static_cast<size_t>(stop - start));
      bool last = stop == end_ || *stop == '\n';
      if (!last && *stop == marks_.quote) [[unlikely]] {
        cell = Quoted(start, &stop);
        last = stop == end_ || *stop == '\n';
      } else if (last) {
        if (cell.ends_with('\r')) cell.remove_suffix(1);
        if (index == 0 && cell.empty()) {
          Pass(stop);
          return 0;
        }
      }
      take(index, cell);
      if (!last) {
        at_ = stop + 1;
        continue;
      }
      Pass(stop);
      return index + 1;
    }
  }

  /// Goes behind a line end.
  void Pass(const char* stop) {
    if (stop != end_) ++line_;
    at_ = stop + 1;
  }

  /// Returns the next delimiter, quote or line feed not yet seen, or the end.
  const char* NextMark() {
    while (mask_ == 0) {
      block_ += kMarked;
      mask_ = LoadMask();
    }
    const char* const mark = block_ + std::countr_zero(mask_);
    mask_ &= mask_ - 1;
    return mark;
  }

  /// The marks of the block at hand; the end of the text is one.
  uint64_t LoadMask() {
    const auto left = static_cast<size_t>(end_ - block_);
    if (marked_ == window_.size()) LookAhead();
    const uint64_t mask = left == 0 ? 0 : window_[marked_++];
    return left < kMarked ? mask | uint64_t{1} << left : mask;
  }
  /// Marks the next blocks.
  void LookAhead();

  /// Reads a cell with a quote in it; `*stop` is that quote, and then the mark
  /// that ends the cell.
  std::string_view Quoted(const char* start, const char** stop);
  const char* CloseQuote(bool* doubled);
  const char* SkipQuotes();
  std::string_view Unescape(std::string_view content);
  void Note(FaultKind kind, uint32_t line, const char* from, const char* to);

  CsvMarks marks_;
  ByteSet set_;
  std::string_view text_;
  TextArena* unescaped_;
  const char* at_;  // the next cell
  const char* end_;
  const char* block_;                 // the block whose marks are in mask_
  uint64_t mask_ = 0;                 // marks not yet passed
  std::array<uint64_t, 128> window_;  // the marks of this many blocks
  size_t marked_ = window_.size();    // of these, used
  uint32_t line_;                     // of at_
  const char* record_ = nullptr;
  uint32_t record_line_ = 0;
  std::vector<Fault> faults_;
};

}  // namespace cashmatch
