// SPDX-License-Identifier: Apache-2.0
// own_account.h - when two spellings are the same account of ours.
#pragma once

#include <string>
#include <string_view>

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

}  // namespace cashmatch
