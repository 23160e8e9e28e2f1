// SPDX-License-Identifier: Apache-2.0
// to_receipts.h - accounts to receipts: what each detail means.
#pragma once

#include <array>
#include <cstdint>
#include <span>
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
  uint64_t made() const override;
  void Hold(uint64_t first, uint64_t last, std::string_view code) override;

 private:
  void CountEntries(const Account& account);
  void JudgeDeposits(const Account& account);
  using Texts = std::span<const std::string_view>;
  void AddReceipt(const Account& account, const Detail& detail, Texts texts,
                  DepositRole role);
  void AddTexts(const Account& account, Texts texts);
  void HandOver(const Account& account);
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
