// SPDX-License-Identifier: Apache-2.0
// to_receipts.h - payments to receipts: which are money, whose, of which day.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/x12/structure.h"

namespace cashmatch::x12 {

/// Counts the payments of each set, makes those that are money into receipts of
/// `file`, and those that announce money into its advice.
class ReceiptWriter : public PaymentSink {
 public:
  ReceiptWriter(std::string_view name, std::string_view format,
                const ReadOptions& options, BankFile* file);

  void Take(const Remittance& payment, const PaymentPlace& place) override;
  size_t made() const override;
  void Hold(size_t first, size_t last, std::string_view code) override;

 private:
  /// A receipt, or an advice written down as one.
  struct Made {
    ReceiptBlock* block;
    size_t row;
  };

  void Count(const Remittance& payment, const PaymentPlace& place);
  void AddReceipt(const Remittance& payment, const PaymentPlace& place);
  void AddPayer(const Remittance& payment, Receipt* receipt);
  std::string_view BankReference(const Remittance& payment,
                                 const PaymentPlace& place);
  void RequireDay(const PaymentPlace& place, Receipt* receipt);
  std::string_view Keep(std::string_view text);

  const ReadOptions& options_;
  BankFile* file_;
  ReceiptBlock* block_;     // of what is being added
  std::vector<Made> made_;  // in the order of the file
  std::string scratch_, buffer_;
};

}  // namespace cashmatch::x12
