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
#include "engine/model/claims.h"
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
/// date on: how many items were open, and how many of these were in the
/// payment. In thousandths of an item, since not everything is certain.
struct Lateness {
  static constexpr int kSteps = 52;
  static constexpr uint32_t kItem = 1000;
  /// The first day past due of each step after the first.
  static constexpr std::array<int32_t, kSteps - 1> kFrom = {
      -60, -45, -30, -25, -21, -18, -15, -13, -11, -10, -9,  -8, -7,
      -6,  -5,  -4,  -3,  -2,  -1,  0,   1,   2,   3,   4,   5,  6,
      7,   8,   9,   10,  11,  12,  13,  15,  17,  19,  21,  23, 25,
      27,  30,  33,  36,  40,  45,  50,  60,  75,  90,  120, 180};
  std::array<uint32_t, kSteps> open{}, paid{};

  /// Returns the step of an item that is `days` past due (negative: not yet).
  static int StepOf(int32_t days);
  /// Counts parts of an item; where they no longer fit, what was counted in the
  /// step weighs half from then on.
  void Add(int step, Millionths open_share, Millionths paid_share);
};

/// How often a payer could choose among equal amounts of different dates, and
/// how often it passed over an older one, in thousandths.
struct Choices {
  uint64_t all = 0, passed = 0;
};

/// An item that was open on the day of a payment.
struct SeenItem {
  Day due;
  bool paid;
  Minor amount = 0;
  Millionths open = 1'000'000;  // how likely nothing had paid it before
};

/// The same where a person decides on the payment.
struct LikelyItem {
  Day due;
  Millionths open, paid;
};

/// What one payer was seen to do.
struct PayerHabits {
  Lateness lateness;
  std::array<uint32_t, kShapeCount> shapes{};
  uint32_t payments = 0;
  Choices choices;
  std::vector<Day> days;  // on which it paid anything, ascending
  std::vector<std::pair<Day, Minor>> amounts;  // what it paid, in that order

  /// Returns on how many of these days an item was due and not paid.
  size_t Skipped(Day due) const;
  /// True if it paid just as much on that day or after it.
  bool PaidSince(Day day, Minor amount) const;
};

/// What all payers together were seen to do.
struct HabitCounts {
  Lateness all;
  std::array<std::array<uint32_t, kShapeCount>, kSizeSteps> shapes{};
  std::array<uint32_t, kSizeSteps> payments{};  // by how many items were open
  Choices choices;

  /// Adds what was counted elsewhere.
  void Add(const HabitCounts& other);
};

/// Counts one payment of a payer, for it and for all. Requires: `items` by due
/// date, one paid.
void ObservePayment(Day day, std::span<const SeenItem> items,
                    PayerHabits* payer, HabitCounts* all);
/// Counts which of equal amounts a payer took that named its items.
void ObserveChoices(std::span<const SeenItem> items, PayerHabits* payer,
                    HabitCounts* all);
/// Notes that a payer paid an amount on a day. Days in order.
void NotePayment(Day day, Minor amount, PayerHabits* payer);

/// Counts learned in a run, as weights for the booking dates after: from
/// receipts that were applied, and, for what they are likely to be, from those
/// that were left to a person.
/// Threads: const use from any number; the others by one, between booking
/// dates.
struct Habits : HabitCounts {
  Claims claims;  // of what was left to a person
  // Receipts weighed against all that is open, and how many of them were for
  // nothing that is, in millionths.
  int64_t weighed = 0, unexplained = 0;
  std::vector<PayerHabits> payers;  // by CustomerRow; empty until one is seen

  /// The same for a customer by its row; `customers`: how many there are.
  void Observe(CustomerRow customer, Day day, std::span<const SeenItem> items,
               size_t customers);
  void ObserveChoices(CustomerRow customer, std::span<const SeenItem> items,
                      size_t customers);
  void Note(CustomerRow customer, Day day, Minor amount, size_t customers);
  /// Counts the lateness of what a payment is likely to be.
  void ObserveLikely(CustomerRow customer, Day day,
                     std::span<const LikelyItem> items, size_t customers);
};

/// Returns the strongest shape of a payment, but for those by document number.
/// Requires: as Observe.
Shape ShapeOfPayment(std::span<const SeenItem> items);

}  // namespace cashmatch
