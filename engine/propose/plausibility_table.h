// SPDX-License-Identifier: Apache-2.0
// plausibility_table.h - what payers did in the ledgers that were looked at.
//
// Lateness, skips, shapes and dates are fitted by scripts/fit_plausibility and
// pinned; the rest is set by hand. Any change changes answers.
#pragma once

#include <array>
#include <cstddef>

#include "engine/base/currency.h"
#include "engine/base/money.h"
#include "engine/model/habits.h"

namespace cashmatch {

/// Of the items that were so late when their customer paid, the share paid.
/// Steps as in Lateness.
inline constexpr std::array<double, Lateness::kSteps> kPaidByLateness = {
    0.013, 0.066, 0.045, 0.132, 0.132, 0.141, 0.141, 0.141, 0.141, 0.141, 0.170,
    0.170, 0.170, 0.190, 0.190, 0.289, 0.289, 0.263, 0.246, 0.283, 0.502, 0.568,
    0.554, 0.579, 0.503, 0.479, 0.479, 0.426, 0.426, 0.426, 0.346, 0.346, 0.346,
    0.346, 0.363, 0.363, 0.363, 0.351, 0.351, 0.351, 0.351, 0.436, 0.436, 0.436,
    0.436, 0.436, 0.436, 0.345, 0.345, 0.345, 0.345, 0.345};

/// How many items of a run, and of a payer, weigh as much as the table.
inline constexpr double kTableWeight = 200;
inline constexpr double kRunWeight = 5;
/// A payer's items so many steps of lateness off, and so much less with each,
/// tell of a step beside them; and how many items of the step weigh as much.
inline constexpr int kWideReach = 8, kNearReach = 2;
inline constexpr double kWideFall = 0.75, kNearFall = 0.5;
inline constexpr double kWideWeight = 3, kNearWeight = 4;
/// What an item's log odds gain with each payment of its payer, since it was
/// due, that it was not in.
inline constexpr std::array<double, 8> kLogOddsBySkips = {
    0.22, 0.18, 0.00, -0.04, -0.18, 0.18, 0.10, -0.02};
/// How many payments of a payer weigh as much as those of all.
inline constexpr double kShapeWeight = 8;
inline constexpr double kShareLeast = 0.0005;

/// Beyond so many items those are looked at more closely that are at least so
/// likely to be paid on the day.
inline constexpr size_t kFewItems = 24;
inline constexpr double kLikelyShare = 0.03;
inline constexpr size_t kLikelyMost = 40;

/// The share of payments of each shape (in the order of Shape, the most telling
/// one counted), by how many items were open.
inline constexpr std::array<std::array<double, 12>, 8> kShapeShares = {{
    // any   single all   cut    group  run    two    window number run-1 win-1
    // most
    {0.0016, 0.982, 0.002, 0.002, 0.002, 0.002, 0.002, 0.002, 0.002, 0.002,
     0.002, 0.002},
    {0.0019, 0.763, 0.218, 0.002, 0.002, 0.002, 0.002, 0.002, 0.002, 0.002,
     0.002, 0.002},
    {0.0009, 0.687, 0.045, 0.218, 0.006, 0.015, 0.005, 0.008, 0.003, 0.010,
     0.001, 0.001},
    {0.0015, 0.568, 0.018, 0.251, 0.020, 0.054, 0.018, 0.017, 0.013, 0.020,
     0.004, 0.014},
    {0.0091, 0.388, 0.013, 0.241, 0.064, 0.052, 0.036, 0.040, 0.013, 0.054,
     0.030, 0.061},
    {0.0350, 0.299, 0.003, 0.212, 0.072, 0.083, 0.031, 0.059, 0.015, 0.066,
     0.032, 0.093},
    {0.1625, 0.101, 0.003, 0.145, 0.063, 0.066, 0.021, 0.130, 0.024, 0.094,
     0.061, 0.130},
    {0.7077, 0.082, 0.001, 0.010, 0.007, 0.004, 0.001, 0.019, 0.001, 0.007,
     0.007, 0.155},
}};

/// Of what is due on a date that is paid, how much may be in the payment; and
/// of what is due on other dates.
inline constexpr std::array<double, 3> kPaidOfDate = {0.96, 0.81, 0.68};
inline constexpr double kPaidBeside = 0.016;

/// An item that is at least so likely to be still due, in millionths, counts as
/// open for the shapes; a claim on it below the other is not kept.
inline constexpr int32_t kSurelyDue = 970'000, kClaimLeast = 10'000;

/// Where equal amounts of different dates were open, the share of payers'
/// choices that passed over an older one; how many choices of a run weigh as
/// much, and of a payer as much as those of the run; and how much of a choice
/// nothing tells.
inline constexpr double kPassedOver = 0.068;
inline constexpr double kPassedOverWeight = 20, kChoiceWeight = 4;
inline constexpr double kAtRandom = 0.0005;

/// The share of payments whose items are not all among those that were open,
/// and how many receipts of a run weigh as much.
inline constexpr double kUnexplained = 0.02;
inline constexpr double kUnexplainedWeight = 500;
/// How often a payer guessed by each evidence (PayerEvidence) is the right one.
inline constexpr std::array<double, 5> kPayerRight = {0.999, 0.98, 0.97, 0.95,
                                                      0.80};
/// How often a payer pays for others of its group as well.
inline constexpr double kPaysForOthers = 0.1;
/// How often a receipt pays only together with another one, where receipts
/// wait for each other. An estimate: the ledgers have no such receipts.
inline constexpr double kPaysTogether = 0.01;
/// What a word that may mean an item adds to its log odds (MentionKind); for
/// each digit of an end more or less than five, kMentionDigit.
inline constexpr std::array<double, 9> kMentionEvidence = {
    9.0, 8.0, 7.0, 6.0, 4.5, 6.0, 5.0, 3.0, 3.0};
inline constexpr double kMentionDigit = 1.5;
/// How much more likely a credit is to be paid with the invoice that it is
/// linked to than without it.
inline constexpr double kCreditWithInvoice = 20;
/// Of payers who may take a discount, the share that does.
inline constexpr double kDiscountTaken = 0.3;
/// How much more likely an unexplained amount is a given round one: a multiple
/// of a unit of money, or of a hundred. Where a currency has no smaller coins
/// (JPY), its hundreds count as units, which they are in worth.
inline constexpr int64_t kUnitFactor = 20, kHundredUnitsFactor = 400;
inline int64_t RoundnessOf(Currency currency, Minor amount) {
  const bool mils = ExponentOf(currency) > 2;  // few amounts have all three
  const int64_t tenth = mils ? 10 : 1;
  if (amount % (tenth * 10'000) == 0) return tenth * kHundredUnitsFactor;
  if (amount % (tenth * 100) == 0) return tenth * kUnitFactor;
  return mils && amount % 10 == 0 ? 8 : 1;
}
/// Amounts are spread over about so many e-folds, evenly in the logarithm.
inline constexpr double kAmountFolds = 12;

}  // namespace cashmatch
