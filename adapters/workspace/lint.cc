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

/// Currencies of the items, as far as the rules name them: the pass ends when
/// all were seen.
std::set<Currency> CurrenciesOf(const Book& book, const Policy& policy) {
  std::set<Currency> wanted, seen;
  const auto want_fees = [&](const MatchingPolicy& matching) {
    for (const auto& [currency, fees] : matching.fee_amounts) {
      wanted.insert(currency);
    }
  };
  want_fees(policy.general);
  for (const auto& [id, own] : policy.customers) want_fees(own);
  const size_t count = book.item_count();
  for (uint32_t i = 0; i < count && !wanted.empty(); ++i) {
    const auto found = wanted.find(book.CurrencyOf(ItemRow{i}));
    if (found != wanted.end()) seen.insert(wanted.extract(found));
  }
  return seen;
}

void AddItems(const Book& book, const Policy& policy, RuleContext* context) {
  Names& terms = context->terms.emplace();
  for (const std::string_view text : book.PaymentTerms()) {
    if (policy.terms.contains(text)) terms.emplace(text);
  }
  context->currencies = CurrenciesOf(book, policy);
}

Names AccountsOf(const ReceiptBlock& receipts) {
  Names accounts;
  std::string_view last;
  for (const Receipt& receipt : receipts.receipts) {
    if (receipt.account == last) continue;
    last = receipt.account;
    accounts.emplace(last);
  }
  for (const PlainFile& file : receipts.plain) {
    for (const PlainDeposit& at : file.deposits) accounts.emplace(at.account);
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
  if (run.receipts != nullptr &&
      (!run.receipts->receipts.empty() || !run.receipts->plain.empty()) &&
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
