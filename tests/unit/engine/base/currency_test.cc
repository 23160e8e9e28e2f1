// SPDX-License-Identifier: Apache-2.0
// currency_test.cc - codes and minor units; a wrong row is a 100-fold error.
#include "engine/base/currency.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>

namespace cashmatch {
namespace {

TEST(Currency, MinorUnitsAreThoseOfTheStandard) {
  const std::map<std::string_view, int> expected = {
      {"USD", 2},
      {"EUR", 2},
      {"GBP", 2},
      {"CHF", 2},
      {"CAD", 2},
      {"AUD", 2},
      {"CNY", 2},
      {"INR", 2},
      {"BRL", 2},
      {"MXN", 2},
      {"SEK", 2},
      {"NOK", 2},
      {"DKK", 2},
      {"PLN", 2},
      {"CZK", 2},
      {"HUF", 2},
      {"TRY", 2},
      {"ZAR", 2},
      {"SGD", 2},
      {"HKD", 2},
      {"THB", 2},
      {"ILS", 2},
      {"AED", 2},
      {"SAR", 2},
      {"JPY", 0},
      {"KRW", 0},
      {"CLP", 0},
      {"ISK", 0},
      {"VND", 0},
      {"PYG", 0},
      {"UGX", 0},
      {"XAF", 0},
      {"XOF", 0},
      {"XPF", 0},
      {"RWF", 0},
      {"KMF", 0},
      {"BHD", 3},
      {"KWD", 3},
      {"OMR", 3},
      {"JOD", 3},
      {"TND", 3},
      {"LYD", 3},
      {"CLF", 4},
      {"UYW", 4},
      // Where ICU and CLDR say something else.
      {"IQD", 3},
      {"LBP", 2},
      {"AFN", 2},
      {"ALL", 2},
      {"IRR", 2},
      {"KPW", 2},
      {"LAK", 2},
      {"MGA", 2},
      {"MMK", 2},
      {"RSD", 2},
      {"SOS", 2},
      {"SYP", 2},
      {"YER", 2},
  };
  for (const auto& [code, exponent] : expected) {
    const std::optional<Currency> currency = ParseCurrency(code);
    ASSERT_TRUE(currency.has_value()) << code;
    EXPECT_EQ(ExponentOf(*currency), exponent) << code;
  }
}

TEST(Currency, CountsAreThoseOfTheTable) {
  std::map<int, int> by_exponent;
  for (char a = 'A'; a <= 'Z'; ++a) {
    for (char b = 'A'; b <= 'Z'; ++b) {
      for (char c = 'A'; c <= 'Z'; ++c) {
        const std::string code{a, b, c};
        const std::optional<Currency> currency = ParseCurrency(code);
        if (!currency) continue;
        ++by_exponent[ExponentOf(*currency)];
        EXPECT_EQ(std::string_view(CodeOf(*currency)), code);
      }
    }
  }
  // 167 in use and 18 withdrawn since 2000.
  EXPECT_EQ(by_exponent,
            (std::map<int, int>{{0, 18}, {2, 158}, {3, 7}, {4, 2}}));
}

TEST(Currency, OnlyListedUpperCaseCodesAreRead) {
  for (const std::string_view code :
       {"", "US", "USDX", "usd", "Usd", "US1", "ZZZ", "XXX", "XAU", "U D"}) {
    EXPECT_FALSE(ParseCurrency(code).has_value()) << code;
  }
}

TEST(Currency, TheDollarIsTheOneOfTheTable) {
  EXPECT_EQ(ParseCurrency("USD"), kUsDollar);
}

TEST(Currency, OrderIsThatOfTheCodes) {
  EXPECT_LT(*ParseCurrency("CHF"), *ParseCurrency("EUR"));
  EXPECT_LT(*ParseCurrency("EUR"), *ParseCurrency("USD"));
  EXPECT_LT(*ParseCurrency("USD"), *ParseCurrency("USN"));
}

TEST(Currency, NoneIsThreeBlanks) {
  EXPECT_EQ(std::string_view(CodeOf(Currency::kNone)), "   ");
}

}  // namespace
}  // namespace cashmatch
