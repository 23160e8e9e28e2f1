// SPDX-License-Identifier: Apache-2.0
// scaled.h - numbers from zero up of any size, as products of many odds are.
// Tested by tests/unit/engine/propose/scaled_test.cc
#pragma once

#include <cmath>
#include <cstdint>

namespace cashmatch {

/// A finite number, zero or more, that neither overflows nor underflows: part
/// times 2^(512 steps), the part zero or within 2^-256 and 2^256. Adding and
/// multiplying cost what they cost in double, without a logarithm; as exact.
class Scaled {
 public:
  constexpr Scaled() = default;
  /// Requires: finite, not negative.
  explicit constexpr Scaled(double value) : part_(value) { Settle(); }

  static Scaled OfLog(double log) {
    if (!(log > kLeastLog)) return Scaled();
    Scaled number;
    number.steps_ = static_cast<int32_t>(std::lround(log / kLogStep));
    number.part_ = std::exp(log - number.steps_ * kLogStep);
    number.Settle();
    return number;
  }

  /// The natural logarithm; that of zero is minus infinity.
  double Log() const { return std::log(part_) + steps_ * kLogStep; }
  bool IsZero() const { return part_ == 0; }
  /// True if Plain is this number.
  bool IsPlain() const { return steps_ == 0; }
  double Plain() const { return part_; }

  /// base^n, by squaring.
  static constexpr Scaled Power(double base, uint64_t n) {
    Scaled power(1), square(base);
    for (; n != 0; n >>= 1) {
      if ((n & 1) != 0) power = power * square;
      square = square * square;
    }
    return power;
  }

  friend constexpr Scaled operator*(Scaled a, Scaled b) {
    return Scaled(a.part_ * b.part_, a.steps_ + b.steps_);
  }
  /// Requires: b is not zero.
  friend constexpr Scaled operator/(Scaled a, Scaled b) {
    return Scaled(a.part_ / b.part_, a.steps_ - b.steps_);
  }
  friend constexpr Scaled operator+(Scaled a, Scaled b) {
    if (a.steps_ == b.steps_) return Scaled(a.part_ + b.part_, a.steps_);
    if (a.part_ == 0) return b;
    if (b.part_ == 0) return a;
    const Scaled& more = a.steps_ > b.steps_ ? a : b;
    const Scaled& less = a.steps_ > b.steps_ ? b : a;
    // Two steps off, it is less than the last bit.
    if (more.steps_ - less.steps_ > 1) return more;
    return Scaled(more.part_ + less.part_ * kDown, more.steps_);
  }
  Scaled& operator*=(Scaled b) { return *this = *this * b; }
  Scaled& operator+=(Scaled b) { return *this = *this + b; }

 private:
  static constexpr double kUp = 0x1p512, kDown = 0x1p-512;
  static constexpr double kMost = 0x1p256, kLeast = 0x1p-256;
  static constexpr double kLogStep = 512 * 0.693147180559945309417;
  static constexpr double kLeastLog = -1e8;

  constexpr Scaled(double part, int32_t steps) : part_(part), steps_(steps) {
    Settle();
  }

  constexpr void Settle() {
    if (part_ >= kLeast && part_ < kMost) return;
    if (!(part_ > 0)) {
      part_ = 0;
      steps_ = 0;
      return;
    }
    for (; part_ >= kMost; part_ *= kDown) ++steps_;
    for (; part_ < kLeast; part_ *= kUp) --steps_;
  }

  double part_ = 0;
  int32_t steps_ = 0;
};

}  // namespace cashmatch
