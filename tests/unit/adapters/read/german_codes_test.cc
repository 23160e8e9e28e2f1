// SPDX-License-Identifier: Apache-2.0
// german_codes_test.cc - the codes of payments that come back.
#include "adapters/read/german_codes.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

TEST(GermanCodes, WhatComesBack) {
  for (const char* const code : {"108", "109", "110", "111"}) {
    EXPECT_EQ(ReadGermanCode(code), GermanCode::kReturnedItem) << code;
  }
  for (const char* const code : {"159", "181", "182", "183", "184"}) {
    EXPECT_EQ(ReadGermanCode(code), GermanCode::kOursReturned) << code;
  }
  EXPECT_EQ(ReadGermanCode("899"), GermanCode::kStorno);
}

TEST(GermanCodes, EverythingElseIsNone) {
  for (const char* const code : {"", "166", "105", "1090", "09", "900"}) {
    EXPECT_EQ(ReadGermanCode(code), GermanCode::kOther) << code;
  }
}

}  // namespace
}  // namespace cashmatch
