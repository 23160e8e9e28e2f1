// SPDX-License-Identifier: Apache-2.0
// parties.h - customers, strangers, and the bank accounts of all.
#pragma once

#include <cstdint>
#include <string>

#include "adapters/corpus/geometry.h"

namespace cashmatch {

/// Everything about one customer is a function of its number; each function
/// appends one fact.

/// `C100107`
void AppendCustomerId(uint64_t customer, std::string* out);
/// `Northfield Steel Works of Alton, Inc.`; no two customers have the same.
void AppendCustomerName(uint64_t customer, std::string* out);
/// A shorter form of the name that some payments carry, also the customer's
/// own.
void AppendAlias(uint64_t customer, std::string* out);
/// The ten-digit company id of its ACH payments.
void AppendCompanyId(uint64_t customer, std::string* out);

/// An account as on a check: nine digits of routing, ten of account.
struct CheckAccount {
  std::string routing, account;
};
CheckAccount CheckAccountOf(uint64_t customer);
std::string IbanOf(uint64_t customer);

/// Someone who is no customer.
void AppendStrangerName(uint64_t receipt, std::string* out);
void AppendStrangerId(uint64_t receipt, std::string* out);
CheckAccount StrangerCheckAccount(uint64_t receipt);
std::string StrangerIban(uint64_t receipt);

/// Our own account at the bank that writes the files of this format. For camt
/// an IBAN (a QR-IBAN for 2100), else digits.
std::string OwnAccount(BankFormat format, const Company& company);

/// The lockboxes that bring checks for a company, kLockboxes of them.
inline constexpr uint64_t kLockboxes = 6;
/// Seven digits, none of them leading zeros.
uint64_t LockboxNumber(const Company& company, uint64_t which);

}  // namespace cashmatch
