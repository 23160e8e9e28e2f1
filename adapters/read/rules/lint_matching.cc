// SPDX-License-Identifier: Apache-2.0
// lint_matching.cc - limits, tolerances, fees and rates that never count.
// Tested by tests/unit/adapters/read/rules/lint_matching_test.cc
#include "adapters/read/rules/lint_matching.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace cashmatch {
namespace {

RulePath Below(RulePath path, std::initializer_list<std::string_view> keys) {
  path.insert(path.end(), keys.begin(), keys.end());
  return path;
}

std::string Amount(Minor amount, Currency currency) {
  return Quote(FormatMoney(amount, currency)) + " " +
         std::string(CodeOf(currency));
}

/// Millionths as the percentage that was written, without trailing zeros.
std::string PercentText(Millionths share) {
  std::string text = FormatDecimal(share, 4);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return Quote(text + " %");
}

/// What is written in one scope. Each function looks at one thing, and only if
/// the scope writes a part of it: what is inherited was told where it stands.
class MatchingLint {
 public:
  MatchingLint(const RulePath& scope, const MatchingPolicy& policy,
               const RuleContext& context, RuleWarnings* warnings)
      : scope_(scope),
        policy_(policy),
        context_(context),
        warnings_(*warnings) {}

  void Suggest();
  void Review();
  void ZeroTolerance(std::string_view side, const Tolerance& tolerance);
  void FeeAmounts();
  void FeeMaximum();
  void Rates();
  void OldestFirst();

 private:
  RulePath At(std::initializer_list<std::string_view> keys) const {
    return Below(scope_, keys);
  }
  bool Writes(std::initializer_list<std::string_view> keys) const {
    return warnings_.lines().Has(At(keys));
  }
  void FeesOf(Currency currency, const std::vector<Minor>& fees);

