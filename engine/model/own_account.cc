// SPDX-License-Identifier: Apache-2.0
// own_account.cc - one key for the spellings of an account.
// Tested by tests/unit/engine/model/own_account_test.cc
#include "engine/model/own_account.h"

#include <algorithm>

#include "engine/model/iban.h"

namespace cashmatch {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return c >= 'A' && c <= 'Z'; }

bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit);
}

/// Letters and digits alone, in capitals; other bytes that are no ASCII stay.
std::string Plain(std::string_view text) {
  std::string plain;
  for (char c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    const bool foreign = static_cast<unsigned char>(c) >= 0x80;
    if (IsDigit(c) || IsLetter(c) || foreign) plain += c;
  }
  return plain;
}

/// The national number of an IBAN, which a currency may follow; else nothing.
std::string_view NationalNumber(std::string_view plain) {
  if (IsIban(plain)) return plain.substr(4);
  if (plain.size() < 4) return {};
  const std::string_view currency = plain.substr(plain.size() - 3);
  const std::string_view before = plain.substr(0, plain.size() - 3);
  if (std::all_of(currency.begin(), currency.end(), IsLetter) &&
      IsIban(before)) {
    return before.substr(4);
  }
  return {};
}

std::string WithoutLeadingZeros(std::string text) {
  const size_t first = text.find_first_not_of('0');
  // Nothing but zeros is a number of its own, told by its length.
  if (first == std::string::npos) return text;
  return text.substr(first);
}

}  // namespace

std::string OwnAccountKey(std::string_view account) {
  const std::string plain = Plain(account);
  if (const auto number = NationalNumber(plain); !number.empty()) {
    return WithoutLeadingZeros(std::string(number));
  }
  const size_t slash = account.rfind('/');
  if (slash == std::string_view::npos) return WithoutLeadingZeros(plain);
  const std::string bank = Plain(account.substr(0, slash));
  const std::string number = Plain(account.substr(slash + 1));
  if (const auto iban = NationalNumber(number); !iban.empty()) {
    return WithoutLeadingZeros(std::string(iban));
  }
  constexpr size_t kGermanBank = 8, kGermanAccount = 10;
  if (bank.size() == kGermanBank && AllDigits(bank) && AllDigits(number) &&
      number.size() < kGermanAccount) {
    return WithoutLeadingZeros(
        bank + std::string(kGermanAccount - number.size(), '0') + number);
  }
  return WithoutLeadingZeros(plain);
}

void OwnAccounts::Join(std::string_view account, std::string_view same_as) {
  const std::string keys[] = {OwnAccountKey(account), OwnAccountKey(same_as)};
  const std::string leads[] = {std::string(LeadOf(keys[0])),
                               std::string(LeadOf(keys[1]))};
  const std::string lead = std::min(leads[0], leads[1]);
  for (const std::string& key : keys) lead_.try_emplace(key, key);
  for (auto& [key, of] : lead_) {
    if (of == leads[0] || of == leads[1]) of = lead;
  }
}

std::string_view OwnAccounts::LeadOf(std::string_view key) const {
  const auto found = lead_.find(key);
  return found == lead_.end() ? key : std::string_view(found->second);
}

std::string OwnAccounts::KeyOf(std::string_view account) const {
  const std::string key = OwnAccountKey(account);
  return std::string(LeadOf(key));
}

std::vector<std::string> OwnAccounts::KeysOf(std::string_view account) const {
  const std::string key = OwnAccountKey(account);
  const std::string_view lead = LeadOf(key);
  std::vector<std::string> keys;
  for (const auto& [one, of] : lead_) {
    if (of == lead) keys.push_back(one);
  }
  if (keys.empty()) keys.push_back(key);
  return keys;
}

}  // namespace cashmatch
