// SPDX-License-Identifier: Apache-2.0
// waiting_list_test.cc - who waits, and until when.
#include "engine/wait/waiting_list.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

constexpr CustomerRow kAcme{3};

class MayWaitTest : public testing::Test {
 protected:
  MayWaitTest() {
    receipt_.amount = 100;
    receipt_.booking_date = 20'000;
    answer_.customer = kAcme;
    answer_.exception = ExceptionCode::kNoMatch;
  }

  /// Adds an alternative that pays one item.
  Proposal& Offer(Rule rule, ExceptionCode exception, Millionths share) {
    Proposal& proposal = block_.proposals.emplace_back();
    proposal.rule = rule;
    proposal.exception = exception;
    proposal.confidence = share;
    proposal.rows_first = static_cast<uint32_t>(block_.rows.size());
    proposal.rows_count = 1;
    block_.rows.push_back(
        {ItemRow{answer_.count}, ApplicationKind::kPayment, 100, {}});
    ++answer_.count;
    return proposal;
  }

  std::optional<WaitingReceipt> Ask() {
    block_.receipts = {answer_};
    return MayWait({ReceiptRow{7}, &block_, 0}, receipt_);
  }

  Receipt receipt_;
  ProposedReceipt answer_;
  ProposalBlock block_;
};

TEST_F(MayWaitTest, WhoFindsNothingWaits) {
  const auto waiting = Ask();
  ASSERT_TRUE(waiting);
  EXPECT_EQ(waiting->receipt, ReceiptRow{7});
  EXPECT_EQ(waiting->amount, 100);
  EXPECT_EQ(waiting->day, 20'000);
  EXPECT_EQ(waiting->explained, 0);
}

TEST_F(MayWaitTest, NotAnUnknownPayer) {
  answer_.customer = kNoCustomer;
  EXPECT_FALSE(Ask());
}

TEST_F(MayWaitTest, NotForAnotherReason) {
  for (const ExceptionCode code :
       {ExceptionCode::kUnknownReference, ExceptionCode::kPaidTwice,
        ExceptionCode::kRestricted, ExceptionCode::kPayerOnAccount}) {
    answer_.exception = code;
    EXPECT_FALSE(Ask()) << NameOf(code);
  }
}

TEST_F(MayWaitTest, NotWithChargesTakenOff) {
  receipt_.charges = 5;
  EXPECT_FALSE(Ask());
}

TEST_F(MayWaitTest, WhoBringsAPartOfWhatItQuotesWaitsForTheRest) {
  Offer(Rule::kExactReference, ExceptionCode::kShortPay, 900'000);
  ASSERT_TRUE(Ask());
  EXPECT_EQ(Ask()->quoted, std::vector<ItemRow>{ItemRow{0}});
}

TEST_F(MayWaitTest, NotIfTheQuotedItemIsBlocked) {
  Offer(Rule::kExactReference, ExceptionCode::kBlocked, 900'000);
  EXPECT_FALSE(Ask());
}

TEST_F(MayWaitTest, WhoIsUnsureWaitsAndSaysOfWhat) {
  Offer(Rule::kPayerSum, ExceptionCode::kAmbiguous, 500'000).apply_at = 999'000;
  Offer(Rule::kPayerSum, ExceptionCode::kAmbiguous, 300'000).apply_at = 999'000;
  ASSERT_TRUE(Ask());
  EXPECT_EQ(Ask()->explained, 800'000);
  EXPECT_EQ(Ask()->own.size(), 2U);
}

TEST_F(MayWaitTest, NotIfMoreThanItsProbabilityIsInTheWay) {
  Offer(Rule::kPayerSum, ExceptionCode::kReviewLimit, 999'500);
  EXPECT_FALSE(Ask());
}

class WaitingListTest : public testing::Test {
 protected:
  void Add(uint32_t receipt, Day day, CustomerRow customer = kAcme) {
    WaitingReceipt one;
    one.receipt = ReceiptRow{receipt};
    one.day = day;
    one.amount = 100;
    list_.Add({customer, Currency::kNone, {}}, one);
  }
  std::vector<WaitingGroup> Grown(Day day, int32_t days = 5) {
    return list_.TakeGrown(day, [days](const WaitingKey&) { return days; });
  }
  WaitingList list_;
};

TEST_F(WaitingListTest, AGroupIsLookedAtOnlyWhenItGrows) {
  Add(1, 10);
  ASSERT_EQ(Grown(10).size(), 1U);
  EXPECT_TRUE(Grown(11).empty());
  Add(2, 12);
  ASSERT_EQ(Grown(12).size(), 1U);
}

TEST_F(WaitingListTest, ReceiptsWaitUntilTheirDaysAreOver) {
  Add(1, 10);
  Add(2, 15);
  EXPECT_EQ(Grown(15)[0].members.size(), 2U);
  Add(3, 16);
  const auto groups = Grown(16);
  ASSERT_EQ(groups[0].members.size(), 2U);
  EXPECT_EQ(groups[0].members[0].receipt, ReceiptRow{2});
}

TEST_F(WaitingListTest, OnlyTheLastOnesAreTried) {
  for (uint32_t i = 0; i < 100; ++i) Add(i, 10);
  const auto groups = Grown(10);
  ASSERT_EQ(groups[0].members.size(), WaitingList::kMost);
  EXPECT_EQ(groups[0].members.back().receipt, ReceiptRow{99});
}

TEST_F(WaitingListTest, PayersDoNotMeet) {
  Add(1, 10);
  Add(2, 10, CustomerRow{4});
  EXPECT_EQ(Grown(10).size(), 2U);
}

TEST_F(WaitingListTest, WhoIsTakenOffWaitsNoMore) {
  Add(1, 10);
  Add(2, 10);
  list_.Remove({kAcme, Currency::kNone, {}}, ReceiptRow{1});
  EXPECT_EQ(Grown(10)[0].members.size(), 1U);
}

}  // namespace
}  // namespace cashmatch
