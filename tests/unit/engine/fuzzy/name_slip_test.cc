// SPDX-License-Identifier: Apache-2.0
// name_slip_test.cc - what one slip makes of a name, and what is none.
#include "engine/fuzzy/name_slip.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

struct SlipCase {
  const char* a;
  const char* b;
  int slips;
};

TEST(SlipsBetween, OfWholeNames) {
  const SlipCase cases[] = {
      {"ACME TRADING LTD", "ACME TRADING LTD", 0},
      {"ACME TRADING LTD", "ACMETRADING LTD", 0},
      {"ACME TRADING LTD", "ACM ETRADING LTD", 0},
      {"ACME TRADING LTD", "ACMEXTRADING LTD", 1},  // for the blank
      {"ACME TRADING LTD", "ACME TRADINGL TD", 0},  // swapped with the blank
      {"ACME TRADING LTD", "ACME TRADING LTDD", 1},
      {"ACME TRADING LTD", "ACME TRADING LXD", 1},  // in a legal form
      {"ACME TRADING LTD", "ACME RTADING LTD", 1},
      {"ACME TRADING LTD", "ACME TRDING LTD", 1},
      {"ACME TRADING LTD", "XCME TRADING LTD", 1},
      {"ACME TRADING LTD", "XCME TRADINX LTD", -1},
      {"ACME TRADING LTD", "ACME LTD", -1},
      {"ACME TRADING LTD", "ACM E TRAD ING L TD", -1},
      {"ACME TRADING LTD", "ACM TRADNIG LTD", -1},
      {"ACME FUND II", "ACME FUND III", -1},  // two of a series
      {"BAE SYSTEMS", "BAF SYSTEMS", -1},     // too short to tell
      {"ACME STORES 12", "ACME STORES 13", -1},
      {"ACME2 TRADING", "ACME TRADING", -1},
      {"ACME TRAD*", "ACME TRADE", -1},
      {"", "ACME", -1},
      {"", "", 0},
  };
  for (const SlipCase& one : cases) {
    EXPECT_EQ(SlipsBetween(one.a, one.b), one.slips) << one.a << " | " << one.b;
    EXPECT_EQ(SlipsBetween(one.b, one.a), one.slips) << one.b << " | " << one.a;
  }
}

}  // namespace
}  // namespace cashmatch
