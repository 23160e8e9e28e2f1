// SPDX-License-Identifier: Apache-2.0
// evidence.h - what was seen of a receipt beside the rules that were tried: who
// may have sent it, what a search for a sum came to, what would have helped.
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

#include "engine/base/money.h"
#include "engine/model/ids.h"

namespace cashmatch {

/// Why a customer is thought to be the payer, strongest first.
enum class PayerEvidence : uint8_t {
  kVirtualAccount,
  kBankAccount,
  kCustomerNumber,
  kName,
  kNearName,  // a name that is nearly the same
};
inline constexpr int kPayerEvidenceCount = 5;

/// A guess at the payer, and what it gave.
struct SeenGuess {
  CustomerRow customer = kNoCustomer;
  PayerEvidence evidence = PayerEvidence::kName;
  Millionths agreement = 1'000'000;  // of a near name
  uint32_t sets = 0;     // of its items that make the sum, where one was sought
  Millionths share = 0;  // how likely it is that one of them is meant
};

/// What a search for sets of open items that make a sum came to.
enum class SumFinding : uint8_t {
  kNotSought,
  kUnique,       // one set has the sum, and there is no other
  kAmbiguous,    // several have
  kNone,         // proved: no set has
  kBudgetSpent,  // at most one was found, and not all were looked at
};

/// The result record of a search for a sum. Sets that differ only in which of
/// interchangeable items they take are one.
struct SumRecord {
  static constexpr int64_t kNoHits = std::numeric_limits<int64_t>::min();
  static constexpr int64_t kHitsUnasked = kNoHits + 1;

  SumFinding finding = SumFinding::kNotSought;
  bool all = false;        // no other set has the sum
  uint32_t solutions = 0;  // sets that are known
  uint32_t items = 0;      // open items among which they were sought
  Millionths best = 0;     // the probability of the likeliest set
  Millionths second = 0;   // and of the next one
  // How many sets are to be expected to have the sum by accident: the natural
  // logarithm, in millionths; kNoHits: none can; kHitsUnasked: not estimated.
  int64_t log_hits = kNoHits;

  Millionths margin() const { return best - second; }
};

/// A change that would have let a receipt be applied.
enum class WayOutKind : uint8_t {
  kTolerance,       // amount: that much more
  kGraceDays,       // number: that many more
  kReference,       // item: a reference to it
  kReferenceToAny,  // a reference to any one of the items proposed first
  kReferenceToAll,  // references to all of them
  kApply,           // number: match.apply in millionths
  kReviewAbove,     // amount: match.review_above
  kAlias,           // customer: the payer's name as an alias of it
  kBankAccount,     // customer: the paying account as one of it
  kPrepaymentDays,  // number: match.prepayment_days
  kCredits,         // credits.use = "any"
};
inline constexpr int kWayOutCount = 11;

struct WayOut {
  WayOutKind kind;
  int64_t number = 0;  // an amount in minor units, days, millionths
  int64_t was = 0;     // what the rules say now, where they say something
  CustomerRow customer = kNoCustomer;
  ItemRow item = kNoItem;
};

/// The words of evidence.ndjson: `near_name`, `budget_spent`, `alias`, ...
std::string_view NameOf(PayerEvidence evidence);
std::string_view NameOf(SumFinding finding);
std::string_view NameOf(WayOutKind kind);

}  // namespace cashmatch