  const RulePath& scope_;
  const MatchingPolicy& policy_;
  const RuleContext& context_;
  RuleWarnings& warnings_;
};

void MatchingLint::Suggest() {
  const bool writes_suggest = Writes({"match", "suggest"});
  if (policy_.suggest != policy_.apply ||
      (!writes_suggest && !Writes({"match", "apply"}))) {
    return;
  }
  warnings_.Add(At({"match", writes_suggest ? "suggest" : "apply"}),
                "RULES-SUGGEST", "'suggest' equal to 'apply'",
                "a lower 'suggest'",
                "what is not sure enough to be applied is not proposed either");
}

void MatchingLint::Review() {
  if (!Writes({"match", "review_above"}) && !Writes({"tolerance"})) return;
  const bool own = Writes({"match", "review_above"});
  for (const auto& [currency, limit] : policy_.review_above) {
    Minor tolerated = 0;
    for (const Tolerance* side : {&policy_.under, &policy_.over}) {
      const auto found = side->absolute.find(currency);
      if (found == side->absolute.end()) continue;
      tolerated = std::max(tolerated, found->second);
    }
    // A limit of 0 says on purpose that a person sees everything.
    if (limit == 0 || limit >= tolerated) continue;
    warnings_.Add(own ? At({"match", "review_above", CodeOf(currency)})
                      : At({"tolerance"}),
                  "RULES-REVIEW", "review above " + Amount(limit, currency),
                  "at least the tolerance of " + Amount(tolerated, currency),
                  "larger differences are tolerated than amounts let through");
  }
}

void MatchingLint::ZeroTolerance(std::string_view side,
                                 const Tolerance& tolerance) {
  if (!Writes({"tolerance", side}) || !tolerance.percent ||
      tolerance.larger_wins) {
    return;
  }
  const bool none = *tolerance.percent == 0;
  for (const auto& [currency, amount] : tolerance.absolute) {
    if (none == (amount == 0)) continue;
    const RulePath at = At({"tolerance", side});
    if (none) {
      warnings_.Add(Below(at, {"percent"}), "RULES-ZERO", PercentText(0),
                    "combine = \"max\", or a percentage above 0",
                    "the amounts never count");
      return;
    }
    warnings_.Add(
        Below(at, {CodeOf(currency)}), "RULES-ZERO", Amount(0, currency),
        "combine = \"max\", or an amount above 0",
        "the percentage never counts for " + std::string(CodeOf(currency)));
  }
}

void MatchingLint::FeesOf(Currency currency, const std::vector<Minor>& fees) {
  const auto maximum = policy_.fee_maximum.find(currency);
  const std::string code(CodeOf(currency));
  for (size_t i = 0; i < fees.size(); ++i) {
    const bool above =
        maximum != policy_.fee_maximum.end() && fees[i] > maximum->second;
    // A maximum that a customer sets may speak about fees set for all.
    const bool own = Writes({"fees", "amounts"});
    if (!above && (fees[i] != 0 || !own)) continue;
    const RulePath at = own ? At({"fees", "amounts", code, std::to_string(i)})
                            : At({"fees", "maximum", code});
    warnings_.Add(
        at, "RULES-FEE", "a fee of " + Amount(fees[i], currency),
        above ? "at most the maximum of " + Amount(maximum->second, currency)
              : "an amount above 0",
        "it is never taken");
  }
}

void MatchingLint::FeeAmounts() {
  if (!Writes({"fees"})) return;
  for (const auto& [currency, fees] : policy_.fee_amounts) {
    FeesOf(currency, fees);
    const std::string code(CodeOf(currency));
    if (!Writes({"fees", "amounts", code}) || !context_.currencies ||
        context_.currencies->contains(currency)) {
      continue;
    }
    warnings_.Add(At({"fees", "amounts", code}), "RULES-NO-ITEM",
                  "fees in " + code, "a currency that an open item has",
                  "they are never taken");
  }
}

void MatchingLint::FeeMaximum() {
  for (const auto& [currency, maximum] : policy_.fee_maximum) {
    const std::string code(CodeOf(currency));
    if (!Writes({"fees", "maximum", code}) ||
        policy_.fee_amounts.contains(currency)) {
      continue;
    }
    warnings_.Add(At({"fees", "maximum", code}), "RULES-FEE",
                  "a maximum in " + code, "'amounts' in " + code,
                  "no fee is taken");
  }
}

void MatchingLint::Rates() {
  if (!Writes({"withholding", "rates"})) return;
  const std::vector<Millionths>& rates = policy_.withholding_rates;
  for (size_t i = 0; i < rates.size(); ++i) {
    if (rates[i] != 0) continue;
    warnings_.Add(At({"withholding", "rates", std::to_string(i)}), "RULES-RATE",
                  PercentText(0), "a rate above 0", "it is never taken");
  }
}

void MatchingLint::OldestFirst() {
  const bool writes_enabled = Writes({"oldest_first", "enabled"});
  if (!policy_.oldest_first || policy_.short_pay != ShortPay::kSuggest ||
      (!writes_enabled && !Writes({"short_pay", "policy"}))) {
    return;
  }
  warnings_.Add(writes_enabled ? At({"oldest_first", "enabled"})
                               : At({"short_pay", "policy"}),
                "RULES-OLDEST-FIRST", "oldest first with short pay 'suggest'",
                "short_pay.policy = \"apply\"",
                "what leaves the last item partly paid is only proposed");
}

template <class Field>
bool Equal(const Field& a, const Field& b) {
  return a == b;
}

bool Equal(const Tolerance& a, const Tolerance& b) {
  return a.absolute == b.absolute && a.percent == b.percent &&
         a.larger_wins == b.larger_wins;
}

template <auto field>
bool Same(const MatchingPolicy& a, const MatchingPolicy& b) {
  return Equal(a.*field, b.*field);
}

/// One line a key, as in matching_rules.cc.
struct OwnKey {
  std::string_view section, key;
  bool (*same)(const MatchingPolicy&, const MatchingPolicy&);
};
using P = MatchingPolicy;
constexpr OwnKey kOwnKeys[] = {
    {"match", "apply", Same<&P::apply>},
    {"match", "suggest", Same<&P::suggest>},
    {"match", "review_above", Same<&P::review_above>},
    {"match", "prepayment_days", Same<&P::prepayment_days>},
    {"match", "wait_days", Same<&P::wait_days>},
    {"match", "qa_sample", Same<&P::qa_sample>},
    {"tolerance", "under", Same<&P::under>},
    {"tolerance", "over", Same<&P::over>},
    {"discount", "grace_days", Same<&P::grace_days>},
    {"discount", "unearned", Same<&P::unearned>},
    {"short_pay", "policy", Same<&P::short_pay>},
    {"overpay", "policy", Same<&P::overpay>},
    {"fees", "amounts", Same<&P::fee_amounts>},
    {"fees", "maximum", Same<&P::fee_maximum>},
    {"credits", "use", Same<&P::credits>},
    {"withholding", "rates", Same<&P::withholding_rates>},
    {"oldest_first", "enabled", Same<&P::oldest_first>},
};

bool IsAnyAbove0(const Tolerance& tolerance) {
  return tolerance.percent.value_or(0) > 0 ||
         std::any_of(tolerance.absolute.begin(), tolerance.absolute.end(),
                     [](const auto& entry) { return entry.second > 0; });
}

/// The tolerances written at `scope` of which a half is unset. One that is 0
/// is none, whatever is not set.
void FindUnset(const RulePath& scope, const MatchingPolicy& policy,
               const RuleLines& lines,
               std::vector<std::pair<RulePath, bool>>* unset) {
  const std::array<std::pair<std::string_view, const Tolerance*>, 2> sides = {
      {{"under", &policy.under}, {"over", &policy.over}}};
  for (const auto& [side, tolerance] : sides) {
    const bool has_percent = tolerance->percent.has_value();
    const RulePath at = Below(scope, {"tolerance", side});
    if (lines.Has(at) && has_percent == tolerance->absolute.empty() &&
        IsAnyAbove0(*tolerance)) {
      unset->emplace_back(at, has_percent);
    }
  }
}

}  // namespace

