// SPDX-License-Identifier: Apache-2.0
// difference_test.cc - each alternative beside the first, item by item.
#include "adapters/write/difference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/adapters/write/hand_made_run.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;

class DifferenceTest : public testing::Test {
 protected:
  DifferenceTest() {
    for (const char* const id : {"A", "B", "C", "D"}) {
      run_.Invoice(id, "ACME", 100'00, "2026-02-01");
    }
    run_.Build();
    run_.Money("r", 100'00, ReceiptStatus::kSuggested);
  }

  std::vector<std::string> Told() {
    std::vector<std::string> told;
    for (const Suggestion& row : run_.report.suggestions) {
      AppendSuggestionDifference(run_.results(), row, &told.emplace_back());
    }
    return told;
  }

  HandMadeRun run_;
};

TEST_F(DifferenceTest, ItemsThatBothHaveAreNoCounterpart) {
  run_.Suggested("A", 1, 1);
  run_.Suggested("INV-1001", 1, 1);
  run_.Suggested("A", 1, 2);
  run_.Suggested("INV-1002", 1, 2);
  EXPECT_THAT(Told(),
              ElementsAre("", "", "",
                          "INV-1002 for INV-1001: amount 5000.00 not 10000.00, "
                          "document date 2026-01-10 not 2026-02-22, due date "
                          "2026-01-10 not 2026-02-22"));
}

TEST_F(DifferenceTest, WhatIsMoreAndWhatIsLessIsSaid) {
  run_.Suggested("A", 1, 1);
  run_.Suggested("B", 1, 1);
  run_.Suggested("A", 1, 2);
  run_.Suggested("C", 1, 2);
  run_.Suggested("D", 1, 2);
  run_.Suggested("D", 1, 3);
  run_.Suggested("A", 2, 4);
  EXPECT_THAT(Told(),
              ElementsAre("", "",  // the first
                          "", "C for B", "D beside them", "D for A; without B",
                          "amount 0.02 not 0.01; without B"));
}

TEST_F(DifferenceTest, ADiscountThatTheFirstDoesNotTake) {
  run_.Suggested("A", 1, 1);
  run_.Suggested("A", 1, 2);
  run_.Suggested("A", 1, 2);
  run_.report.suggestions.back().kind = ApplicationKind::kDiscount;
  EXPECT_THAT(Told(), ElementsAre("", "", "not in the first"));
}

}  // namespace
}  // namespace cashmatch
