// SPDX-License-Identifier: Apache-2.0
// limits.h - amounts by currency, as keys and approvals write them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/currency.h"
#include "engine/base/money.h"

namespace cashmatch {

/// What a key may let go, by currency; a currency that is not there: nothing.
using Limits = std::map<Currency, Minor>;

/// Reads `USD 500.00, EUR 400.00`; "" is no limits at all.
/// Errors: nothing.
std::optional<Limits> ReadLimits(std::string_view text);

/// What is asked for, as text: `USD 50.00, EUR 12.50`; "" for nothing.
std::string ToText(const std::map<Currency, WideMinor>& sums);

}  // namespace cashmatch
