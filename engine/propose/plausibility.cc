// SPDX-License-Identifier: Apache-2.0
// plausibility.cc - the prior over the sets that a payment may consist of.
// Tested by tests/unit/engine/propose/plausibility_test.cc
#include "engine/propose/plausibility.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "engine/propose/plausibility_dates.h"
#include "engine/propose/plausibility_habits.h"
#include "engine/propose/plausibility_runs.h"

namespace cashmatch {
namespace {

/// By how much a word that means an item multiplies the odds of the item.
double EvidenceOf(const Mention* mention) {
  if (mention == nullptr) return 1;
  double evidence = kMentionEvidence[static_cast<size_t>(mention->kind)];
  if (mention->kind == MentionKind::kTail ||
      mention->kind == MentionKind::kCut) {
    constexpr int kUsual = 5;  // digits
    evidence += kMentionDigit * (std::min<int>(mention->agreed, 8) - kUsual);
  }
  return std::max(1.0, std::exp(evidence) / (1.0 + mention->rivals));
}

/// The bytes of a text from `first` on, as a number in the order of the texts.
uint64_t EightBytes(std::string_view text, size_t first) {
  uint64_t bytes = 0;
  for (size_t k = first; k < first + 8; ++k) {
    bytes = bytes << 8 |
            (k < text.size() ? static_cast<unsigned char>(text[k]) : 0);
  }
  return bytes;
}

/// True if it matters for a shape which of interchangeable items are taken;
/// for others, their due date being the same, only how many.
bool TellsTwinsApart(Shape shape) {
  return shape == Shape::kWindow || shape == Shape::kNumberWindow ||
         shape == Shape::kWindowLessOne;
}

}  // namespace

struct Plausibility::Facts {
  std::array<bool, kShapeCount> is{};
  bool has(Shape shape) const { return is[static_cast<size_t>(shape)]; }
  void set(Shape shape, bool yes) { is[static_cast<size_t>(shape)] = yes; }
};

Plausibility::Plausibility(const ReceiptView& view, const PayerItems& items)
    : book_(&view.book), habits_(&view.habits), customer_(items.customer) {
  const size_t count = items.size();
  probability_.resize(count);
  odds_.resize(count);
  std::array<double, Lateness::kSteps> share_of;  // as far as they are known
  share_of.fill(-1);
  const PayerWays ways(view.habits, items.customer);
  for (size_t i = 0; i < count; ++i) {
    const int step = Lateness::StepOf(view.receipt.booking_date - items.due[i]);
    double& known = share_of[static_cast<size_t>(step)];
    if (known < 0) {
      known = ways.ShareOf(step);
    }
    const double still = view.habits.claims.StillDue(items.rows[i]) / 1e6;
    const double share =
        std::clamp(known * still, kShareLeast * still, 1 - kShareLeast);
    odds_[i] = share / (1 - share) * ways.SkipsOf(items.due[i]) *
               EvidenceOf(view.mentions.Of(items.rows[i]));
    probability_[i] = odds_[i] / (1 + odds_[i]);
  }
  TakeShares(nullptr);
}

Plausibility::Plausibility(const Plausibility& all,
                           std::span<const uint32_t> positions)
    : book_(all.book_), habits_(all.habits_), customer_(all.customer_) {
  for (const uint32_t i : positions) {
    probability_.push_back(all.probability_[i]);
    odds_.push_back(all.odds_[i]);
  }
  TakeShares(&all);
  for (const uint32_t i : all.by_number_) {
    const auto at = std::lower_bound(positions.begin(), positions.end(), i);
    if (at == positions.end() || *at != i) continue;
    by_number_.push_back(static_cast<uint32_t>(at - positions.begin()));
  }
  RankAsOrdered();
}

/// `like`: a prior of the same payer, if there is one.
void Plausibility::TakeShares(const Plausibility* like) {
  for (const double odds : odds_) none_ = none_ / Scaled(1 + odds);
  const auto likely =
      std::count_if(probability_.begin(), probability_.end(),
                    [](double share) { return share >= kLikelyShare; });
  size_step_ = SizeStepOf(static_cast<size_t>(likely));
  shares_ = like != nullptr && like->size_step_ == size_step_
                ? like->shares_
                : PayerWays(*habits_, customer_).SharesOf(size_step_);
}

void Plausibility::RankNumbers(const PayerItems& items) {
  if (by_number_.size() == items.size()) return;
  // The order of NumberedBefore; most of it shows in the first bytes.
  struct Key {
    uint64_t size, begin, next;
    uint32_t at;
  };
  std::vector<Key> keys;
  keys.reserve(items.size());
  for (const ItemRow row : items.rows) {
    __builtin_prefetch(book_->Number(row).data());
  }
  for (uint32_t i = 0; i < items.size(); ++i) {
    const std::string_view number = book_->Number(items.rows[i]);
    keys.push_back(
        {number.size(), EightBytes(number, 0), EightBytes(number, 8), i});
  }
  std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
    if (a.size != b.size) return a.size < b.size;
    if (a.begin != b.begin) return a.begin < b.begin;
    if (a.next != b.next) return a.next < b.next;
    return NumberedBefore(*book_, items.rows[a.at], items.rows[b.at]);
  });
  for (const Key& key : keys) by_number_.push_back(key.at);
  RankAsOrdered();
}

void Plausibility::RankAsOrdered() {
  number_rank_.resize(by_number_.size());
  for (uint32_t rank = 0; rank < by_number_.size(); ++rank) {
    number_rank_[by_number_[rank]] = rank;
  }
}

