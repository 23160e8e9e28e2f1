// SPDX-License-Identifier: Apache-2.0
// lint.cc - collects what a run knows of the names that rules speak of.
// Tested by tests/unit/adapters/workspace/lint_test.cc, tests/system
#include "adapters/workspace/lint.h"

#include <optional>
#include <string_view>
#include <vector>

#include "adapters/read/lockbox/layout.h"
#include "adapters/read/rules/lint.h"

namespace cashmatch {
namespace {

using Names = RuleContext::Names;

void AddLayouts(const Rules& rules, RuleContext* context) {
  for (const lockbox::Layout& layout : lockbox::BuiltInLockboxLayouts()) {
    context->built_in_layouts.insert(layout.name);
  }
  std::vector<lockbox::Layout> own;
  lockbox::ParseLockboxLayouts(rules.reading.lockbox_layouts_toml, &own);
  for (const lockbox::Layout& layout : own) {
    context->own_layouts.insert(layout.name);
  }
}

Names CustomersOf(const Book& book, const Policy& policy) {
  Names known;
  for (const auto& [id, own] : policy.customers) {
    if (book.FindCustomer(id) != kNoCustomer) known.insert(id);
  }
  return known;
}

/// Terms and currencies of the items, as far as the rules name them: the pass
/// ends when all were seen.
void AddItems(const Book& book, const Policy& policy, RuleContext* context) {
  Names& terms = context->terms.emplace();
  std::set<Currency>& currencies = context->currencies.emplace();
  Names wanted_terms;
  std::set<Currency> wanted_currencies;
  for (const auto& [code, value] : policy.terms) wanted_terms.insert(code);
  const auto want_fees = [&](const MatchingPolicy& matching) {
    for (const auto& [currency, fees] : matching.fee_amounts) {
      wanted_currencies.insert(currency);
    }
  };
  want_fees(policy.general);
  for (const auto& [id, own] : policy.customers) want_fees(own);
  const size_t count = book.item_count();
  for (uint32_t i = 0; i < count; ++i) {
    if (wanted_terms.empty() && wanted_currencies.empty()) return;
    const ItemRow row{i};
    if (const auto found = wanted_currencies.find(book.CurrencyOf(row));
        found != wanted_currencies.end()) {
      currencies.insert(wanted_currencies.extract(found));
    }
    if (wanted_terms.empty()) continue;
    const auto found = wanted_terms.find(book.Item(row).payment_terms);
    if (found != wanted_terms.end()) terms.insert(wanted_terms.extract(found));
  }
}

Names AccountsOf(const ReceiptBlock& receipts) {
  Names accounts;
  std::string_view last;
  for (const Receipt& receipt : receipts.receipts) {
    if (receipt.account == last) continue;
    last = receipt.account;
    accounts.emplace(last);
  }
  return accounts;
}

RuleContext ContextOf(const Rules& rules, const RunContext& run) {
  RuleContext context;
  AddLayouts(rules, &context);
  if (run.book != nullptr) {
    AddItems(*run.book, rules.policy, &context);
    if (run.customers_listed) {
      context.customers = CustomersOf(*run.book, rules.policy);
    }
  }
  if (run.receipts != nullptr && !run.receipts->receipts.empty() &&
      !rules.policy.accounts.empty()) {
    context.accounts = AccountsOf(*run.receipts);
  }
  return context;
}

/// Lockbox files would be rejected for such a layouts file; lint need not wait.
bool LayoutsAreGood(const Rules& rules, const RunWatch& watch) {
  std::vector<lockbox::Layout> own;
  const std::vector<std::string> faults =
      lockbox::ParseLockboxLayouts(rules.reading.lockbox_layouts_toml, &own);
  for (const std::string& fault : faults) {
    watch.Fail(rules.path + ": [lockbox] layouts: " + fault);
  }
  return faults.empty();
}

}  // namespace

size_t TellRuleWarnings(const Rules& rules, const RunContext& context,
                        const RunWatch& watch) {
  if (rules.path.empty()) return 0;
  Findings findings;
  LintRules(rules.text, rules.policy, ContextOf(rules, context), &findings);
  findings.Finish();
  for (const Finding& finding : findings.list()) {
    watch.Say(Describe(rules.path, finding));
  }
  return findings.list().size();
}

Ending Lint(const LintRequest& request, const RunWatch& watch,
            size_t* warnings) {
  watch.Started(Stage::kRules);
  Rules rules;
  if (!LoadRules(request.rules, watch, &rules) ||
      !LayoutsAreGood(rules, watch)) {
    return Ending::kWrongUsage;
  }
  std::optional<Book> book;
  if (!request.open_items.empty()) {
    watch.Started(Stage::kBook);
    book = LoadBook(request.open_items, request.customers, rules.policy, watch);
    if (watch.Interrupted()) return Ending::kInterrupted;
    if (!book) return Ending::kFailed;
  }
  *warnings = TellRuleWarnings(
      rules,
      {book ? &*book : nullptr,
       book && CustomersAreListed(*book, request.customers), nullptr},
      watch);
  return Ending::kDone;
}

}  // namespace cashmatch
