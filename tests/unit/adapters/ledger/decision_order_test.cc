// SPDX-License-Identifier: Apache-2.0
// decision_order_test.cc - what a decision needs stands before it.
#include "adapters/ledger/decision_order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cashmatch {
namespace {

class DecisionOrderTest : public testing::Test {
 protected:
  /// Receipts booked on these days, in canonical order, without rows.
  DecisionOrderTest() {
    for (const Day day : {1, 1, 1, 2, 2, 4}) {
      report_.order.push_back(
          ReceiptRow{static_cast<uint32_t>(block_.receipts.size())});
      block_.Add()->booking_date = day;
      report_.outcomes.emplace_back();
    }
  }

  /// Gives these a row each, in this order.
  void Decided(std::initializer_list<size_t> rows) {
    for (const size_t row : rows) {
      report_.outcomes[row].applications_first = rows_++;
      report_.outcomes[row].applications_count = 1;
    }
  }
  void Reverses(size_t row) {
    report_.outcomes[row].status = ReceiptStatus::kReversal;
  }
  void Together(std::initializer_list<size_t> rows) {
    for (const size_t row : rows) {
      report_.outcomes[row].together_count = static_cast<uint32_t>(rows.size());
    }
  }

  std::vector<uint32_t> Order() const {
    std::vector<uint32_t> rows;
    for (const ReceiptRow row : DecisionOrder(block_, report_)) {
      rows.push_back(Index(row));
    }
    return rows;
  }

  ReceiptBlock block_;
  Report report_;
  uint32_t rows_ = 0;
};

using testing::ElementsAre;

TEST_F(DecisionOrderTest, IsCanonicalWhereNothingIsLate) {
  Decided({2, 0, 1, 4, 3, 5});  // of a day in any order
  EXPECT_THAT(Order(), ElementsAre(0, 1, 2, 3, 4, 5));
}

TEST_F(DecisionOrderTest, ReversalsStandBehindTheReceiptsOfTheirDay) {
  Reverses(1);
  Reverses(3);
  EXPECT_THAT(Order(), ElementsAre(0, 2, 1, 4, 3, 5));
  Decided({0, 2, 1, 3, 5});
  EXPECT_THAT(Order(), ElementsAre(0, 2, 1, 4, 3, 5));
}

TEST_F(DecisionOrderTest, ReversalsWithoutRowsStandAmongThoseThatHaveSome) {
  Reverses(1);
  Reverses(3);
  Decided({0, 2, 1, 4, 5});
  EXPECT_THAT(Order(), ElementsAre(0, 2, 1, 4, 3, 5));
}

TEST_F(DecisionOrderTest, WhatALaterDayCompletedStandsBehindThatDay) {
  Reverses(4);
  Together({0, 5});
  Decided({2, 3, 4, 0, 5});
  EXPECT_THAT(Order(), ElementsAre(1, 2, 3, 4, 0, 5));
}

TEST_F(DecisionOrderTest, AReturnOfTheDayStandsBehindWhatWasCompleted) {
  Reverses(3);
  Together({0, 4});
  Decided({1, 2, 0, 4, 3, 5});
  EXPECT_THAT(Order(), ElementsAre(1, 2, 0, 4, 3, 5));
}

TEST_F(DecisionOrderTest, WhatWasCompletedAfterAReturnStandsBehindIt) {
  Reverses(1);
  Together({0, 2});  // on a day on which nothing else was decided
  Decided({1, 0, 2, 5});
  EXPECT_THAT(Order(), ElementsAre(1, 0, 2, 3, 4, 5));
}

}  // namespace
}  // namespace cashmatch
