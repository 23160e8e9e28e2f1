// SPDX-License-Identifier: Apache-2.0
// rule_lines_test.cc - where keys, lists and tables stand, and their names.
#include "adapters/read/rules/rule_lines.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

constexpr std::string_view kFile =
    "[match]\n"
    "apply = 0.9\n"
    "[fees]\n"
    "amounts = { USD = [\n"
    "  \"15.00\",\n"
    "  \"20.00\"] }\n"
    "[customers.\"A.1\"]\n"
    "tolerance.under = { USD = \"1\" }\n"
    "[[route]]\n"
    "class = \"a\"\n"
    "[[route]]\n"
    "class = \"b\"\n";

TEST(RuleLines, KeysAreFoundAtEveryDepth) {
  const RuleLines lines(kFile);
  EXPECT_EQ(lines.LineOf({"match", "apply"}), 2u);
  EXPECT_EQ(lines.LineOf({"fees", "amounts", "USD", "1"}), 6u);
  EXPECT_EQ(lines.LineOf({"customers", "A.1", "tolerance", "under"}), 8u);
  EXPECT_EQ(lines.LineOf({"route", "1", "class"}), 12u);
}

TEST(RuleLines, WhatIsNotWrittenHasTheLineAroundIt) {
  const RuleLines lines(kFile);
  EXPECT_EQ(lines.LineOf({"match", "suggest"}), 1u);
  EXPECT_EQ(lines.LineOf({"route", "1", "when", "text"}), 11u);
  EXPECT_EQ(lines.LineOf({"tolerance"}), 0u);
}

TEST(RuleLines, OnlyWhatIsWrittenIsThere) {
  const RuleLines lines(kFile);
  EXPECT_TRUE(lines.Has({"customers", "A.1"}));
  EXPECT_FALSE(lines.Has({"customers", "A"}));
  EXPECT_TRUE(lines.Has({"route", "1"}));
  EXPECT_FALSE(lines.Has({"route", "2"}));
  EXPECT_FALSE(lines.Has({"route", "x"}));
  EXPECT_FALSE(lines.Has({"match", "apply", "more"}));
}

TEST(RuleLines, WhatIsNoTomlHasNoLines) {
  const RuleLines lines("[match]\napply = \n");
  EXPECT_FALSE(lines.Has({"match"}));
}

TEST(RuleLines, PlacesHaveNamesForPeople) {
  EXPECT_EQ(NameOf(RulePath{"match", "apply"}), "match.apply");
  EXPECT_EQ(NameOf(RulePath{"fees", "amounts", "USD", "1"}),
            "fees.amounts.USD");
  EXPECT_EQ(NameOf(RulePath{"customers", "C1", "match"}),
            "customers.'C1'.match");
  EXPECT_EQ(NameOf(RulePath{"reasons", "59"}), "reasons.'59'");
  EXPECT_EQ(NameOf(RulePath{"route", "1", "when"}), "route 2");
  EXPECT_EQ(NameOf(RulePath{"lockbox", "layouts", "a b"}),
            "lockbox.layouts.'a b'");
}

TEST(RuleLines, NamesShowTheEndOfAnAccountOnly) {
  EXPECT_EQ(NameOf(RulePath{"accounts", "9876540123"}), "accounts.'…0123'");
}

}  // namespace
}  // namespace cashmatch
