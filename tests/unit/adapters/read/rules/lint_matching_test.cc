// SPDX-License-Identifier: Apache-2.0
// lint_matching_test.cc - each warning about how to match, and its silence.
#include "adapters/read/rules/lint_matching.h"

#include "tests/unit/adapters/read/rules/lint_of.h"

namespace cashmatch {
namespace {

using Strings = std::vector<std::string>;

TEST(LintMatching, SuggestEqualToApplyProposesNothing) {
  EXPECT_EQ(
      LintOf("[match]\napply = 0.9\nsuggest = \"0.90\"\n"),
      Strings{"r.toml:3: match.suggest: RULES-SUGGEST: found 'suggest' equal "
              "to 'apply', expected a lower 'suggest'; what is not sure enough "
              "to be applied is not proposed either"});
  EXPECT_EQ(CodesOf("[match]\napply = 0.5\n"), Strings{"2 RULES-SUGGEST"});
  EXPECT_EQ(LintOf("[match]\napply = 0.9\nsuggest = 0.899999\n"), Strings{});
}

TEST(LintMatching, APercentageOf0BesideMinHidesTheAmounts) {
  EXPECT_EQ(LintOf("[tolerance]\nunder = { USD = \"5\", EUR = \"4\", percent = "
                   "\"0\" }\n"),
            Strings{"r.toml:2: tolerance.under.percent: RULES-ZERO: found '0 "
                    "%', expected combine = \"max\", or a percentage above 0; "
                    "the amounts never count"});
}

TEST(LintMatching, AnAmountOf0BesideMinHidesThePercentage) {
  EXPECT_EQ(LintOf("[tolerance]\nover = { USD = \"5\", EUR = \"0\", percent = "
                   "\"1\" }\n"),
            Strings{"r.toml:2: tolerance.over.EUR: RULES-ZERO: found '0.00' "
                    "EUR, expected combine = \"max\", or an amount above 0; "
                    "the percentage never counts for EUR"});
}

TEST(LintMatching, AToleranceOfNoneOrOfTheLargerIsMeant) {
  for (const std::string_view value :
       {"{ USD = \"0\", percent = \"0\" }", "{ USD = \"0\" }",
        "{ percent = \"0\" }",
        "{ USD = \"5\", percent = \"0\", combine = \"max\" }", "{}"}) {
    EXPECT_EQ(LintOf("[tolerance]\nunder = " + std::string(value) + "\n"),
              Strings{})
        << value;
  }
}

TEST(LintMatching, WhatIsUnsetOfATolerance) {
  EXPECT_EQ(LintOf("[tolerance]\nunder = { USD = \"5\" }\n"),
            Strings{"r.toml:2: tolerance.under: RULES-UNSET: found amounts "
                    "alone, expected amounts and 'percent'; what is unset is "
                    "ignored"});
  EXPECT_EQ(LintOf("[tolerance]\nover = { percent = \"5\" }\n"),
            Strings{"r.toml:2: tolerance.over: RULES-UNSET: found a percentage "
                    "alone, expected amounts and 'percent'; what is unset is "
                    "ignored"});
}

TEST(LintMatching, WhatIsUnsetIsSaidOnceAtTheFirstPlace) {
  const Strings warnings = LintOf(
      "[customers.A]\ntolerance.under = { USD = \"6\" }\n"
      "[tolerance]\nunder = { USD = \"5\" }\nover = { USD = \"5\" }\n");
  ASSERT_EQ(warnings.size(), 1u);
  EXPECT_EQ(warnings[0].find("r.toml:2: customers.'A'.tolerance.under:"), 0u);
  EXPECT_NE(warnings[0].find("ignored; so in 2 more places"),
            std::string::npos);
}

TEST(LintMatching, AReviewLimitBelowTheTolerance) {
  const std::string tolerance =
      "[tolerance]\nunder = { USD = \"5\", percent = \"1\" }\n";
  EXPECT_EQ(LintOf(tolerance + "[match]\nreview_above = { USD = \"4.99\" }\n"),
            Strings{"r.toml:4: match.review_above.USD: RULES-REVIEW: found "
                    "review above '4.99' USD, expected at least the tolerance "
                    "of '5.00' USD; larger differences are tolerated than "
                    "amounts let through"});
  // At the tolerance, in another currency, or everything on purpose.
  EXPECT_EQ(LintOf(tolerance + "[match]\nreview_above = { USD = \"5\", EUR = "
                               "\"1\" }\n"),
            Strings{});
  EXPECT_EQ(LintOf(tolerance + "[match]\nreview_above = { USD = \"0\" }\n"),
            Strings{});
}

TEST(LintMatching, FeesThatAreNeverTaken) {
  EXPECT_EQ(
      LintOf("[fees]\namounts = { USD = [\"30\",\n\"30.01\"] }\n"
             "maximum = { USD = \"30\" }\n"),
      Strings{"r.toml:3: fees.amounts.USD: RULES-FEE: found a fee of '30.01' "
              "USD, expected at most the maximum of '30.00' USD; it is never "
              "taken"});
  EXPECT_EQ(CodesOf("[fees]\namounts = { USD = [\"0\"] }\n"),
            Strings{"2 RULES-FEE"});
  EXPECT_EQ(LintOf("[fees]\nmaximum = { USD = \"30\" }\n"),
            Strings{"r.toml:2: fees.maximum.USD: RULES-FEE: found a maximum in "
                    "USD, expected 'amounts' in USD; no fee is taken"});
}

TEST(LintMatching, ACustomersMaximumSpeaksAboutTheFeesOfAll) {
  EXPECT_EQ(CodesOf("[fees]\namounts = { USD = [\"0\", \"20\"] }\n"
                    "[customers.A]\nfees.maximum = { USD = \"15\" }\n"),
            (Strings{"2 RULES-FEE", "4 RULES-FEE"}));
}

TEST(LintMatching, FeesInACurrencyThatNoItemHas) {
  RuleContext context;
  const std::string_view file =
      "[fees]\namounts = { USD = [\"3\"], CHF = [\"3\"] }\n";
  EXPECT_EQ(LintOf(file, context), Strings{});
  context.currencies = {*ParseCurrency("USD")};
  EXPECT_EQ(LintOf(file, context),
            Strings{"r.toml:2: fees.amounts.CHF: RULES-NO-ITEM: found fees in "
                    "CHF, expected a currency that an open item has; they are "
                    "never taken"});
}

TEST(LintMatching, ARateOf0IsNeverTaken) {
  EXPECT_EQ(LintOf("[withholding]\nrates = [\n\"10\",\n\"0\"]\n"),
            Strings{"r.toml:4: withholding.rates: RULES-RATE: found '0 %', "
                    "expected a rate above 0; it is never taken"});
}

TEST(LintMatching, DaysToWaitAreNotWarnedOf) {
  EXPECT_EQ(CodesOf("[match]\nwait_days = 5\n"), Strings{});
}

TEST(LintMatching, OldestFirstNeedsShortPaysApplied) {
  EXPECT_EQ(CodesOf("[oldest_first]\nenabled = true\n"),
            Strings{"2 RULES-OLDEST-FIRST"});
  EXPECT_EQ(LintOf("[oldest_first]\nenabled = true\n"
                   "[short_pay]\npolicy = \"apply\"\n"),
            Strings{});
  EXPECT_EQ(CodesOf("[oldest_first]\nenabled = true\n"
                    "[short_pay]\npolicy = \"apply\"\n"
                    "[customers.A]\nshort_pay.policy = \"suggest\"\n"),
            Strings{"6 RULES-OLDEST-FIRST"});
}

TEST(LintMatching, WhatIsInheritedIsToldWhereItStands) {
  EXPECT_EQ(CodesOf("[match]\napply = 0.5\n[oldest_first]\nenabled = true\n"
                    "[customers.A]\nmatch.prepayment_days = 3\n"),
            (Strings{"2 RULES-SUGGEST", "4 RULES-OLDEST-FIRST"}));
}

TEST(LintMatching, EveryKeyOfACustomerIsComparedWithTheGeneralOne) {
  const Strings keys = {
      "match.apply = 0.999",
      "match.suggest = 0.5",
      "match.review_above = {}",
      "match.prepayment_days = 0",
      "match.prepayment_days = 0",
      "tolerance.under = {}",
      "tolerance.over = {}",
      "discount.grace_days = 0",
      "discount.unearned = \"suggest\"",
      "short_pay.policy = \"suggest\"",
      "overpay.policy = \"unapplied\"",
      "fees.amounts = {}",
      "fees.maximum = {}",
      "credits.use = \"referenced\"",
      "withholding.rates = []",
      "oldest_first.enabled = false",
  };
  for (const std::string& key : keys) {
    EXPECT_EQ(CodesOf("[customers.A]\n" + key + "\n"), Strings{"2 RULES-SAME"})
        << key;
  }
}

TEST(LintMatching, ACustomersOwnValueIsNoMistake) {
  EXPECT_EQ(LintOf("[match]\nprepayment_days = "
                   "5\n[customers.A]\nmatch.prepayment_days = 0"
                   "\n"),
            Strings{});
  EXPECT_EQ(CodesOf("[match]\nprepayment_days = "
                    "5\n[customers.A]\nmatch.prepayment_days = "
                    "5\n"),
            Strings{"4 RULES-SAME"});
}

TEST(LintMatching, ToleranceOfACustomerDiffersInAnyPart) {
  const std::string general =
      "[tolerance]\nunder = { USD = \"5\", percent = \"1\" }\n[customers.A]\n";
  const auto with = [&](std::string_view own) {
    return CodesOf(general + "tolerance.under = " + std::string(own) + "\n");
  };
  EXPECT_EQ(with("{ USD = \"5.00\", percent = \"1.0\" }"),
            Strings{"4 RULES-SAME"});
  EXPECT_EQ(with("{ USD = \"6\", percent = \"1\" }"), Strings{});
  EXPECT_EQ(with("{ USD = \"5\", percent = \"2\" }"), Strings{});
  EXPECT_EQ(with("{ USD = \"5\", percent = \"1\", combine = \"max\" }"),
            Strings{});
}

TEST(LintMatching, ACustomerWithoutAKey) {
  EXPECT_EQ(LintOf("[customers.A]\n"),
            Strings{"r.toml:1: customers.'A': RULES-SAME: found no key, "
                    "expected a key of one's own; it has no effect"});
}

}  // namespace
}  // namespace cashmatch
