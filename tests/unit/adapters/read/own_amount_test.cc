// SPDX-License-Identifier: Apache-2.0
// own_amount_test.cc - no digit beyond the minor unit, not even a zero.
#include "adapters/read/own_amount.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

TEST(OwnAmount, HasNoDigitsBeyondTheMinorUnit) {
  const auto read = [](std::string_view text, std::string_view currency) {
    return ParseOwnAmount(text, *ParseCurrency(currency));
  };
  EXPECT_EQ(read("-1250.50", "USD").minor, -125050);
  EXPECT_EQ(read("1250.5", "USD").minor, 125050);
  EXPECT_EQ(read("1250.", "JPY").minor, 1250);
  EXPECT_EQ(read("1.250", "KWD").minor, 1250);
  EXPECT_EQ(read("1.000", "USD").fault, AmountFault::kTooManyDigits);
  EXPECT_EQ(read("10.0", "JPY").fault, AmountFault::kTooManyDigits);
  EXPECT_EQ(read("1.00x", "JPY").fault, AmountFault::kNotANumber);
}

}  // namespace
}  // namespace cashmatch
