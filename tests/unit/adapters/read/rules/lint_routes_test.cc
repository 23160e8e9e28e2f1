// SPDX-License-Identifier: Apache-2.0
// lint_routes_test.cc - routes that never fire, and those that always do.
#include "adapters/read/rules/lint_routes.h"

#include <initializer_list>

#include "tests/unit/adapters/read/rules/lint_of.h"

namespace cashmatch {
namespace {

using Strings = std::vector<std::string>;

/// One line a route: condition and class.
std::string Routes(
    std::initializer_list<std::pair<std::string_view, std::string_view>> all) {
  std::string file = "route = [\n";
  for (const auto& [when, cls] : all) {
    file += "{ when = { " + std::string(when) + " }, class = \"" +
            std::string(cls) + "\" },\n";
  }
  return file + "]\n";
}

TEST(LintRoutes, RoutesBesideEachOtherAreFine) {
  EXPECT_EQ(LintOf(Routes({{"text = \"SWEEP\"", "a"},
                           {"text = \"INTEREST\"", "b"},
                           {"type_code = [\"275\"]", "c"}})),
            Strings{});
}

TEST(LintRoutes, ALongerTextBehindAShorterOneNeverFires) {
  EXPECT_EQ(
      LintOf(Routes({{"text = \"sweep\"", "a"}, {"text = \"A SWEEP\"", "b"}})),
      Strings{"r.toml:3: route 2: RULES-SHADOWED: found a condition that "
              "earlier routes cover, expected what route 1 (line 2) leaves "
              "over; it never fires"});
}

TEST(LintRoutes, TheNarrowOneMayStandFirst) {
  EXPECT_EQ(
      LintOf(Routes({{"text = \"A SWEEP\"", "b"}, {"text = \"sweep\"", "a"}})),
      Strings{});
}

TEST(LintRoutes, FewerConditionsCoverMore) {
  EXPECT_EQ(CodesOf(Routes({{"text = \"SWEEP\"", "a"},
                            {"type_code = [\"275\"], text = \"SWEEP\"", "b"}})),
            Strings{"3 RULES-SHADOWED"});
  EXPECT_EQ(CodesOf(Routes({{"type_code = [\"275\"]", "a"},
                            {"type_code = [\"275\"], text = \"SWEEP\"", "b"}})),
            Strings{"3 RULES-SHADOWED"});
  EXPECT_EQ(CodesOf(Routes({{"type_code = [\"275\"], text = \"SWEEP\"", "b"},
                            {"text = \"SWEEP\"", "a"},
                            {"type_code = [\"275\"]", "a"}})),
            Strings{});
}

TEST(LintRoutes, SeveralRoutesMayCoverOneTogether) {
  EXPECT_EQ(CodesOf(Routes({{"type_code = [\"275\"]", "a"},
                            {"type_code = [\"354\"]", "b"},
                            {"type_code = [\"275\", \"354\"]", "c"}})),
            Strings{"4 RULES-SHADOWED"});
}

TEST(LintRoutes, SomeOfItsCodesMayBeTaken) {
  EXPECT_EQ(LintOf(Routes({{"type_code = [\"275\"]", "a"},
                           {"type_code = [\"275\", \"354\"]", "c"}})),
            Strings{"r.toml:3: route 2: RULES-SHADOWED: found type_code '275', "
                    "expected what route 1 (line 2) leaves over; it never "
                    "fires on these codes"});
}

TEST(LintRoutes, TheSameConditionWithTwoClassesContradicts) {
  EXPECT_EQ(
      LintOf(Routes({{"type_code = [\"1\", \"2\"], text = \"sweep\"", "a"},
                     {"type_code = [\"2\", \"1\"], text = \"SWEEP\"", "b"}})),
      Strings{"r.toml:3: route 2: RULES-CONTRADICTION: found class 'b', "
              "expected 'a' as route 1 (line 2) has for the same condition; "
              "the earlier route decides"});
}

TEST(LintRoutes, TheSameRouteTwiceIsNoContradiction) {
  EXPECT_EQ(
      CodesOf(Routes({{"text = \"SWEEP\"", "a"}, {"text = \"SWEEP\"", "a"}})),
      Strings{"3 RULES-SHADOWED"});
}

TEST(LintRoutes, AShortTextFiresOnEverything) {
  EXPECT_EQ(LintOf(Routes({{"text = \"AB\"", "a"}})),
            Strings{"r.toml:2: route 1: RULES-SHORT-TEXT: found 'AB', expected "
                    "a text of at least three letters; it fires on nearly "
                    "every receipt"});
  EXPECT_EQ(CodesOf(Routes({{"text = \"A B\"", "a"}})),
            Strings{"2 RULES-SHORT-TEXT"});
  EXPECT_EQ(LintOf(Routes({{"text = \"ABC\"", "a"}})), Strings{});
}

}  // namespace
}  // namespace cashmatch
