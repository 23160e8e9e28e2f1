// SPDX-License-Identifier: Apache-2.0
// plain.cc - from plain receipts to receipts.
// Tested by tests/property/plain_test.cc
#include "engine/model/plain.h"

#include <numeric>
#include <utility>

#include "engine/model/receipt.h"

namespace cashmatch {

void PlainFile::AppendBankReference(const PlainDeposit& deposit,
                                    const PlainReceipt& row,
                                    std::string* out) const {
  const char* const record = bytes.data() + row.record;
  out->append(deposit.reference);
  out->append(record + batch.at, batch.size);
  out->push_back('-');
  out->append(record + item.at, item.size);
}

uint32_t MakeReceipts(size_t file, const PlainDeposit& deposit,
                      const std::vector<uint32_t>& rows, ReceiptBlock* block) {
  const PlainFile& from = block->plain[file];
  const auto first = static_cast<uint32_t>(block->receipts.size());
  for (const uint32_t row : rows) {
    from.reader->MakeReceipt(from, deposit, from.rows[row], block);
    block->receipts.back().file = from.file;
    block->receipts.back().position = from.rows[row].position;
  }
  return first;
}

void MakeAllReceipts(ReceiptBlock* block) {
  for (size_t file = 0; file < block->plain.size(); ++file) {
    for (const PlainDeposit& deposit : block->plain[file].deposits) {
      std::vector<uint32_t> rows(deposit.count);
      std::iota(rows.begin(), rows.end(), deposit.first);
      MakeReceipts(file, deposit, rows, block);
    }
  }
  block->plain.clear();
}

}  // namespace cashmatch
