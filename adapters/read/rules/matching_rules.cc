// SPDX-License-Identifier: Apache-2.0
// matching_rules.cc - one function a section, in the order of the reference.
// Tested by tests/unit/adapters/read/rules/rules_test.cc
#include "adapters/read/rules/matching_rules.h"

#include <array>
#include <string_view>

namespace cashmatch {
namespace {

constexpr std::array<std::string_view, 3> kUnearned = {"suggest", "allow",
                                                       "deduction"};
constexpr std::array<std::string_view, 2> kShortPay = {"suggest", "apply"};
constexpr std::array<std::string_view, 2> kOverpay = {"unapplied",
                                                      "on_account"};
constexpr std::array<std::string_view, 2> kCredits = {"referenced", "any"};
constexpr std::array<std::string_view, 2> kCombine = {"min", "max"};

void ReadMatch(RuleSection* section, MatchingPolicy* policy) {
  section->Probability("apply", &policy->apply);
  section->Probability("suggest", &policy->suggest);
  section->Amounts("review_above", &policy->review_above);
  section->Days("prepayment_days", &policy->prepayment_days);
  section->Days("wait_days", &policy->wait_days);
  section->Probability("qa_sample", &policy->qa_sample);
  if (policy->suggest > policy->apply) {
    section->Error("'suggest' must not be above 'apply'");
  }
}

void ReadTolerance(std::string_view key, RuleSection* section,
                   RuleErrors* errors, Tolerance* tolerance) {
  const toml::table* const table = section->Table(key);
  if (table == nullptr) return;
  *tolerance = Tolerance();
  RuleSection values(*table, errors);
  values.Percent("percent", &tolerance->percent);
  values.Word("combine", kCombine, &tolerance->larger_wins);
  values.OwnAmounts(&tolerance->absolute);
  values.Finish();
}

}  // namespace

void ReadMatchingRules(RuleSection* section, RuleErrors* errors,
                       MatchingPolicy* policy) {
  const auto in = [&](std::string_view name, auto read) {
    const toml::table* const table = section->Table(name);
    if (table == nullptr) return;
    RuleSection values(*table, errors);
    read(&values);
    values.Finish();
  };
  in("match", [&](RuleSection* values) { ReadMatch(values, policy); });
  in("tolerance", [&](RuleSection* values) {
    ReadTolerance("under", values, errors, &policy->under);
    ReadTolerance("over", values, errors, &policy->over);
  });
  in("discount", [&](RuleSection* values) {
    values->Days("grace_days", &policy->grace_days);
    values->Word("unearned", kUnearned, &policy->unearned);
  });
  in("short_pay", [&](RuleSection* values) {
    values->Word("policy", kShortPay, &policy->short_pay);
  });
  in("overpay", [&](RuleSection* values) {
    values->Word("policy", kOverpay, &policy->overpay);
  });
  in("fees", [&](RuleSection* values) {
    values->AmountLists("amounts", &policy->fee_amounts);
    values->Amounts("maximum", &policy->fee_maximum);
  });
  in("credits", [&](RuleSection* values) {
    values->Word("use", kCredits, &policy->credits);
  });
  in("withholding", [&](RuleSection* values) {
    values->Percents("rates", &policy->withholding_rates);
  });
  in("oldest_first", [&](RuleSection* values) {
    values->Flag("enabled", &policy->oldest_first);
  });
}

}  // namespace cashmatch
