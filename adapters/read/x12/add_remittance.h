// SPDX-License-Identifier: Apache-2.0
// add_remittance.h - what an 820 says becomes advice of a receipt.
#pragma once

#include <string>

#include "adapters/read/x12/remittance.h"
#include "engine/model/receipt.h"

namespace cashmatch::x12 {

/// Adds lines, references and texts to the receipt added last; texts of any
/// encoding become UTF-8. A line without any amount becomes a reference; an
/// adjustment becomes what was kept back, so its sign turns; references of a
/// line become texts, which are read where its number names nothing.
void AddRemittance(const Remittance& remittance, ReceiptBlock* block);

}  // namespace cashmatch::x12
