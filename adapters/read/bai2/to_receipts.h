// SPDX-License-Identifier: Apache-2.0
// to_receipts.h - accounts to receipts: what each detail means.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/bai2/deposits.h"
#include "adapters/read/bai2/structure.h"

namespace cashmatch::bai2 {

/// Counts the entries of each account and makes its credits, and the debits
/// that undo credits, into receipts of `file`.
class ReceiptWriter : public AccountSink {
 public:
  ReceiptWriter(std::string_view name, const ReadOptions& options,
                BankFile* file);

  void Take(const Account& account) override;
  size_t made() const override;
  void Hold(size_t first, size_t last, std::string_view code) override;

 private:
  void CountEntries(const Account& account);
  void JudgeDeposits(const Account& account);
  void AddReceipt(const Account& account, const Detail& detail,
                  DepositRole role);
  void AddTexts(const Account& account, const Detail& detail);
  void AddReference(ReferenceType type, std::string_view value);
  std::string_view Keep(std::string_view text);
  std::string_view KeepCode(TypeCode code);

  const ReadOptions& options_;
  BankFile* file_;
  uint32_t file_row_;
  std::string_view account_number_;  // of the account being taken, kept
  std::vector<DepositRole> roles_;   // of its details; empty: all cash
  std::array<std::string_view, kNoTypeCode> codes_{};
  std::string scratch_;
};

}  // namespace cashmatch::bai2
