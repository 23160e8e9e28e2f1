// SPDX-License-Identifier: Apache-2.0
// records.cc - a text to its records and fields, and these damaged.
// Tested by tests/fuzz/records_test.cc.
#include "tests/fuzz/records.h"

#include <algorithm>
#include <array>
#include <utility>

#include "tests/fuzz/pack.h"
#include "tests/fuzz/retotal.h"

namespace cashmatch::fuzz {
namespace {

constexpr size_t kRecordsMax = 4000;
constexpr size_t kGrownMax = 64 << 10;

/// What stands in a field instead: amounts at the limits, dates that are none,
/// sides, currencies of other exponents, texts that mean nothing.
constexpr std::array<std::string_view, 40> kValues = {"",
                                                      "0",
                                                      "-0",
                                                      "-1",
                                                      "+1",
                                                      "00000001",
                                                      "1",
                                                      "99",
                                                      "100000000000000000",
                                                      "100000000000000001",
                                                      "9223372036854775807",
                                                      "9223372036854775808",
                                                      "18446744073709551616",
                                                      "1.00",
                                                      "1,00",
                                                      "1.005",
                                                      "0.0000001",
                                                      "1e5",
                                                      "0x1F",
                                                      "260230",
                                                      "20260230",
                                                      "2026-02-30",
                                                      "000000",
                                                      "991231",
                                                      "2026-12-31T24:00:00",
                                                      "C",
                                                      "D",
                                                      "RC",
                                                      "CRDT",
                                                      "DBIT",
                                                      "true",
                                                      "USD",
                                                      "JPY",
                                                      "KWD",
                                                      "XXX",
                                                      "NOTPROVIDED",
                                                      "NONREF",
                                                      "PDNG",
                                                      "BOOK",
                                                      "\xc3\x28"};

void AddLines(std::string_view text, std::vector<Part>* records) {
  for (size_t first = 0;
       first < text.size() && records->size() < kRecordsMax;) {
    const size_t end = text.find('\n', first);
    const size_t next = end == std::string_view::npos ? text.size() : end + 1;
    records->push_back({first, next - first});
    first = next;
  }
}

bool HasEnvelope(std::string_view text) {
  return text.size() > 106 && text.starts_with("ISA");
}

void AddSegments(std::string_view text, std::vector<Part>* records) {
  if (!HasEnvelope(text)) return AddLines(text, records);
  const char terminator = text[105];
  for (size_t first = 0;
       first < text.size() && records->size() < kRecordsMax;) {
    const size_t end = text.find(terminator, first);
    size_t next = end == std::string_view::npos ? text.size() : end + 1;
    while (next < text.size() && (text[next] == '\n' || text[next] == '\r')) {
      ++next;
    }
    records->push_back({first, next - first});
    first = next;
  }
}

std::string_view NameAt(std::string_view text, size_t at) {
  const size_t end = text.find_first_of(" \t\r\n/>", at);
  if (end == std::string_view::npos) return text.substr(at);
  return text.substr(at, end - at);
}

void AddElements(std::string_view text, std::vector<Part>* records) {
  std::vector<std::pair<std::string_view, size_t>> open;
  size_t at = 0;
  while ((at = text.find('<', at)) != std::string_view::npos &&
         records->size() < kRecordsMax) {
    const size_t end = text.find('>', at);
    if (end == std::string_view::npos) return;
    if (text[at + 1] == '/') {
      const std::string_view name = NameAt(text, at + 2);
      if (!open.empty() && open.back().first == name) {
        const size_t first = open.back().second;
        open.pop_back();
        records->push_back({first, end + 1 - first});
      }
    } else if (text[at + 1] != '?' && text[at + 1] != '!' &&
               text[end - 1] != '/') {
      open.emplace_back(NameAt(text, at + 1), at);
    }
    at = end + 1;
  }
}

std::string_view DelimitersOf(Form form) {
  switch (form) {
    case Form::kCommas:
      return ",;|\r\n";
    case Form::kTags:
      return ":/?+\r\n";
    case Form::kElements:
      return "<>\"";
    default:
      return "\":,=\r\n";
  }
}

/// Fields of fixed columns: the borders that the layouts of NACHA and the
/// common lockboxes have.
void AddColumns(std::string_view text, Part record, std::vector<Part>* fields) {
  constexpr std::array<size_t, 21> kBorders = {0,  1,  3,  4,  7,  9,  11,
                                               12, 13, 20, 23, 26, 29, 33,
                                               39, 43, 54, 63, 76, 79, 87};
  size_t size = record.count;
  while (size > 0 && (text[record.first + size - 1] == '\n' ||
                      text[record.first + size - 1] == '\r')) {
    --size;
  }
  for (size_t i = 0; i < kBorders.size() && kBorders[i] < size; ++i) {
    const size_t end =
        i + 1 < kBorders.size() ? std::min(kBorders[i + 1], size) : size;
    fields->push_back({record.first + kBorders[i], end - kBorders[i]});
  }
}

struct State {
  Form form;
  const std::vector<std::string>* others;
  Draw* draw;
  std::vector<Part> records, fields;
};

Part AnyOf(const std::vector<Part>& parts, Draw* draw) {
  return parts.empty() ? Part{} : parts[draw->Below(parts.size())];
}

std::string Copy(const std::string& text, Part part) {
  return text.substr(part.first, part.count);
}

Part AnyRecord(const std::string& text, State* state) {
  state->records.clear();
  Records(state->form, text, &state->records);
  return AnyOf(state->records, state->draw);
}

Part AnyField(const std::string& text, Part record, State* state) {
  state->fields.clear();
  Fields(state->form, text, record, &state->fields);
  return AnyOf(state->fields, state->draw);
}

void DropRecord(std::string* text, State* state) {
  const Part record = AnyRecord(*text, state);
  text->erase(record.first, record.count);
}

void DoubleRecord(std::string* text, State* state) {
  const Part record = AnyRecord(*text, state);
  if (text->size() > kGrownMax) return;
  text->insert(record.first, Copy(*text, record));
}

void SwapRecords(std::string* text, State* state) {
  Part early = AnyRecord(*text, state);
  Part late = AnyOf(state->records, state->draw);
  if (early.first > late.first) std::swap(early, late);
  if (early.first + early.count > late.first) return;
  const std::string one = Copy(*text, early), two = Copy(*text, late);
  text->replace(late.first, late.count, one);
  text->replace(early.first, early.count, two);
}

void MoveRecord(std::string* text, State* state) {
  const Part record = AnyRecord(*text, state);
  const std::string copy = Copy(*text, record);
  text->erase(record.first, record.count);
  const Part before = AnyRecord(*text, state);
  text->insert(std::min(before.first, text->size()), copy);
}

void DropRun(std::string* text, State* state) {
  const Part one = AnyRecord(*text, state);
  const Part two = AnyOf(state->records, state->draw);
  const size_t first = std::min(one.first, two.first);
  const size_t end = std::max(one.first + one.count, two.first + two.count);
  text->erase(first, end - first);
}

void DoubleRun(std::string* text, State* state) {
  const Part one = AnyRecord(*text, state);
  const Part two = AnyOf(state->records, state->draw);
  const size_t first = std::min(one.first, two.first);
  const size_t end = std::max(one.first + one.count, two.first + two.count);
  if (text->size() > kGrownMax) return;
  text->insert(end, text->substr(first, end - first));
}

void SetField(std::string* text, State* state) {
  const Part field = AnyField(*text, AnyRecord(*text, state), state);
  std::string value(kValues[state->draw->Below(kValues.size())]);
  // A fixed column stays as wide as it is, mostly.
  if (state->form == Form::kColumns && !state->draw->OneIn(4)) {
    value.resize(field.count, ' ');
    if (state->draw->OneIn(2)) {
      value = std::string(field.count, "09 A-"[state->draw->Below(5)]);
    }
  }
  text->replace(field.first, field.count, value);
}

/// A number one more or less, or with another first digit.
void StepNumber(std::string* text, State* state) {
  const Part field = AnyField(*text, AnyRecord(*text, state), state);
  for (size_t i = field.count; i > 0; --i) {
    char& c = (*text)[field.first + i - 1];
    if (c < '0' || c > '9') continue;
    c = c == '9' ? '8' : static_cast<char>(c + 1);
    if (!state->draw->OneIn(4)) return;
  }
}

void TakeField(std::string* text, State* state) {
  const Part from = AnyField(*text, AnyRecord(*text, state), state);
  const std::string value = Copy(*text, from);
  const Part to = AnyField(*text, AnyOf(state->records, state->draw), state);
  text->replace(to.first, to.count, value);
}

void SwapFields(std::string* text, State* state) {
  Part early = AnyField(*text, AnyRecord(*text, state), state);
  Part late = AnyOf(state->fields, state->draw);
  if (early.first > late.first) std::swap(early, late);
  if (early.first + early.count > late.first) return;
  const std::string one = Copy(*text, early), two = Copy(*text, late);
  text->replace(late.first, late.count, one);
  text->replace(early.first, early.count, two);
}

void SignNumber(std::string* text, State* state) {
  const Part field = AnyField(*text, AnyRecord(*text, state), state);
  if (field.count == 0) return;
  const char first = (*text)[field.first];
  if (first == '-') {
    text->erase(field.first, 1);
  } else if (first >= '0' && first <= '9') {
    text->insert(field.first, state->draw->OneIn(4) ? "+" : "-");
  }
}

void BorrowRecord(std::string* text, State* state) {
  if (state->others->empty() || text->size() > kGrownMax) return;
  const std::string& other =
      (*state->others)[state->draw->Below(state->others->size())];
  const Part theirs = AnyRecord(other, state);
  const std::string copy = Copy(other, theirs);
  text->insert(AnyRecord(*text, state).first, copy);
}

using Damage = void (*)(std::string*, State*);
constexpr std::array<Damage, 16> kDamages = {
    DropRecord, DoubleRecord, SwapRecords, MoveRecord,  DropRun,    DoubleRun,
    SetField,   SetField,     SetField,    StepNumber,  StepNumber, TakeField,
    TakeField,  SwapFields,   SignNumber,  BorrowRecord};

/// A packed file: damaged as bytes, or packed anew around a damaged text.
std::string MutatePacked(std::string_view honest,
                         const std::vector<std::string>& others, Draw* draw) {
  if (others.empty() || draw->OneIn(2)) return Mutate(honest, {}, draw);
  const std::string inside = MutateRecords(
      Form::kCommas, others[draw->Below(others.size())], others, draw);
  std::string packed =
      draw->OneIn(2) ? GzStored(inside) : ZipStored({{"a.txt", inside}});
  return draw->OneIn(3) ? Mutate(packed, {}, draw) : packed;
}

}  // namespace

void Records(Form form, std::string_view text, std::vector<Part>* records) {
  if (form == Form::kElements) return AddElements(text, records);
  if (form == Form::kSegments) return AddSegments(text, records);
  AddLines(text, records);
}

void Fields(Form form, std::string_view text, Part record,
            std::vector<Part>* fields) {
  if (form == Form::kColumns) return AddColumns(text, record, fields);
  std::string own;
  std::string_view delimiters = DelimitersOf(form);
  if (form == Form::kSegments && HasEnvelope(text)) {
    own = {text[3], text[105], '\r', '\n'};
    delimiters = own;
  }
  const std::string_view inside = text.substr(record.first, record.count);
  for (size_t first = 0; first <= inside.size();) {
    const size_t found = inside.find_first_of(delimiters, first);
    const size_t end = found == std::string_view::npos ? inside.size() : found;
    fields->push_back({record.first + first, end - first});
    first = end + 1;
  }
}

std::string MutateRecords(Form form, std::string_view honest,
                          const std::vector<std::string>& others, Draw* draw) {
  if (form == Form::kPacked) return MutatePacked(honest, others, draw);
  State state{form, &others, draw, {}, {}};
  std::string text(honest);
  size_t count = 1;
  while (count < 4 && draw->OneIn(2)) ++count;
  for (; count > 0; --count) {
    kDamages[draw->Below(kDamages.size())](&text, &state);
  }
  if (draw->OneIn(2)) Retotal(form, honest, &text);
  if (draw->OneIn(4)) return Mutate(text, others, draw);
  return text;
}

}  // namespace cashmatch::fuzz
