// SPDX-License-Identifier: Apache-2.0
// plain.cc - from plain receipts to receipts.
// Tested by tests/property/plain_test.cc
#include "engine/model/plain.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/model/plain_reference.h"
#include "engine/model/receipt.h"

namespace cashmatch {

void PlainFile::AppendBankReference(const PlainDeposit& deposit,
                                    const PlainReceipt& row,
                                    std::string* out) const {
  for (const std::string_view part : BankReferenceParts(*this, deposit, row)) {
    out->append(part);
  }
}

uint32_t MakeReceipts(size_t file, const PlainDeposit& deposit,
                      std::span<const uint32_t> rows, ReceiptBlock* block) {
  constexpr size_t kAtOnce = 4096;  // what a reader holds beside the block
  const PlainFile& from = block->plain[file];
  const auto first = static_cast<uint32_t>(block->receipts.size());
  for (; !rows.empty(); rows = rows.subspan(std::min(kAtOnce, rows.size()))) {
    const auto some = rows.first(std::min(kAtOnce, rows.size()));
    const size_t begin = block->receipts.size();
    from.reader->MakeReceipts(from, deposit, some, block);
    for (size_t i = 0; i < some.size(); ++i) {
      block->receipts[begin + i].file = from.file;
      block->receipts[begin + i].position = from.rows[some[i]].position;
    }
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
