// SPDX-License-Identifier: Apache-2.0
// confidence.h - how sure each rule is, in one table that can be read.
//
// These are prior estimates for exact evidence, not yet fitted on labelled
// data; they order the rules and stand above the default apply threshold of
// 0.999 where a careful clerk would post without looking.
#pragma once

#include "engine/base/money.h"
#include "engine/model/report.h"

namespace cashmatch {

inline constexpr Millionths kSureStructured = 999'950;
inline constexpr Millionths kSureExact = 999'900;
inline constexpr Millionths kSureAlternate = 999'500;
inline constexpr Millionths kSureNormalized = 999'300;
/// Not a probability that the payer meant it: policy says that it need not.
inline constexpr Millionths kSureByPolicy = 999'990;
inline constexpr Millionths kSureFuzzy = 999'400;
inline constexpr Millionths kSureSumMost = 999'500;  // whatever amounts say

/// Off for money that needs a write-off or leaves a remainder: where two
/// receipts want one item, the one that fits to the last minor unit has the
/// better claim.
inline constexpr Millionths kInexactPenalty = 50;

/// What a proposal keeps when something about it needs a person.
inline constexpr Millionths kDoubtBlocked = 900'000;
/// The same when the money is for more than what is quoted.
inline constexpr Millionths kDoubtRest = 500'100;
/// The same when a reference was quoted that the book does not know.
inline constexpr Millionths kDoubtUnknown = 800'000;
/// Shared among equally good alternatives.
inline constexpr Millionths kDoubtAmbiguous = 960'000;

inline constexpr Millionths ConfidenceOf(Rule rule) {
  switch (rule) {
    case Rule::kStructuredReference:
      return kSureStructured;
    case Rule::kExactReference:
      return kSureExact;
    case Rule::kAlternateReference:
      return kSureAlternate;
    case Rule::kNormalizedReference:
      return kSureNormalized;
    case Rule::kFuzzyReference:
    case Rule::kPayerAmount:
    case Rule::kReferencedSum:
    case Rule::kPayerSum:
    case Rule::kOldestFirst:
    case Rule::kNone:
    case Rule::kReversal:
    case Rule::kNotReceivable:
      return 0;
  }
  return 0;
}

}  // namespace cashmatch
