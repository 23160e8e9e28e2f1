// SPDX-License-Identifier: Apache-2.0
// fields.h - the names that a mapping may give to columns, by kind of file.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace cashmatch {

/// What the rows of a mapped file are.
enum class MappingKind : uint8_t { kStatement, kOpenItems, kAdvice, kPayouts };

/// A row of a statement: one entry.
enum class StatementField : uint8_t {
  kAccount,
  kCurrency,
  kBookingDate,
  kValueDate,
  kAmount,  // signed, or with an indicator
  kCredit,  // or one column a side
  kDebit,
  kIndicator,  // "credit" or "debit"
  kStatus,     // "booked", "pending", "intraday", "return"
  kBalance,    // after the entry
  kBankReference,
  kPayerName,
  kPayerAccount,
  kPayerBank,
  kPayerId,
  kMethod,
  kTypeCode,
  kText,
  kInvoice,
  kCreditorReference,
  kEndToEnd,
  kPurchaseOrder,
  kCheckNumber,
  kTrace,
  kReference,
  kCharges,
  kInstructedAmount,
  kInstructedCurrency,
};

/// A row of a payout report: one charge, refund, chargeback, fee or payout.
enum class PayoutField : uint8_t {
  kPayoutId,
  kPayoutDate,
  kPayoutAmount,  // where each row repeats it
  kCurrency,
  kType,  // "charge", "refund", "chargeback", "fee", "adjustment", "payout"
  kReference,
  kGross,
  kFee,
  kNet,
  kAccount,
  kPayerName,
  kPayerId,
  kTrace,
  kText,
};

/// A row of advice: one line, with what identifies the payment.
enum class AdviceField : uint8_t {
  kAdviceId,
  kAmount,
  kCurrency,
  kDate,
  kPayerName,
  kPayerAccount,
  kPayerBank,
  kPayerId,
  kTrace,
  kEndToEnd,
  kUetr,
  kCheckNumber,
  kText,
  kReference,
  kGross,
  kDiscount,
  kPaid,
  kAdjustmentAmount,
  kAdjustmentReason,
  kAdjustmentReference,
};

/// Columns that open items have besides their own, from kItemColumnCount on.
enum class ItemSideField : uint8_t { kCredit, kDebit, kIndicator };

/// Returns the names of the fields of a kind, in the order of its enum.
std::span<const std::string_view> FieldNames(MappingKind kind);

/// Returns "statement", "open_items", "advice", "payouts".
std::string_view NameOf(MappingKind kind);
inline constexpr size_t kMappingKinds = 4;

}  // namespace cashmatch
