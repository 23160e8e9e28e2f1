// SPDX-License-Identifier: Apache-2.0
// table.cc - reading the scenario language.
#include "tests/scenario/table.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "engine/base/check.h"

namespace cashmatch::scenario {
namespace {

using Words = std::vector<std::string>;

/// Splits a line at blanks; "quoted words" keep theirs; # starts a comment.
Words Split(std::string_view line) {
  Words words;
  size_t at = 0;
  while (at < line.size()) {
    if (line[at] == ' ' || line[at] == '\t') {
      ++at;
    } else if (line[at] == '#') {
      break;
    } else if (line[at] == '"') {
      const size_t end = line.find('"', at + 1);
      CASHMATCH_CHECK(end != std::string_view::npos);
      words.emplace_back(line.substr(at + 1, end - at - 1));
      at = end + 1;
    } else {
      const size_t end = std::min(line.find_first_of(" \t", at), line.size());
      words.emplace_back(line.substr(at, end - at));
      at = end;
    }
  }
  return words;
}

/// Builds one scenario from its lines.
class Builder {
 public:
  explicit Builder(Scenario* scenario) : s_(*scenario) {}

  void Line(const std::string& line) {
    const Words words = Split(line);
    if (words.empty()) return;
    const std::string& verb = words[0];
    if (verb == "rules") {
      s_.rules += line.substr(line.find("rules") + 5) + "\n";
    } else if (verb == "item") {
      Item(words);
    } else if (verb == "customer") {
      CustomerLine(words);
    } else if (verb == "receipt") {
      ReceiptLine(words);
    } else if (verb == "advice") {
      AdviceLineOf(words);
    } else if (verb == "adjust") {
      s_.receipts.AddAdjustment(Money(words, 1), At(words, 2), At(words, 3));
    } else if (verb != "apply") {
      std::string expected;
      for (const std::string& word : words) {
        expected += (expected.empty() ? "" : " ") + word;
      }
      s_.expected.push_back(expected);
    }
  }

 private:
  static std::string At(const Words& words, size_t i) {
    return i < words.size() ? words[i] : std::string();
  }

  Minor Money(const Words& words, size_t i) {
    const ParsedAmount amount =
        ParseDecimal(At(words, i), ExponentOf(currency_));
    if (!amount.ok()) Fault(words, "'" + At(words, i) + "' is no amount");
    return amount.minor;
  }

  Day Date(const Words& words, size_t i) {
    const auto day = ParseIsoDay(At(words, i));
    if (!day) Fault(words, "'" + At(words, i) + "' is no date");
    return day.value_or(kNoDay);
  }

  Currency CurrencyAt(const Words& words, size_t i) {
    const auto currency = ParseCurrency(At(words, i));
    if (!currency) Fault(words, "'" + At(words, i) + "' is no currency");
    return currency_ = currency.value_or(Currency::kNone);
  }

  void Fault(const Words& words, const std::string& what) {
    s_.faults.push_back(s_.file + ": " + words[0] + " " + At(words, 1) + ": " +
                        what);
  }

  // item NUMBER CUSTOMER CURRENCY AMOUNT [dated D] [due D] [terms T] ...
  void Item(const Words& words) {
    OpenItem item;
    const auto keep = [&](const std::string& t) {
      return s_.items.arena.Keep(t);
    };
    item.document_number = keep(At(words, 1));
    item.item_id = item.document_number;
    item.customer_id = keep(At(words, 2));
    item.currency = CurrencyAt(words, 3);
    item.amount = Money(words, 4);
    item.type =
        item.amount < 0 ? DocumentType::kCreditMemo : DocumentType::kInvoice;
    item.document_date = *ParseIsoDay("2026-02-01");
    for (size_t i = 5; i + 1 < words.size(); i += 2) {
      const std::string& key = words[i];
      const std::string& value = words[i + 1];
      bool known = true;
      if (key == "id")
        item.item_id = keep(value);
      else if (key == "dated")
        item.document_date = Date(words, i + 1);
      else if (key == "due")
        item.due_date = Date(words, i + 1);
      else if (key == "until")
        item.discount_until = Date(words, i + 1);
      else if (key == "closed")
        item.closed_date = Date(words, i + 1),
        item.status = ItemStatus::kClosed;
      else if (key == "terms")
        item.payment_terms = keep(value);
      else if (key == "refs")
        item.references = keep(value);
      else if (key == "company")
        item.company_code = keep(value);
      else if (key == "linked")
        item.linked_item = keep(value);
      else if (key == "discount")
        item.discount_amount = Money(words, i + 1);
      else if (key == "original")
        item.original_amount = Money(words, i + 1);
      else if (key == "tax")
        item.tax_amount = Money(words, i + 1);
      else if (key == "type")
        known = ParseDocumentType(value, &item.type);
      else if (key == "status")
        known = ParseItemStatus(value, &item.status);
      else
        known = false;
      if (!known) Fault(words, "unknown: " + key + " " + value);
    }
    s_.items.items.push_back(item);
  }

  // customer ID NAME [account A] [id N] [alias N] [parent P] [virtual A]
  void CustomerLine(const Words& words) {
    Customer customer;
    const auto keep = [&](const std::string& t) {
      return s_.customers.arena.Keep(t);
    };
    customer.customer_id = keep(At(words, 1));
    customer.name = keep(At(words, 2));
    const std::map<std::string, std::string_view Customer::*> keys = {
        {"account", &Customer::bank_accounts},
        {"id", &Customer::ids},
        {"alias", &Customer::aliases},
        {"parent", &Customer::parent_id},
        {"virtual", &Customer::virtual_accounts}};
    for (size_t i = 3; i + 1 < words.size(); i += 2) {
      const auto key = keys.find(words[i]);
      if (key == keys.end()) {
        Fault(words, "unknown: " + words[i]);
      } else {
        customer.*key->second = keep(words[i + 1]);
      }
    }
    s_.customers.customers.push_back(customer);
  }

