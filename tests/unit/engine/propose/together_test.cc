// SPDX-License-Identifier: Apache-2.0
// together_test.cc - what several receipts may pay together.
#include "engine/propose/together.h"

#include <cmath>

#include "engine/propose/propose.h"
#include "tests/unit/engine/propose/answering.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class TogetherTest : public Answering {
 protected:
  /// States the receipts, and the one that stands for them.
  void Parts(std::vector<PartPayment> parts) {
    Minor sum = 0;
    for (const PartPayment& part : parts) sum += part.amount;
    Money(sum);
    Payer("ACME");
    payments_.waiting = static_cast<uint32_t>(parts.size());
    payments_.parts = std::move(parts);
    payments_.first_day = kToday - 2;
  }

  bool Propose() { return ProposeTogether(View(), payments_, &block_); }
  bool Applies() { return Propose() && block_.proposals[0].apply; }

  PartPayments payments_;
};

TEST_F(TogetherTest, AnItemThatTheSumPaysIsPaid) {
  Item("A", 2731'47);
  Item("B", 885'20);
  Parts({{1015'35}, {1716'12}});
  EXPECT_TRUE(Propose());
  EXPECT_THAT(Told(), ElementsAre("apply", "payment A 2731.47"));
}

TEST_F(TogetherTest, NothingIsAppendedWhereNothingFits) {
  Item("A", 2731'48);
  Parts({{1015'35}, {1716'12}});
  EXPECT_FALSE(Propose());
  EXPECT_THAT(block_.proposals, IsEmpty());
  EXPECT_THAT(block_.receipts, IsEmpty());
  EXPECT_THAT(block_.trials, IsEmpty());
}

TEST_F(TogetherTest, QuotedItemsMustBePaidToTheLastCent) {
  Item("A", 2731'47);
  Quoted("A");
  Parts({{1015'35}, {1716'12}});
  payments_.quoted = true;
  EXPECT_TRUE(Applies());
  EXPECT_EQ(block_.proposals[0].rule, Rule::kExactReference);
}

TEST_F(TogetherTest, ADisputedItemIsForAPersonEvenIfQuoted) {
  Item("A", 2731'47).status = ItemStatus::kDisputed;
  Quoted("A");
  Parts({{1015'35}, {1716'12}});
  payments_.quoted = true;
  EXPECT_TRUE(Propose());
  EXPECT_FALSE(block_.proposals[0].apply);
}

TEST_F(TogetherTest, CreditsAreNotUsedUp) {
  Item("A", 2731'47);
  Item("C", -31'47);
  Quoted("A");
  Quoted("C");
  Parts({{1000'00}, {1700'00}});
  payments_.quoted = true;
  EXPECT_FALSE(Applies());
}

TEST_F(TogetherTest, NoItemIsPaidBeforeItIsDatedForAllOfThem) {
  Item("A", 2731'47).document_date = kToday - 1;
  Parts({{1015'35}, {1716'12}});
  EXPECT_FALSE(Applies());
}

TEST_F(TogetherTest, WhatAReceiptMayPayAloneSpeaksAgainstIt) {
  Item("A", 2731'47);
  Item("B", 885'20);
  Parts({{1015'35, 999'900}, {1716'12}});
  EXPECT_FALSE(Applies());
}

TEST_F(TogetherTest, SmallPartsProveLittle) {
  Item("A", 1718'12);
  Item("B", 885'20);
  Parts({{2'00}, {1716'12}});
  EXPECT_FALSE(Applies());
}

TEST(LogTogether, EachReceiptMoreMakesItLessLikely) {
  PartPayments payments{{{100}, {200}}, 2};
  const double two = LogTogether(payments);
  EXPECT_LT(two, std::log(0.02));
  payments.parts.push_back({300});
  payments.waiting = 3;
  EXPECT_LT(LogTogether(payments), two + std::log(0.02));
  payments.waiting = 12;
  EXPECT_LT(LogTogether(payments), 2 * two);
}

}  // namespace
}  // namespace cashmatch
