// SPDX-License-Identifier: Apache-2.0
// desk_items.cc - the items on the desk: named, checked, made.
// Tested by tests/system/desk_test.py
#include <algorithm>
#include <map>
#include <set>

#include "adapters/ledger/desk.h"
#include "adapters/ledger/desk_case.h"
#include "adapters/read/finding.h"
#include "adapters/write/results.h"

namespace cashmatch {

ItemNames::ItemNames(const Ledger& ledger) : ledger_(ledger) {
  for (const auto& [id, item] : ledger.items()) {
    by_number_.emplace(item.item.document_number, &id);
  }
}

std::string_view ItemNames::NameOf(std::string_view item) const {
  const auto found = ledger_.items().find(item);
  if (found == ledger_.items().end()) return item;
  const std::string_view number = found->second.item.document_number;
  const bool plain = number.find_first_of("|=") == std::string_view::npos;
  return plain && by_number_.count(number) == 1 &&
                 !ledger_.items().contains(number)
             ? number
             : item;
}

const std::string* ItemNames::Find(std::string_view name,
                                   std::string* error) const {
  const auto by_id = ledger_.items().find(name);
  if (by_id != ledger_.items().end()) return &by_id->first;
  const std::string* found = nullptr;
  const auto [first, last] = by_number_.equal_range(name);
  for (auto one = first; one != last; ++one) {
    if (ledger_.items().find(*one->second)->second.open == 0) continue;
    if (found != nullptr) {
      *error = "found several open items of number " + Quote(name) +
               ", expected an item id";
      return nullptr;
    }
    found = one->second;
  }
  if (found == nullptr) *error = "item " + Quote(name) + " is not open";
  return found;
}

/// Checks the rows as the fold will, in view of what this batch moved.
std::string Desk::CheckRows(const Case& of) const {
  const std::vector<std::string> own = ledger_.MadeBy(of.id);
  std::map<std::string_view, WideMinor> here;
  for (const DecidedRow& row : of.now.rows) {
    const auto found = ledger_.items().find(row.item);
    if (found == ledger_.items().end() || gone_.contains(row.item) ||
        std::find(own.begin(), own.end(), row.item) != own.end()) {
      return "item " + Quote(row.item) + " is not there any more";
    }
    const LedgerItem& item = found->second;
    if (item.item.currency != of.state.currency) {
      return "item " + Quote(row.item) + " is in another currency";
    }
    if (row.undoes.empty() && item.item.company_code != of.company) {
      return "item " + Quote(row.item) + " belongs to another company";
    }
    WideMinor& taken = here[row.item];
    taken += row.amount;
    const WideMinor left = OpenOf(item, row.item) - taken;
    const int sign = item.item.amount < 0 ? -1 : 1;
    if (sign * left < 0 || sign * left > sign * item.most) {
      return "item " + Quote(row.item) + ": found " +
             FormatMoney(row.amount, of.state.currency) +
             ", expected at most " +
             FormatMoney(OpenOf(item, row.item), of.state.currency) +
             ", which is open";
    }
  }
  return {};
}

WideMinor Desk::OpenOf(const LedgerItem& item, const std::string& id) const {
  const auto moved = moved_.find(id);
  return WideMinor{item.open} - (moved == moved_.end() ? 0 : moved->second);
}

void Desk::Keep(const OpenItem& made, Case* of) {
  of->made.emplace_back(made.item_id);
  AppendOpenItemJson(made, &of->now.made.emplace_back());
  of->now.made.back().pop_back();  // the line feed
}

/// Known money on no item is a credit that later runs may use.
void Desk::AddMade(WideMinor left, Case* of) const {
  const std::vector<std::string> own = ledger_.MadeBy(of->id);
  const auto is_own = [&own](const std::string& id) {
    return std::find(own.begin(), own.end(), id) != own.end();
  };
  std::string id = of->id + "/A";
  for (int i = 2; ledger_.items().contains(id) && !is_own(id); ++i) {
    id = of->id + "/A" + std::to_string(i);
  }
  if (of->company.empty() && !own.empty()) {
    of->company = ledger_.items().find(own.front())->second.item.company_code;
  }
  OpenItem made;
  made.item_id = id;
  made.document_number =
      of->receipt.bank_reference.empty() ? id : of->receipt.bank_reference;
  made.company_code = of->company;
  made.customer_id = of->now.customer;
  made.currency = of->state.currency;
  made.amount = Narrow(-left);
  made.type = DocumentType::kOnAccount;
  made.document_date = made.due_date = of->receipt.booking_date;
  made.origin_receipt_id = of->id;
  Keep(made, of);
}

/// What a payer kept back and still owes becomes an item of its own.
void Desk::AddDeductions(Case* of) const {
  std::set<std::string> here;
  for (const DecidedRow& row : of->now.rows) {
    if (row.kind != ApplicationKind::kDeduction) continue;
    const auto origin = ledger_.items().find(row.item);
    if (origin == ledger_.items().end()) continue;  // CheckRows tells
    std::string mark, id;
    for (int i = 1; id.empty() || ledger_.items().contains(id) ||
                    made_.contains(id) || !here.insert(id).second;
         ++i) {
      mark = "/D" + std::to_string(i);
      id = row.item + mark;
    }
    OpenItem made;
    const std::string number =
        std::string(origin->second.item.document_number) + mark;
    made.item_id = id;
    made.document_number = number;
    made.company_code = origin->second.item.company_code;
    made.customer_id = origin->second.item.customer_id;
    made.currency = of->state.currency;
    made.amount = row.amount;
    made.type = DocumentType::kDeduction;
    made.document_date = made.due_date = of->receipt.booking_date;
    made.linked_item = row.item;
    made.origin_receipt_id = of->id;
    Keep(made, of);
  }
}

}  // namespace cashmatch
