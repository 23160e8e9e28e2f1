// SPDX-License-Identifier: Apache-2.0
// plain.h - receipts that say one number and its amount, kept small.
//
// Most checks of a lockbox say nothing else that decides. A plain receipt takes
// a tenth of the memory that a Receipt takes with what it refers to, and no
// text is copied; a receipt is made of it when somebody must look closer.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/date.h"
#include "engine/base/money.h"

namespace cashmatch {

class ReceiptBlock;
struct PlainFile;

/// A credit that quotes one document, states that all of it pays that document,
/// and carries no text, discount, deduction or charge.
struct PlainReceipt {
  Minor amount = 0;       // positive
  uint64_t record = 0;    // its first byte, in PlainFile::bytes
  uint32_t line = 0;      // from 1
  uint32_t position = 0;  // among all receipts of the file, from 0
  uint16_t number_at = 0, number_size = 0;  // the document, from `record` on
};
static_assert(sizeof(PlainReceipt) == 32);

/// Plain receipts of one account and booking date, which follow each other.
struct PlainDeposit {
  std::string_view account;    // ours; lives in the block
  std::string_view reference;  // what the bank references begin with; as well
  Day day = kNoDay;            // booking and value date
  Currency currency = Currency::kNone;
  uint32_t first = 0, count = 0;  // into PlainFile::rows
};

/// Knows how to make the receipts that a reader would have made at once.
class PlainReader {
 public:
  virtual ~PlainReader() = default;

  /// Appends the receipts of some rows to `block`, all but Receipt::file and
  /// position.  Threads: one a block.
  virtual void MakeReceipts(const PlainFile& file, const PlainDeposit& deposit,
                            std::span<const uint32_t> rows,
                            ReceiptBlock* block) const = 0;
};

/// The plain receipts of one file.
struct PlainFile {
  /// Columns of a record.
  struct Part {
    uint16_t at = 0, size = 0;
  };

  uint32_t file = 0;       // into ReceiptBlock::files
  std::string_view bytes;  // the input's; must outlive the block
  std::shared_ptr<const PlainReader> reader;
  Part batch, item;  // the end of a bank reference
  // The payer's name and the number of the check, where a record has them: what
  // a route may look for a text in.
  std::vector<Part> texts;
  std::vector<PlainDeposit> deposits;
  std::vector<PlainReceipt> rows;

  std::string_view NumberOf(const PlainReceipt& row) const {
    return bytes.substr(row.record + row.number_at, row.number_size);
  }
  /// Appends what tells the receipt at its bank.
  void AppendBankReference(const PlainDeposit& deposit, const PlainReceipt& row,
                           std::string* out) const;
};

/// Makes receipts of some rows of `block->plain[file]`, in their order, and
/// appends them. The rows stay where they are.
/// Returns: the index of the first in ReceiptBlock::receipts.
uint32_t MakeReceipts(size_t file, const PlainDeposit& deposit,
                      std::span<const uint32_t> rows, ReceiptBlock* block);

/// Makes receipts of all that is plain; nothing is plain then.
void MakeAllReceipts(ReceiptBlock* block);

}  // namespace cashmatch
