// SPDX-License-Identifier: Apache-2.0
// to_receipts.h - entries to receipts: which are money that came in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/read/mt940/judge.h"
#include "adapters/read/mt940/narrative.h"

namespace cashmatch::mt940 {

/// What an entry is to receivables.
enum class EntryClass : uint8_t {
  kNone,         // a debit of ours, an expected entry, a line without money
  kCredit,       // money that came in
  kTakenBack,    // a debit that undoes an earlier credit
  kOursBack,     // a credit that undoes an earlier debit of ours: RD, storno
  kOursReturned  // a payment of ours that came back
};

/// Tells them apart by mark, type, the three digits of German banks and
/// `reason`, whether the bank gives one for a return.
EntryClass ClassOf(const Entry& entry, std::string_view code, bool reason,
                   Minor amount);

/// Makes receipts of `file` from the entries it is given.
class ReceiptWriter : public EntrySink {
 public:
  ReceiptWriter(std::string_view name, BankFile* file)
      : name_(name), file_(file) {}

  void Take(const Message& message, const Entry& entry, Minor amount,
            Currency currency, std::string_view held) override;
  size_t made() const override;
  void Hold(size_t first, std::string_view code) override;

 private:
  void FillAmounts(const Entry& entry, const Narrative& narrative,
                   Receipt* receipt);
  void FillParty(const Entry& entry, const Narrative& narrative,
                 Receipt* receipt);
  void AddReferences(const Entry& entry, const Narrative& narrative);
  void AddReference(ReferenceType type, std::string_view value);
  void AddTexts(const Entry& entry, const Narrative& narrative);
  std::string_view Keep(std::string_view text);

  std::string_view name_;
  BankFile* file_;
  bool has_file_ = false;
  uint32_t file_row_ = 0;
  NarrativeReader narratives_;
  std::string scratch_;
};

}  // namespace cashmatch::mt940
