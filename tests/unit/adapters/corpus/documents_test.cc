// SPDX-License-Identifier: Apache-2.0
// documents_test.cc - numbering styles, references and slips.
#include "adapters/corpus/documents.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace cashmatch {
namespace {

constexpr NumberStyle kStyles[] = {NumberStyle::kInvoice,
                                   NumberStyle::kTenDigits, NumberStyle::kYear,
                                   NumberStyle::kNine};

std::string Number(const Geometry& geometry, NumberStyle style, uint64_t item) {
  std::string out;
  AppendDocumentNumber(geometry, style, item, &out);
  return out;
}

std::string Digits(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits += c;
  }
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  return digits;
}

TEST(Documents, StylesLookTheirPart) {
  const Geometry geometry(10'000, 0, 1, DefaultMix());
  const std::string invoice = Number(geometry, NumberStyle::kInvoice, 15);
  EXPECT_EQ(invoice.size(), 10u);
  EXPECT_TRUE(invoice.starts_with("INV-0001")) << invoice;
  EXPECT_TRUE(
      Number(geometry, NumberStyle::kTenDigits, 15).starts_with("4500000"));
  EXPECT_TRUE(
      Number(geometry, NumberStyle::kYear, 15).starts_with("RE2026/0000"));
  EXPECT_EQ(Number(geometry, NumberStyle::kNine, 15).size(), 9u);
}

TEST(Documents, NumbersDifferEvenWithoutPrefixAndZeros) {
  const Geometry geometry(5'000, 0, 1, DefaultMix());
  std::set<std::string> seen;
  for (const NumberStyle style : kStyles) {
    for (uint64_t item = 0; item < geometry.items(); ++item) {
      const std::string digits = Digits(Number(geometry, style, item));
      EXPECT_TRUE(seen.insert(digits).second) << digits;
    }
  }
  for (uint64_t i = 0; i < 5'000; ++i) {
    std::string order, unknown;
    AppendPurchaseOrder(i, &order);
    AppendUnknownNumber(i, &unknown);
    EXPECT_EQ(seen.count(Digits(order)), 0u);
    EXPECT_EQ(seen.count(Digits(unknown)), 0u);
  }
}

TEST(Documents, SlipsAreNobodysNumber) {
  const Geometry geometry(20'000, 0, 5, DefaultMix());
  for (const NumberStyle style : kStyles) {
    std::set<std::string> numbers;
    for (uint64_t item = 0; item < geometry.items(); ++item) {
      numbers.insert(Digits(Number(geometry, style, item)));
    }
    for (uint64_t item = 0; item < geometry.items(); item += 7) {
      std::string slip;
      AppendTypo(geometry, style, item, item * 1'000'003, &slip);
      const std::string number = Number(geometry, style, item);
      EXPECT_NE(slip, number);
      EXPECT_EQ(numbers.count(Digits(slip)), 0u) << slip;
      EXPECT_LE(number.size() - slip.size(), 1u);
    }
  }
}

TEST(Documents, CreditorReferencesAreOfTheirCompany) {
  const Geometry geometry(20'000, 20'000, 5, DefaultMix());
  for (const Company* const company : AllCompanies()) {
    std::string reference;
    AppendCreditorReference(geometry, *company, 77, &reference);
    if (company->code == "2000") {
      EXPECT_EQ(reference.substr(0, 2), "RF");
      EXPECT_EQ(reference.size(), 18u);
    } else if (company->code == "2100") {
      EXPECT_EQ(reference.size(), 27u);
      EXPECT_EQ(reference.substr(0, 6), "210000");
    } else {
      EXPECT_EQ(reference, "");
    }
  }
}

}  // namespace
}  // namespace cashmatch
