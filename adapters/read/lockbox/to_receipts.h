// SPDX-License-Identifier: Apache-2.0
// to_receipts.h - checks to receipts: the one file that knows the model.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "adapters/read/bank_file.h"
#include "adapters/read/lockbox/structure.h"
#include "engine/base/hash.h"

namespace cashmatch::lockbox {

/// Makes one receipt of each check and adds it to the booked credits.
class ToCheckReceipts : public CheckSink {
 public:
  ToCheckReceipts(std::string_view source, Currency currency, BankFile* file);

  /// Keeps plain checks plain. `bytes`: the input, which must outlive the
  /// block.
  void KeepPlain(std::string_view bytes, const Layout& layout);

  void Take(const LockboxCheck& check, std::span<const LockboxInvoice> invoices,
            std::span<const std::string_view> texts) override;
  void TakePlain(const PlainCheck& plain, std::string_view lockbox,
                 Day day) override;
  bool TakesPlain() const override { return plain_ != nullptr; }
  void Hold(size_t first, size_t last, std::string_view code) override;
  std::unique_ptr<CheckSink> ForRun(BankFile* run) const override;
  void Join(CheckSink* run) override;

  /// True if checks were kept plain that should not have been: one is held, or
  /// perhaps equal to another. What was read is then to be thrown away.
  bool must_read_again() const { return must_read_again_; }

  /// The first record with text that is not UTF-8; line 0 if there is none.
  const Record& foreign() const { return foreign_; }

 private:
  /// A lockbox and day, and the latest check of it.
  struct Context {
    std::string_view lockbox, batch, item;
    Day day = kNoDay;
  };
  bool Advance(const Context& next);
  void JoinPlain(ToCheckReceipts* run);
  PlainDeposit* DepositOf(const Context& context);
  std::string_view Clean(std::string_view text, const Record& record);
  std::string_view BankReference(const LockboxCheck& check);
  void AddPayer(const LockboxCheck& check, Receipt* receipt);
  void AddAdvice(std::span<const LockboxInvoice> invoices,
                 const Record& record);
  void GroupDeductions(std::span<const LockboxInvoice> invoices);
  void AddDeductions(std::span<const LockboxInvoice> invoices, size_t row,
                     const Record& record);

  BankFile* file_;
  PlainFile* plain_ = nullptr;       // null: nobody wants plain ones
  PlainDeposit* deposit_ = nullptr;  // of the latest check, once one is plain
  Context first_, latest_;
  std::set<std::pair<std::string_view, Day>> contexts_;
  uint32_t taken_ = 0;
  bool must_read_again_ = false;
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
