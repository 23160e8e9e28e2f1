// SPDX-License-Identifier: Apache-2.0
// expected_hits.cc - from logarithms to two digits and a power of ten.
// Tested by tests/unit/adapters/write/expected_hits_test.cc
#include "adapters/write/expected_hits.h"

#include <cmath>

#include "engine/base/money.h"
#include "engine/model/evidence.h"

namespace cashmatch {

std::string ExpectedHits(int64_t log_hits) {
  if (log_hits == SumRecord::kNoHits) return "0";
  const double decades = static_cast<double>(log_hits) / 1e6 / std::log(10.0);
  auto power = static_cast<int>(std::floor(decades));
  auto digits =
      static_cast<Minor>(std::llround(std::pow(10, decades - power + 1)));
  if (digits == 100) {
    digits = 10;
    ++power;
  }
  // The value is digits * 10^(power - 1).
  constexpr int kLeast = -6, kMost = 5;  // beyond, a power of ten reads better
  std::string text;
  if (power < kLeast || power > kMost) {
    AppendDecimal(digits, 1, &text);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text + "e" + std::to_string(power);
  }
  if (power >= 1) {
    return std::to_string(digits) +
           std::string(static_cast<size_t>(power) - 1, '0');
  }
  AppendDecimal(digits, 1 - power, &text);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

}  // namespace cashmatch
