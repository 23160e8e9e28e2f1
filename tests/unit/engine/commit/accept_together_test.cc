// SPDX-License-Identifier: Apache-2.0
// accept_together_test.cc - one proposal for several receipts.
#include "engine/commit/commit.h"
#include "tests/unit/engine/commit/committing.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Each receipt of the fixture brings 100.00; two of them, declined alone.
class AcceptTogetherTest : public Committing {
 protected:
  AcceptTogetherTest() {
    for (const uint32_t receipt : {0U, 1U}) {
      receipts_.receipts[receipt].amount = 70'00;
      Proposed();
      Pays("A", 70'00);
      Tried(Rule::kExactReference);
      Decline(receipt);
    }
  }

  void AcceptBoth() {
    const std::vector<ReceiptRow> rows = {ReceiptRow{0}, ReceiptRow{1}};
    committer_.AcceptTogether(Last(1), rows);
  }
};

TEST_F(AcceptTogetherTest, EachPaysAsFarAsItsMoneyGoes) {
  Proposed();
  Pays("A", 98'00);
  Takes("A", ApplicationKind::kDiscount, 2'00);
  Pays("B", 42'00);
  AcceptBoth();
  EXPECT_THAT(Rows(0), ElementsAre("payment A 70.00 of 100.00"));
  EXPECT_THAT(Rows(1),
              ElementsAre("payment A 28.00 of 30.00", "discount A 2.00 of 2.00",
                          "payment B 42.00 of 50.00"));
  for (const uint32_t receipt : {0U, 1U}) {
    EXPECT_EQ(Outcome(receipt).status, ReceiptStatus::kApplied);
    EXPECT_EQ(Outcome(receipt).exception, ExceptionCode::kNone);
    EXPECT_EQ(Outcome(receipt).applied, 70'00);
    EXPECT_EQ(Outcome(receipt).unapplied, 0);
    EXPECT_EQ(report_.Together(Outcome(receipt)).size(), 2U);
  }
}

TEST_F(AcceptTogetherTest, WhatWasSaidOfEachAloneIsGone) {
  EXPECT_THAT(Rest(0), ElementsAre("unapplied 70.00 "));
  Proposed();
  Pays("A", 100'00);
  Pays("B", 40'00);
  Tried(Rule::kPayerSum);
  AcceptBoth();
  EXPECT_THAT(Rest(0), IsEmpty());
  EXPECT_EQ(Outcome(0).suggestions_count, 0U);
  EXPECT_THAT(Made(), IsEmpty());
  // But what was tried is still told.
  const auto trials = report_.Trials(Outcome(0));
  ASSERT_EQ(trials.size(), 2U);
  EXPECT_EQ(trials[0].rule, Rule::kExactReference);
  EXPECT_EQ(trials[1].rule, Rule::kPayerSum);
}

TEST_F(AcceptTogetherTest, AReturnTakesItsPartBack) {
  Proposed();
  Pays("A", 100'00);
  Pays("B", 40'00);
  AcceptBoth();
  receipts_.receipts[2].amount = 70'00;
  receipts_.receipts[2].direction = Direction::kDebit;
  committer_.Reverse(ReceiptRow{2}, ReceiptRow{1});
  EXPECT_EQ(state_.Open(Row("A")), 30'00);
  EXPECT_EQ(state_.Open(Row("B")), 50'00);
}

}  // namespace
}  // namespace cashmatch
