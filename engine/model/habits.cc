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
  return static_cast<int>(std::upper_bound(kFrom.begin(), kFrom.end(), days) -
                          kFrom.begin());
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

void Habits::Note(CustomerRow customer, Day day, Minor amount,
                  size_t customers) {
  payers.resize(std::max(payers.size(), customers));
  std::vector<Day>& days = payers[Index(customer)].days;
  if (days.empty() || days.back() != day) days.push_back(day);
  payers[Index(customer)].amounts.emplace_back(day, amount);
}

void Habits::Observe(CustomerRow customer, Day day,
                     std::span<const SeenItem> items, size_t customers) {
  payers.resize(std::max(payers.size(), customers));
  PayerHabits& payer = payers[Index(customer)];
  for (const SeenItem& item : items) {
    const auto step = static_cast<size_t>(Lateness::StepOf(day - item.due));
    for (Lateness* const counts : {&all, &payer.lateness}) {
      ++counts->open[step];
      counts->paid[step] += item.paid ? 1 : 0;
    }
  }
  const auto shape = static_cast<size_t>(ShapeOfPayment(items));
  ++shapes[SizeStepOf(items.size())][shape];
  ++payments[SizeStepOf(items.size())];
  ++payer.shapes[shape];
  ++payer.payments;
}

}  // namespace cashmatch
