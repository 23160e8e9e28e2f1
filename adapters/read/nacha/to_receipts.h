// SPDX-License-Identifier: Apache-2.0
// to_receipts.h - entries to receipts: credits, returns, and what is neither.
#pragma once

#include <string>
#include <string_view>

#include "adapters/read/nacha/structure.h"
#include "adapters/read/x12/remittance.h"
#include "engine/model/receipt.h"

namespace cashmatch::nacha {

/// Counts the entries of each batch and makes credits, and returns of what we
/// sent, into receipts of `file`.
class ReceiptWriter : public BatchSink {
 public:
  ReceiptWriter(std::string_view name, const ReadOptions& options,
                BankFile* file);

  void Take(const Batch& batch) override;
  size_t made() const override;
  void Hold(size_t first, size_t last, std::string_view code) override;

 private:
  /// What an entry is to us, once its addenda are known.
  enum class Meaning : uint8_t {
    kNothing,         // a debit, a prenote, a zero-dollar entry
    kCredit,          // money that came in, or a remittance that nets to zero
    kReturnedDebit,   // a collection of ours taken back
    kReturnedCredit,  // a payment of ours that comes back
  };

  void Count(const Batch& batch);
  void ReportSkipped(const Batch& batch);
  void TakeEntry(const Batch& batch, const Entry& entry, size_t number);
  Meaning MeaningOf(const Batch& batch, const Entry& entry,
                    const std::string& path);
  bool Nets(const Batch& batch, const Entry& entry);
  void ReportChange(const Record& addendum, const std::string& path);
  void AddReceipt(const Batch& batch, const Entry& entry, Meaning meaning,
                  const std::string& path);
  void AddCredit(const Batch& batch, const Entry& entry,
                 const std::string& path);
  void AddReturn(const Batch& batch, const Entry& entry,
                 const std::string& path);
  void AddPaymentText(const Batch& batch, const Entry& entry,
                      const std::string& path);
  void AddReference(ReferenceType type, std::string_view value);
  void AddText(std::string_view text);
  void JudgeAdvice(const Entry& entry, WideMinor ordered, bool any_order,
                   bool differs, WideMinor lines, const std::string& path);
  void ReportUnreadable(const Entry& entry, const std::string& path);
  void HoldIfStrict(std::string_view code);
  void RequireDay(const Batch& batch, const std::string& path,
                  Receipt* receipt);
  void Report(const Record& record, const std::string& path,
              std::string_view code, Severity severity, std::string found,
              std::string expected, std::string done);
  /// Joins the payment information of an entry into text_, untrimmed.
  void JoinAddenda(const Batch& batch, const Entry& entry);
  std::string_view Keep(std::string_view text);

  const ReadOptions& options_;
  BankFile* file_;
  uint32_t file_row_;
  x12::Faults faults_;
  std::string text_, scratch_, buffer_;
};

}  // namespace cashmatch::nacha
