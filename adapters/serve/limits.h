// SPDX-License-Identifier: Apache-2.0
// limits.h - how much money a person may let go.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/serve/principal.h"
#include "adapters/store/journal.h"
#include "engine/base/currency.h"
#include "engine/base/money.h"

namespace cashmatch::serve {

/// What a key may let go, by currency; a currency that is not there: nothing.
using Limits = std::map<Currency, Minor>;

/// Reads `USD 500.00, EUR 400.00`; "" is no limits at all.
/// Errors: nothing.
std::optional<Limits> ReadLimits(std::string_view text);

/// What is asked for, as text: `USD 50.00, EUR 12.50`; "" for nothing.
std::string ToText(const std::map<Currency, WideMinor>& sums);

/// What `who` has to show for letting that go; the store refuses a warrant that
/// asks for more than it allows. Controllers have no limit, nor has the one
/// person of a house of one; of others it stands in the key.
std::vector<Warrant> WarrantsOf(const Principal& who,
                                const std::map<Currency, WideMinor>& sums);

/// True if each of them allows what it asks for.
bool Suffice(const std::vector<Warrant>& warrants);

}  // namespace cashmatch::serve
