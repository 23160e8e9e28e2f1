// SPDX-License-Identifier: Apache-2.0
// check_digits_test.cc - published examples of each check.
#include "adapters/corpus/check_digits.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

TEST(CheckDigits, RoutingNumbers) {
  EXPECT_EQ(RoutingNumber("02100002"), "021000021");
  EXPECT_EQ(RoutingNumber("01140153"), "011401533");
  EXPECT_EQ(RoutingNumber("00000000"), "000000000");
}

TEST(CheckDigits, Ibans) {
  EXPECT_EQ(Iban("DE", "370400440532013000"), "DE89370400440532013000");
  EXPECT_EQ(Iban("CH", "00762011623852957"), "CH9300762011623852957");
  EXPECT_EQ(Iban("GB", "NWBK60161331926819"), "GB29NWBK60161331926819");
}

TEST(CheckDigits, CreditorReferences) {
  EXPECT_EQ(CreditorReference("539007547034"), "RF18539007547034");
  EXPECT_EQ(CreditorReference("2348231"), "RF712348231");
}

TEST(CheckDigits, QrReferences) {
  EXPECT_EQ(QrReference("21000000000313947143000901"),
            "210000000003139471430009017");
}

}  // namespace
}  // namespace cashmatch
