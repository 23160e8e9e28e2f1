// SPDX-License-Identifier: Apache-2.0
// kept_receipt.cc - two rows of the journal make a receipt.
// Tested by tests/system/desk_test.py
#include "adapters/workspace/kept_receipt.h"

#include "adapters/read/ndjson/receipts.h"

namespace cashmatch {
namespace {

constexpr size_t kPadding = 64;  // simdjson reads beyond the end

}  // namespace

bool ReadKeptReceipt(LedgerStore* store, const LedgerReceipt& state,
                     const RunWatch& watch, KeptReceipt* kept) {
  ReceiptDecision first;
  if (!store->DecisionAtRow(state.first_seq, &first, watch)) return false;
  std::string line = first.receipt;
  line.reserve(line.size() + kPadding);
  if (state.last_seq == state.first_seq) {
    kept->desk.last = std::move(first);
  } else if (!store->DecisionAtRow(state.last_seq, &kept->desk.last, watch)) {
    return false;
  }
  BankFile file;
  ReadReceiptsNdjson(Source{"kept", line}, ReadOptions{}, &file);
  if (file.receipts.receipts.size() != 1) {
    watch.Fail("row " + std::to_string(state.first_seq) +
               ": a receipt that cannot be read");
    return false;
  }
  const Receipt& receipt = file.receipts.receipts.front();
  kept->desk.booking_date = receipt.booking_date;
  kept->desk.bank_reference = receipt.bank_reference;
  kept->value_date = receipt.value_date;
  kept->payer_name = receipt.payer_name;
  kept->account = receipt.account;
  return true;
}

}  // namespace cashmatch
