// SPDX-License-Identifier: Apache-2.0
// payers.cc - compares what a receipt shows with the customers, exactly.
// Tested by tests/unit/adapters/backtest/payers_test.cc
#include "adapters/backtest/payers.h"

#include <algorithm>

namespace cashmatch {
namespace {

// As accounts are compared: letters and digits, without leading zeros.
std::string AccountKey(std::string_view account) {
  std::string key = Collapse(account);
  key.erase(0, std::min(key.find_first_not_of('0'), key.size()));
  return key;
}

bool Holds(const std::vector<std::string>& keys, const std::string& key) {
  return !key.empty() && std::find(keys.begin(), keys.end(), key) != keys.end();
}

}  // namespace

std::string Collapse(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c >= 'a' && c <= 'z') {
      out.push_back(static_cast<char>(c - 'a' + 'A'));
    } else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
      out.push_back(c);
    }
  }
  return out;
}

std::string QuotedText(const ReceiptBlock& receipts, const Receipt& receipt) {
  std::string out = Collapse(receipt.payer_id);
  const auto add = [&](std::string_view text) {
    out.push_back(' ');
    out += Collapse(text);
  };
  for (const Reference& reference : receipts.References(receipt)) {
    add(reference.value);
  }
  for (const std::string_view text : receipts.Texts(receipt)) add(text);
  for (const AdviceLine& line : receipts.Advice(receipt)) add(line.reference);
  return out;
}

KnownPayers::KnownPayers(const CustomerBlock& customers) {
  for (const Customer& customer : customers.customers) {
    Facts& facts = customers_[std::string(customer.customer_id)];
    facts.names.push_back(Collapse(customer.name));
    facts.numbers.push_back(Collapse(customer.customer_id));
    ForEachPart(customer.aliases, [&](std::string_view part) {
      facts.names.push_back(Collapse(part));
    });
    ForEachPart(customer.ids, [&](std::string_view part) {
      facts.numbers.push_back(Collapse(part));
    });
    ForEachPart(customer.bank_accounts, [&](std::string_view part) {
      facts.accounts.push_back(AccountKey(part));
    });
    ForEachPart(customer.virtual_accounts, [&](std::string_view part) {
      facts.virtual_accounts.push_back(AccountKey(part));
    });
  }
}

bool KnownPayers::IsFrom(std::string_view customer_id, const Receipt& receipt,
                         std::string_view quoted) const {
  const auto found = customers_.find(customer_id);
  if (found == customers_.end()) return false;
  const Facts& facts = found->second;
  if (Holds(facts.accounts, AccountKey(receipt.payer_account)) ||
      Holds(facts.virtual_accounts, AccountKey(receipt.account))) {
    return true;
  }
  const std::string shown = Collapse(receipt.payer_name);
  for (const std::string& name : facts.names) {
    const bool cut_short =
        shown.size() >= kNameBytesMin && name.starts_with(shown);
    if (!shown.empty() && (name == shown || cut_short)) return true;
  }
  return std::any_of(facts.numbers.begin(), facts.numbers.end(),
                     [&](const std::string& number) {
                       return number.size() >= kNumberBytesMin &&
                              quoted.find(number) != std::string_view::npos;
                     });
}

}  // namespace cashmatch
