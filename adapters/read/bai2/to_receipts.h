// SPDX-License-Identifier: Apache-2.0
// to_receipts.h - accounts to receipts: what each detail means.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
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

  /// All texts are printable ASCII (IsPlainText).
  void ExpectPlainTexts() { plain_ = true; }

  void Take(const Account& account) override;
  uint64_t made() const override;
  void Hold(uint64_t first, uint64_t last, std::string_view code) override;

 private:
  void CountEntries(const Account& account);
  void JudgeDeposits(const Account& account);
  /// Adds what is on no receipt to the summary.
  void CountLeftOut(const Account& account,
                    const std::function<bool(const Detail&)>& which);
  using Texts = std::span<const std::string_view>;
  void AddInOrder(const Account& account);
  void AddAhead(const Account& account, size_t batch);

  const ReadOptions& options_;
  BankFile* file_;
  uint32_t file_row_;
  bool plain_ = false;
  std::vector<DepositRole> roles_;  // of its details; empty: all cash
};

}  // namespace cashmatch::bai2
