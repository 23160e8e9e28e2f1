// SPDX-License-Identifier: Apache-2.0
// judge.h - what of a message is in order: findings, control, holds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/read/bank_file.h"
#include "adapters/read/mt940/continuity.h"
#include "adapters/read/mt940/control.h"
#include "adapters/read/mt940/message.h"

namespace cashmatch::mt940 {

/// Takes the entries of messages. Implemented by the file that knows the model.
class EntrySink {
 public:
  virtual ~EntrySink() = default;
  /// Takes an entry of `amount` in `currency`. `held`: the code that keeps it
  /// back, a literal, or empty.
  virtual void Take(const Message& message, const Entry& entry, Minor amount,
                    Currency currency, std::string_view held) = 0;
  /// How many receipts were made so far.
  virtual size_t made() const = 0;
  /// Holds the receipts from `first` on that are not yet held.
  virtual void Hold(size_t first, std::string_view code) = 0;
};

/// Judges the messages of one input in their order.
class Judge {
 public:
  /// All outlive this.
  Judge(std::string_view bytes, const ReadOptions& options, EntrySink* sink,
        BankFile* file)
      : bytes_(bytes), options_(options), sink_(sink), file_(file) {}

  void Take(Message* message);
  /// After the last message.
  void Finish();

 private:
  struct Spot {
    uint32_t line = 0;
    uint64_t offset = 0;
  };
  /// Reports; returns the code if it holds something back, else nothing.
  std::string_view Report(std::string_view code, Severity severity, Spot spot,
                          const std::string& path, std::string found,
                          std::string expected, std::string done,
                          bool forgivable = false);
  std::string Path(const Message& message) const;
  std::string EntryPath(const Message& message, size_t number) const;
  void TakeOutside(Message* message);
  void ReportOddities(const Message& message);
  void JudgeEnd(const Message& message);
  void TakeEntries(const Message& message, Tally* tally);
  bool ReadMoney(const Message& message, const Entry& entry, size_t number,
                 Minor* amount);
  std::string_view JudgeDays(const Message& message, const Entry& entry,
                             size_t number);
  std::string_view JudgeFunds(const Message& message, const Entry& entry,
                              size_t number);
  void Count(const Entry& entry, Currency currency, Minor amount);
  void Prove(const Message& message, const Tally& tally);
  void TakeCheck(const Message& message, const Check& check, Spot spot);
  void JudgeContinuity(const Message& message);
  void AddEnds(const Message& message);
  void NumberPart(const Message& message);
  void Hold(std::string_view code);

  std::string_view bytes_;
  const ReadOptions& options_;
  EntrySink* sink_;
  BankFile* file_;
  Continuity continuity_;
  size_t first_receipt_ = 0;  // of the message
  bool unproved_ = false;     // an amount or a total could not be read
  std::string last_account_;
  Currency last_currency_ = Currency::kNone;
};

}  // namespace cashmatch::mt940
