// SPDX-License-Identifier: Apache-2.0
// plausibility_habits.cc - what was seen, drawn towards what is usual.
// Tested by tests/unit/engine/propose/plausibility_test.cc
#include "engine/propose/plausibility_habits.h"

#include <algorithm>
#include <cmath>

#include "engine/propose/plausibility_table.h"

namespace cashmatch {
namespace {

struct Seen {
  double open = 0, paid = 0;
};

static_assert(Lateness::kSteps <= 64);

/// A bit for each step of lateness of which a payer was seen to do anything.
uint64_t StepsSeen(const Lateness& lateness) {
  uint64_t seen = 0;
  for (size_t step = 0; step < Lateness::kSteps; ++step) {
    const bool any = (lateness.open[step] | lateness.paid[step]) != 0;
    seen |= uint64_t{any} << step;
  }
  return seen;
}

/// What a payer did with items about as late: steps further off count the less,
/// each by `fall` of the one before. `steps`: of which anything was seen.
Seen SeenNear(const Lateness& lateness, uint64_t steps, int step, int reach,
              double fall) {
  Seen seen;
  const auto add = [&](int at, double weight) {
    if (at < 0 || at >= Lateness::kSteps || (steps >> at & 1) == 0) return;
    seen.open += weight * lateness.open[static_cast<size_t>(at)];
    seen.paid += weight * lateness.paid[static_cast<size_t>(at)];
  };
  double weight = 1.0 / Lateness::kItem;
  add(step, weight);
  for (int off = 1; off <= reach; ++off) {
    weight *= fall;
    add(step - off, weight);
    add(step + off, weight);
  }
  return seen;
}

double Drawn(const Seen& seen, double towards, double weight) {
  return (seen.paid + weight * towards) / (seen.open + weight);
}

}  // namespace

PayerWays::PayerWays(const Habits& habits, CustomerRow customer)
    : habits_(habits),
      own_(Index(customer) < habits.payers.size()
               ? &habits.payers[Index(customer)]
               : nullptr) {}

double PayerWays::ShareOf(int step) const {
  const double all =
      Drawn(SeenNear(habits_.all, ~uint64_t{0}, step, 0, 0),
            kPaidByLateness[static_cast<size_t>(step)], kTableWeight);
  if (own_ == nullptr) return all;
  if (!seen_steps_) seen_steps_ = StepsSeen(own_->lateness);
  const uint64_t seen = *seen_steps_;
  if (seen == 0) {
    return Drawn({}, Drawn({}, Drawn({}, all, kRunWeight), kWideWeight),
                 kNearWeight);
  }
  const Lateness& payer = own_->lateness;
  const double wide = Drawn(SeenNear(payer, seen, step, kWideReach, kWideFall),
                            all, kRunWeight);
  const double near = Drawn(SeenNear(payer, seen, step, kNearReach, kNearFall),
                            wide, kWideWeight);
  return Drawn(SeenNear(payer, seen, step, 0, 0), near, kNearWeight);
}

double PayerWays::SkipsOf(Day due) const {
  static const std::array kFactors = [] {
    std::array<double, kLogOddsBySkips.size()> factors;
    for (size_t i = 0; i < factors.size(); ++i) {
      factors[i] = std::exp(kLogOddsBySkips[i]);
    }
    return factors;
  }();
  return own_ == nullptr
             ? 1
             : kFactors[std::min(own_->Skipped(due), kFactors.size() - 1)];
}

std::array<double, kShapeCount> PayerWays::SharesOf(size_t size_step) const {
  std::array<double, kShapeCount> shares = kShapeShares[size_step];
  const double seen = habits_.payments[size_step];
  for (size_t i = 0; i < shares.size(); ++i) {
    shares[i] = (kTableWeight * shares[i] + habits_.shapes[size_step][i]) /
                (kTableWeight + seen);
  }
  if (own_ == nullptr) return shares;
  for (size_t i = 0; i < shares.size(); ++i) {
    shares[i] = (kShapeWeight * shares[i] + own_->shapes[i]) /
                (kShapeWeight + own_->payments);
  }
  return shares;
}

}  // namespace cashmatch
