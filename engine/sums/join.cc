// SPDX-License-Identifier: Apache-2.0
// join.cc - one pass over two ascending lists, from both ends.
#include <algorithm>

#include "engine/sums/sorted_half.h"

namespace cashmatch {
namespace {

/// A part of both lists: left sums in [left, left_end), ascending, right sums
/// from the one before `right` down to `right_end`.
template <class T>
struct Lane {
  const T* left;
  const T* left_end;
  const T* right;
  const T* right_end;

  ptrdiff_t steps() const {
    return std::min(left_end - left, right - right_end);
  }
  T sum() const { return *left + right[-1]; }
  /// Moves on from a pair that does not make the target.
  void Advance(T pair_sum, T target) {
    left += pair_sum < target;
    right -= pair_sum > target;
  }
};

/// The walk in four lanes at once, whose loads and compares overlap.
template <class T>
class Join {
 public:
  Join(std::span<const T> left, std::span<const T> right, T target,
       uint64_t pairs_max, std::vector<JoinedSums<T>>* joined)
      : left_(left),
        right_(right),
        target_(target),
        pairs_max_(pairs_max),
        joined_(joined) {}

  uint64_t Run() {
    if (left_.empty() || right_.empty()) return 0;
    Lane<T> a = LaneOf(0), b = LaneOf(1), c = LaneOf(2), d = LaneOf(3);
    while (pairs_ < pairs_max_) {
      const ptrdiff_t steps =
          std::min({a.steps(), b.steps(), c.steps(), d.steps()});
      if (steps <= 0) break;
      if (Walk(steps, a, b, c, d)) {
        for (Lane<T>* lane : {&a, &b, &c, &d}) Step(*lane);
      }
    }
    for (Lane<T>* lane : {&a, &b, &c, &d}) {
      while (lane->steps() > 0 && pairs_ < pairs_max_) Step(*lane);
    }
    return pairs_;
  }

 private:
  /// Takes so many steps in all lanes, or fewer if one meets the target.
  bool Walk(ptrdiff_t steps, Lane<T>& a, Lane<T>& b, Lane<T>& c, Lane<T>& d) {
    Lane<T> w = a, x = b, y = c, z = d;  // in registers
    bool met = false;
    for (; steps > 0; --steps) {
      const T p = w.sum(), q = x.sum(), r = y.sum(), s = z.sum();
      met = (p == target_) | (q == target_) | (r == target_) | (s == target_);
      if (met) [[unlikely]]
        break;
      w.Advance(p, target_);
      x.Advance(q, target_);
      y.Advance(r, target_);
      z.Advance(s, target_);
    }
    a = w, b = x, c = y, d = z;
    return met;
  }

  /// One step; equal sums on both sides are taken at once.
  void Step(Lane<T>& lane) {
    const T pair_sum = lane.sum();
    if (pair_sum != target_) {
      lane.Advance(pair_sum, target_);
      return;
    }
    const T left = *lane.left, right = lane.right[-1];
    uint32_t left_copies = 0, right_copies = 0;
    for (; lane.left < lane.left_end && *lane.left == left; ++lane.left) {
      ++left_copies;
    }
    for (; lane.right > lane.right_end && lane.right[-1] == right;
         --lane.right) {
      ++right_copies;
    }
    joined_->push_back({left, left_copies, right_copies});
    pairs_ += uint64_t{left_copies} * right_copies;
  }

  /// The n-th of four parts of about equal work. A cut is a left sum: what is
  /// below it, and what makes the target with less than it, lies before.
  Lane<T> LaneOf(size_t n) const {
    const auto [left, right] = CutAt(n);
    const auto [left_end, right_end] = CutAt(n + 1);
    return {left, left_end, right, right_end};
  }

  std::pair<const T*, const T*> CutAt(size_t quarter) const {
    const T* const left_end = left_.data() + left_.size();
    const T* const right_end = right_.data() + right_.size();
    if (quarter == 0) return {left_.data(), right_end};
    if (quarter == 4) return {left_end, right_.data()};
    const size_t taken = (left_.size() + right_.size()) * quarter / 4;
    // The number of left sums among the `taken` first of both lists, the right
    // one read from its end as what it needs.
    size_t low = taken > right_.size() ? taken - right_.size() : 0;
    size_t high = std::min(taken, left_.size());
    while (low < high) {
      const size_t middle = (low + high) / 2;
      const T need = target_ - right_[right_.size() - (taken - middle)];
      if (left_[middle] < need) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == left_.size()) return {left_end, right_.data()};
    const T cut = left_[low];
    return {std::lower_bound(left_.data(), left_end, cut),
            std::upper_bound(right_.data(), right_end, target_ - cut)};
  }

  std::span<const T> left_, right_;
  T target_;
  uint64_t pairs_max_;
  std::vector<JoinedSums<T>>* joined_;
  uint64_t pairs_ = 0;
};

}  // namespace

template <class T>
uint64_t JoinHalves(std::span<const T> left, std::span<const T> right, T target,
                    uint64_t pairs_max, std::vector<JoinedSums<T>>* joined) {
  return Join<T>(left, right, target, pairs_max, joined).Run();
}

template uint64_t JoinHalves(std::span<const int32_t>, std::span<const int32_t>,
                             int32_t, uint64_t,
                             std::vector<JoinedSums<int32_t>>*);
template uint64_t JoinHalves(std::span<const int64_t>, std::span<const int64_t>,
                             int64_t, uint64_t,
                             std::vector<JoinedSums<int64_t>>*);

}  // namespace cashmatch
