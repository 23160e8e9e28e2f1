// SPDX-License-Identifier: Apache-2.0
// creditor_reference.cc - the check digits of each scheme.
// Tested by tests/unit/engine/model/creditor_reference_test.cc
#include "engine/model/creditor_reference.h"

#include <algorithm>
#include <array>

namespace cashmatch {
namespace {

constexpr size_t kLongest = 64;  // zero-filled FI numbers included

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
int Digit(char c) { return c - '0'; }

bool IsSeparator(char c) {
  constexpr std::string_view kSeparators = " \t./+*";
  return kSeparators.find(c) != std::string_view::npos;
}

char Upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

/// A reference without separators, in upper case; empty when it is too long.
class Compact {
 public:
  explicit Compact(std::string_view reference) {
    for (const char c : reference) {
      if (IsSeparator(c)) continue;
      if (size_ == kLongest) {
        size_ = 0;
        return;
      }
      letters_[size_++] = Upper(c);
    }
  }
  std::string_view text() const { return {letters_.data(), size_}; }

 private:
  std::array<char, kLongest> letters_;
  size_t size_ = 0;
};

bool AllDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), IsDigit);
}

bool HasDigits(std::string_view text, size_t least, size_t most) {
  return text.size() >= least && text.size() <= most && AllDigits(text);
}

std::string_view WithoutZeros(std::string_view digits) {
  const size_t first = digits.find_first_not_of('0');
  return digits.substr(std::min(first, digits.size()));
}

/// ISO 7064 mod 97-10 over digits and letters (A = 10); -1 for other
/// characters.
int Mod97(std::string_view text, int rest = 0) {
  for (const char c : text) {
    if (IsDigit(c)) {
      rest = (rest * 10 + Digit(c)) % 97;
    } else if (c >= 'A' && c <= 'Z') {
      rest = (rest * 100 + (c - 'A' + 10)) % 97;
    } else {
      return -1;
    }
  }
  return rest;
}

