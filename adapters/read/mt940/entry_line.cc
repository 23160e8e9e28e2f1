// SPDX-License-Identifier: Apache-2.0
// entry_line.cc - from one part of a :61: to the next.
// Tested by tests/unit/adapters/read/mt940/entry_line_test.cc
#include "adapters/read/mt940/entry_line.h"

#include <algorithm>

namespace cashmatch::mt940 {
namespace {

/// The part of a line that was not read yet.
class Rest {
 public:
  explicit Rest(std::string_view text) : text_(text) {}

  std::string_view all() const { return text_; }
  char at(size_t i) const { return i < text_.size() ? text_[i] : '\0'; }
  std::string_view Take(size_t count) {
    const std::string_view taken = text_.substr(0, count);
    text_.remove_prefix(taken.size());
    return taken;
  }
  void SkipBlanks() {
    while (at(0) == ' ') Take(1);
  }
  bool StartsWithDigits(size_t count) const {
    return text_.size() >= count &&
           std::all_of(text_.begin(),
                       text_.begin() + static_cast<ptrdiff_t>(count), IsDigit);
  }

 private:
  std::string_view text_;
};

/// Reads C, D, RC, RD, EC or ED.
Mark TakeMark(Rest* rest) {
  const auto side = [](char c, Mark credit, Mark debit) {
    return c == 'C' ? credit : c == 'D' ? debit : Mark::kNone;
  };
  Mark mark = side(rest->at(0), Mark::kCredit, Mark::kDebit);
  size_t length = 1;
  if (rest->at(0) == 'R') {
    mark = side(rest->at(1), Mark::kReverseCredit, Mark::kReverseDebit);
    length = 2;
  } else if (rest->at(0) == 'E') {
    mark = side(rest->at(1), Mark::kExpectedCredit, Mark::kExpectedDebit);
    length = 2;
  }
  if (mark != Mark::kNone) rest->Take(length);
  return mark;
}

/// N, F or S and three more, which banks fill with blanks at times.
bool StartsWithType(std::string_view text) {
  constexpr size_t kLength = 4;
  if (text.size() < kLength) return false;
  if (text[0] != 'N' && text[0] != 'F' && text[0] != 'S') return false;
  return std::all_of(text.begin() + 1, text.begin() + kLength, [](char c) {
    return IsDigit(c) || IsUpper(c) || c == ' ';
  });
}

}  // namespace

EntryLine ReadEntryLine(const Field& field) {
  EntryLine entry;
  entry.line = field.line;
  entry.offset = field.offset;
  if (field.lines.size() > 1) {
    const std::string_view last = field.lines.back();
    const char* const begin = field.lines[1].data();
    entry.supplementary =
        Trim({begin, static_cast<size_t>(last.data() + last.size() - begin)});
  }
  Rest rest(field.first());
  rest.SkipBlanks();
  if (!rest.StartsWithDigits(6)) {
    entry.value_text = rest.all();
    return entry;
  }
  entry.value_text = rest.Take(6);
  entry.value = ReadDay(entry.value_text);
  if (rest.StartsWithDigits(4)) {
    entry.entry_text = rest.Take(4);
    if (entry.value.day != kNoDay) {
      entry.entry = ReadDayNear(entry.entry_text, entry.value.day);
    }
  }
  rest.SkipBlanks();
  entry.mark = TakeMark(&rest);
  if (IsUpper(rest.at(0))) entry.funds = rest.Take(1)[0];
  rest.SkipBlanks();
  size_t digits = 0;
  while (IsAmountByte(rest.at(digits))) ++digits;
  entry.amount = rest.Take(digits);
  rest.SkipBlanks();
  if (StartsWithType(rest.all())) entry.type = Trim(rest.Take(4));
  const std::string_view references = rest.all();
  const size_t slashes = references.find("//");
  entry.customer_reference = Trim(references.substr(0, slashes));
  if (slashes != std::string_view::npos) {
    entry.bank_reference = Trim(references.substr(slashes + 2));
  }
  return entry;
}

}  // namespace cashmatch::mt940
