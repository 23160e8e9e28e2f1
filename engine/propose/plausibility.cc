// SPDX-License-Identifier: Apache-2.0
// plausibility.cc - the prior over the sets that a payment may consist of.
// Tested by tests/unit/engine/propose/plausibility_test.cc
#include "engine/propose/plausibility.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "engine/propose/log_sum.h"
#include "engine/propose/plausibility_table.h"

namespace cashmatch {
namespace {

struct Seen {
  double open = 0, paid = 0;
};

/// What a payer did with items about as late: steps further off count the less,
/// each by `fall` of the one before.
Seen SeenNear(const Lateness& lateness, int step, int reach, double fall) {
  Seen seen;
  const auto add = [&](int at, double weight) {
    if (at < 0 || at >= Lateness::kSteps) return;
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

/// What a payer did on just such a day, drawn towards what it did on days near
/// it, on days further off, towards what all payers did in this run, and in the
/// ledgers that the table was fitted on.
double ShareOf(const Habits& habits, CustomerRow customer, int step) {
  const double all =
      Drawn(SeenNear(habits.all, step, 0, 0),
            kPaidByLateness[static_cast<size_t>(step)], kTableWeight);
  if (Index(customer) >= habits.payers.size()) return all;
  const Lateness& payer = habits.payers[Index(customer)].lateness;
  const double wide =
      Drawn(SeenNear(payer, step, kWideReach, kWideFall), all, kRunWeight);
  const double near =
      Drawn(SeenNear(payer, step, kNearReach, kNearFall), wide, kWideWeight);
  return Drawn(SeenNear(payer, step, 0, 0), near, kNearWeight);
}

/// What a word that means an item adds to the log odds of the item.
double LogEvidence(const Mention* mention) {
  if (mention == nullptr) return 0;
  double evidence = kMentionEvidence[static_cast<size_t>(mention->kind)];
  if (mention->kind == MentionKind::kTail ||
      mention->kind == MentionKind::kCut) {
    constexpr int kUsual = 5;  // digits
    evidence += kMentionDigit * (std::min<int>(mention->agreed, 8) - kUsual);
  }
  return std::max(0.0, evidence - std::log1p(mention->rivals));
}

/// What it adds to the log odds of an item that its payer passed it over.
double LogOfSkips(const Habits& habits, CustomerRow customer, Day due) {
  if (Index(customer) >= habits.payers.size()) return 0;
  const size_t skipped = habits.payers[Index(customer)].Skipped(due);
  return kLogOddsBySkips[std::min(skipped, kLogOddsBySkips.size() - 1)];
}

/// The shares of the shapes, drawn from the payer to the run to the table.
std::array<double, kShapeCount> SharesOf(const Habits& habits,
                                         CustomerRow customer, size_t step) {
  std::array<double, kShapeCount> shares = kShapeShares[step];
  const double seen = habits.payments[step];
  for (size_t i = 0; i < shares.size(); ++i) {
    shares[i] = (kTableWeight * shares[i] + habits.shapes[step][i]) /
                (kTableWeight + seen);
  }
  if (Index(customer) >= habits.payers.size()) return shares;
  const PayerHabits& payer = habits.payers[Index(customer)];
  for (size_t i = 0; i < shares.size(); ++i) {
    shares[i] = (kShapeWeight * shares[i] + payer.shapes[i]) /
                (kShapeWeight + payer.payments);
  }
  return shares;
}

/// True if it matters for a shape which of interchangeable items are taken;
/// for others, their due date being the same, only how many.
bool TellsTwinsApart(Shape shape) {
  return shape == Shape::kWindow || shape == Shape::kNumberWindow ||
         shape == Shape::kWindowLessOne;
}

/// The summed odds of all runs of neighbours: E(j) = (E(j-1) + 1) * odds(j) are
/// those that end at j.
double LogSumOfRuns(std::span<const double> log_odds) {
  double ending = kLogNever, sum = kLogNever;
  for (const double odds : log_odds) {
    ending = LogSum(ending, 0) + odds;
    sum = LogSum(sum, ending);
  }
  return sum;
}

/// The same with one element left out of each: F(j) = F(j-1) * odds(j) +
/// E(j-1) + 1, the second part being those that leave out j itself.
double LogSumOfRunsLessOne(std::span<const double> log_odds,
                           std::span<const double> log_left_out) {
  double ending = kLogNever, less = kLogNever, sum = kLogNever;
  for (size_t j = 0; j < log_odds.size(); ++j) {
    less = LogSum(less + log_odds[j], LogSum(ending, 0) + log_left_out[j]);
    ending = LogSum(ending, 0) + log_odds[j];
    sum = LogSum(sum, less);
  }
  return sum;
}

}  // namespace

struct Plausibility::Facts {
  std::array<bool, kShapeCount> is{};
  bool has(Shape shape) const { return is[static_cast<size_t>(shape)]; }
  void set(Shape shape, bool yes) { is[static_cast<size_t>(shape)] = yes; }
};

Plausibility::Plausibility(const ReceiptView& view, const PayerItems& items) {
  const size_t count = items.size();
  probability_.resize(count);
  log_odds_.resize(count);
  for (size_t i = 0; i < count; ++i) {
    const int step = Lateness::StepOf(view.receipt.booking_date - items.due[i]);
    const double still = view.habits.claims.StillDue(items.rows[i]) / 1e6;
    const double share =
        std::clamp(ShareOf(view.habits, items.customer, step) * still,
                   kShareLeast * still, 1 - kShareLeast);
    log_odds_[i] = std::log(share / (1 - share)) +
                   LogOfSkips(view.habits, items.customer, items.due[i]) +
                   LogEvidence(view.mentions.Of(items.rows[i]));
    probability_[i] = 1 / (1 + std::exp(-log_odds_[i]));
    log_none_ -= std::log1p(std::exp(log_odds_[i]));
  }
  const auto likely =
      std::count_if(probability_.begin(), probability_.end(),
                    [](double share) { return share >= kLikelyShare; });
  shares_ = SharesOf(view.habits, items.customer,
                     SizeStepOf(static_cast<size_t>(likely)));
  RankNumbers(view, items);
}

void Plausibility::RankNumbers(const ReceiptView& view,
                               const PayerItems& items) {
  by_number_.resize(items.size());
  std::iota(by_number_.begin(), by_number_.end(), 0);
  std::sort(by_number_.begin(), by_number_.end(), [&](uint32_t a, uint32_t b) {
    return NumberedBefore(view.book, items.rows[a], items.rows[b]);
  });
  number_rank_.resize(items.size());
  for (uint32_t rank = 0; rank < by_number_.size(); ++rank) {
    number_rank_[by_number_[rank]] = rank;
  }
}

void Plausibility::SumShapes(const PayerItems& items) {
  if (!log_sum_.empty()) return;
  const size_t count = items.size();
  group_first_.resize(count);
  group_last_.resize(count);
  std::vector<double> groups;      // log odds of each due date's items
  std::vector<double> group_less;  // of leaving one of them out
  double cut = 0, cuts = kLogNever, single = kLogNever;
  for (size_t first = 0; first < count;) {
    size_t last = first;
    double odds = 0, less = kLogNever;
    for (; last < count && items.due[last] == items.due[first]; ++last) {
      odds += log_odds_[last];
      single = LogSum(single, log_odds_[last]);
      less = LogSum(less, -log_odds_[last]);
    }
    for (size_t i = first; i < last; ++i) {
      group_first_[i] = static_cast<uint32_t>(first);
      group_last_[i] = static_cast<uint32_t>(last - 1);
    }
    cut += odds;
    cuts = LogSum(cuts, cut);
    groups.push_back(odds);
    group_less.push_back(less + odds);
    first = last;
  }
  double one = kLogNever, squares = kLogNever;
  for (const double odds : groups) {
    one = LogSum(one, odds);
    squares = LogSum(squares, 2 * odds);
  }
  // (sum^2 - sum of squares) / 2: all pairs.
  const double pairs =
      groups.size() < 2 ? kLogNever
                        : 2 * one +
                              std::log1p(-std::min(
                                  1.0 - 1e-12, std::exp(squares - 2 * one))) -
                              std::log(2.0);
  std::vector<double> numbered(count);
  for (size_t i = 0; i < count; ++i) numbered[i] = log_odds_[by_number_[i]];
  const std::vector<double> nothing(count, 0.0);
  log_sum_.assign(kShapeCount, kLogNever);
  const auto put = [&](Shape shape, double sum) {
    log_sum_[static_cast<size_t>(shape)] = sum;
  };
  put(Shape::kSingle, single);
  put(Shape::kAll, cut);
  put(Shape::kDueCut, cuts);
  put(Shape::kDueGroup, one);
  put(Shape::kDueRun, LogSumOfRuns(groups));
  put(Shape::kTwoDueGroups, pairs);
  put(Shape::kWindow, LogSumOfRuns(log_odds_));
  put(Shape::kNumberWindow, LogSumOfRuns(numbered));
  put(Shape::kRunLessOne, LogSumOfRunsLessOne(groups, group_less));
  put(Shape::kWindowLessOne, LogSum(LogSumOfRunsLessOne(log_odds_, nothing),
                                    LogSumOfRunsLessOne(numbered, nothing)));
}

double Plausibility::LogOddsOf(std::span<const uint32_t> set) const {
  double odds = 0;
  for (const uint32_t i : set) odds += log_odds_[i];
  return odds;
}

Plausibility::Facts Plausibility::FactsOf(std::span<const uint32_t> set) const {
  Facts facts;
  const size_t count = log_odds_.size();
  const uint32_t low = set.front(), high = set.back();
  const size_t width = high - low + 1;
  uint32_t lowest = number_rank_[low], highest = lowest;
  size_t due_dates = 0, whole = 0;
  for (size_t k = 0; k < set.size(); ++k) {
    lowest = std::min(lowest, number_rank_[set[k]]);
    highest = std::max(highest, number_rank_[set[k]]);
    if (k != 0 && group_first_[set[k]] == group_first_[set[k - 1]]) continue;
    ++due_dates;
    const size_t members =
        group_last_[set[k]] - group_first_[set[k]] + size_t{1};
    whole += members;
  }
  const bool whole_dates = whole == set.size();
  const bool run = width == set.size();
  const bool on_dates = group_first_[low] == low && group_last_[high] == high;
  const size_t dated_width = group_last_[high] - group_first_[low] + size_t{1};
  facts.set(Shape::kSingle, set.size() == 1);
  facts.set(Shape::kAll, set.size() == count);
  facts.set(Shape::kWindow, run);
  facts.set(Shape::kDueRun, run && on_dates);
  facts.set(Shape::kDueCut, run && on_dates && low == 0);
  facts.set(Shape::kDueGroup, run && on_dates && due_dates == 1);
  facts.set(Shape::kTwoDueGroups, whole_dates && due_dates == 2);
  facts.set(Shape::kNumberWindow, highest - lowest + 1 == set.size());
  facts.set(Shape::kRunLessOne, dated_width == set.size() + 1);
  facts.set(Shape::kWindowLessOne,
            width == set.size() + 1 || highest - lowest + 1 == set.size() + 1);
  return facts;
}

double Plausibility::LogShareOfAny() const {
  return std::log(shares_[static_cast<size_t>(Shape::kAny)]);
}

double Plausibility::LogPriorOfAny(std::span<const uint32_t> set) const {
  return LogShareOfAny() + log_none_ + LogOddsOf(set);
}

/// Each due date is paid, or not, as its items are late; of one that is paid
/// each item is in the payment with a probability that is high, of another one
/// with a low one.
double Plausibility::LogMostOfDates(std::span<const uint32_t> set) const {
  double all = kLogNever;
  for (const double in : kPaidOfDate) {
    double log = 0;
    size_t at = 0;
    for (size_t first = 0; first < log_odds_.size();) {
      const size_t last = group_last_[first] + size_t{1};
      double share = 0;
      for (size_t i = first; i < last; ++i) share += probability_[i];
      const auto size = static_cast<double>(last - first);
      share /= size;
      size_t taken = 0;
      for (; at < set.size() && set[at] < last; ++at) ++taken;
      const auto paid = static_cast<double>(taken);
      const double active = std::log(share) + paid * std::log(in) +
                            (size - paid) * std::log1p(-in);
      const double idle = std::log1p(-share) + paid * std::log(kPaidBeside) +
                          (size - paid) * std::log1p(-kPaidBeside);
      log += LogSum(active, idle);
      first = last;
    }
    all = LogSum(all, log);
  }
  return all - std::log(static_cast<double>(kPaidOfDate.size()));
}

double Plausibility::LogPrior(std::span<const uint32_t> set,
                              double log_choices) const {
  const double odds = LogOddsOf(set);
  double prior = LogPriorOfAny(set) + log_choices;
  const Facts facts = FactsOf(set);
  for (size_t shape = 1; shape < kShapeCount; ++shape) {
    if (!facts.is[shape]) continue;
    const double choices =
        TellsTwinsApart(static_cast<Shape>(shape)) ? 0 : log_choices;
    prior = LogSum(prior,
                   std::log(shares_[shape]) + odds - log_sum_[shape] + choices);
  }
  const auto most = static_cast<size_t>(Shape::kMostOfDates);
  return LogSum(prior,
                std::log(shares_[most]) + LogMostOfDates(set) + log_choices);
}

Shape Plausibility::ShapeOf(std::span<const uint32_t> set) const {
  const Facts facts = FactsOf(set);
  for (size_t shape = 1; shape < kShapeCount; ++shape) {
    if (facts.is[shape]) return static_cast<Shape>(shape);
  }
  return Shape::kAny;
}

}  // namespace cashmatch