/// Returns the odds of each due date's items, and of leaving one of them out.
std::vector<Scaled> Plausibility::GroupDates(const PayerItems& items,
                                             std::vector<Scaled>* less) {
  const size_t count = items.size();
  group_first_.resize(count);
  group_last_.resize(count);
  date_share_.resize(count);
  std::vector<Scaled> groups;
  for (size_t first = 0; first < count;) {
    size_t last = first;
    Scaled odds(1), one_out;
    double share = 0;
    for (; last < count && items.due[last] == items.due[first]; ++last) {
      const Scaled item(odds_[last]);
      one_out = one_out * item + odds;
      odds *= item;
      share += probability_[last];
    }
    date_share_[first] = share / static_cast<double>(last - first);
    for (size_t i = first; i < last; ++i) {
      group_first_[i] = static_cast<uint32_t>(first);
      group_last_[i] = static_cast<uint32_t>(last - 1);
    }
    groups.push_back(odds);
    less->push_back(one_out);
    first = last;
  }
  return groups;
}

void Plausibility::SumShapes(const PayerItems& items) {
  if (summed_) return;
  summed_ = true;
  RankNumbers(items);
  std::vector<Scaled> less, odds, numbered;
  const std::vector<Scaled> groups = GroupDates(items, &less);
  odds.reserve(items.size());
  numbered.reserve(items.size());
  for (size_t i = 0; i < items.size(); ++i) {
    odds.emplace_back(odds_[i]);
    numbered.emplace_back(odds_[by_number_[i]]);
  }
  Scaled cut(1), cuts, one, single;
  for (const Scaled& group : groups) {
    cut *= group;
    cuts += cut;
    one += group;
  }
  for (const Scaled& item : odds) single += item;
  const RunSums of_dates = SumRuns(groups, less);
  const RunSums of_items = SumRuns(odds, {});
  const RunSums of_numbers = SumRuns(numbered, {});
  const auto put = [&](Shape shape, Scaled sum) {
    sum_[static_cast<size_t>(shape)] = sum;
  };
  put(Shape::kSingle, single);
  put(Shape::kAll, cut);
  put(Shape::kDueCut, cuts);
  put(Shape::kDueGroup, one);
  put(Shape::kDueRun, of_dates.runs);
  put(Shape::kTwoDueGroups, of_dates.pairs);
  put(Shape::kWindow, of_items.runs);
  put(Shape::kNumberWindow, of_numbers.runs);
  put(Shape::kRunLessOne, of_dates.less_one);
  put(Shape::kWindowLessOne, of_items.less_one + of_numbers.less_one);
  SumIdleDates();
}

void Plausibility::SumIdleDates() {
  for (size_t k = 0; k < idle_.size(); ++k) {
    idle_[k] = Scaled(1);
    for (size_t first = 0; first < odds_.size();) {
      const size_t size = group_last_[first] - first + size_t{1};
      idle_[k] *= PaidOfDate(date_share_[first], k, 0, size);
      first += size;
    }
  }
}

Scaled Plausibility::OddsOf(std::span<const uint32_t> set) const {
  Scaled odds(1);
  for (const uint32_t i : set) odds *= Scaled(odds_[i]);
  return odds;
}

Plausibility::Facts Plausibility::FactsOf(std::span<const uint32_t> set) const {
  Facts facts;
  const size_t count = odds_.size();
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

Scaled Plausibility::PriorOfAny(std::span<const uint32_t> set) const {
  return Scaled(shares_[static_cast<size_t>(Shape::kAny)]) * none_ *
         OddsOf(set);
}

/// Each due date is paid, or not, as its items are late; of one that is paid
/// each item is in the payment with a probability that is high, of another one
/// with a low one.
Scaled Plausibility::MostOfDates(std::span<const uint32_t> set) const {
  Scaled all;
  for (size_t k = 0; k < idle_.size(); ++k) {
    Scaled one = idle_[k];
    for (size_t at = 0; at < set.size();) {
      const uint32_t first = group_first_[set[at]];
      const size_t size = group_last_[first] - first + size_t{1};
      size_t paid = 0;
      for (; at < set.size() && set[at] < first + size; ++at) ++paid;
      one = one * PaidOfDate(date_share_[first], k, paid, size) /
            PaidOfDate(date_share_[first], k, 0, size);
    }
    all += one;
  }
  return all / Scaled(static_cast<double>(idle_.size()));
}

Scaled Plausibility::Prior(std::span<const uint32_t> set,
                           Scaled choices) const {
  const Scaled odds = OddsOf(set);
  Scaled prior =
      Scaled(shares_[static_cast<size_t>(Shape::kAny)]) * none_ * odds;
  prior += Scaled(shares_[static_cast<size_t>(Shape::kMostOfDates)]) *
           MostOfDates(set);
  Scaled runs;  // of which only this choice among interchangeable items is one
  const Facts facts = FactsOf(set);
  for (size_t shape = 1; shape < kShapeCount; ++shape) {
    // Items that are surely paid already have no odds.
    if (!facts.is[shape] || sum_[shape].IsZero()) continue;
    (TellsTwinsApart(static_cast<Shape>(shape)) ? runs : prior) +=
        Scaled(shares_[shape]) * odds / sum_[shape];
  }
  return prior * choices + runs;
}

Shape Plausibility::ShapeOf(std::span<const uint32_t> set) const {
  const Facts facts = FactsOf(set);
  for (size_t shape = 1; shape < kShapeCount; ++shape) {
    if (facts.is[shape]) return static_cast<Shape>(shape);
  }
  return Shape::kAny;
}

}  // namespace cashmatch
