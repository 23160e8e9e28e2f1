// SPDX-License-Identifier: Apache-2.0
// sides.h - what an account's summaries prove about the sides of its details.
//
// Control totals add amounts whatever their side, so a damaged type code that
// turns a credit into a debit goes through them. Where record 03 states total
// credits (100), total debits (400) or both ledger balances (010, 015), such a
// detail leaves a mark: the sums disagree, and agree again once that one detail
// stands on another side.
#pragma once

#include <functional>
#include <vector>

#include "adapters/read/bai2/details.h"
#include "adapters/read/bai2/entries.h"

namespace cashmatch::bai2 {

/// Calls `found` for the details of which each alone, put on another side,
/// makes every stated sum agree; for none where the sums agree as they are,
/// where the account states none of them, or where no single detail explains
/// the difference (a bank that lists only some of its details). Cost: linear in
/// details where the sums disagree.
void ForEachTurnedSide(const std::vector<SummaryLine>& summaries,
                       const DetailList& details,
                       const std::function<void(const Detail&)>& found);

}  // namespace cashmatch::bai2
