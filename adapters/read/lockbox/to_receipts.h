// SPDX-License-Identifier: Apache-2.0
// to_receipts.h - checks to receipts: the one file that knows the model.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "adapters/read/bank_file.h"
#include "adapters/read/lockbox/structure.h"
#include "engine/base/hash.h"

namespace cashmatch::lockbox {

/// Makes one receipt of each check and adds it to the booked credits.
class ToCheckReceipts : public CheckSink {
 public:
  ToCheckReceipts(std::string_view source, Currency currency, BankFile* file);

  void Take(const LockboxCheck& check, std::span<const LockboxInvoice> invoices,
            std::span<const std::string_view> texts) override;
  void Hold(size_t check, std::string_view code) override;

  /// The first record with text that is not UTF-8; line 0 if there is none.
  const Record& foreign() const { return foreign_; }

 private:
  std::string_view Clean(std::string_view text, const Record& record);
  std::string_view BankReference(const LockboxCheck& check);
  void AddPayer(const LockboxCheck& check, Receipt* receipt);
  void AddAdvice(std::span<const LockboxInvoice> invoices,
                 const Record& record);
  void GroupDeductions(std::span<const LockboxInvoice> invoices);
  void AddDeductions(std::span<const LockboxInvoice> invoices, size_t row,
                     const Record& record);

  BankFile* file_;
  uint32_t source_;
  Currency currency_;
  WideMinor* booked_;
  Record foreign_;
  std::string buffer_, cleaned_;
  Day day_ = kNoDay;  // of the latest check, and how it is written
  std::string day_text_;
  std::unordered_map<std::string_view, uint32_t, TextHash> first_row_;
  std::vector<uint32_t> next_, last_;  // rows that only deduct, by document
};

}  // namespace cashmatch::lockbox
