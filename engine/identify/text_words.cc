// SPDX-License-Identifier: Apache-2.0
// text_words.cc - cutting free text into words.
// Tested by tests/unit/engine/identify/quotes_test.cc
#include "engine/identify/text_words.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "engine/book/normalize.h"

namespace cashmatch {
namespace {

enum Kind : uint8_t { kOther = 0, kJoint = 1, kLetter = 2, kDigit = 4 };

/// Bytes that may stand inside a reference, but not at its ends.
constexpr bool IsJoint(char c) {
  return c == '-' || c == '/' || c == '.' || c == '_' || c == '#';
}

constexpr std::array<uint8_t, 256> kKinds = [] {
  std::array<uint8_t, 256> kinds{};
  for (size_t i = 0; i < kinds.size(); ++i) {
    const auto c = static_cast<char>(i);
    kinds[i] = IsDigit(c)      ? kDigit
               : IsWordByte(c) ? kLetter
               : IsJoint(c)    ? kJoint
                               : kOther;
  }
  return kinds;
}();

uint8_t KindOf(char c) { return kKinds[static_cast<unsigned char>(c)]; }

}  // namespace

bool TextWords::ReadWord() {
  constexpr uint8_t kWord = kLetter | kDigit;
  while (at_ < text_.size() && (KindOf(text_[at_]) & kWord) == 0) ++at_;
  const size_t begin = at_;
  uint8_t seen = 0;
  size_t end = begin;
  for (; at_ < text_.size(); ++at_) {
    const uint8_t kind = KindOf(text_[at_]);
    if (kind == kOther) break;
    seen |= kind;
    if ((kind & kWord) != 0) end = at_ + 1;
  }
  if (end == begin) return false;
  before_ = word_;
  word_ = text_.substr(begin, end - begin);
  has_digit_ = (seen & kDigit) != 0;
  phone_ = IsDigit(word_[0]) &&
           (phone_ || StartsPhoneNumber(text_, begin, word_.size()));
  return true;
}

/// Asks what the word before announces; false if that is no reference.
bool TextWords::Announce() {
  constexpr size_t kLongest = 8;  // of the words that announce something
  announced_ = {};
  if (before_.empty()) return true;
  std::array<char, kLongest> bytes;
  size_t size = 0;
  for (const char c : before_) {
    if (KindOf(c) == kJoint) continue;
    if (size == kLongest) return true;
    bytes[size++] = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  const std::string_view plain(bytes.data(), size);
  announced_ = {Announces(plain), AnnouncesDocument(plain)};
  return !AnnouncesNoReference(plain);
}

bool TextWords::Next() {
  while (ReadWord()) {
    if (has_digit_ && !phone_ && Announce()) return true;
  }
  return false;
}

bool LooksWorthIt(std::string_view word, bool announced) {
  constexpr size_t kLeast = 4;
  constexpr ptrdiff_t kLeastDigits = 2;  // beside letters; more on their own
  constexpr size_t kMost = 64;
  if (word.size() > kMost) return false;
  const auto digits = std::count_if(word.begin(), word.end(), IsDigit);
  if (digits == 0 || LooksLikeDate(word) || LooksLikeAmount(word)) return false;
  return announced || (word.size() >= kLeast && digits >= kLeastDigits);
}

bool ClaimsDocument(std::string_view plain, Announced announced) {
  return announced.document ||
         AnnouncesDocument(plain.substr(0, KnownPrefix(plain)));
}

}  // namespace cashmatch
