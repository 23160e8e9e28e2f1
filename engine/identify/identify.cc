// SPDX-License-Identifier: Apache-2.0
// identify.cc - signs of the payer.
// Tested by tests/unit/engine/identify/identify_test.cc
#include "engine/identify/identify.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "engine/book/normalize.h"
#include "engine/identify/words.h"

namespace cashmatch {
namespace {

constexpr size_t kSharedFrom = 3;  // unrelated customers behind one account
constexpr int32_t kNearNameLeast = 600'000;
constexpr size_t kVisitMax = 64;  // customers looked at for one sign

struct Sign {
  PayerKey key;
  PayerEvidence evidence;
  std::string_view text;
};

/// Returns the customers that carry a sign, ascending, at most kVisitMax.
std::vector<CustomerRow> Carriers(const BookTables& book, const Sign& sign) {
  std::vector<CustomerRow> found;
  if (sign.text.empty()) return found;
  const std::string form = PayerForm(sign.key, sign.text);
  if (form.empty()) return found;
  const auto agrees = [&](std::string_view text) {
    return text == sign.text || PayerForm(sign.key, text) == form;
  };
  const KeyIndex& index = book.payers[static_cast<size_t>(sign.key)].Get();
  index.Visit(book.PayerHash(form), [&](uint32_t row) {
    const Customer& customer = book.customers[row];
    bool carries = (sign.key == PayerKey::kName && agrees(customer.name)) ||
                   (sign.key == PayerKey::kId && agrees(customer.customer_id));
    ForEachPart(PayerList(sign.key, customer), [&](std::string_view part) {
      carries = carries || agrees(part);
    });
    if (carries) found.push_back(CustomerRow{row});
    return found.size() < kVisitMax;
  });
  return found;
}

size_t UnrelatedGroups(const BookTables& book,
                       const std::vector<CustomerRow>& customers) {
  std::vector<CustomerRow> groups;
  groups.reserve(customers.size());
  for (const CustomerRow row : customers) {
    groups.push_back(book.group[Index(row)]);
  }
  std::sort(groups.begin(), groups.end());
  return static_cast<size_t>(std::unique(groups.begin(), groups.end()) -
                             groups.begin());
}

void AddGuesses(const std::vector<CustomerRow>& customers,
                PayerEvidence evidence, PayerGuesses* guesses) {
  if (customers.size() > PayerGuesses::kMost) {
    guesses->crowded = true;
    return;
  }
  for (const CustomerRow row : customers) {
    if (guesses->Has(row) || guesses->count == PayerGuesses::kMost) continue;
    guesses->list[guesses->count++] = {row, evidence};
  }
}

/// Guesses by names that are cut off, abbreviated, misspelt, in other order.
void AddNearNames(const BookTables& book, const Receipt& receipt,
                  PayerGuesses* guesses) {
  if (receipt.payer_name.empty()) return;
  const NameIndex::Answer answer = book.names.Get().Find(
      receipt.payer_name, PayerGuesses::kMost + 1, kNearNameLeast);
  const auto& found = answer.candidates;
  constexpr int32_t kAsGood = 20'000;
  if (found.size() > PayerGuesses::kMost &&
      found.back().score.millionths + kAsGood >=
          found.front().score.millionths) {
    guesses->crowded = true;
    return;
  }
  for (size_t i = 0; i < found.size() && i < PayerGuesses::kMost; ++i) {
    guesses->list[guesses->count++] = {CustomerRow{found[i].row},
                                       PayerEvidence::kNearName,
                                       found[i].score.millionths};
  }
}

/// Finds `phrase` (upper case) in `text` whatever its case.
bool Contains(std::string_view text, std::string_view phrase) {
  const auto upper = [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  };
  return std::search(text.begin(), text.end(), phrase.begin(), phrase.end(),
                     [&](char a, char b) { return upper(a) == b; }) !=
         text.end();
}

/// True if two letters (lower case) stand side by side in a text, whatever
/// their case, or what looks like it: to look closer only then.
bool HasLetters(std::string_view text, char first, char second) {
  for (size_t i = 0; i + 1 < text.size(); ++i) {
    if ((text[i] | 0x20) == first && (text[i + 1] | 0x20) == second) {
      return true;
    }
  }
  return false;
}

}  // namespace

PayerGuesses IdentifyPayers(const BookTables& book, const Receipt& receipt) {
  const std::array<Sign, 4> signs = {{
      {PayerKey::kVirtualAccount, PayerEvidence::kVirtualAccount,
       receipt.account},
      {PayerKey::kAccount, PayerEvidence::kBankAccount, receipt.payer_account},
      {PayerKey::kId, PayerEvidence::kCustomerNumber, receipt.payer_id},
      {PayerKey::kName, PayerEvidence::kName, receipt.payer_name},
  }};
  PayerGuesses guesses;
  for (const Sign& sign : signs) {
    const std::vector<CustomerRow> found = Carriers(book, sign);
    if (sign.key == PayerKey::kAccount &&
        UnrelatedGroups(book, found) >= kSharedFrom) {
      guesses.shared = true;
      continue;
    }
    AddGuesses(found, sign.evidence, &guesses);
  }
  if (guesses.count == 0 && !guesses.shared)
    AddNearNames(book, receipt, &guesses);
  return guesses;
}

bool IsRestricted(const ReceiptBlock& block, const Receipt& receipt) {
  constexpr std::array<std::string_view, 5> kRestrictive = {
      "PAID IN FULL", "FINAL SETTLEMENT", "FULL AND FINAL", "FULL SETTLEMENT",
      "PAYMENT IN FULL"};
  for (const std::string_view text : block.Texts(receipt)) {
    if (!HasLetters(text, 'f', 'u') && !HasLetters(text, 'f', 'i')) continue;
    for (const std::string_view phrase : kRestrictive) {
      if (Contains(text, phrase)) return true;
    }
  }
  return false;
}

Directive FindDirective(const ReceiptBlock& block, const Receipt& receipt) {
  if (IsRestricted(block, receipt)) return Directive::kRestricted;
  for (const std::string_view text : block.Texts(receipt)) {
    if (PaysAhead(text)) return Directive::kOnAccount;
  }
  return Directive::kNone;
}

}  // namespace cashmatch
