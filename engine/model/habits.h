// SPDX-License-Identifier: Apache-2.0
// habits.h - what payers were seen to do, in counts.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/date.h"
#include "engine/base/money.h"
#include "engine/model/ids.h"

namespace cashmatch {

/// The shapes a payment has among what the payer has open; a payment may have
/// several.
enum class Shape : uint8_t {
  kAny,            // no order in it
  kSingle,         // one item
  kAll,            // everything open
  kDueCut,         // everything due by some date
  kDueGroup,       // everything due on one date
  kDueRun,         // everything due between two dates
  kTwoDueGroups,   // everything due on two dates
  kWindow,         // neighbours by due date
  kNumberWindow,   // neighbours by document number
  kRunLessOne,     // everything due between two dates but one item
  kWindowLessOne,  // neighbours by due date or number but one
  kMostOfDates,    // most of what is due on some dates, little else
};
inline constexpr int kShapeCount = 12;
std::string_view NameOf(Shape shape);  // `due_cut`

/// How many items were open, in steps; the last one has no end.
inline constexpr std::array<size_t, 7> kSizeMost = {1, 2, 5, 10, 20, 50, 120};
inline constexpr int kSizeSteps = 8;
size_t SizeStepOf(size_t items);

/// How late an item is on the day of a payment, in steps that grow from the due
/// date on. `paid` of `open` items in such a step were in the payment.
struct Lateness {
  static constexpr int kSteps = 24;
  /// The first day past due of each step after the first.
  static constexpr std::array<int32_t, kSteps - 1> kFrom = {
      -60, -45, -30, -21, -15, -10, -7, -5, -3, -2, -1, 0,
      1,   2,   3,   4,   5,   7,   10, 15, 21, 30, 60};
  std::array<uint32_t, kSteps> open{}, paid{};

  /// Returns the step of an item that is `days` past due (negative: not yet).
  static int StepOf(int32_t days);
};

/// An item that was open on the day of a payment.
struct SeenItem {
  Day due;
  bool paid;
};

/// What one payer was seen to do.
struct PayerHabits {
  Lateness lateness;
  std::array<uint32_t, kShapeCount> shapes{};
  uint32_t payments = 0;
  std::vector<Day> days;  // on which it paid anything, ascending
  std::vector<std::pair<Day, Minor>> amounts;  // what it paid, in that order

  /// Returns on how many of these days an item was due and not paid.
  size_t Skipped(Day due) const;
  /// True if it paid just as much on that day or after it.
  bool PaidSince(Day day, Minor amount) const;
};

/// Counts learned in a run from receipts that were applied with certainty, as
/// weights for the booking dates after them.
/// Threads: const use from any number; Observe by one, between booking dates.
struct Habits {
  Lateness all;
  std::array<std::array<uint32_t, kShapeCount>, kSizeSteps> shapes{};
  std::array<uint32_t, kSizeSteps> payments{};  // by how many items were open
  std::vector<PayerHabits> payers;  // by CustomerRow; empty until one is seen

  /// Counts one payment of a customer. Requires: `items` by due date, one paid.
  void Observe(CustomerRow customer, Day day, std::span<const SeenItem> items,
               size_t customers);
  /// Notes that a customer paid an amount on a day. Days in order.
  void Note(CustomerRow customer, Day day, Minor amount, size_t customers);
};

/// Returns the strongest shape of a payment, but for those by document number.
/// Requires: as Observe.
Shape ShapeOfPayment(std::span<const SeenItem> items);

}  // namespace cashmatch
