// SPDX-License-Identifier: Apache-2.0
// money_copies.h - the copies of a receipt in other files.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "engine/model/ids.h"
#include "engine/model/own_account.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// Finds the receipts that are the same money (engine/model/receipt_identity.h)
/// in other files. Credits that no file holds back.
/// Cost: n log n once, then a logarithm a receipt.
/// Threads: const use from any number.  Lifetime: views of what it was given.
class MoneyCopies {
 public:
  MoneyCopies(const ReceiptBlock& receipts, const OwnAccounts& own);

  /// Adds the copies of `rows` to them; rows come out ascending and once. Where
  /// a file has twins of a receipt, nobody says which one is the copy, and none
  /// is added; nor where more than 256 are alike.
  void AddTo(std::vector<ReceiptRow>* rows) const;

 private:
  const ReceiptBlock& receipts_;
  const OwnAccounts& own_;
  std::vector<std::pair<uint64_t, ReceiptRow>> hashes_;  // sorted; or none
};

/// True if two of the rows stand in one file.
bool AnyInOneFile(const ReceiptBlock& receipts,
                  const std::vector<ReceiptRow>& rows);

}  // namespace cashmatch
