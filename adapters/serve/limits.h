// SPDX-License-Identifier: Apache-2.0
// limits.h - how much money a person may let go.
#pragma once

#include <map>
#include <vector>

#include "adapters/ledger/limits.h"
#include "adapters/serve/principal.h"
#include "adapters/store/journal.h"

namespace cashmatch::serve {

/// What `who` has to show for letting that go; the store refuses a warrant that
/// asks for more than it allows. Controllers have no limit, nor has the one
/// person of a house of one; of others it stands in the key.
std::vector<Warrant> WarrantsOf(const Principal& who,
                                const std::map<Currency, WideMinor>& sums);

/// True if each of them allows what it asks for.
bool Suffice(const std::vector<Warrant>& warrants);

}  // namespace cashmatch::serve
