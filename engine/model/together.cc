// SPDX-License-Identifier: Apache-2.0
// together.cc - joining receipts.
// Tested by tests/unit/engine/model/together_test.cc
#include "engine/model/together.h"

namespace cashmatch {

ReceiptBlock AsOneReceipt(const ReceiptBlock& receipts,
                          std::span<const ReceiptRow> rows) {
  ReceiptBlock block;
  const Receipt& last = receipts.receipts[Index(rows.back())];
  Receipt& one = block.receipts.emplace_back(last);
  block.files = {receipts.files[last.file]};
  one.file = 0;
  WideMinor sum = 0;
  for (const ReceiptRow row : rows) {
    const Receipt& part = receipts.receipts[Index(row)];
    sum += part.amount;
    const auto references = receipts.References(part);
    block.references.insert(block.references.end(), references.begin(),
                            references.end());
    const auto texts = receipts.Texts(part);
    block.texts.insert(block.texts.end(), texts.begin(), texts.end());
    for (AdviceLine line : receipts.Advice(part)) {
      const auto adjustments = receipts.Adjustments(line);
      line.adjustments_first = static_cast<uint32_t>(block.adjustments.size());
      block.adjustments.insert(block.adjustments.end(), adjustments.begin(),
                               adjustments.end());
      block.advice.push_back(line);
    }
  }
  one.amount = Narrow(sum);
  one.references_first = one.texts_first = one.advice_first = 0;
  one.references_count = static_cast<uint32_t>(block.references.size());
  one.texts_count = static_cast<uint32_t>(block.texts.size());
  one.advice_count = static_cast<uint32_t>(block.advice.size());
  return block;
}

}  // namespace cashmatch
