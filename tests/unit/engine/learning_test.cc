// SPDX-License-Identifier: Apache-2.0
// learning_test.cc - what a settled day adds to the habits, and what it cannot.
#include "engine/learning.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>

namespace cashmatch {
namespace {

constexpr Day kToday = 20'000;
constexpr CustomerRow kPayer{0};
constexpr Millionths kWhole = 1'000'000;
constexpr uint32_t kItem = Lateness::kItem;

/// One payer. Items a, b, c, d are due 10, 5 and 0 days ago and in 5 days; a
/// and d are of 100, the others of 200. Item e is of a date after today.
class LearningTest : public testing::Test {
 protected:
  static Book Make() {
    OpenItemBlock items;
    const auto add = [&](std::string_view id, Minor amount, Day dated,
                         Day due) {
      OpenItem item;
      item.item_id = item.document_number = id;
      item.customer_id = "C";
      item.amount = amount;
      item.currency = *ParseCurrency("USD");
      item.document_date = dated;
      item.due_date = due;
      items.items.push_back(item);
    };
    add("a", 100, kToday - 40, kToday - 10);
    add("b", 200, kToday - 35, kToday - 5);
    add("c", 200, kToday - 30, kToday);
    add("d", 100, kToday - 25, kToday + 5);
    add("e", 100, kToday + 1, kToday + 6);
    return Book::Build(std::move(items), {}, {});
  }

  LearningTest() {
    receipts_.AddFile("f", "bai2");
    for (int i = 0; i < 3; ++i) {
      Receipt* const receipt = receipts_.Add();
      receipt->amount = 100 + i;
      receipt->booking_date = kToday;
    }
    report_.outcomes.resize(3);
  }

  ItemRow Row(std::string_view id) const { return book_.FindItem(id); }

  /// Applies the whole of some items, as commit does.
  void Pay(uint32_t receipt, Rule rule,
           std::initializer_list<std::string_view> ids) {
    ReceiptOutcome& outcome = report_.outcomes[receipt];
    outcome.status = ReceiptStatus::kApplied;
    outcome.customer = kPayer;
    outcome.rule = rule;
    outcome.applications_first =
        static_cast<uint32_t>(report_.applications.size());
    outcome.applications_count = static_cast<uint32_t>(ids.size());
    for (const std::string_view id : ids) {
      Application& row = report_.applications.emplace_back();
      row.receipt = ReceiptRow{receipt};
      row.item = Row(id);
      row.amount = state_.Open(row.item);
      state_.Take(row.item, row.amount);
    }
  }

  /// Leaves a receipt to a person that is likely to pay some items.
  void Leave(std::initializer_list<ItemClaim> claims, Millionths other = -1,
             CustomerRow customer = kPayer) {
    ProposalBlock block;
    ProposedReceipt& answer = block.receipts.emplace_back();
    answer.customer = customer;
    answer.unexplained = other;
    answer.claims_count = static_cast<uint32_t>(claims.size());
    block.claims = claims;
    learning_.Note({ReceiptRow{0}, &block, 0}, false);
  }

  void EndDay(std::initializer_list<uint32_t> receipts) {
    std::vector<ReceiptRow> money;
    for (const uint32_t i : receipts) money.push_back(ReceiptRow{i});
    learning_.EndDay(money, kToday);
  }

  const Habits& habits() const { return learning_.habits(); }
  const PayerHabits& payer() const { return habits().payers.at(0); }
  static size_t StepAt(int32_t days) {
    return static_cast<size_t>(Lateness::StepOf(days));
  }

