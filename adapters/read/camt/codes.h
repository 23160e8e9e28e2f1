// SPDX-License-Identifier: Apache-2.0
// codes.h - what BkTxCd says of money that undoes an earlier payment.
#pragma once

#include <cstdint>

#include "adapters/read/camt/entry.h"

namespace cashmatch {

/// What became of an earlier payment.
enum class Undoing : uint8_t {
  kNone,
  kTakenBack,     // a debit: what we got goes back
  kOursReversed,  // a credit: a debit of ours was reversed
  kOursReturned,  // a credit: a payment of ours came back
};

/// Reads the ISO code, and beside it or alone the German one in Prtry
/// ("NRTI+109+9075+914"), of money on `side`; either is enough.
/// Source: ISO 20022 external code sets, BankTransactionCode, domain PMNT
/// (RRTN, RPCR, UPDD, PRDD, RCDD, UPCQ, CQRV); DFUe-Abkommen annex 3.
Undoing UndoingOf(const BankCodes& codes, Side side);

}  // namespace cashmatch
