// SPDX-License-Identifier: Apache-2.0
// settling.h - settlements told in words, for the tests of both ways.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/propose/settlement.h"
#include "tests/unit/engine/propose/small_book.h"

namespace cashmatch {

/// Tells a whole settlement in words: rows, remainders, and the exception if
/// there is one. What is not blocked must add up to the receipt.
class Settling : public SmallBook {
 protected:
  std::vector<std::string> Told(const Settlement& settlement) {
    std::vector<std::string> told;
    WideMinor placed = 0;
    for (const ProposedRow& row : settlement.rows) {
      told.push_back(Words(row));
      if (row.kind == ApplicationKind::kPayment) placed += row.amount;
    }
    for (const ProposedRemainder& part : settlement.remainders) {
      told.push_back(Words(part));
      placed += part.amount;
    }
    if (settlement.exception != ExceptionCode::kNone) {
      told.push_back((settlement.blocked ? "blocked " : "remark ") +
                     std::string(NameOf(settlement.exception)));
    }
    if (!settlement.blocked) {
      EXPECT_EQ(static_cast<Minor>(placed), receipts_.receipts[0].amount);
    }
    return told;
  }

  /// An item that is named by its exact reference.
  SettledItem Settled(std::string_view id) {
    const ItemRow row = Row(id);
    return {row, state().Open(row), EarnedBy(View(), row), true};
  }

  std::vector<UnsettledReference> unsettled_;
  Settlement last_;
};

}  // namespace cashmatch
