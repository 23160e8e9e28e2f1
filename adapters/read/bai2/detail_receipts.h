// SPDX-License-Identifier: Apache-2.0
// detail_receipts.h - details of one account become receipts of a block.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/read/bai2/deposits.h"
#include "adapters/read/bai2/structure.h"
#include "engine/model/receipt.h"

namespace cashmatch::bai2 {

/// Makes the credits of an account, and the debits that undo credits, into
/// receipts.
/// Threads: any number, each with a block of its own.
class DetailReceipts {
 public:
  using Texts = std::span<const std::string_view>;

  /// `roles`: of the account's details, by their number; empty: all are cash.
  /// `plain`: all texts are printable ASCII. The receipts are of file `file` of
  /// the block.
  DetailReceipts(const Account& account, std::span<const DepositRole> roles,
                 bool plain, uint32_t file, ReceiptBlock* block)
      : account_(account),
        roles_(roles),
        plain_(plain),
        file_(file),
        block_(*block) {}

  /// Adds the receipt of a detail that makes one.
  void Add(const Detail& detail, Texts texts);

  /// Somebody took what was in the block: texts kept in it are gone.
  void ForgetTexts() {
    codes_.clear();
    number_ = {};
  }

 private:
  void AddReceipt(const Detail& detail, Texts texts, DepositRole role);
  void AddTexts(Texts texts);
  void AddReference(ReferenceType type, std::string_view value);
  std::string_view Clean(std::string_view text);
  std::string_view Keep(std::string_view text) {
    return block_.Keep(Clean(text));
  }
  std::string_view KeepCode(TypeCode code);
  std::string_view KeepNumber();

  const Account& account_;
  std::span<const DepositRole> roles_;
  bool plain_;
  uint32_t file_;
  ReceiptBlock& block_;
  std::string_view number_;  // of the account, kept
  std::vector<std::pair<TypeCode, std::string_view>> codes_;  // kept
  std::string scratch_;
};

}  // namespace cashmatch::bai2
