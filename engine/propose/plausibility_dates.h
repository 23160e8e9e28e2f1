// SPDX-License-Identifier: Apache-2.0
// plausibility_dates.h - how likely so many of a due date's items are in a
// payment.
#pragma once

#include <cstddef>

#include "engine/propose/scaled.h"

namespace cashmatch {

/// A date of `size` items that is paid with probability `share`, then each of
/// them with the one at `place` of kPaidOfDate, else each with kPaidBeside:
/// returns the probability of one choice of `paid` of them.
Scaled PaidOfDate(double share, size_t place, size_t paid, size_t size);

}  // namespace cashmatch