  // receipt ID CURRENCY AMOUNT [on D] [value D] [name N] [account A] ...
  void ReceiptLine(const Words& words) {
    std::string file = "bank";
    for (size_t i = 4; i + 1 < words.size(); i += 2) {
      if (words[i] == "file") file = words[i + 1];
    }
    const uint32_t file_row = FileRow(file);
    Receipt& receipt = *s_.receipts.Add();
    const auto keep = [&](const std::string& t) { return s_.receipts.Keep(t); };
    receipt.id = keep(At(words, 1));
    receipt.bank_reference = receipt.id;
    receipt.file = file_row;
    receipt.position = static_cast<uint32_t>(s_.receipts.receipts.size());
    receipt.currency = CurrencyAt(words, 2);
    receipt.amount = Money(words, 3);
    receipt.account = keep("0123");
    receipt.booking_date = *ParseIsoDay("2026-03-02");
    for (size_t i = 4; i + 1 < words.size(); i += 2) {
      ReceiptWord(words, i, &receipt);
    }
    if (receipt.value_date == kNoDay) receipt.value_date = receipt.booking_date;
  }

  void ReceiptWord(const Words& words, size_t i, Receipt* receipt) {
    const std::string& key = words[i];
    const std::string& value = words[i + 1];
    const auto keep = [&](const std::string& t) { return s_.receipts.Keep(t); };
    const std::map<std::string, ReferenceType> references = {
        {"invoice", ReferenceType::kInvoice},
        {"creditor", ReferenceType::kCreditorReference},
        {"endtoend", ReferenceType::kEndToEnd},
        {"order", ReferenceType::kPurchaseOrder},
        {"check", ReferenceType::kCheckNumber},
        {"trace", ReferenceType::kTrace},
        {"other", ReferenceType::kOther}};
    const std::map<std::string, Method> methods = {{"wire", Method::kWire},
                                                   {"ach", Method::kAch},
                                                   {"check", Method::kCheck},
                                                   {"card", Method::kCard}};
    if (const auto type = references.find(key); type != references.end()) {
      s_.receipts.AddReference(type->second, value);
    } else if (key == "on")
      receipt->booking_date = Date(words, i + 1);
    else if (key == "value")
      receipt->value_date = Date(words, i + 1);
    else if (key == "name")
      receipt->payer_name = keep(value);
    else if (key == "account")
      receipt->payer_account = keep(value);
    else if (key == "id")
      receipt->payer_id = keep(value);
    else if (key == "our")
      receipt->account = keep(value);
    else if (key == "bank")
      receipt->bank_reference = keep(value);
    else if (key == "code")
      receipt->type_code = keep(value);
    else if (key == "held")
      receipt->held = keep(value);
    else if (key == "charges")
      receipt->charges = Money(words, i + 1);
    else if (key == "text")
      s_.receipts.AddText(value);
    else if (key == "is" && value == "debit")
      receipt->direction = Direction::kDebit;
    else if (key == "is" && value == "provisional")
      receipt->provisional = true;
    else if (key == "by" && methods.contains(value))
      receipt->method = methods.at(value);
    else if (key != "file")
      Fault(words, "unknown: " + key + " " + value);
  }

  // advice REFERENCE [paid A] [gross A] [discount A], of the receipt above
  void AdviceLineOf(const Words& words) {
    AdviceLine& line = *s_.receipts.AddAdvice(At(words, 1));
    for (size_t i = 2; i + 1 < words.size(); i += 2) {
      if (words[i] == "paid")
        line.paid = Money(words, i + 1);
      else if (words[i] == "gross")
        line.gross = Money(words, i + 1);
      else if (words[i] == "discount")
        line.discount = Money(words, i + 1);
      else
        Fault(words, "unknown: " + words[i]);
    }
  }

  uint32_t FileRow(const std::string& name) {
    const auto& files = s_.receipts.files;
    for (uint32_t i = 0; i < files.size(); ++i) {
      if (files[i].name == name) return i;
    }
    return s_.receipts.AddFile(name,
                               name == "lockbox" ? "lockbox" : "scenario");
  }

  Scenario& s_;
  Currency currency_ = Currency::kNone;
};

}  // namespace

Scenario ReadScenario(std::vector<std::string> lines) {
  Scenario scenario;
  Builder builder(&scenario);
  for (const std::string& line : lines) builder.Line(line);
  std::sort(scenario.expected.begin(), scenario.expected.end());
  scenario.lines = std::move(lines);
  return scenario;
}

std::vector<Scenario> ReadTable(const std::string& path) {
  std::vector<std::string> lines;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  std::vector<Scenario> scenarios;
  for (size_t i = 0; i < lines.size();) {
    if (!lines[i].starts_with("scenario ")) {
      ++i;
      continue;
    }
    const size_t title = i++;
    std::vector<std::string> own;
    while (i < lines.size() && !lines[i].starts_with("scenario ")) {
      own.push_back(lines[i++]);
    }
    Scenario& scenario = scenarios.emplace_back(ReadScenario(std::move(own)));
    constexpr std::string_view kTrap = "# trap: ";
    if (title != 0 && lines[title - 1].starts_with(kTrap)) {
      std::istringstream ids(lines[title - 1].substr(kTrap.size()));
      for (std::string id; ids >> id;) scenario.traps.push_back(id);
    }
    scenario.title = lines[title].substr(9);
    scenario.file = path.substr(path.rfind('/') + 1);
    scenario.line = static_cast<int>(title + 1);
  }
  return scenarios;
}

}  // namespace cashmatch::scenario