/// Check digit by Luhn (mod 10, weights 2, 1 from the right).
int Luhn(std::string_view digits) {
  int sum = 0;
  bool doubled = true;
  for (auto c = digits.rbegin(); c != digits.rend(); ++c, doubled = !doubled) {
    const int value = Digit(*c) * (doubled ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return (10 - sum % 10) % 10;
}

/// Check character by mod 11 (weights 2 to 7 from the right); '-' is 10.
char Mod11(std::string_view digits) {
  int sum = 0, weight = 2;
  for (auto c = digits.rbegin(); c != digits.rend(); ++c) {
    sum += Digit(*c) * weight;
    weight = weight == 7 ? 2 : weight + 1;
  }
  const int rest = (11 - sum % 11) % 11;
  return rest == 10 ? '-' : static_cast<char>('0' + rest);
}

/// Check digit by the recursive mod 10 of Swiss references.
int RecursiveMod10(std::string_view digits) {
  constexpr std::array<int, 10> kNext = {0, 9, 4, 6, 8, 2, 7, 1, 3, 5};
  int carry = 0;
  for (const char c : digits) {
    carry = kNext[static_cast<size_t>((carry + Digit(c)) % 10)];
  }
  return (10 - carry) % 10;
}

/// Check digit with weights 7, 3, 1 from the right.
int Weights731(std::string_view digits) {
  constexpr std::array<int, 3> kWeights = {7, 3, 1};
  int sum = 0;
  size_t at = 0;
  for (auto c = digits.rbegin(); c != digits.rend(); ++c) {
    sum += Digit(*c) * kWeights[at++ % kWeights.size()];
  }
  return (10 - sum % 10) % 10;
}

/// Splits off the last character, the check digit of most schemes.
std::string_view Body(std::string_view text) {
  return text.substr(0, text.size() - 1);
}

bool IsRf(std::string_view text) {
  if (text.size() < 5 || text.size() > 25 || !text.starts_with("RF") ||
      !AllDigits(text.substr(2, 2))) {
    return false;
  }
  const int body = Mod97(text.substr(4));
  return body >= 0 && Mod97(text.substr(0, 4), body) == 1;
}

bool IsSwiss(std::string_view digits) {
  return RecursiveMod10(Body(digits)) == Digit(digits.back());
}

bool IsQrr(std::string_view text) {
  return HasDigits(text, 27, 27) && !WithoutZeros(text).empty() &&
         IsSwiss(text);
}

bool IsKid(std::string_view text) {
  if (text.size() < 2 || text.size() > 25) return false;
  const std::string_view body = Body(text);
  if (!AllDigits(body)) return false;
  const char check = text.back();
  if (IsDigit(check) && Luhn(body) == Digit(check)) return true;
  return Mod11(body) == check;
}

bool IsFi(std::string_view text) {
  if (!AllDigits(text)) return false;
  const std::string_view digits = WithoutZeros(text);
  return HasDigits(digits, 4, 20) &&
         Weights731(Body(digits)) == Digit(digits.back());
}

bool IsOgm(std::string_view text) {
  if (!HasDigits(text, 12, 12)) return false;
  const int rest = Mod97(text.substr(0, 10));
  return (rest == 0 ? 97 : rest) == Digit(text[10]) * 10 + Digit(text[11]);
}

bool IsOcr(std::string_view text) {
  return HasDigits(text, 2, 25) && Luhn(Body(text)) == Digit(text.back());
}

bool IsOcrWithLength(std::string_view text) {
  return IsOcr(text) && text.size() > 2 &&
         Digit(text[text.size() - 2]) == static_cast<int>(text.size() % 10);
}

}  // namespace

bool IsValid(CreditorReferenceKind kind, std::string_view reference) {
  const Compact compact(reference);
  switch (kind) {
    case CreditorReferenceKind::kNone:
      return false;
    case CreditorReferenceKind::kRf:
      return IsRf(compact.text());
    case CreditorReferenceKind::kQrr:
      return IsQrr(compact.text());
    case CreditorReferenceKind::kKid:
      return IsKid(compact.text());
    case CreditorReferenceKind::kFi:
      return IsFi(compact.text());
    case CreditorReferenceKind::kOgm:
      return IsOgm(compact.text());
    case CreditorReferenceKind::kOcr:
      return IsOcr(compact.text());
  }
  return false;
}

CreditorReferenceKind KindOf(std::string_view reference) {
  const Compact compact(reference);
  const std::string_view text = compact.text();
  if (IsRf(text)) return CreditorReferenceKind::kRf;
  if (IsQrr(text)) return CreditorReferenceKind::kQrr;
  if (IsOgm(text)) return CreditorReferenceKind::kOgm;
  if (IsFi(text)) return CreditorReferenceKind::kFi;
  if (IsOcrWithLength(text)) return CreditorReferenceKind::kOcr;
  if (IsKid(text)) return CreditorReferenceKind::kKid;
  return CreditorReferenceKind::kNone;
}

std::string NormalizeCreditorReference(std::string_view reference) {
  std::string out;
  out.reserve(reference.size());
  for (const char c : reference) {
    if (!IsSeparator(c)) out += Upper(c);
  }
  // Leading zeros change neither check digit, so that the long and the short
  // form of one number always get the same treatment.
  if (out.size() < 2 || out.size() > kLongest || !AllDigits(out)) return out;
  const std::string_view digits = WithoutZeros(out);
  if (digits.size() < 2 || digits.size() == out.size()) return out;
  const bool swiss = digits.size() <= 27 && IsSwiss(digits);
  if (swiss || IsFi(digits)) out.erase(0, out.size() - digits.size());
  return out;
}

std::string_view NameOf(CreditorReferenceKind kind) {
  constexpr std::array<std::string_view, 7> kNames = {"",   "RF",  "QRR", "KID",
                                                      "FI", "OGM", "OCR"};
  return kNames[static_cast<size_t>(kind)];
}

}  // namespace cashmatch
