// SPDX-License-Identifier: Apache-2.0
// density.cc - how many subsets make a sum, estimated without a search.
#include "engine/sums/density.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "engine/sums/density_kernel.h"

namespace cashmatch {
namespace {

constexpr int kStepsMax = 60;
constexpr double kTiltMax = 60;
constexpr double kTwoPi = 6.283185307179586;
constexpr double kSure = 1e-9;  // how near to 0 or 1 a probability may be

double Rounded(double value) { return std::round(value * 1e6) / 1e6; }

/// What one factor adds to the cumulants, in copies.
struct Choices {
  double log_mass, mean, variance, third, fourth;
};

/// Chosen or not, with odds exp(z).
struct OneChoice {
  explicit OneChoice(double z) : small(std::exp(-std::fabs(z))) {
    const double rare = small / (1 + small);
    mean = z > 0 ? 1 - rare : rare;
    variance = rare * (1 - rare);
  }
  double small, mean, variance;
};

Choices ChoicesOfOne(double z) {
  const OneChoice one(z);
  return {std::max(z, 0.0) + std::log1p(one.small), one.mean, one.variance,
          one.variance * (1 - 2 * one.mean),
          one.variance * (1 - 6 * one.variance)};
}

/// Chosen 0 to `copies` times, with weights exp(j z).
Choices ChoicesOfMany(double z, uint32_t copies) {
  const double top = std::max(z * copies, 0.0);
  double mass = 0, mean = 0;
  for (uint32_t j = 0; j <= copies; ++j) {
    const double weight = std::exp(z * j - top);
    mass += weight;
    mean += weight * j;
  }
  mean /= mass;
  double second = 0, third = 0, fourth = 0;
  for (uint32_t j = 0; j <= copies; ++j) {
    const double weight = std::exp(z * j - top) / mass;
    const double off = j - mean;
    second += weight * off * off;
    third += weight * off * off * off;
    fourth += weight * off * off * off * off;
  }
  return {top + std::log(mass), mean, second, third,
          fourth - 3 * second * second};
}

int ResidueOf(WideMinor value) { return static_cast<int>(value % kResidues); }

}  // namespace

Density DensityEstimator::Count(std::span<const Minor> amounts, Minor target) {
  const Reduction::Verdict verdict = reduction_.Reduce(amounts, target);
  if (verdict == Reduction::Verdict::kImpossible ||
      verdict == Reduction::Verdict::kTooLarge) {
    return {kLogNone, 0, true};
  }
  factors_.clear();
  for (const AmountClass& amount : reduction_.open()) {
    Add(amount.size, amount.copies, amount.credit, 0);
  }
  Density density =
      Estimate(reduction_.target(), 0, reduction_.settled_items());
  density.decided = verdict == Reduction::Verdict::kSettled;
  return density;
}

Density DensityEstimator::Weight(std::span<const Minor> amounts, Minor target,
                                 std::span<const double> inclusion) {
  factors_.clear();
  WideMinor goal = target;
  double log_base = 0;
  // Items that are as late are as likely: the logarithms serve several.
  double p = -1, log_in = 0, log_out = 0;
  for (size_t i = 0; i < amounts.size(); ++i) {
    const Minor amount = amounts[i];
    if (amount == 0) continue;
    if (const double next = std::clamp(inclusion[i], kSure, 1 - kSure);
        next != p) {
      p = next;
      log_in = std::log(p);
      log_out = std::log1p(-p);
    }
    const bool credit = amount < 0;
    // A credit is turned: it is chosen by being left out.
    const double logit = log_in - log_out;
    log_base += credit ? log_in : log_out;
    if (credit) goal -= amount;
    Add(credit ? -amount : amount, 1, credit, credit ? -logit : logit);
  }
  return Estimate(goal, log_base, 0);
}

void DensityEstimator::AppendChosen(std::span<const Minor> amounts,
                                    std::vector<double>* out) const {
  size_t at = 0;
  for (const Minor amount : amounts) {
    if (amount == 0) {
      out->push_back(0);
      continue;
    }
    const Factor& factor = factors_[at++];
    out->push_back(factor.credit ? 1 - factor.chosen : factor.chosen);
  }
}

void DensityEstimator::Add(Minor size, uint32_t copies, bool credit,
                           double logit) {
  factors_.push_back({size, 0, logit, copies, credit, logit, 0});
}

Density DensityEstimator::Estimate(WideMinor target, double log_base,
                                   double size_base) {
  WideMinor total = 0;
  Minor unit = 0;  // of which all sizes are multiples
  double debits = 0, credits = 0, log_all = log_base;
  for (const Factor& factor : factors_) {
    total += static_cast<WideMinor>(factor.size) * factor.copies;
    if (unit != 1) unit = std::gcd(unit, factor.size);
    (factor.credit ? credits : debits) += factor.copies;
    log_all += factor.logit * factor.copies;
  }
  if (target < 0 || target > total) return {};
  if (target == 0) return {Rounded(log_base), Rounded(size_base + credits)};
  if (target == total) return {Rounded(log_all), Rounded(size_base + debits)};
  if (target % unit != 0) return {};
  const double mean_size = static_cast<double>(total) / (debits + credits);
  for (Factor& factor : factors_) {
    factor.scaled = static_cast<double>(factor.size) / mean_size;
  }
  const double goal = static_cast<double>(target) / mean_size;
  const double theta = SolveTilt(goal);
  const Cumulants tilted = Tilt(theta);
  double size = size_base + credits;
  for (const Factor& factor : factors_) {
    size += factor.credit ? -factor.chosen : factor.chosen;
  }
  const double share = ResidueShare(target, unit);
  if (share <= 0 || tilted.variance <= 0) return {};
  const double v = tilted.variance;
  const double second = 1 + tilted.fourth / (8 * v * v) -
                        5 * tilted.third * tilted.third / (24 * v * v * v);
  const double step = static_cast<double>(unit) / mean_size;
  const double log_count =
      log_base + tilted.log_mass - theta * goal - 0.5 * std::log(kTwoPi * v) +
      std::log(step) + std::log(share) + std::log(std::clamp(second, 0.5, 2.0));
  return {Rounded(log_count), Rounded(size)};
}

DensityEstimator::Cumulants DensityEstimator::Tilt(double theta) {
  Cumulants sums{};
  for (Factor& factor : factors_) {
    const double z = factor.logit + theta * factor.scaled;
    const Choices choices =
        factor.copies == 1 ? ChoicesOfOne(z) : ChoicesOfMany(z, factor.copies);
    const double x = factor.scaled;
    factor.tilted = z;
    factor.chosen = choices.mean;
    sums.log_mass += choices.log_mass;
    sums.mean += x * choices.mean;
    sums.variance += x * x * choices.variance;
    sums.third += x * x * x * choices.third;
    sums.fourth += x * x * x * x * choices.fourth;
  }
  return sums;
}

/// The mean and the variance under a tilt.
std::pair<double, double> DensityEstimator::Moments(double theta) const {
  double mean = 0, variance = 0;
  const auto add = [&](double x, const auto& choice) {
    mean += x * choice.mean;
    variance += x * x * choice.variance;
  };
  for (const Factor& factor : factors_) {
    const double z = factor.logit + theta * factor.scaled;
    if (factor.copies == 1) {
      add(factor.scaled, OneChoice(z));
    } else {
      add(factor.scaled, ChoicesOfMany(z, factor.copies));
    }
  }
  return {mean, variance};
}

/// Finds the tilt whose mean is the target: Newton's steps, kept within what
/// is known to enclose it.
double DensityEstimator::SolveTilt(double target) const {
  double low = -kTiltMax, high = kTiltMax, theta = 0;
  for (int step = 0; step < kStepsMax; ++step) {
    const auto [mean, variance] = Moments(theta);
    const double off = mean - target;
    if (std::fabs(off) < 1e-10 * target) break;
    (off > 0 ? high : low) = theta;
    double next = theta - off / std::max(variance, 1e-300);
    if (!(next > low && next < high)) next = 0.5 * (low + high);
    theta = next;
  }
  return theta;
}

/// How much likelier than one in a hundred the target's residue is.
double DensityEstimator::ResidueShare(WideMinor target, Minor unit) const {
  Residues laws[2] = {};
  int now = 0;
  laws[now][0] = laws[now][kResidues] = 1;
  for (const Factor& factor : factors_) {
    const int step = ResidueOf(factor.size / unit);
    if (step == 0) continue;
    const Residues& law = laws[now];
    now = 1 - now;
    if (factor.copies == 1) {
      MixResidues(law, step, factor.chosen, &laws[now]);
    } else {
      MixCopies(law, step, factor, &laws[now]);
    }
  }
  return kResidues * laws[now][ResidueOf(target / unit)];
}

/// The same step for something that may be added several times.
void DensityEstimator::MixCopies(const Residues& law, int step,
                                 const Factor& factor, Residues* mixed) {
  const double top = std::max(factor.tilted * factor.copies, 0.0);
  mixed->fill(0);
  double mass = 0;
  for (uint32_t j = 0; j <= factor.copies; ++j) {
    const double weight = std::exp(factor.tilted * j - top);
    const int shift = static_cast<int>(uint64_t{j} * step % kResidues);
    for (int r = 0; r < kResidues; ++r) {
      (*mixed)[(r + shift) % kResidues] += weight * law[r];
    }
    mass += weight;
  }
  for (int r = 0; r < kResidues; ++r) {
    (*mixed)[r] = (*mixed)[kResidues + r] = (*mixed)[r] / mass;
  }
}

}  // namespace cashmatch
