// SPDX-License-Identifier: Apache-2.0
// receipt_identity.h - when two receipts are the same money.
#pragma once

#include <cstdint>
#include <string>

#include "engine/model/own_account.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// What earlier runs know of a receipt.
enum class Known : uint8_t {
  kNew,
  kCounted,  // this copy of the money was counted: a duplicate
  kWaits,    // it was counted itself and is looked at again
};

/// Spells the identity of a receipt; equal spellings are the same money, as
/// often as the greatest number of them in any one file. Own account (by
/// OwnAccounts), value date, currency, signed amount and bank reference, else
/// check number with payer account, else trace; texts only where all of these
/// are missing. Blanks around a reference and leading zeros of a check number
/// do not count. Source: CONTRACT section 4.
std::string IdentityOf(const ReceiptBlock& block, const Receipt& receipt,
                       const OwnAccounts& own = {});

/// The same, as it is under another account of ours, by its key.
std::string IdentityUnder(std::string_view account_key,
                          const ReceiptBlock& block, const Receipt& receipt);

/// Equal for equal identities, and hardly ever for others.  Cost: some 20 ns.
uint64_t IdentityHash(const ReceiptBlock& block, const Receipt& receipt,
                      const OwnAccounts& own = {});

/// The same of a plain receipt, whose bank reference may not be blank.
uint64_t IdentityHash(const PlainFile& file, const PlainDeposit& deposit,
                      const PlainReceipt& row, const OwnAccounts& own);

}  // namespace cashmatch
