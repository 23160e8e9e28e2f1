// SPDX-License-Identifier: Apache-2.0
// walker.h - the state of structure.cc: which envelope, set, deposit is open.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/read/repeated_parts.h"
#include "adapters/read/x12/structure.h"

namespace cashmatch::x12 {

/// Follows ISA (GS (ST ... SE)+ GE)+ IEA segment by segment; in an 823 also
/// DEP (BAT (BPR ...)*)*. Every state accepts every segment and the end of the
/// input.
class Walker {
 public:
  Walker(std::string_view bytes, const ReadOptions& options, PaymentSink* sink,
         BankFile* file)
      : bytes_(bytes),
        options_(options),
        sink_(sink),
        file_(file),
        reader_(&faults_) {}

  void Read(const Segment& segment);
  /// Takes the end of the input.
  void Finish();

 private:
  /// An envelope while it is open.
  struct Envelope {
    bool open = false;
    std::string_view number;
    uint64_t parts = 0;  // groups of an interchange, sets of a group
    uint32_t line = 0;
    uint64_t offset = 0;
    size_t first_receipt = 0;
  };
  /// A deposit or batch of an 823 while it is open.
  struct Deposit {
    bool open = false;
    Place place;
    size_t first_receipt = 0;
    std::optional<WideMinor> declared;
    bool by_own_code = false;  // AMT01 says that it is this level's total
    std::string_view number, account;  // of the lockbox or batch; DEP08
    Day day = kNoDay;
    WideMinor paid = 0;     // as read
    WideMinor chained = 0;  // batches by what they declare, else as read
    std::string_view declared_checks, declared_batches;
    uint64_t checks = 0, batches = 0;
  };

  // structure.cc: the envelopes
  void Open(const Segment& segment, std::string_view number,
            Envelope* envelope);
  void ReportNoInterchange(const Segment& segment);
  void ReportWrapped(const Segment& segment);
  // interchange.cc
  void NumberPart();
  void OpenInterchange(const Segment& segment);
  void OpenGroup(const Segment& segment);
  void OpenSet(const Segment& segment);
  void EndSet(const Segment& segment);
  void EndGroup(const Segment& segment);
  void EndInterchange(const Segment& segment);
  void LeaveSet();
  void LeaveGroup();
  void LeaveInterchange();
  void CloseSet();
  void TakeBody(const Segment& segment);
  void ReportOtherSet(const Segment& segment, Severity severity);
  void EndPayment();
  void JudgeCount(const Segment& segment, const Envelope& envelope,
                  uint64_t read, std::string_view what);
  void JudgeRepeat(const Segment& segment);
  void JudgeNumber(const Segment& segment, const Envelope& envelope);
  void JudgeBalance(const Remittance& payment, PaymentPlace* place);

  // deposits.cc: the levels of an 823
  bool TakeDeposit(const Segment& segment);
  void OpenDeposit(const Segment& segment);
  void OpenBatch(const Segment& segment);
  void TakeTotal(const Segment& segment);
  void TakeQuantity(const Segment& segment);
  void CloseBatch();
  void CloseDeposit();
  void JudgeTotal(const Deposit& deposit, std::string_view code,
                  std::string_view done);
  void JudgeQuantity(const Deposit& deposit, std::string_view declared,
                     uint64_t read, std::string_view what);
  void CountPayment(const Remittance& payment);

  // both: reporting
  Severity Report(Finding finding, bool forgivable = false);
  void ReportFaults(const std::string& path, std::string_view* held);
  Finding At(const Segment& segment, std::string_view code) const;
  std::string Path() const;  // of the innermost open level
  std::string PaymentPath() const;

  std::string_view bytes_;
  const ReadOptions& options_;
  PaymentSink* sink_;
  BankFile* file_;
  Faults faults_;  // of the payment being read
  RemittanceReader reader_;

  Envelope interchange_, group_, set_;
  bool any_ = false;
  bool wrapped_ = false;        // said already
  bool test_ = false;           // of the interchange
  uint64_t set_first_row_ = 0;  // of the receipts, advice left out
  std::string interchange_id_;  // sender, receiver, date and number
  uint32_t interchanges_ = 0, sets_ = 0, payments_ = 0;
  uint64_t segments_ = 0;  // of the set
  SetKind kind_ = SetKind::kOther;
  std::string_view set_held_;
  RepeatedParts repeats_;
  Currency set_currency_ = kUsDollar;
  Deposit deposit_, batch_;
  uint32_t deposits_ = 0, batches_ = 0;
  uint32_t last_line_ = 0;
  bool proved_ = false;
  bool failed_ = false;
};

}  // namespace cashmatch::x12
