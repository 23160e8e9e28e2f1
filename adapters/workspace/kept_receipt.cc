// SPDX-License-Identifier: Apache-2.0
// kept_receipt.cc - two rows of the journal make a receipt.
// Tested by tests/system/desk_test.py
#include "adapters/workspace/kept_receipt.h"

#include "adapters/read/finding.h"
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

std::string TakeWord(const DeskWord& word, LedgerStore* store,
                     const RunWatch& watch, Desk* desk, Batch* batch) {
  const auto& receipts = store->ledger().receipts();
  const auto found = receipts.find(word.receipt);
  if (found == receipts.end()) {
    return "receipt " + Quote(word.receipt) + " is not known";
  }
  KeptReceipt kept;
  if (!ReadKeptReceipt(store, found->second, watch, &kept)) {
    return "receipt " + Quote(word.receipt) + " cannot be read";
  }
  const auto original = word.act == DeskAct::kReverse
                            ? receipts.find(word.argument)
                            : receipts.end();
  if (original != receipts.end() &&
      !store->DecisionAtRow(original->second.last_seq, &kept.desk.original,
                            watch)) {
    return "receipt " + Quote(word.argument) + " cannot be read";
  }
  const std::string why = desk->Take(word, kept.desk, batch);
  return why.empty() ? why : "receipt " + word.receipt + ": " + why;
}

}  // namespace cashmatch
