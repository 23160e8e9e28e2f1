// SPDX-License-Identifier: Apache-2.0
// policy.h - what the rules file says, ready for the engine.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/money.h"
#include "engine/model/own_account.h"
#include "engine/model/terms.h"

namespace cashmatch {

/// An amount for some currencies: `{ USD = "5.00", EUR = "4.00" }`.
using AmountByCurrency = std::map<Currency, Minor>;

/// How far a payment may be off. Unset means zero.
struct Tolerance {
  AmountByCurrency absolute;
  std::optional<Millionths> percent;  // of the open amounts, toward zero
  bool larger_wins = false;           // combine = "max"; else the stricter wins

  /// Returns the allowance on `open` in `currency`; never negative.
  Minor Allowance(Currency currency, Minor open) const;
};

enum class Unearned : uint8_t { kSuggest, kAllow, kDeduction };
enum class ShortPay : uint8_t { kSuggest, kApply };
enum class Overpay : uint8_t { kUnapplied, kOnAccount };
enum class CreditUse : uint8_t { kReferenced, kAny };

/// The sections of the rules file that a customer may have of its own.
struct MatchingPolicy {
  Millionths apply = 999'000;    // probability from which a receipt is applied
  Millionths suggest = 500'000;  // and from which it is proposed
  Millionths qa_sample = 0;      // of what is applied, looked at all the same
  AmountByCurrency review_above;
  int32_t prepayment_days = 0;
  int32_t wait_days = 0;
  Tolerance under, over;
  int32_t grace_days = 0;
  Unearned unearned = Unearned::kSuggest;
  ShortPay short_pay = ShortPay::kSuggest;
  Overpay overpay = Overpay::kUnapplied;
  std::map<Currency, std::vector<Minor>> fee_amounts;
  AmountByCurrency fee_maximum;
  CreditUse credits = CreditUse::kReferenced;
  std::vector<Millionths> withholding_rates;
  bool oldest_first = false;
};

enum class Treatment : uint8_t { kDeduction, kWriteOff, kLeaveOpen };

/// A payer's deduction code and what we do with it.
struct Reason {
  std::string code;
  Treatment treatment = Treatment::kDeduction;
};

/// One of our bank accounts, as files name it.
struct AccountPolicy {
  std::string same_as;  // another name that files give it
  std::vector<std::string> company_codes;
  bool info_is_booked = false;
};

/// Credits that are no receivables. All conditions that are set must hold.
struct Route {
  std::vector<std::string> type_codes;
  std::string text;  // found in the payer's name, references or texts
  std::string cls;   // the `class` it is reported under
};

struct Policy {
  MatchingPolicy general;
  std::map<std::string, MatchingPolicy, std::less<>> customers;  // merged
  std::map<std::string, Terms, std::less<>> terms;
  std::map<std::string, Reason, std::less<>> reasons;
  std::map<std::string, AccountPolicy, std::less<>> accounts;
  OwnAccounts own_accounts;  // what `same_as` says of them
  std::vector<Route> routes;

  /// Returns the customer's own sections over the general ones.
  const MatchingPolicy& For(std::string_view customer_id) const;
};

}  // namespace cashmatch
