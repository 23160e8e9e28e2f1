// SPDX-License-Identifier: Apache-2.0
// check_digits.cc - mod 97, mod 10 and 3-7-1.
// Tested by tests/unit/adapters/corpus/check_digits_test.cc
#include "adapters/corpus/check_digits.h"

#include <array>

namespace cashmatch {
namespace {

// The remainder of a text of digits and capitals (A = 10 ... Z = 35) by 97.
int Mod97(int start, std::string_view text) {
  int rest = start;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      rest = (rest * 10 + (c - '0')) % 97;
    } else {
      rest = (rest * 100 + (c - 'A' + 10)) % 97;
    }
  }
  return rest;
}

// `country` + two digits that make the rearranged number 1 mod 97 + `body`.
std::string WithMod97(std::string_view country, std::string_view body) {
  const int rest = Mod97(Mod97(Mod97(0, body), country), "00");
  const int check = 98 - rest;
  std::string out(country);
  out += static_cast<char>('0' + check / 10);
  out += static_cast<char>('0' + check % 10);
  out += body;
  return out;
}

}  // namespace

std::string RoutingNumber(std::string_view eight_digits) {
  constexpr std::array<int, 8> kWeights = {3, 7, 1, 3, 7, 1, 3, 7};
  int sum = 0;
  for (size_t i = 0; i < kWeights.size(); ++i) {
    sum += kWeights[i] * (eight_digits[i] - '0');
  }
  std::string out(eight_digits);
  out += static_cast<char>('0' + (10 - sum % 10) % 10);
  return out;
}

std::string Iban(std::string_view country, std::string_view account) {
  return WithMod97(country, account);
}

std::string CreditorReference(std::string_view body) {
  return WithMod97("RF", body);
}

std::string QrReference(std::string_view digits) {
  constexpr std::array<int, 10> kRow = {0, 9, 4, 6, 8, 2, 7, 1, 3, 5};
  int carry = 0;
  for (const char c : digits) carry = kRow[(carry + c - '0') % 10];
  std::string out(digits);
  out += static_cast<char>('0' + (10 - carry) % 10);
  return out;
}

}  // namespace cashmatch
