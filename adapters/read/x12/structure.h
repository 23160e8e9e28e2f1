// SPDX-License-Identifier: Apache-2.0
// structure.h - segments to payments: envelopes, counts, deposits and totals.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/read/bank_file.h"
#include "adapters/read/x12/remittance.h"

namespace cashmatch::x12 {

/// The transaction sets that are read.
enum class SetKind : uint8_t { kOther, kPayment820, kLockbox823 };

/// Where a payment stands.
struct PaymentPlace {
  SetKind set = SetKind::kOther;
  bool test = false;      // ISA15 = T
  std::string path;       // "set 1 / payment 1", for findings
  std::string_view held;  // the code that keeps it back, or empty
  // of an 823: DEP and BAT
  std::string_view lockbox, account, batch;
  Day deposit_day = kNoDay;
  uint32_t item = 0;  // of the batch, from 1
};

/// Where finished payments go. Views are good only during the call.
class PaymentSink {
 public:
  virtual ~PaymentSink() = default;
  virtual void Take(const Remittance& payment, const PaymentPlace& place) = 0;
  /// How many receipts and advices were made so far.
  virtual size_t made() const = 0;
  /// Holds those [first, last) that nothing else holds.
  virtual void Hold(size_t first, size_t last, std::string_view code) = 0;
};

/// Reads all segments of `bytes` from `begin` on, hands each payment to `sink`
/// and adds what is wrong to `file`, with version, statements and control of
/// its summary. Requires: FindIsa or DelimitersOfPiece knows the bytes. Cost:
/// one pass; memory for one payment.
void ReadStructure(std::string_view bytes, size_t begin,
                   const ReadOptions& options, PaymentSink* sink,
                   BankFile* file);

}  // namespace cashmatch::x12
