// SPDX-License-Identifier: Apache-2.0
// by_oldest_test.cc - where policy says so, the oldest items first.
#include "engine/propose/rules.h"
#include "tests/unit/engine/propose/answering.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ByOldestTest : public Answering {
 protected:
  void SetUp() override {
    policy_.general.oldest_first = true;
    policy_.general.short_pay = ShortPay::kApply;
    Item("A", 10'000).due_date = kToday - 2;
    Item("B", 20'000).due_date = kToday - 5;
  }
  std::vector<std::string> Propose() {
    Answer answer{&block_, &receipt_};
    const bool answered = ProposeOldestFirst(View(), &answer);
    EXPECT_EQ(answered, receipt_.count != 0);
    return Told();
  }
  ProposedReceipt receipt_;
};

TEST_F(ByOldestTest, PaysByDueDateAsFarAsTheMoneyGoes) {
  Money(25'000);
  Payer("ACME");
  EXPECT_THAT(Propose(),
              ElementsAre("apply", "payment B 200.00", "payment A 50.00"));
}

TEST_F(ByOldestTest, AsksAPersonWhereShortPaysAreNotApplied) {
  policy_.general.short_pay = ShortPay::kSuggest;
  Money(25'000);
  Payer("ACME");
  EXPECT_THAT(Propose(), ElementsAre("offer SHORT_PAY", "payment B 200.00",
                                     "payment A 50.00"));
}

TEST_F(ByOldestTest, LeavesWhatIsBeyondAllItems) {
  Money(31'000);
  Payer("ACME");
  EXPECT_THAT(Propose(), ElementsAre("apply OVERPAID", "payment B 200.00",
                                     "payment A 100.00", "unapplied 10.00"));
}

TEST_F(ByOldestTest, NeedsThePolicy) {
  policy_.general.oldest_first = false;
  Money(25'000);
  Payer("ACME");
  EXPECT_THAT(Propose(), IsEmpty());
}

TEST_F(ByOldestTest, NeedsOnePayerThatIsKnown) {
  Money(25'000);
  Payer("ACME", PayerEvidence::kNearName);
  EXPECT_THAT(Propose(), IsEmpty());
}

TEST_F(ByOldestTest, IsNotForMoneyThatQuotesSomething) {
  Money(25'000);
  Payer("ACME");
  Quoted("X-1", {}, Rule::kNone);
  EXPECT_THAT(Propose(), IsEmpty());
}

TEST_F(ByOldestTest, IsNotForItemsOfTwoCompanies) {
  Item("C", 5'000).company_code = "2000";
  Money(25'000);
  Payer("ACME");
  EXPECT_THAT(Propose(), IsEmpty());
}

}  // namespace
}  // namespace cashmatch
