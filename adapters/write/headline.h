// SPDX-License-Identifier: Apache-2.0
// headline.h - a finished run in a few lines for the person who started it.
#pragma once

#include <string>

#include "adapters/write/results.h"

namespace cashmatch {

/// Returns the cash proof by currency, the receipts by status and the open
/// items before and after, one line each, with thousands grouped.
std::string Headline(const Results& results);

/// Writes `-1234567.80` as `-1,234,567.80`.
std::string GroupThousands(std::string_view decimal);

}  // namespace cashmatch
