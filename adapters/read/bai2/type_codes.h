// SPDX-License-Identifier: Apache-2.0
// type_codes.h - the BAI2 type codes: side, level, and what a detail means.
#pragma once

#include <cstdint>
#include <string_view>

namespace cashmatch::bai2 {

/// A type code as a number; kNoTypeCode for anything but three digits.
using TypeCode = uint16_t;
inline constexpr TypeCode kNoTypeCode = 1000;

/// The side of the account an amount stands on. Balances, loans and codes that
/// only carry text stand on none.
enum class BaiSide : uint8_t { kNone, kCredit, kDebit };

/// What the standard's list says a code is for.
enum class BaiLevel : uint8_t { kUnlisted, kStatus, kSummary, kDetail };

/// What a detail of this code is to accounts receivable.
enum class BaiClass : uint8_t {
  kNone,         // no side: a balance, a loan, text only
  kCustomer,     // a credit that is usually customer money
  kNotCustomer,  // a credit that is not: interest, sweeps, our own returns
  kUndo,         // a debit that takes back an earlier credit
  kDebit,        // any other debit
};

/// How the money travelled.
enum class BaiMethod : uint8_t {
  kOther,
  kAch,
  kWire,
  kCheck,
  kCard,
  kDirectDebit,
};

/// Reads three digits.
TypeCode ParseTypeCode(std::string_view text);

/// By range; codes that no list knows have a side too.
BaiSide SideOf(TypeCode code);
BaiLevel LevelOf(TypeCode code);
BaiClass ClassOf(TypeCode code);
BaiMethod MethodOf(TypeCode code);

/// True where a numeric customer reference is the number of a single check.
bool QuotesCheckNumber(TypeCode code);

/// A code that itemises another: both carry the same cash.
struct DepositFamily {
  TypeCode parent, item;
  bool certain;  // the titles say so; else only equal sums show it
};

/// Returns the family that `code` is the parent or an item of, or null.
const DepositFamily* FamilyOf(TypeCode code);

}  // namespace cashmatch::bai2
