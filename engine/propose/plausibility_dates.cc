// SPDX-License-Identifier: Apache-2.0
// plausibility_dates.cc - powers of a few numbers, most of them made once.
// Tested by tests/unit/engine/propose/plausibility_test.cc
#include "engine/propose/plausibility_dates.h"

#include <array>

#include "engine/propose/plausibility_table.h"

namespace cashmatch {
namespace {

constexpr size_t kKept = 16;  // powers; higher ones are made when asked for

/// The powers of a number.
struct Powers {
  constexpr explicit Powers(double number) : base(number) {
    for (size_t n = 0; n < kKept; ++n) kept[n] = Scaled::Power(base, n);
  }
  Scaled Of(size_t n) const {
    return n < kKept ? kept[n] : Scaled::Power(base, n);
  }

  double base;
  std::array<Scaled, kKept> kept{};
};

/// What of a date's items is in a payment, and what is not.
struct DateShares {
  constexpr explicit DateShares(double share) : in(share), out(1 - share) {}
  Powers in, out;
};

constexpr std::array kPaid = {DateShares(kPaidOfDate[0]),
                              DateShares(kPaidOfDate[1]),
                              DateShares(kPaidOfDate[2])};
static_assert(kPaid.size() == kPaidOfDate.size());
constexpr DateShares kBeside(kPaidBeside);

}  // namespace

Scaled PaidOfDate(double share, size_t place, size_t paid, size_t size) {
  const DateShares& in = kPaid[place];
  if (paid == 0) {
    return Scaled(share) * in.out.Of(size) +
           Scaled(1 - share) * kBeside.out.Of(size);
  }
  return Scaled(share) * in.in.Of(paid) * in.out.Of(size - paid) +
         Scaled(1 - share) * kBeside.in.Of(paid) * kBeside.out.Of(size - paid);
}

}  // namespace cashmatch
