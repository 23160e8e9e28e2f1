// SPDX-License-Identifier: Apache-2.0
// values.cc - amounts and days by a mapping.
// Tested by tests/unit/adapters/read/mapped_csv/values_test.cc
#include "adapters/read/mapped_csv/values.h"

#include <array>

#include "adapters/read/rows/columns.h"

namespace cashmatch {
namespace {

constexpr size_t kDigitsMax = 40;  // far beyond every amount

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// Takes the sign off both ends, `(…)` among them. False: more than one.
bool TakeSign(std::string_view* text, bool* negative) {
  int signs = 0;
  const auto take = [&](bool minus) {
    ++signs;
    *negative = minus;
  };
  if (text->size() > 1 && text->front() == '(' && text->back() == ')') {
    *text = Trim(text->substr(1, text->size() - 2));
    take(true);
  }
  constexpr std::string_view kMinus = "\xE2\x88\x92";  // U+2212
  if (text->starts_with(kMinus)) {
    text->remove_prefix(kMinus.size());
    take(true);
  } else if (text->starts_with('-') || text->starts_with('+')) {
    take(text->front() == '-');
    text->remove_prefix(1);
  }
  if (text->ends_with('-') || text->ends_with('+')) {
    take(text->back() == '-');
    text->remove_suffix(1);
  }
  *text = Trim(*text);
  return signs < 2;
}

/// The length of the thousands mark that a text begins with; 0 if it does not.
/// Blanks and apostrophes have several spellings that look alike.
size_t ThousandsAt(std::string_view text, const std::string& thousands) {
  if (thousands.empty()) return 0;
  if (text.starts_with(thousands)) return thousands.size();
  for (const std::string_view mark : SpellingsOf(thousands[0])) {
    if (text.starts_with(mark)) return mark.size();
  }
  return 0;
}

/// Appends the digits before the decimal mark. Groups that a thousands mark
/// divides have three digits, or two where India counts; the last has three.
bool AppendWhole(std::string_view whole, const std::string& thousands,
                 std::string* out) {
  size_t group = 0;
  bool grouped = false;
  while (!whole.empty()) {
    if (IsDigit(whole.front())) {
      ++group;
      *out += whole.front();
      whole.remove_prefix(1);
      continue;
    }
    const size_t mark = ThousandsAt(whole, thousands);
    if (mark == 0) return false;
    const bool fit =
        grouped ? group == 2 || group == 3 : group >= 1 && group <= 3;
    if (!fit) return false;
    grouped = true;
    group = 0;
    whole.remove_prefix(mark);
  }
  return grouped ? group == 3 : group > 0;
}

/// One element of a format.
struct Token {
  char letter = '\0';  // 'Y', 'M', 'D', or the character that must stand there
  size_t width = 0;    // 0: a character
};

Token NextToken(std::string_view* format) {
  const char c = format->front();
  if (c != 'Y' && c != 'M' && c != 'D') {
    format->remove_prefix(1);
    return {c, 0};
  }
  size_t width = 0;
  while (!format->empty() && format->front() == c) {
    format->remove_prefix(1);
    ++width;
  }
  return {c, width};
}

std::optional<int> ReadMonthName(std::string_view* text) {
  constexpr std::array<std::string_view, 12> kMonths = {
      "jan", "feb", "mar", "apr", "may", "jun",
      "jul", "aug", "sep", "oct", "nov", "dec"};
  if (text->size() < 3) return std::nullopt;
  std::string name(text->substr(0, 3));
  for (char& c : name) c = static_cast<char>(c | 0x20);
  for (size_t i = 0; i < kMonths.size(); ++i) {
    if (kMonths[i] != name) continue;
    text->remove_prefix(3);
    return static_cast<int>(i) + 1;
  }
  return std::nullopt;
}

std::optional<int> ReadDigits(std::string_view* text, size_t least,
                              size_t most) {
  int value = 0;
  size_t count = 0;
  while (count < most && count < text->size() && IsDigit((*text)[count])) {
    value = value * 10 + ((*text)[count] - '0');
    ++count;
  }
  if (count < least) return std::nullopt;
  text->remove_prefix(count);
  return value;
}

std::optional<int> ReadToken(const Token& token, std::string_view* text) {
  if (token.letter == 'M' && token.width == 3) return ReadMonthName(text);
  if (token.width == 1) return ReadDigits(text, 1, 2);
  const std::optional<int> value = ReadDigits(text, token.width, token.width);
  if (!value || token.letter != 'Y' || token.width != 2) return value;
  constexpr int kTurn = 80;
  return *value < kTurn ? 2000 + *value : 1900 + *value;
}

}  // namespace

std::span<const std::string_view> SpellingsOf(char mark) {
  // No-break, narrow no-break and thin space, as Swedish, French, Norwegian and
  // Polish programs group; the typographic apostrophe of Swiss ones.
  static constexpr std::array<std::string_view, 3> kBlanks = {
      "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"};
  static constexpr std::array<std::string_view, 1> kApostrophes = {
      "\xE2\x80\x99"};
  if (mark == ' ') return kBlanks;
  if (mark == '\'') return kApostrophes;
  return {};
}

std::optional<std::string> PlainDecimal(std::string_view text,
                                        const CsvMapping& mapping) {
  text = Trim(text);
  bool negative = false;
  if (!TakeSign(&text, &negative)) return std::nullopt;
  if (text.empty() || text.size() > kDigitsMax) return std::nullopt;
  const size_t point = text.find(mapping.decimal);
  std::string out = negative ? "-" : "";
  const std::string_view whole = text.substr(0, point);
  // `,50` is what some programs make of half a unit.
  if (whole.empty()) {
    out += '0';
  } else if (!AppendWhole(whole, mapping.thousands, &out)) {
    return std::nullopt;
  }
  if (point == std::string_view::npos) return out;
  const std::string_view fraction = text.substr(point + 1);
  if (whole.empty() && fraction.empty()) return std::nullopt;
  if (fraction.empty()) return out;  // `119,`
  for (const char c : fraction) {
    if (!IsDigit(c)) return std::nullopt;
  }
  out += '.';
  out += fraction;
  return out;
}

bool IsDateFormat(std::string_view format) {
  int years = 0, months = 0, days = 0;
  while (!format.empty()) {
    const Token token = NextToken(&format);
    if (token.width == 0) {
      if (token.letter == '*' && !format.empty()) return false;
      continue;
    }
    if (token.letter == 'Y')
      years += token.width == 2 || token.width == 4 ? 1 : 9;
    if (token.letter == 'M') months += token.width <= 3 ? 1 : 9;
    if (token.letter == 'D') days += token.width <= 2 ? 1 : 9;
  }
  return years == 1 && months == 1 && days == 1;
}

std::optional<Day> ReadDayBy(std::string_view format, std::string_view text) {
  text = Trim(text);
  int year = 0, month = 0, day = 0;
  while (!format.empty()) {
    const Token token = NextToken(&format);
    if (token.width == 0) {
      if (token.letter == '*')
        return MakeDay(year, static_cast<unsigned>(month),
                       static_cast<unsigned>(day));
      if (!text.starts_with(token.letter)) return std::nullopt;
      text.remove_prefix(1);
      continue;
    }
    const std::optional<int> value = ReadToken(token, &text);
    if (!value) return std::nullopt;
    (token.letter == 'Y' ? year : token.letter == 'M' ? month : day) = *value;
  }
  if (!text.empty()) return std::nullopt;
  return MakeDay(year, static_cast<unsigned>(month),
                 static_cast<unsigned>(day));
}

}  // namespace cashmatch
