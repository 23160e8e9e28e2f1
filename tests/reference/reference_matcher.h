// SPDX-License-Identifier: Apache-2.0
// reference_matcher.h - the slow, obvious twin of the engine.
#pragma once

#include <string>
#include <vector>

#include "engine/model/customer.h"
#include "engine/model/open_item.h"
#include "engine/model/policy.h"
#include "engine/model/receipt.h"

namespace cashmatch::reference {

/// Decides every receipt and writes the outcome in the words of the scenario
/// tables, sorted: `status`, applications, remainders and `open` lines.
std::vector<std::string> Match(const std::vector<OpenItem>& items,
                               const std::vector<Customer>& customers,
                               const ReceiptBlock& receipts,
                               const Policy& policy);

}  // namespace cashmatch::reference
