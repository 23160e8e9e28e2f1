// SPDX-License-Identifier: Apache-2.0
// mutation.cc - one function for each kind of damage.
// Tested by tests/fuzz/mutation_test.cc.
#include "tests/fuzz/mutation.h"

#include <algorithm>
#include <array>
#include <utility>

namespace cashmatch::fuzz {
namespace {

/// Bytes that mean something to one of the formats.
constexpr std::string_view kTelling =
    ",/|;<>&\"'\n\r\t -+.:*~0189AZ{}[]\\_=#\x1b\x7f\xc3\xef\xff";
constexpr std::string_view kDelimiters = ",/|;<>\"\n*~:";
constexpr std::array<std::string_view, 14> kExtremes = {
    "0",
    "-1",
    "00000000000000000000000000000000",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "99999999999999999999999999999999999999",
    "100000000000000000",
    "100000000000000001",
    "4294967296",
    "1e308",
    "0.005",
    "20260230",
    "999999",
};

/// A range of an input: lines with their end, fields without delimiters.
struct Range {
  size_t first = 0, count = 0;
};

Range AnyRange(const std::string& text, size_t most, Draw* draw) {
  if (text.empty()) return {};
  const size_t first = draw->Below(text.size());
  const size_t room = std::min(most, text.size() - first);
  return {first, 1 + draw->Below(room)};
}

Range AnyLine(const std::string& text, Draw* draw) {
  if (text.empty()) return {};
  const size_t inside = draw->Below(text.size());
  const size_t before =
      inside == 0 ? std::string::npos : text.rfind('\n', inside - 1);
  const size_t first = before == std::string::npos ? 0 : before + 1;
  const size_t end = text.find('\n', inside);
  return {first, (end == std::string::npos ? text.size() : end + 1) - first};
}

Range AnyField(const std::string& text, Draw* draw) {
  if (text.empty()) return {};
  const size_t at = draw->Below(text.size());
  const size_t before = text.find_last_of(kDelimiters, at);
  const size_t first = before == std::string::npos ? 0 : before + 1;
  const size_t end = text.find_first_of(kDelimiters, first);
  return {first, (end == std::string::npos ? text.size() : end) - first};
}

Range AnyNumber(const std::string& text, Draw* draw) {
  if (text.empty()) return {};
  constexpr std::string_view kDigits = "0123456789";
  size_t first = text.find_first_of(kDigits, draw->Below(text.size()));
  if (first == std::string::npos) first = text.find_first_of(kDigits);
  if (first == std::string::npos) return {};
  const size_t end = text.find_first_not_of(kDigits, first);
  return {first, (end == std::string::npos ? text.size() : end) - first};
}

std::string Copy(const std::string& text, Range range) {
  return text.substr(range.first, range.count);
}

void Replace(std::string* text, Range range, std::string_view with) {
  text->replace(range.first, range.count, with);
}

void FlipBit(std::string* text, Draw* draw) {
  if (text->empty()) return;
  (*text)[draw->Below(text->size())] ^= static_cast<char>(1 << draw->Below(8));
}

void ChangeByte(std::string* text, Draw* draw) {
  if (text->empty()) return;
  const char byte = draw->OneIn(3) ? static_cast<char>(draw->Next())
                                   : kTelling[draw->Below(kTelling.size())];
  (*text)[draw->Below(text->size())] = byte;
}

void ChangeDigit(std::string* text, Draw* draw) {
  const Range number = AnyNumber(*text, draw);
  if (number.count == 0) return;
  (*text)[number.first + draw->Below(number.count)] =
      static_cast<char>('0' + draw->Below(10));
}

void InsertBytes(std::string* text, Draw* draw) {
  std::string bytes;
  for (size_t left = 1 + draw->Below(16); left > 0; --left) {
    bytes += draw->OneIn(2) ? static_cast<char>(draw->Next())
                            : kTelling[draw->Below(kTelling.size())];
  }
  text->insert(draw->Below(text->size() + 1), bytes);
}

void CutRange(std::string* text, Draw* draw) {
  Replace(text, AnyRange(*text, 200, draw), "");
}

void RepeatRange(std::string* text, Draw* draw) {
  const Range range = AnyRange(*text, 400, draw);
  const std::string piece = Copy(*text, range);
  for (size_t left = 1 + draw->Below(3); left > 0; --left) {
    text->insert(range.first, piece);
  }
}

void DropLine(std::string* text, Draw* draw) {
  Replace(text, AnyLine(*text, draw), "");
}

void DoubleLine(std::string* text, Draw* draw) {
  const Range line = AnyLine(*text, draw);
  text->insert(line.first, Copy(*text, line));
}

void SwapLines(std::string* text, Draw* draw) {
  Range early = AnyLine(*text, draw), late = AnyLine(*text, draw);
  if (early.first > late.first) std::swap(early, late);
  if (early.first == late.first) return;
  const std::string kept = Copy(*text, early);
  const std::string other = Copy(*text, late);
  Replace(text, late, kept);
  Replace(text, early, other);
}

void Truncate(std::string* text, Draw* draw) {
  text->resize(draw->Below(text->size() + 1));
}

void EmptyField(std::string* text, Draw* draw) {
  Replace(text, AnyField(*text, draw), "");
}

void BlowUpField(std::string* text, Draw* draw) {
  const Range field = AnyField(*text, draw);
  const size_t size =
      draw->OneIn(50) ? 1 + draw->Below(200'000) : 1 + draw->Below(300);
  const char filler = draw->OneIn(2) ? static_cast<char>('0' + draw->Below(10))
                                     : kTelling[draw->Below(kTelling.size())];
  Replace(text, field, std::string(size, filler));
}

void SwapFields(std::string* text, Draw* draw) {
  const std::string value = Copy(*text, AnyField(*text, draw));
  Replace(text, AnyField(*text, draw), value);
}

void MakeExtreme(std::string* text, Draw* draw) {
  const Range number = AnyNumber(*text, draw);
  if (number.count == 0) return;
  Replace(text, number, kExtremes[draw->Below(kExtremes.size())]);
}

void ChangeLineEnds(std::string* text, Draw* draw) {
  constexpr std::array<std::string_view, 4> kEnds = {"\r\n", "\r", "", "\n\n"};
  const std::string_view end = kEnds[draw->Below(kEnds.size())];
  std::string changed;
  for (const char c : *text) {
    if (c == '\n')
      changed += end;
    else
      changed += c;
  }
  *text = std::move(changed);
}

void PutBefore(std::string* text, Draw* draw) {
  constexpr std::array<std::string_view, 6> kFronts = {
      "\xef\xbb\xbf",
      "\xff\xfe",
      "\n\n",
      "   ",
      "<?xml version=\"1.0\"?>",
      "<!DOCTYPE a [<!ENTITY b \"c\">]>"};
  text->insert(0, kFronts[draw->Below(kFronts.size())]);
}

void Splice(std::string* text, const std::vector<std::string>& others,
            Draw* draw) {
  if (others.empty()) return;
  const std::string& other = others[draw->Below(others.size())];
  const Range piece =
      draw->OneIn(2) ? AnyLine(other, draw) : AnyRange(other, 400, draw);
  text->insert(draw->Below(text->size() + 1), Copy(other, piece));
}

using Damage = void (*)(std::string*, Draw*);
constexpr std::array<Damage, 17> kDamages = {
    FlipBit,    ChangeByte,  ChangeDigit, InsertBytes, CutRange,   RepeatRange,
    DropLine,   DropLine,    DoubleLine,  DoubleLine,  SwapLines,  SwapLines,
    EmptyField, BlowUpField, SwapFields,  MakeExtreme, MakeExtreme};
constexpr std::array<Damage, 3> kRareDamages = {Truncate, ChangeLineEnds,
                                                PutBefore};

}  // namespace

uint64_t Draw::Next() {
  uint64_t z = (state_ += 0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

size_t Draw::Below(size_t bound) { return bound == 0 ? 0 : Next() % bound; }

uint64_t SeedOf(uint64_t seed, uint64_t index) {
  return Draw(seed * 0x100000001b3 + index).Next();
}

std::string Mutate(std::string_view honest,
                   const std::vector<std::string>& others, Draw* draw) {
  std::string text(honest);
  // Most inputs get one or two mutations: what is nearly right goes deepest.
  size_t count = 1;
  while (count < 8 && draw->OneIn(2)) ++count;
  for (; count > 0; --count) {
    const size_t kind = draw->Below(20);
    if (kind == 0) {
      Splice(&text, others, draw);
    } else if (kind == 1) {
      kRareDamages[draw->Below(kRareDamages.size())](&text, draw);
    } else {
      kDamages[draw->Below(kDamages.size())](&text, draw);
    }
    if (text.size() > kMutantBytesMax) text.resize(kMutantBytesMax);
  }
  return text;
}

}  // namespace cashmatch::fuzz
