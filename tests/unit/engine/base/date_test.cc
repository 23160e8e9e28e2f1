// SPDX-License-Identifier: Apache-2.0
// date_test.cc - civil days in the forms that bank files have.
#include "engine/base/date.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

TEST(Date, ReadsIsoDays) {
  EXPECT_EQ(ParseIsoDay("1970-01-01"), 0);
  EXPECT_EQ(ParseIsoDay("1970-01-02"), 1);
  EXPECT_EQ(ParseIsoDay("1969-12-31"), -1);
  EXPECT_EQ(ParseIsoDay("2000-03-01"), 11017);
  EXPECT_EQ(ParseIsoDay("2024-02-29"), *ParseIsoDay("2024-03-01") - 1);
}

TEST(Date, RefusesDaysThatDoNotExist) {
  for (const char* text :
       {"2026-02-29", "2026-04-31", "2026-13-01", "2026-00-01", "2026-01-00",
        "1900-02-29", "2026-1-01", "2026/01/01", "20260101", "", "2026-01-01 ",
        "2026-01-1x", "+026-01-01"}) {
    EXPECT_FALSE(ParseIsoDay(text).has_value()) << text;
  }
}

TEST(Date, ReadsCompactDays) {
  EXPECT_EQ(ParseCompactDay("20260302"), ParseIsoDay("2026-03-02"));
  EXPECT_FALSE(ParseCompactDay("20260230").has_value());
  EXPECT_FALSE(ParseCompactDay("260302").has_value());
}

TEST(Date, ShortYearsTurnAt80) {
  EXPECT_EQ(ParseShortDay("260302"), ParseIsoDay("2026-03-02"));
  EXPECT_EQ(ParseShortDay("791231"), ParseIsoDay("2079-12-31"));
  EXPECT_EQ(ParseShortDay("800101"), ParseIsoDay("1980-01-01"));
  EXPECT_FALSE(ParseShortDay("000000").has_value());
  EXPECT_FALSE(ParseShortDay("2603O2").has_value());
}

TEST(Date, WritesWhatItReads) {
  for (const char* text : {"1970-01-01", "2026-03-02", "2024-02-29"}) {
    EXPECT_EQ(FormatDay(*ParseIsoDay(text)), text);
  }
  EXPECT_EQ(FormatDay(kNoDay), "");
}

TEST(Date, NoDayIsBeforeEveryDay) {
  EXPECT_LT(kNoDay, *ParseIsoDay("0001-01-01"));
}

}  // namespace
}  // namespace cashmatch
