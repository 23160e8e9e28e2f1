// SPDX-License-Identifier: Apache-2.0
// change.cc - changes of references, customers and rules.
#include "tests/scenario/change.h"

#include <string>

namespace cashmatch::scenario {
namespace {

std::string IdOf(const Scenario& scenario, ReceiptRow row) {
  return std::string(scenario.receipts.receipts[Index(row)].id);
}

/// Has the receipt quote some numbers, too.
Changed Quoting(const Scenario& scenario, const Policy& policy, ReceiptRow row,
                const std::vector<std::string>& numbers) {
  const std::string begin = "receipt " + IdOf(scenario, row) + " ";
  std::vector<std::string> lines = scenario.lines;
  for (std::string& line : lines) {
    if (!line.starts_with(begin)) continue;
    for (const std::string& number : numbers) line += " invoice " + number;
  }
  return {ReadScenario(std::move(lines)), policy};
}

/// The numbers of the items proposed first that the receipt does not quote.
std::vector<std::string> Unquoted(const Scenario& scenario, const Book& book,
                                  const Report& report, ReceiptRow row) {
  std::string receipt;
  const std::string begin = "receipt " + IdOf(scenario, row) + " ";
  for (const std::string& line : scenario.lines) {
    if (line.starts_with(begin)) receipt = line;
  }
  std::vector<std::string> numbers;
  for (const Suggestion& it : report.Suggestions(report.outcomes[Index(row)])) {
    const std::string number(book.DocumentNumber(it.item));
    if (it.rank == 1 && it.kind == ApplicationKind::kPayment &&
        receipt.find(number) == std::string::npos) {
      numbers.push_back(number);
    }
  }
  return numbers;
}

Customer& CustomerIn(Scenario* scenario, std::string_view id) {
  for (Customer& customer : scenario->customers.customers) {
    if (customer.customer_id == id) return customer;
  }
  Customer& fresh = scenario->customers.customers.emplace_back();
  fresh.customer_id = scenario->customers.arena.Keep(id);
  fresh.name = fresh.customer_id;
  return fresh;
}

void AddTo(std::string_view part, Scenario* scenario, std::string_view* list) {
  *list = scenario->customers.arena.Keep(std::string(*list) + "|" +
                                         std::string(part));
}

void ChangeRules(const WayOut& way, Currency currency, MatchingPolicy* rules) {
  switch (way.kind) {
    case WayOutKind::kTolerance:
      rules->under = rules->over = Tolerance{{{currency, way.number}}, {}, {}};
      break;
    case WayOutKind::kGraceDays:
      rules->grace_days += static_cast<int32_t>(way.number);
      break;
    case WayOutKind::kApply:
      rules->apply = way.number;
      break;
    case WayOutKind::kReviewAbove:
      rules->review_above[currency] = way.number;
      break;
    case WayOutKind::kPrepaymentDays:
      rules->prepayment_days = static_cast<int32_t>(way.number);
      break;
    case WayOutKind::kCredits:
      rules->credits = CreditUse::kAny;
      break;
    default:
      break;
  }
}

}  // namespace

std::vector<Changed> MakeChange(const Scenario& scenario, const Policy& policy,
                                const Book& book, const Report& report,
                                ReceiptRow row, const WayOut& way) {
  std::vector<Changed> worlds;
  switch (way.kind) {
    case WayOutKind::kReference:
      worlds.push_back(Quoting(scenario, policy, row,
                               {std::string(book.DocumentNumber(way.item))}));
      return worlds;
    case WayOutKind::kReferenceToAny:
      for (const std::string& number : Unquoted(scenario, book, report, row)) {
        worlds.push_back(Quoting(scenario, policy, row, {number}));
      }
      return worlds;
    case WayOutKind::kReferenceToAll:
      worlds.push_back(Quoting(scenario, policy, row,
                               Unquoted(scenario, book, report, row)));
      return worlds;
    default:
      break;
  }
  Changed& world = worlds.emplace_back(ReadScenario(scenario.lines), policy);
  const Receipt& receipt = world.scenario.receipts.receipts[Index(row)];
  if (way.kind == WayOutKind::kAlias || way.kind == WayOutKind::kBankAccount) {
    Customer& customer =
        CustomerIn(&world.scenario, book.CustomerId(way.customer));
    if (way.kind == WayOutKind::kAlias) {
      AddTo(receipt.payer_name, &world.scenario, &customer.aliases);
    } else {
      AddTo(receipt.payer_account, &world.scenario, &customer.bank_accounts);
    }
    return worlds;
  }
  ChangeRules(way, receipt.currency, &world.policy.general);
  for (auto& [id, rules] : world.policy.customers) {
    ChangeRules(way, receipt.currency, &rules);
  }
  return worlds;
}

}  // namespace cashmatch::scenario
