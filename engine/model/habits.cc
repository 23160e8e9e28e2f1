// SPDX-License-Identifier: Apache-2.0
// habits.cc - counting what payers do.
// Tested by tests/unit/engine/model/habits_test.cc
#include "engine/model/habits.h"

#include <algorithm>

namespace cashmatch {

std::string_view NameOf(Shape shape) {
  constexpr std::array<std::string_view, kShapeCount> kNames = {
      "any",
      "single",
      "all",
      "due_cut",
      "due_group",
      "due_run",
      "two_due_groups",
      "window",
      "number_window",
      "run_less_one",
      "window_less_one",
      "most_of_dates"};
  return kNames[static_cast<size_t>(shape)];
}

size_t SizeStepOf(size_t items) {
  return static_cast<size_t>(
      std::lower_bound(kSizeMost.begin(), kSizeMost.end(), items) -
      kSizeMost.begin());
}

int Lateness::StepOf(int32_t days) {
  constexpr int32_t kFirst = kFrom.front() - 1, kLast = kFrom.back();
  static constexpr auto kStepOfDay = [] {
    std::array<uint8_t, kLast - kFirst + 1> steps{};
    for (int32_t day = kFirst; day <= kLast; ++day) {
      steps[static_cast<size_t>(day - kFirst)] = static_cast<uint8_t>(
          std::upper_bound(kFrom.begin(), kFrom.end(), day) - kFrom.begin());
    }
    return steps;
  }();
  return kStepOfDay[static_cast<size_t>(std::clamp(days, kFirst, kLast) -
                                        kFirst)];
}

void Lateness::Add(int step, Millionths open_share, Millionths paid_share) {
  constexpr uint32_t kMost = UINT32_MAX - kItem;
  uint32_t& opened = open[static_cast<size_t>(step)];
  uint32_t& was_paid = paid[static_cast<size_t>(step)];
  if (opened > kMost) {
    opened /= 2;
    was_paid /= 2;
  }
  opened += static_cast<uint32_t>(open_share) / 1000;
  was_paid += static_cast<uint32_t>(paid_share) / 1000;
}

Shape ShapeOfPayment(std::span<const SeenItem> items) {
  size_t first = items.size(), last = 0, paid = 0;
  size_t dates = 0,
         on_dates = 0;  // due dates with a paid item, and their items
  for (size_t i = 0; i < items.size();) {
    size_t end = i, here = 0;
    for (; end < items.size() && items[end].due == items[i].due; ++end) {
      if (!items[end].paid) continue;
      ++here;
      first = std::min(first, end);
      last = end;
    }
    paid += here;
    if (here != 0) {
      ++dates;
      on_dates += end - i;
    }
    i = end;
  }
  const size_t width = last - first + 1;
  size_t from = first, to = last;
  while (from != 0 && items[from - 1].due == items[first].due) --from;
  while (to + 1 < items.size() && items[to + 1].due == items[last].due) ++to;
  const size_t dated = to - from + 1;
  if (paid == 1) return Shape::kSingle;
  if (paid == items.size()) return Shape::kAll;
  if (dated == paid) {
    if (from == 0) return Shape::kDueCut;
    return dates == 1 ? Shape::kDueGroup : Shape::kDueRun;
  }
  if (on_dates == paid && dates == 2) return Shape::kTwoDueGroups;
  if (width == paid) return Shape::kWindow;
  if (dated == paid + 1) return Shape::kRunLessOne;
  if (width == paid + 1) return Shape::kWindowLessOne;
  return 10 * paid >= 6 * on_dates ? Shape::kMostOfDates : Shape::kAny;
}

size_t PayerHabits::Skipped(Day due) const {
  return static_cast<size_t>(days.end() -
                             std::lower_bound(days.begin(), days.end(), due));
}

bool PayerHabits::PaidSince(Day day, Minor amount) const {
  for (auto at = amounts.rbegin(); at != amounts.rend(); ++at) {
    if (at->first < day) return false;
    if (at->second == amount) return true;
  }
  return false;
}

void HabitCounts::Add(const HabitCounts& other) {
  for (size_t step = 0; step < all.open.size(); ++step) {
    uint64_t open = uint64_t{all.open[step]} + other.all.open[step];
    uint64_t paid = uint64_t{all.paid[step]} + other.all.paid[step];
    if (open > UINT32_MAX) {
      open /= 2;
      paid /= 2;
    }
    all.open[step] = static_cast<uint32_t>(open);
    all.paid[step] = static_cast<uint32_t>(paid);
  }
  for (size_t size = 0; size < shapes.size(); ++size) {
    for (size_t shape = 0; shape < shapes[size].size(); ++shape) {
      shapes[size][shape] += other.shapes[size][shape];
    }
    payments[size] += other.payments[size];
  }
  choices.all += other.choices.all;
  choices.passed += other.choices.passed;
}

void NotePayment(Day day, Minor amount, PayerHabits* payer) {
  std::vector<Day>& days = payer->days;
  if (days.empty() || days.back() != day) days.push_back(day);
  payer->amounts.emplace_back(day, amount);
}

void ObserveChoices(std::span<const SeenItem> items, PayerHabits* payer,
                    HabitCounts* all) {
  for (const SeenItem& taken : items) {
    if (!taken.paid) continue;
    Millionths older = 0, younger = 0;
    for (const SeenItem& left : items) {
      if (left.paid || left.amount != taken.amount) continue;
      if (left.due < taken.due) older = std::max(older, left.open);
      if (left.due > taken.due) younger = std::max(younger, left.open);
    }
    for (Choices* const counts : {&all->choices, &payer->choices}) {
      counts->all += static_cast<uint64_t>(std::max(older, younger) / 1000);
      counts->passed += static_cast<uint64_t>(older / 1000);
    }
  }
}

void Habits::ObserveLikely(CustomerRow customer, Day day,
                           std::span<const LikelyItem> items,
                           size_t customers) {
  payers.resize(std::max(payers.size(), customers));
  Lateness& own = payers[Index(customer)].lateness;
  for (const LikelyItem& item : items) {
    const int step = Lateness::StepOf(day - item.due);
    all.Add(step, item.open, item.paid);
    own.Add(step, item.open, item.paid);
  }
}

void ObservePayment(Day day, std::span<const SeenItem> items,
                    PayerHabits* payer, HabitCounts* all) {
  for (const SeenItem& item : items) {
    const int step = Lateness::StepOf(day - item.due);
    const Millionths paid = item.paid ? 1'000'000 : 0;
    all->all.Add(step, std::max(item.open, paid), paid);
    payer->lateness.Add(step, std::max(item.open, paid), paid);
  }
  const auto shape = static_cast<size_t>(ShapeOfPayment(items));
  ++all->shapes[SizeStepOf(items.size())][shape];
  ++all->payments[SizeStepOf(items.size())];
  ++payer->shapes[shape];
  ++payer->payments;
}

void Habits::Observe(CustomerRow customer, Day day,
                     std::span<const SeenItem> items, size_t customers) {
  payers.resize(std::max(payers.size(), customers));
  ObservePayment(day, items, &payers[Index(customer)], this);
}

void Habits::ObserveChoices(CustomerRow customer,
                            std::span<const SeenItem> items, size_t customers) {
  payers.resize(std::max(payers.size(), customers));
  cashmatch::ObserveChoices(items, &payers[Index(customer)], this);
}

void Habits::Note(CustomerRow customer, Day day, Minor amount,
                  size_t customers) {
  payers.resize(std::max(payers.size(), customers));
  NotePayment(day, amount, &payers[Index(customer)]);
}

}  // namespace cashmatch
