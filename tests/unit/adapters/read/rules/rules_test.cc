// SPDX-License-Identifier: Apache-2.0
// rules_test.cc - every section, its default, and every kind of mistake.
#include "adapters/read/rules/rules.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cashmatch {
namespace {

using Strings = std::vector<std::string>;

struct Read {
  explicit Read(std::string_view toml) {
    good = ReadRules(toml, "rules.toml", &policy, &options, &errors);
  }
  Policy policy;
  ReadOptions options;
  Strings errors;
  bool good;
};

Currency Usd() { return *ParseCurrency("USD"); }
Currency Jpy() { return *ParseCurrency("JPY"); }

TEST(Rules, EmptyFileIsTheDefaults) {
  const Read read("# nothing\n");
  EXPECT_TRUE(read.good);
  const MatchingPolicy& policy = read.policy.general;
  EXPECT_EQ(policy.apply, 999'000);
  EXPECT_EQ(policy.suggest, 500'000);
  EXPECT_TRUE(policy.review_above.empty());
  EXPECT_EQ(policy.prepayment_days, 0);
  EXPECT_EQ(policy.wait_days, 0);
  EXPECT_EQ(policy.under.Allowance(Usd(), 100'000), 0);
  EXPECT_EQ(policy.unearned, Unearned::kSuggest);
  EXPECT_EQ(policy.short_pay, ShortPay::kSuggest);
  EXPECT_EQ(policy.overpay, Overpay::kUnapplied);
  EXPECT_EQ(policy.credits, CreditUse::kReferenced);
  EXPECT_FALSE(policy.oldest_first);
  EXPECT_FALSE(read.options.trailer_optional);
}

constexpr std::string_view kEverything = R"(
[match]
apply = 0.997
suggest = "0.25"
review_above = { USD = "250000", JPY = "1000" }
prepayment_days = 3
wait_days = 5
[tolerance]
under = { USD = "5.00", percent = "0.5", combine = "max" }
over = { USD = "0.10" }
[discount]
grace_days = 2
unearned = "deduction"
[short_pay]
policy = "apply"
[overpay]
policy = "on_account"
[fees]
amounts = { USD = ["15.00", "20.00"] }
maximum = { USD = "30.00" }
[credits]
use = "any"
[withholding]
rates = ["10", "2.5"]
[oldest_first]
enabled = true
[terms."ZB10"]
discount_percent = "2"
discount_days = 10
net_days = 30
[terms."ZB11"]
discount_percent = "3"
discount_until = "due_date"
[reasons."59"]
code = "DAMAGE"
treatment = "write_off"
[accounts."0123"]
company_codes = ["1000", "1100"]
info_is_booked = true
same_as = "DE89370400440532013000"
numbers_repeat = true
[[route]]
when = { type_code = ["275", "354"], text = "SWEEP" }
class = "treasury"
[customers."C1"]
tolerance.under = { USD = "20.00" }
match.wait_days = 9
[lockbox]
trailer_optional = true
layouts = "my-layouts.toml"
[bai2]
decimal_amounts = true
)";

TEST(Rules, ReadsHowToMatch) {
  const Read read(kEverything);
  ASSERT_EQ(read.errors, Strings{});
  const MatchingPolicy& policy = read.policy.general;
  EXPECT_EQ(policy.apply, 997'000);
  EXPECT_EQ(policy.suggest, 250'000);
  EXPECT_EQ(policy.review_above.at(Usd()), 25'000'000);
  EXPECT_EQ(policy.review_above.at(Jpy()), 1000);  // yen have no minor unit
  EXPECT_EQ(policy.prepayment_days, 3);
  EXPECT_EQ(policy.wait_days, 5);
  EXPECT_EQ(policy.under.absolute.at(Usd()), 500);
  EXPECT_EQ(policy.under.percent, 5'000);
  EXPECT_TRUE(policy.under.larger_wins);
  EXPECT_EQ(policy.over.absolute.at(Usd()), 10);
  EXPECT_FALSE(policy.over.percent.has_value());
  EXPECT_EQ(policy.grace_days, 2);
  EXPECT_EQ(policy.unearned, Unearned::kDeduction);
  EXPECT_EQ(policy.short_pay, ShortPay::kApply);
  EXPECT_EQ(policy.overpay, Overpay::kOnAccount);
  EXPECT_EQ(policy.fee_amounts.at(Usd()), (std::vector<Minor>{1500, 2000}));
  EXPECT_EQ(policy.fee_maximum.at(Usd()), 3000);
  EXPECT_EQ(policy.credits, CreditUse::kAny);
  EXPECT_EQ(policy.withholding_rates,
            (std::vector<Millionths>{100'000, 25'000}));
  EXPECT_TRUE(policy.oldest_first);
}

TEST(Rules, ReadsTermsReasonsAccountsAndRoutes) {
  const Read read(kEverything);
  ASSERT_EQ(read.errors, Strings{});
  const Terms& terms = read.policy.terms.at("ZB10");
  ASSERT_EQ(terms.tiers.size(), 1u);
  EXPECT_EQ(terms.tiers[0].percent, 20'000);
  EXPECT_EQ(terms.tiers[0].days, 10);
  EXPECT_EQ(terms.net_days, 30);
  EXPECT_TRUE(read.policy.terms.at("ZB11").tiers.at(0).until_due_date);
  EXPECT_EQ(read.policy.terms.at("ZB11").net_days, -1);
  EXPECT_EQ(read.policy.reasons.at("59").code, "DAMAGE");
  EXPECT_EQ(read.policy.reasons.at("59").treatment, Treatment::kWriteOff);
  EXPECT_EQ(read.policy.own_accounts.KeyOf("123"),
            read.policy.own_accounts.KeyOf("DE89 3704 0044 0532 0130 00"));
  EXPECT_TRUE(read.options.repeating.contains("0123"));
  EXPECT_EQ(read.policy.accounts.at("0123").company_codes,
            (Strings{"1000", "1100"}));
  EXPECT_TRUE(read.options.accounts.at("0123").info_is_booked);
  ASSERT_EQ(read.policy.routes.size(), 1u);
  EXPECT_EQ(read.policy.routes[0].type_codes, (Strings{"275", "354"}));
  EXPECT_EQ(read.policy.routes[0].text, "SWEEP");
  EXPECT_EQ(read.policy.routes[0].cls, "treasury");
}

TEST(Rules, ReadsOptionsOfReaders) {
  const Read read(kEverything);
  ASSERT_EQ(read.errors, Strings{});
  EXPECT_TRUE(read.options.trailer_optional);
  EXPECT_TRUE(read.options.decimal_amounts);
  EXPECT_EQ(read.options.lockbox_layouts_path, "my-layouts.toml");
  EXPECT_EQ(read.options.lockbox_layouts_toml, "");
}

TEST(Rules, CustomersStandOverTheGeneralRules) {
  const Read read(kEverything);
  ASSERT_EQ(read.errors, Strings{});
  const MatchingPolicy& own = read.policy.For("C1");
  // A key is replaced whole: no percent is left to be stricter.
  EXPECT_EQ(own.under.Allowance(Usd(), 100'000), 2000);
  EXPECT_FALSE(own.under.percent.has_value());
  EXPECT_EQ(own.over.absolute.at(Usd()), 10);
  EXPECT_EQ(own.wait_days, 9);
  EXPECT_EQ(own.apply, 997'000);
  EXPECT_EQ(read.policy.For("C2").wait_days, 5);
}

TEST(Rules, CustomersMayStandBeforeTheGeneralRules) {
  const Read read(
      "[customers.\"C1\"]\nmatch.wait_days = 9\n[match]\nprepayment_days = "
      "4\n");
  ASSERT_EQ(read.errors, Strings{});
  EXPECT_EQ(read.policy.For("C1").prepayment_days, 4);
}

TEST(Rules, UnknownKeysNameLineAndNearest) {
  const Read read(
      "[match]\naply = 0.99\n\n[tolerence]\nunder = {}\n[fees]\ncolour = 1\n");
  EXPECT_FALSE(read.good);
  EXPECT_EQ(read.errors,
            (Strings{"rules.toml:2: unknown key 'aply'; did you mean 'apply'?",
                     "rules.toml:4: unknown key 'tolerence'; did you mean "
                     "'tolerance'?",
                     "rules.toml:7: unknown key 'colour'; valid here: amounts, "
                     "maximum"}));
}

TEST(Rules, UnknownKeysAreFoundAtEveryDepth) {
  const Read read(
      "[tolerance]\nunder = { USD = \"1\", precent = \"2\" }\n"
      "[customers.X]\ndiscount.grace = 1\n"
      "[[route]]\nwhen = { type = [\"1\"], text = \"a\" }\nclass = \"b\"\n"
      "[terms.Z]\nnet = 3\n");
  ASSERT_EQ(read.errors.size(), 4u);
  EXPECT_EQ(read.errors[0],
            "rules.toml:2: unknown key 'precent'; did you mean 'percent'? (or "
            "a currency code such as USD)");
  EXPECT_EQ(read.errors[1].substr(0, 33), "rules.toml:4: unknown key 'grace'");
  EXPECT_EQ(read.errors[2],
            "rules.toml:6: unknown key 'type'; valid here: type_code, text");
  EXPECT_EQ(read.errors[3].substr(0, 31), "rules.toml:9: unknown key 'net'");
}

/// The errors of a file with one line in a section.
Strings ErrorsOf(std::string_view section, std::string_view line) {
  return Read("[" + std::string(section) + "]\n" + std::string(line) + "\n")
      .errors;
}

TEST(Rules, AmountsAreTextsOfTheirCurrency) {
  EXPECT_EQ(ErrorsOf("tolerance", "under = { USD = 5 }"),
            Strings{"rules.toml:2: an amount must be a text in quotes, such as "
                    "\"5.00\""});
  EXPECT_EQ(ErrorsOf("tolerance", "under = { JPY = \"5.5\" }"),
            Strings{"rules.toml:2: found '5.5', expected at most 0 decimals "
                    "for JPY"});
  EXPECT_EQ(ErrorsOf("tolerance", "over = { USD = \"-1\" }"),
            Strings{"rules.toml:2: found '-1', expected an amount that is not "
                    "negative"});
  EXPECT_EQ(ErrorsOf("fees", "maximum = { XQX = \"1\" }"),
            Strings{"rules.toml:2: unknown currency 'XQX'; expected an ISO "
                    "4217 code such as USD"});
}

TEST(Rules, SharesAreInRange) {
  EXPECT_EQ(ErrorsOf("match", "apply = 1.1").size(), 1u);
  EXPECT_EQ(ErrorsOf("match", "apply = 0.9999999").size(), 1u);
  EXPECT_EQ(ErrorsOf("match", "apply = nan").size(), 1u);
  EXPECT_EQ(ErrorsOf("match", "apply = 1"), Strings{});
  EXPECT_EQ(ErrorsOf("tolerance", "under = { percent = \"101\" }").size(), 1u);
  EXPECT_EQ(ErrorsOf("tolerance", "under = { percent = 0.5 }").size(), 1u);
  EXPECT_EQ(ErrorsOf("match", "suggest = 0.9\napply = 0.8"),
            Strings{"rules.toml:1: 'suggest' must not be above 'apply'"});
  EXPECT_EQ(ErrorsOf("withholding", "rates = [\"x\", \"y\"]").size(), 2u);
}

TEST(Rules, EveryProbabilityOfSixDecimalsIsExact) {
  for (const Millionths share : {1, 3, 29, 333'333, 570'001, 999'999}) {
    std::string digits = std::to_string(share);
    digits.insert(0, 6 - digits.size(), '0');
    const Read read("[match]\napply = 1.0\nsuggest = 0." + digits + "\n");
    ASSERT_EQ(read.errors, Strings{});
    EXPECT_EQ(read.policy.general.suggest, share);
  }
}

TEST(Rules, WordsAndKindsAreChecked) {
  EXPECT_EQ(ErrorsOf("discount", "unearned = \"alow\""),
            Strings{"rules.toml:2: unknown value 'alow' of 'unearned'; did you "
                    "mean 'allow'?"});
  EXPECT_EQ(ErrorsOf("match", "wait_days = -1"),
            Strings{"rules.toml:2: 'wait_days' must be whole days, 0 to 3650"});
  EXPECT_EQ(ErrorsOf("match", "wait_days = \"1\"").size(), 1u);
  EXPECT_EQ(ErrorsOf("oldest_first", "enabled = 1"),
            Strings{"rules.toml:2: 'enabled' must be true or false"});
  EXPECT_EQ(Read("match = 1\n").errors,
            Strings{"rules.toml:1: 'match' must be a table"});
  EXPECT_EQ(ErrorsOf("accounts.A", "company_codes = [1000]").size(), 1u);
  EXPECT_EQ(ErrorsOf("customers", "C1 = 3").size(), 1u);
}

TEST(Rules, TermsAreWhole) {
  EXPECT_EQ(ErrorsOf("terms.Z", "discount_percent = \"2\"").size(), 1u);
  EXPECT_EQ(ErrorsOf("terms.Z", "discount_days = 2").size(), 1u);
  EXPECT_EQ(ErrorsOf("terms.Z",
                     "discount_percent = \"2\"\ndiscount_days = 2\n"
                     "discount_until = \"due_date\"")
                .size(),
            1u);
  EXPECT_EQ(ErrorsOf("terms.Z", "net_days = 60"), Strings{});
}

TEST(Rules, ARouteNeedsAConditionAndAClass) {
  const Read read("[[route]]\nwhen = {}\n");
  EXPECT_EQ(read.errors,
            (Strings{"rules.toml:1: a route needs a condition: when = { "
                     "type_code = [...], text = \"...\" }",
                     "rules.toml:1: a route needs a 'class'"}));
}

TEST(Rules, SharedSectionsAreNotOfOneCustomer) {
  EXPECT_EQ(ErrorsOf("customers.C1", "reasons.\"59\".code = \"X\""),
            Strings{"rules.toml:2: 'reasons' holds for all customers; it "
                    "cannot stand under one"});
}

TEST(Rules, LayoutsMayStandInTheFile) {
  const Read read(
      "[lockbox.layouts.mine]\nlike = \"bai80\"\n"
      "[lockbox.layouts.mine.check]\namount = [9, 18]\n");
  ASSERT_EQ(read.errors, Strings{});
  const std::string& text = read.options.lockbox_layouts_toml;
  EXPECT_NE(text.find("[[layout]]"), std::string::npos) << text;
  EXPECT_NE(text.find("name = 'mine'"), std::string::npos) << text;
  EXPECT_NE(text.find("amount = [ 9, 18 ]"), std::string::npos) << text;
  EXPECT_EQ(ErrorsOf("lockbox", "layouts = 3").size(), 1u);
}

TEST(Rules, WhatIsNoTomlHasOneErrorWithItsLine) {
  const Read read("[match]\napply = \n");
  EXPECT_FALSE(read.good);
  ASSERT_EQ(read.errors.size(), 1u);
  EXPECT_EQ(read.errors[0].substr(0, 13), "rules.toml:2:");
  EXPECT_EQ(Read("[match]\napply = 0.9\napply = 0.9\n").errors.size(), 1u);
  EXPECT_EQ(Read(std::string(100'000, '[')).errors.size(), 1u);
  EXPECT_EQ(Read("a = \"\xFF\"\n").errors.size(), 1u);
}

}  // namespace
}  // namespace cashmatch
