// SPDX-License-Identifier: Apache-2.0
// own_account.h - when two spellings are the same account of ours.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cashmatch {

/// Returns what an account of ours comes to, however a file spells it. Equal
/// for equal accounts: case, blanks, separators and leading zeros do not count;
/// a valid IBAN comes to its national number (BBAN), with or without a currency
/// behind it or a bank's code and a slash in front; a German bank code and
/// account ("37010050/123456") to the national number that its IBAN holds.
/// A bare account number is not the end of a longer one: two banks may have
/// given the same.
/// Source: ISO 13616; SWIFT MT940 field 25; Deutsche Bundesbank, IBAN rule
/// 000000.
/// Cost: some 100 ns.
std::string OwnAccountKey(std::string_view account);

/// Accounts of ours that are one though no spelling says so: an IBAN in one
/// file, a number that only its bank knows in another.
class OwnAccounts {
 public:
  /// Says that two accounts are one, and so are all that are one with either.
  void Join(std::string_view account, std::string_view same_as);

  bool empty() const { return lead_.empty(); }

  /// Returns one key for all that are one account; OwnAccountKey for others.
  std::string KeyOf(std::string_view account) const;

  /// Returns the key that stands for `key`, the OwnAccountKey of an account.
  std::string_view LeadOf(std::string_view key) const;

  /// Returns the OwnAccountKey of each account that is one with `account`, its
  /// own among them.
  std::vector<std::string> KeysOf(std::string_view account) const;

 private:
  std::map<std::string, std::string, std::less<>> lead_;  // the least of them
};

}  // namespace cashmatch
