// SPDX-License-Identifier: Apache-2.0
// report_test.cc - every decision has the contract's word, and only one.
#include "engine/model/report.h"

#include <gtest/gtest.h>

#include <set>
#include <string_view>
#include <vector>

namespace cashmatch {
namespace {

template <class E>
std::vector<std::string_view> Names(int count) {
  std::vector<std::string_view> names;
  for (int i = 0; i < count; ++i) names.push_back(NameOf(static_cast<E>(i)));
  return names;
}

using Words = std::vector<std::string_view>;

TEST(Report, StatusesAreThoseOfTheContract) {
  EXPECT_EQ(Names<ReceiptStatus>(kStatusCount),
            (Words{"applied", "partial", "suggested", "unapplied", "on_account",
                   "unidentified", "not_receivable", "provisional", "duplicate",
                   "reversal", "held"}));
}

TEST(Report, KindsAreThoseOfTheContract) {
  EXPECT_EQ(Names<ApplicationKind>(6),
            (Words{"payment", "discount", "deduction", "write_off", "fee",
                   "withholding"}));
  EXPECT_EQ(Names<RemainderKind>(6),
            (Words{"unapplied", "on_account", "unidentified", "not_receivable",
                   "claim", "gain"}));
}

TEST(Report, RulesAndVerdictsHaveNamesOfTheirOwn) {
  const Words rules = Names<Rule>(kRuleCount);
  EXPECT_EQ(std::set<std::string_view>(rules.begin(), rules.end()).size(),
            static_cast<size_t>(kRuleCount));
  EXPECT_EQ(NameOf(Rule::kExactReference), "exact_reference");
  EXPECT_EQ(NameOf(Rule::kNotReceivable), "not_receivable");
  EXPECT_EQ(NameOf(Verdict::kMatched), "matched");
}

TEST(Report, ExceptionCodesAreDistinctAndExplained) {
  std::set<std::string_view> seen;
  for (int i = 1; i < kExceptionCount; ++i) {
    const auto code = static_cast<ExceptionCode>(i);
    const std::string_view name = NameOf(code);
    EXPECT_FALSE(name.empty()) << i;
    EXPECT_TRUE(seen.insert(name).second) << name;
    EXPECT_EQ(name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_"),
              std::string_view::npos)
        << name;
    EXPECT_GT(MeaningOf(code).size(), 10u) << name;
  }
  EXPECT_EQ(NameOf(ExceptionCode::kNone), "");
  EXPECT_EQ(NameOf(ExceptionCode::kPaidTwice), "PAID_TWICE");
  EXPECT_EQ(NameOf(ExceptionCode::kAfterAsOf), "AFTER_AS_OF");
}

TEST(Report, CashProofDifferenceIsWhatIsLeft) {
  CashProofRow row;
  row.bank_credits = 100;
  row.applied = 60;
  row.unapplied = 10;
  row.on_account = 5;
  row.unidentified = 4;
  row.not_receivable = 3;
  row.duplicate = 2;
  row.held = 1;
  row.other = 7;
  EXPECT_TRUE(row.difference() == 8);
}

TEST(Report, RowsOfAReceiptAreARange) {
  Report report;
  report.trials.resize(5);
  ReceiptOutcome outcome;
  outcome.trials_first = 1;
  outcome.trials_count = 3;
  EXPECT_EQ(report.Trials(outcome).data(), &report.trials[1]);
  EXPECT_EQ(report.Trials(outcome).size(), 3u);
  EXPECT_TRUE(report.Applications(outcome).empty());
}

}  // namespace
}  // namespace cashmatch