void LintMatching(const RulePath& scope, const MatchingPolicy& policy,
                  const RuleContext& context, RuleWarnings* warnings) {
  MatchingLint lint(scope, policy, context, warnings);
  lint.Suggest();
  lint.Review();
  lint.ZeroTolerance("under", policy.under);
  lint.ZeroTolerance("over", policy.over);
  lint.FeeAmounts();
  lint.FeeMaximum();
  lint.Rates();
  lint.OldestFirst();
}

void LintUnsetTolerances(const Policy& policy, RuleWarnings* warnings) {
  const RuleLines& lines = warnings->lines();
  std::vector<std::pair<RulePath, bool>> unset;
  FindUnset({}, policy.general, lines, &unset);
  for (const auto& [id, own] : policy.customers) {
    FindUnset({"customers", id}, own, lines, &unset);
  }
  if (unset.empty()) return;
  const auto first = std::min_element(
      unset.begin(), unset.end(), [&](const auto& a, const auto& b) {
        return lines.LineOf(a.first) < lines.LineOf(b.first);
      });
  std::string done = "what is unset is ignored";
  if (unset.size() > 1) {
    done += "; so in " + std::to_string(unset.size() - 1) + " more places";
  }
  warnings->Add(first->first, "RULES-UNSET",
                first->second ? "a percentage alone" : "amounts alone",
                "amounts and 'percent'", std::move(done));
}

void LintSame(const RulePath& customer, const MatchingPolicy& own,
              const MatchingPolicy& general, RuleWarnings* warnings) {
  bool any = false;
  for (const OwnKey& key : kOwnKeys) {
    const RulePath at = Below(customer, {key.section, key.key});
    if (!warnings->lines().Has(at)) continue;
    any = true;
    if (!key.same(own, general)) continue;
    warnings->Add(at, "RULES-SAME", "what holds for all customers",
                  "another value", "it has no effect");
  }
  if (any) return;
  warnings->Add(customer, "RULES-SAME", "no key", "a key of one's own",
                "it has no effect");
}

}  // namespace cashmatch
