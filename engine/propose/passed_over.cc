// SPDX-License-Identifier: Apache-2.0
// passed_over.cc - the older of equal amounts comes first, mostly.
// Tested by tests/unit/engine/propose/passed_over_test.cc
#include "engine/propose/passed_over.h"

#include <algorithm>
#include <cmath>

#include "engine/propose/plausibility_table.h"

namespace cashmatch {
namespace {

constexpr int kLookBackMost = 64;  // older items of the same amount

double Drawn(const Choices& choices, double towards, double weight) {
  constexpr double kOne = 1000;
  return (static_cast<double>(choices.passed) / kOne + weight * towards) /
         (static_cast<double>(choices.all) / kOne + weight);
}

/// The share of choices between equals that passed over the older one.
double RateOf(const Habits& habits, CustomerRow customer) {
  const double all = Drawn(habits.choices, kPassedOver, kPassedOverWeight);
  if (Index(customer) >= habits.payers.size()) return all;
  return Drawn(habits.payers[Index(customer)].choices, all, kChoiceWeight);
}

}  // namespace

PassedOver::PassedOver(const ReceiptView& view, const PayerItems& items,
                       std::span<const Minor> amounts,
                       std::span<const double> shares)
    : view_(view),
      items_(items),
      shares_(shares),
      // A payer who takes either one as often tells nothing.
      pass_(std::min(1.0, 2 * RateOf(view.habits, items.customer))) {
  std::vector<uint32_t> order(amounts.size());
  older_.resize(amounts.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = older_[i] = i;
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return amounts[a] != amounts[b] ? amounts[a] < amounts[b] : a < b;
  });
  for (size_t k = 1; k < order.size(); ++k) {
    if (amounts[order[k]] == amounts[order[k - 1]]) {
      older_[order[k]] = order[k - 1];
    }
  }
}

double PassedOver::LogOf(std::span<const uint32_t> set) const {
  double log = 0;
  for (const uint32_t i : set) {
    uint32_t j = i;
    for (int seen = 0; seen < kLookBackMost && older_[j] != j; ++seen) {
      j = older_[j];
      if (items_.due[j] == items_.due[i]) continue;
      if (std::binary_search(set.begin(), set.end(), j)) continue;
      // Nothing is passed over that is paid already, or never will be.
      const double due = view_.habits.claims.StillDue(items_.rows[j]) / 1e6 *
                         shares_[j] / (shares_[i] + shares_[j]);
      log += std::log1p(-due * (1 - pass_));
    }
  }
  return log;
}

}  // namespace cashmatch
