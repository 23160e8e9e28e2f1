// SPDX-License-Identifier: Apache-2.0
// lend_words.cc - a copy that came later says who paid what.
// Tested by tests/unit/engine/lend_words_test.cc
#include "engine/lend_words.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "engine/intake/intake.h"
#include "engine/money_copies.h"

namespace cashmatch {
namespace {

/// Fills in what the receipt does not say. Texts live as long as the block.
void Lend(const Receipt& copy, Receipt* receipt) {
  if (receipt->payer_name.empty()) receipt->payer_name = copy.payer_name;
  if (receipt->payer_id.empty()) receipt->payer_id = copy.payer_id;
  if (receipt->payer_account.empty()) {
    receipt->payer_account = copy.payer_account;
    receipt->payer_bank = copy.payer_bank;
  }
  if (receipt->texts_count == 0) {
    receipt->texts_first = copy.texts_first;
    receipt->texts_count = copy.texts_count;
  }
  if (receipt->advice_count == 0) {
    receipt->advice_first = copy.advice_first;
    receipt->advice_count = copy.advice_count;
  }
  if (receipt->references_count < copy.references_count) {
    receipt->references_first = copy.references_first;
    receipt->references_count = copy.references_count;
  }
}

}  // namespace

void LendWords(std::span<const Known> known, const OwnAccounts& own,
               ReceiptBlock* receipts) {
  if (std::ranges::find(known, Known::kWaits) == known.end() ||
      std::ranges::find(known, Known::kCounted) == known.end()) {
    return;
  }
  const MoneyCopies copies(*receipts, own);
  for (uint32_t row = 0; row < known.size(); ++row) {
    Receipt& receipt = receipts->receipts[row];
    if (known[row] != Known::kWaits) continue;
    if (WordsMissing(*receipts, receipt) == 0) continue;
    std::vector<ReceiptRow> rows = {ReceiptRow{row}};
    copies.AddTo(&rows);
    for (const ReceiptRow at : rows) {
      const Receipt& copy = receipts->receipts[Index(at)];
      if (known[Index(at)] != Known::kCounted || copy.provisional) continue;
      Lend(copy, &receipt);
    }
  }
}

}  // namespace cashmatch