  const Book book_ = Make();
  ReceiptBlock receipts_;
  Report report_;
  OpenState state_{book_.tables()};
  Learning learning_{book_, receipts_, state_, report_};
};

TEST_F(LearningTest, CountsWhatWasPaidAndWhatWasLeftByLateness) {
  Pay(0, Rule::kExactReference, {"a", "b"});
  EndDay({0});
  const Lateness& seen = payer().lateness;
  EXPECT_EQ(seen.paid[StepAt(10)], kItem);
  EXPECT_EQ(seen.paid[StepAt(5)], kItem);
  EXPECT_EQ(seen.open[StepAt(0)], kItem);
  EXPECT_EQ(seen.paid[StepAt(0)], 0u);
  EXPECT_EQ(seen.open[StepAt(-5)], kItem);
  EXPECT_EQ(payer().payments, 1u);
  EXPECT_EQ(payer().shapes[static_cast<size_t>(Shape::kDueCut)], 1u);
  EXPECT_EQ(habits().all.paid[StepAt(10)], kItem);
}

TEST_F(LearningTest, DoesNotCountItemsOfADayToCome) {
  Pay(0, Rule::kExactReference, {"a"});
  EndDay({0});
  EXPECT_EQ(payer().lateness.open[StepAt(-6)], 0u);
}

TEST_F(LearningTest, DoesNotCountAnItemThatWasPaidTheDayBefore) {
  Pay(0, Rule::kExactReference, {"a"});
  EndDay({0});
  Pay(1, Rule::kExactReference, {"b"});
  EndDay({1});
  EXPECT_EQ(payer().lateness.open[StepAt(10)], kItem);
  EXPECT_EQ(payer().payments, 2u);
}

TEST_F(LearningTest, LearnsNothingFromWhatWasAppliedInPart) {
  Pay(0, Rule::kExactReference, {"a"});
  report_.outcomes[0].status = ReceiptStatus::kPartial;
  EndDay({0});
  EXPECT_EQ(payer().payments, 0u);
  EXPECT_EQ(payer().lateness.paid[StepAt(10)], 0u);
}

TEST_F(LearningTest, NotesTheDayAndTheAmountOfEachKnownPayer) {
  Pay(0, Rule::kExactReference, {"a"});
  report_.outcomes[1].customer = kPayer;  // left to a person
  EndDay({0, 1, 2});                      // nobody is known to have sent 2
  EXPECT_EQ(payer().days, std::vector<Day>{kToday});
  EXPECT_TRUE(payer().PaidSince(kToday, 100));
  EXPECT_TRUE(payer().PaidSince(kToday, 101));
  EXPECT_FALSE(payer().PaidSince(kToday, 102));
  EXPECT_EQ(payer().payments, 1u);
}

TEST_F(LearningTest, OnlyAPayerThatNamedItsItemsTellsWhichOfEqualsItTakes) {
  Pay(0, Rule::kPayerAmount, {"d"});
  EndDay({0});
  EXPECT_EQ(habits().choices.all, 0u);
  Pay(1, Rule::kExactReference, {"c"});
  EndDay({1});
  EXPECT_EQ(habits().choices.all, kItem);
  EXPECT_EQ(habits().choices.passed, kItem);  // b is older, and of 200 too
  EXPECT_EQ(payer().choices.passed, kItem);
}

TEST_F(LearningTest, WhatIsLeftToAPersonCountsAsWhatItIsLikelyToBe) {
  Leave({{Row("b"), 750'000}, {Row("c"), 250'000}});
  EndDay({});
  const Lateness& seen = payer().lateness;
  EXPECT_EQ(seen.open[StepAt(5)], kItem);
  EXPECT_EQ(seen.paid[StepAt(5)], 750u);
  EXPECT_EQ(seen.paid[StepAt(0)], 250u);
  EXPECT_EQ(seen.paid[StepAt(10)], 0u);
  EXPECT_EQ(seen.open[StepAt(10)], kItem);
  EXPECT_EQ(payer().payments, 0u);  // no shape is learned of a guess
}

TEST_F(LearningTest, ClaimsServeFromTheNextDayOnAndAddUp) {
  Leave({{Row("b"), 750'000}});
  EXPECT_EQ(habits().claims.StillDue(Row("b")), kWhole);
  EndDay({});
  EXPECT_EQ(habits().claims.StillDue(Row("b")), 250'000);
  Leave({{Row("b"), 500'000}});
  EndDay({});
  EXPECT_EQ(habits().claims.StillDue(Row("b")), 125'000);
  EXPECT_EQ(habits().claims.StillDue(Row("a")), kWhole);
}

TEST_F(LearningTest, AClaimedItemCountsAsOpenOnlyAsFarAsItIsStillDue) {
  Leave({{Row("b"), 750'000}});
  EndDay({});
  const uint32_t before = payer().lateness.open[StepAt(5)];
  Pay(0, Rule::kExactReference, {"a"});
  EndDay({0});
  EXPECT_EQ(payer().lateness.open[StepAt(5)] - before, 250u);
}

TEST_F(LearningTest, AReceiptWithoutClaimsIsTakenForWhatItProposes) {
  ProposalBlock block;
  ProposedReceipt& answer = block.receipts.emplace_back();
  answer.customer = kPayer;
  answer.count = 1;
  Proposal& proposal = block.proposals.emplace_back();
  proposal.confidence = 900'000;
  proposal.rows_count = 2;
  block.rows.push_back({Row("a"), ApplicationKind::kPayment, 90, {}});
  block.rows.push_back({Row("b"), ApplicationKind::kDiscount, 10, {}});
  learning_.Note({ReceiptRow{0}, &block, 0}, false);
  EndDay({});
  EXPECT_EQ(habits().claims.StillDue(Row("a")), 100'000);
  EXPECT_EQ(habits().claims.StillDue(Row("b")), kWhole);
}

TEST_F(LearningTest, WhatWasAppliedClaimsNothing) {
  ProposalBlock block;
  ProposedReceipt& answer = block.receipts.emplace_back();
  answer.customer = kPayer;
  answer.claims_count = 1;
  block.claims = {{Row("b"), 900'000}};
  learning_.Note({ReceiptRow{0}, &block, 0}, true);
  EndDay({});
  EXPECT_EQ(habits().claims.StillDue(Row("b")), kWhole);
}

TEST_F(LearningTest, CountsHowManyReceiptsWereForNothingThatIsOpen) {
  Leave({}, 300'000);
  Leave({}, 100'000);
  Leave({});  // was not weighed
  EXPECT_EQ(habits().weighed, 0);
  EndDay({});
  EXPECT_EQ(habits().weighed, 2 * int64_t{kWhole});
  EXPECT_EQ(habits().unexplained, 400'000);
  EndDay({});
  EXPECT_EQ(habits().weighed, 2 * int64_t{kWhole});
}

TEST_F(LearningTest, ClaimsOfNobodyKnownCountForTheItemsOnly) {
  Leave({{Row("b"), 500'000}}, -1, kNoCustomer);
  EndDay({});
  EXPECT_EQ(habits().claims.StillDue(Row("b")), 500'000);
  EXPECT_TRUE(habits().payers.empty());
}

}  // namespace
}  // namespace cashmatch
