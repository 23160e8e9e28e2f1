// SPDX-License-Identifier: Apache-2.0
// canonical.h - a receipt as one line of canonical NDJSON.
#pragma once

#include <string>

#include "engine/model/receipt.h"

namespace cashmatch {

/// Appends the receipt as one JSON object and a line feed, with the members
/// and their order of CONTRACT section 4; members without a value are left
/// out. Reading it back gives the same receipt and id. A held receipt has one
/// member more, last: `held`, the code of the finding that holds it.
/// Accounts are data here and stand in full. A text that is not UTF-8 is
/// written as if it were Latin-1.  Cost: linear; no allocation once `out` has
/// room.
void AppendReceiptJson(const ReceiptBlock& block, const Receipt& receipt,
                       std::string* out);

}  // namespace cashmatch
