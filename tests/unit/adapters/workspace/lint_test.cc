// SPDX-License-Identifier: Apache-2.0
// lint_test.cc - what is known of a run, and how linting ends.
#include "adapters/workspace/lint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "tests/unit/adapters/write/hand_made_run.h"

namespace cashmatch {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kItems =
    "item_id,customer_id,document_number,currency,amount,document_date,"
    "payment_terms\n"
    "I1,ACME,INV-1001,USD,100.00,2026-01-10,ZB10\n";
constexpr std::string_view kCustomers = "customer_id,name\nBETA,Beta\n";

class LintUseCase : public testing::Test {
 protected:
  LintUseCase() {
    watch_.say = [this](std::string_view line) { said_.emplace_back(line); };
    watch_.fail = [this](std::string_view line) { failed_.emplace_back(line); };
  }

  std::string Put(const std::string& name, std::string_view text) {
    const std::string path = folder_.path() + "/" + name;
    std::ofstream(path) << text;
    return path;
  }

  Ending Run(std::string_view rules) {
    request_.rules = Put("rules.toml", rules);
    return Lint(request_, watch_, &warnings_);
  }

  ScratchFolder folder_;
  LintRequest request_;
  RunWatch watch_;
  std::vector<std::string> said_, failed_;
  size_t warnings_ = 0;
};

TEST_F(LintUseCase, CleanRulesAreSilent) {
  EXPECT_EQ(Run("[match]\napply = 0.99\n"), Ending::kDone);
  EXPECT_EQ(warnings_, 0u);
  EXPECT_THAT(said_, IsEmpty());
}

TEST_F(LintUseCase, WarningsNameFileAndLineAndAreCounted) {
  EXPECT_EQ(Run("[match]\napply = 0.5\n"), Ending::kDone);
  EXPECT_EQ(warnings_, 1u);
  EXPECT_THAT(said_, ElementsAre(HasSubstr("/rules.toml:2: match.apply: ")));
}

TEST_F(LintUseCase, RulesThatDoNotReadAreWrongUsage) {
  EXPECT_EQ(Run("[match]\naply = 0.5\n"), Ending::kWrongUsage);
  EXPECT_THAT(failed_, ElementsAre(HasSubstr("did you mean 'apply'")));
}

TEST_F(LintUseCase, LayoutsThatDoNotReadAreWrongUsage) {
  EXPECT_EQ(Run("[lockbox.layouts.mine]\nlike = \"nowhere\"\n"),
            Ending::kWrongUsage);
  EXPECT_THAT(failed_, ElementsAre(HasSubstr("[lockbox] layouts: ")));
}

TEST_F(LintUseCase, NamesOfBuiltInLayoutsAreKnown) {
  EXPECT_EQ(Run("[lockbox.layouts.bai80]\nlike = \"bai80\"\n"), Ending::kDone);
  EXPECT_THAT(said_, ElementsAre(HasSubstr("RULES-LAYOUT")));
}

constexpr std::string_view kNames =
    "[terms.ZB10]\nnet_days = 1\n[terms.ZB11]\nnet_days = 1\n"
    "[customers.ACME]\nmatch.prepayment_days = 1\n"
    "[customers.BETA]\nmatch.prepayment_days = 1\n"
    "[customers.GAMMA]\nmatch.prepayment_days = 1\n"
    "[fees]\namounts = { USD = [\"3\"], EUR = [\"3\"] }\n";

TEST_F(LintUseCase, WithoutABookItsNamesAreNotJudged) {
  EXPECT_EQ(Run(kNames), Ending::kDone);
  EXPECT_THAT(said_, IsEmpty());
}

TEST_F(LintUseCase, WithoutACustomersFileCustomersAreNotJudged) {
  request_.open_items = Put("items.csv", kItems);
  EXPECT_EQ(Run(kNames), Ending::kDone);
  EXPECT_THAT(said_, ElementsAre(HasSubstr(":3: terms.'ZB11': RULES-NO-ITEM"),
                                 HasSubstr(":12: fees.amounts.EUR: ")));
}

TEST_F(LintUseCase, CustomersOfItemsAndOfTheFileAreKnown) {
  request_.open_items = Put("items.csv", kItems);
  request_.customers = Put("customers.csv", kCustomers);
  EXPECT_EQ(Run(kNames), Ending::kDone);
  EXPECT_THAT(said_,
              ElementsAre(HasSubstr("terms.'ZB11'"),
                          HasSubstr(":9: customers.'GAMMA': RULES-NO-CUSTOMER"),
                          HasSubstr("fees.amounts.EUR")));
}

TEST_F(LintUseCase, ABookThatCannotBeReadFails) {
  request_.open_items = folder_.path() + "/nowhere.csv";
  EXPECT_EQ(Run(""), Ending::kFailed);
}

TEST_F(LintUseCase, AccountsAreJudgedByTheReceiptsOfARun) {
  HandMadeRun run;
  Receipt& receipt = run.receipts.receipts.emplace_back();
  receipt.account = "1230005";
  Rules rules;
  ASSERT_TRUE(LoadRules(Put("rules.toml",
                            "[accounts.1230005]\ninfo_is_booked = true\n"
                            "[accounts.1230006]\ninfo_is_booked = true\n"),
                        watch_, &rules));
  EXPECT_EQ(TellRuleWarnings(rules, {nullptr, false, &run.receipts}, watch_),
            1u);
  EXPECT_THAT(said_, ElementsAre(AllOf(HasSubstr(":3: accounts.'…0006'"),
                                       HasSubstr("RULES-NO-RECEIPT"))));
  // A run without receipts says nothing of accounts.
  const ReceiptBlock none;
  EXPECT_EQ(TellRuleWarnings(rules, {nullptr, false, &none}, watch_), 0u);
}

TEST_F(LintUseCase, WithoutARulesFileThereIsNothingToTell) {
  EXPECT_EQ(TellRuleWarnings(Rules(), {}, watch_), 0u);
  EXPECT_THAT(said_, IsEmpty());
}

}  // namespace
}  // namespace cashmatch
