// SPDX-License-Identifier: Apache-2.0
// tokenizer.cc - cells with quotes: the slow path.
// Tested by tests/unit/adapters/read/csv/tokenizer_test.cc
#include "adapters/read/csv/tokenizer.h"

#include <algorithm>

namespace cashmatch {
namespace {

bool AllBlank(const char* from, const char* to) {
  return std::all_of(from, to, [](char c) { return c == ' ' || c == '\t'; });
}

}  // namespace

void CsvTokenizer::LookAhead() {
  const auto left = static_cast<size_t>(end_ - block_);
  MarkBytes({block_, std::min(left, window_.size() * kMarked)}, set_,
            window_.data());
  marked_ = 0;
}

void CsvTokenizer::Note(FaultKind kind, uint32_t line, const char* from,
                        const char* to) {
  if (faults_.size() == kFaultsMax) return;
  faults_.push_back({kind,
                     line,
                     static_cast<uint64_t>(from - text_.data()),
                     {from, static_cast<size_t>(to - from)}});
}

/// Returns the next mark that is no quote.
const char* CsvTokenizer::SkipQuotes() {
  const char* mark = NextMark();
  while (mark != end_ && *mark == marks_.quote) mark = NextMark();
  return mark;
}

/// Returns the quote that ends a quoted cell, or the end of the text.
const char* CsvTokenizer::CloseQuote(bool* doubled) {
  for (;;) {
    const char* const mark = NextMark();
    if (mark == end_) return mark;
    if (*mark == '\n') ++line_;
    if (*mark != marks_.quote) continue;
    if (mark + 1 == end_ || mark[1] != marks_.quote) return mark;
    NextMark();
    *doubled = true;
  }
}

std::string_view CsvTokenizer::Unescape(std::string_view content) {
  char* const first = unescaped_->Reserve(content.size());
  char* to = first;
  for (size_t i = 0; i < content.size(); ++i) {
    *to++ = content[i];
    if (content[i] == marks_.quote) ++i;  // the second of a pair
  }
  return {first, static_cast<size_t>(to - first)};
}

std::string_view CsvTokenizer::Quoted(const char* start, const char** stop) {
  const char* const open = *stop;
  const uint32_t open_line = line_;
  const auto as_it_is = [&] {
    std::string_view cell(start, static_cast<size_t>(*stop - start));
    if (cell.ends_with('\r')) cell.remove_suffix(1);
    return cell;
  };
  if (!AllBlank(start, open)) {
    *stop = SkipQuotes();
    Note(FaultKind::kLone, open_line, start, *stop);
    return as_it_is();
  }
  bool doubled = false;
  const char* const close = CloseQuote(&doubled);
  if (close == end_) {
    *stop = end_;
    Note(FaultKind::kNeverClosed, open_line, start, end_);
    return as_it_is();
  }
  *stop = SkipQuotes();
  const char* after = *stop;
  if (after != close + 1 && after[-1] == '\r') --after;
  if (!AllBlank(close + 1, after)) {
    Note(FaultKind::kAfterClosing, open_line, start, *stop);
    return as_it_is();
  }
  const std::string_view content(open + 1,
                                 static_cast<size_t>(close - open - 1));
  return doubled ? Unescape(content) : content;
}

}  // namespace cashmatch
