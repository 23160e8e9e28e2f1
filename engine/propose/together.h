// SPDX-License-Identifier: Apache-2.0
// together.h - how likely is it that just these receipts pay together?
#pragma once

#include "engine/model/together.h"

namespace cashmatch {

/// Returns the log of the prior of a set of receipts: each but the first joins
/// with a small probability, any of those that wait as likely as another, and
/// only as far as it does not pay something by itself.
double LogTogether(const PartPayments& payments);

/// Returns the amount that agrees by chance if these receipts do not belong
/// together: the smallest, of which the others leave the least choice.
Minor AmountByChance(const PartPayments& payments);

}  // namespace cashmatch
