// SPDX-License-Identifier: Apache-2.0
// lint.cc - the sections of named tables, and what the run knows of the names.
// Tested by tests/unit/adapters/read/rules/lint_test.cc
#include "adapters/read/rules/lint.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "adapters/read/rules/lint_matching.h"
#include "adapters/read/rules/lint_routes.h"
#include "adapters/read/rules/rule_warnings.h"

namespace cashmatch {
namespace {

constexpr size_t kAccountsShown = 5;

/// Warns of the names of a section that the book does not have.
template <class Named>
void LintNames(std::string_view section, const Named& named,
               const std::optional<RuleContext::Names>& known,
               std::string_view code, std::string_view expected,
               RuleWarnings* warnings) {
  if (!known) return;
  for (const auto& [name, value] : named) {
    if (known->contains(name)) continue;
    warnings->Add({std::string(section), name}, code,
                  "a name that is not in the book", std::string(expected),
                  "it is never used");
  }
}

void LintTerms(const Policy& policy, RuleWarnings* warnings) {
  for (const auto& [code, terms] : policy.terms) {
    const RulePath at = {"terms", code};
    for (const DiscountTier& tier : terms.tiers) {
      if (tier.percent == 0) {
        warnings->Add({"terms", code, "discount_percent"}, "RULES-TERMS",
                      "a discount of 0 %", "a percentage above 0",
                      "there is no discount");
      } else if (terms.net_days >= 0 && tier.days > terms.net_days) {
        warnings->Add({"terms", code, "discount_days"}, "RULES-TERMS",
                      "a discount for " + std::to_string(tier.days) + " days",
                      "at most the " + std::to_string(terms.net_days) +
                          " days until it is due",
                      "who pays late still earns it");
      }
    }
  }
}

/// Two codes of payers with one code of ours say two things to do with it.
void LintReasons(const Policy& policy, RuleWarnings* warnings) {
  std::vector<std::pair<uint32_t, std::string>> by_line;
  by_line.reserve(policy.reasons.size());
  for (const auto& [payer_code, reason] : policy.reasons) {
    by_line.emplace_back(warnings->lines().LineOf({"reasons", payer_code}),
                         payer_code);
  }
  std::sort(by_line.begin(), by_line.end());
  std::map<std::string, std::string> first_with;
  for (const auto& [line, payer_code] : by_line) {
    const Reason& reason = policy.reasons.at(payer_code);
    const auto [first, added] = first_with.emplace(reason.code, payer_code);
    if (added ||
        policy.reasons.at(first->second).treatment == reason.treatment) {
      continue;
    }
    const RulePath earlier = {"reasons", first->second};
    warnings->Add({"reasons", payer_code}, "RULES-CONTRADICTION",
                  "code " + Quote(reason.code) + " with another treatment",
                  "the treatment of " + NameOf(earlier) + " (line " +
                      std::to_string(warnings->lines().LineOf(earlier)) + ")",
                  "one code is treated in two ways");
  }
}

void LintAccounts(const Policy& policy, RuleWarnings* warnings) {
  for (const auto& [account, own] : policy.accounts) {
    if (!own.company_codes.empty() || own.info_is_booked ||
        !own.same_as.empty() ||
        warnings->lines().Has({"accounts", account, "numbers_repeat"})) {
      continue;
    }
    warnings->Add({"accounts", account}, "RULES-SAME", "nothing but defaults",
                  "'company_codes', 'same_as' or 'info_is_booked'",
                  "it has no effect");
  }
}

/// One warning for all: that a bank sent nothing today is no mistake.
void LintUnusedAccounts(const Policy& policy, const RuleContext& context,
                        RuleWarnings* warnings) {
  if (!context.accounts) return;
  std::vector<std::pair<uint32_t, std::string>> unused;
  for (const auto& [account, own] : policy.accounts) {
    if (context.accounts->contains(account)) continue;
    unused.emplace_back(warnings->lines().LineOf({"accounts", account}),
                        account);
  }
  if (unused.empty()) return;
  std::sort(unused.begin(), unused.end());
  std::string found = "no receipt on it";
  const size_t more = unused.size() - 1;
  for (size_t i = 1; i <= std::min(more, kAccountsShown); ++i) {
    found += i > 1      ? ", "
             : more > 1 ? ", nor on " + std::to_string(more) + " more (lines "
                        : std::string(", nor on 1 more (line ");
    found += std::to_string(unused[i].first);
  }
  if (more > kAccountsShown) found += ", ...";
  if (more > 0) found += ")";
  warnings->Add({"accounts", unused.front().second}, "RULES-NO-RECEIPT",
                std::move(found), "an account as the bank files name it",
                "it is not used in this run");
}

void LintLayouts(const RuleContext& context, RuleWarnings* warnings) {
  for (const std::string& name : context.own_layouts) {
    if (!context.built_in_layouts.contains(name)) continue;
    warnings->Add({"lockbox", "layouts", name}, "RULES-LAYOUT",
                  "a layout named " + Quote(name),
                  "a name that no built-in layout has",
                  "results cannot tell the two apart");
  }
}

}  // namespace

void LintRules(std::string_view toml_text, const Policy& policy,
               const RuleContext& context, Findings* findings) {
  const RuleLines lines(toml_text);
  RuleWarnings warnings(lines);
  LintMatching({}, policy.general, context, &warnings);
  LintUnsetTolerances(policy, &warnings);
  for (const auto& [id, own] : policy.customers) {
    LintMatching({"customers", id}, own, context, &warnings);
    LintSame({"customers", id}, own, policy.general, &warnings);
  }
  LintTerms(policy, &warnings);
  LintReasons(policy, &warnings);
  LintAccounts(policy, &warnings);
  LintRoutes(policy.routes, &warnings);
  LintLayouts(context, &warnings);
  LintNames("customers", policy.customers, context.customers,
            "RULES-NO-CUSTOMER", "a customer_id of the book", &warnings);
  LintNames("terms", policy.terms, context.terms, "RULES-NO-ITEM",
            "payment_terms that an item has", &warnings);
  LintUnusedAccounts(policy, context, &warnings);
  warnings.AppendTo(findings);
}

}  // namespace cashmatch
