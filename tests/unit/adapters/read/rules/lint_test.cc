// SPDX-License-Identifier: Apache-2.0
// lint_test.cc - named tables, what the run knows of them, and the order.
#include "adapters/read/rules/lint.h"

#include "tests/unit/adapters/read/rules/lint_of.h"

namespace cashmatch {
namespace {

using Strings = std::vector<std::string>;

TEST(Lint, AnEmptyFileHasNothingToWarnOf) { EXPECT_EQ(LintOf(""), Strings{}); }

TEST(Lint, WarningsComeInTheOrderOfTheLines) {
  EXPECT_EQ(CodesOf("[customers.B]\n[customers.A]\n[withholding]\nrates = "
                    "[\"0\"]\n[match]\napply = 0.5\n"),
            (Strings{"1 RULES-SAME", "2 RULES-SAME", "4 RULES-RATE",
                     "6 RULES-SUGGEST"}));
}

TEST(Lint, ADiscountThatOutlivesTheDueDate) {
  EXPECT_EQ(LintOf("[terms.Z]\ndiscount_percent = \"2\"\ndiscount_days = 31\n"
                   "net_days = 30\n"),
            Strings{"r.toml:3: terms.'Z'.discount_days: RULES-TERMS: found a "
                    "discount for 31 days, expected at most the 30 days until "
                    "it is due; who pays late still earns it"});
  EXPECT_EQ(LintOf("[terms.Z]\ndiscount_percent = \"2\"\ndiscount_days = 30\n"
                   "net_days = 30\n"),
            Strings{});
  EXPECT_EQ(LintOf("[terms.Z]\ndiscount_percent = \"2\"\ndiscount_until = "
                   "\"due_date\"\nnet_days = 0\n"),
            Strings{});
}

TEST(Lint, ADiscountOfNothing) {
  EXPECT_EQ(LintOf("[terms.Z]\ndiscount_percent = \"0\"\ndiscount_days = 3\n"),
            Strings{"r.toml:2: terms.'Z'.discount_percent: RULES-TERMS: found "
                    "a discount of 0 %, expected a percentage above 0; there "
                    "is no discount"});
}

TEST(Lint, OneReasonCodeWithTwoTreatments) {
  EXPECT_EQ(
      LintOf("[reasons.60]\ncode = \"D\"\n"
             "[reasons.59]\ncode = \"D\"\ntreatment = \"write_off\"\n"
             "[reasons.61]\ncode = \"D\"\n"),
      Strings{"r.toml:3: reasons.'59': RULES-CONTRADICTION: found code 'D' "
              "with another treatment, expected the treatment of reasons.'60' "
              "(line 1); one code is treated in two ways"});
}

TEST(Lint, AnAccountOfWhichNothingIsSaid) {
  EXPECT_EQ(CodesOf("[accounts.A]\n[accounts.B]\ninfo_is_booked = true\n"
                    "[accounts.C]\ncompany_codes = [\"1\"]\n"),
            Strings{"1 RULES-SAME"});
}

TEST(Lint, ALayoutWithTheNameOfABuiltInOne) {
  RuleContext context;
  context.built_in_layouts = {"bai80", "sap_bai2"};
  context.own_layouts = {"bai80", "ours"};
  EXPECT_EQ(
      LintOf("[lockbox.layouts.ours]\n[lockbox.layouts.bai80]\n", context),
      Strings{"r.toml:2: lockbox.layouts.'bai80': RULES-LAYOUT: found a "
              "layout named 'bai80', expected a name that no built-in "
              "layout has; results cannot tell the two apart"});
  // Those of a file are told where the file is named.
  EXPECT_EQ(CodesOf("[lockbox]\nlayouts = \"own.toml\"\n", context),
            Strings{"2 RULES-LAYOUT"});
}

TEST(Lint, CustomersAndTermsThatTheBookDoesNotHave) {
  const std::string_view file =
      "[customers.A]\nmatch.prepayment_days = "
      "1\n[customers.B]\nmatch.prepayment_days = 1\n"
      "[terms.Y]\nnet_days = 1\n[terms.Z]\nnet_days = 1\n";
  RuleContext context;
  EXPECT_EQ(LintOf(file, context), Strings{});
  context.customers = {"A"};
  context.terms = {"Y"};
  EXPECT_EQ(LintOf(file, context),
            (Strings{"r.toml:3: customers.'B': RULES-NO-CUSTOMER: found a name "
                     "that is not in the book, expected a customer_id of the "
                     "book; it is never used",
                     "r.toml:7: terms.'Z': RULES-NO-ITEM: found a name that is "
                     "not in the book, expected payment_terms that an item "
                     "has; it is never used"}));
}

TEST(Lint, AccountsWithoutReceiptsAreToldInOneLine) {
  std::string file;
  for (const char* const account : {"1230007", "1230005", "1230006"}) {
    file +=
        "[accounts." + std::string(account) + "]\n" + "info_is_booked = true\n";
  }
  RuleContext context;
  EXPECT_EQ(LintOf(file, context), Strings{});
  context.accounts = {"1230005"};
  EXPECT_EQ(LintOf(file, context),
            Strings{"r.toml:1: accounts.'…0007': RULES-NO-RECEIPT: found no "
                    "receipt on it, nor on 1 more (line 5), expected an "
                    "account as the bank files name it; it is not used in "
                    "this run"});
  context.accounts = {"other"};
  EXPECT_NE(LintOf(file, context).at(0).find("nor on 2 more (lines 3, 5),"),
            std::string::npos);
  context.accounts = {"1230005", "1230006", "1230007"};
  EXPECT_EQ(LintOf(file, context), Strings{});
}

TEST(Lint, NoMoreThanFiveLinesOfAccountsAreListed) {
  std::string file;
  for (int i = 1; i <= 7; ++i) {
    file += "[accounts.A" + std::to_string(i) + "]\ninfo_is_booked = true\n";
  }
  RuleContext context;
  context.accounts = {"other"};
  EXPECT_NE(LintOf(file, context)
                .at(0)
                .find("nor on 6 more (lines 3, 5, 7, 9, 11, ...)"),
            std::string::npos);
}

TEST(Lint, ManyOfAKindAreCounted) {
  std::string file;
  for (int i = 10; i < 35; ++i) {
    file += "[customers.C" + std::to_string(i) + "]\n";
  }
  Policy policy;
  ReadOptions options;
  Strings errors;
  ASSERT_TRUE(ReadRules(file, "r.toml", &policy, &options, &errors));
  Findings findings;
  LintRules(file, policy, {}, &findings);
  findings.Finish();
  ASSERT_EQ(findings.list().size(), Findings::kMost + 1);
  EXPECT_EQ(findings.list().back().found, "5 more of this kind");
}

}  // namespace
}  // namespace cashmatch
