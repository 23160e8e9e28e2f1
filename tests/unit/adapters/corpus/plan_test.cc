// SPDX-License-Identifier: Apache-2.0
// plan_test.cc - who pays what in a block, and what nobody may confuse.
#include "adapters/corpus/plan.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <set>

#include "adapters/corpus/amounts.h"

namespace cashmatch {
namespace {

class PlanOf : public testing::TestWithParam<uint64_t> {
 protected:
  void ForEachBlock(const std::function<void(const BlockPlan&)>& check) const {
    BlockPlan plan, earlier;
    for (uint64_t b = 0; b < geometry_.blocks(); ++b) {
      PlanBlock(geometry_, b, &plan);
      ChooseAgain(geometry_, &plan, &earlier);
      check(plan);
    }
  }
  Geometry geometry_{30'000, 30'000, GetParam(), DefaultMix()};
};

TEST_P(PlanOf, EachItemIsPaidAtMostOnce) {
  std::set<uint64_t> paid;
  ForEachBlock([&](const BlockPlan& plan) {
    for (const PlannedReceipt& receipt : plan.receipts) {
      for (const uint32_t place : plan.Paid(receipt)) {
        const PlannedItem& item = plan.items[place];
        EXPECT_TRUE(paid.insert(item.index).second);
        EXPECT_EQ(item.customer, receipt.customer);
        EXPECT_EQ(item.status, ItemStatus::kOpen);
        EXPECT_LE(item.document_date, plan.day);
      }
    }
  });
  EXPECT_GT(paid.size(), 25'000u);
}

TEST(Plan, PayersHaveAboutAsManyItemsAsTheMixSays) {
  Mix mix = DefaultMix();
  mix.payer_items = 12;
  const Geometry geometry(30'000, 20'000, 3, mix);
  std::map<uint64_t, size_t> items;
  BlockPlan plan;
  for (uint64_t b = 0; b < geometry.blocks(); ++b) {
    PlanBlock(geometry, b, &plan);
    for (const PlannedItem& item : plan.items) ++items[item.customer];
  }
  size_t most = 0;
  for (const auto& [customer, count] : items) most = std::max(most, count);
  EXPECT_NEAR(30'000.0 / static_cast<double>(items.size()), 12, 1);
  EXPECT_LT(most, 40u);
}

TEST_P(PlanOf, ReceiptsAreTheSumOfWhatTheyPay) {
  ForEachBlock([&](const BlockPlan& plan) {
    for (const PlannedReceipt& receipt : plan.receipts) {
      EXPECT_GT(receipt.amount, 0);
      if (receipt.count == 0) continue;
      Minor sum = 0;
      for (const uint32_t place : plan.Paid(receipt)) {
        sum += PaymentOn(plan, receipt, place);
      }
      if (receipt.cls == ReceiptClass::kOverPay) sum += receipt.difference;
      EXPECT_EQ(sum, receipt.amount);
    }
  });
}

TEST_P(PlanOf, DiscountsAreEarned) {
  uint64_t discounts = 0;
  ForEachBlock([&](const BlockPlan& plan) {
    for (const PlannedReceipt& receipt : plan.receipts) {
      if (receipt.cls != ReceiptClass::kDiscount) continue;
      ++discounts;
      const PlannedItem& item = plan.items[plan.Paid(receipt)[0]];
      const Day days = plan.day - item.document_date;
      EXPECT_LE(days, item.terms == 3 ? 15 : 10);
      const Minor share = item.terms == 3 && days > 7 ? 1 : 2;
      // Half away from zero.
      EXPECT_EQ(receipt.difference, (item.amount * share * 2 + 100) / 200);
    }
  });
  EXPECT_GT(discounts, 1'500u);
}

TEST_P(PlanOf, CreditsOfASumBelongToItsInvoice) {
  uint64_t credits = 0;
  ForEachBlock([&](const BlockPlan& plan) {
    for (const PlannedReceipt& receipt : plan.receipts) {
      if (receipt.cls != ReceiptClass::kSeveral) continue;
      EXPECT_GE(receipt.count, 2u);
      const auto paid = plan.Paid(receipt);
      const PlannedItem& last = plan.items[paid.back()];
      if (last.type != DocumentType::kCreditMemo) continue;
      ++credits;
      EXPECT_LT(last.amount, 0);
      EXPECT_EQ(last.linked, paid[0]);
    }
  });
  EXPECT_GT(credits, 300u);
}

// What the truth calls settled by its amount alone has no rival in the block.
TEST_P(PlanOf, AmountsAloneAreUnique) {
  ForEachBlock([&](const BlockPlan& plan) {
    for (const PlannedReceipt& receipt : plan.receipts) {
      const bool by_amount = receipt.cls == ReceiptClass::kAmountOnly ||
                             receipt.cls == ReceiptClass::kCombination ||
                             receipt.cls == ReceiptClass::kUnknownReference;
      if (!by_amount) continue;
      std::set<uint64_t> own;
      for (const uint32_t place : plan.Paid(receipt)) {
        own.insert(plan.items[place].index);
      }
      for (const PlannedItem& item : plan.items) {
        if (item.customer != receipt.customer) continue;
        if (own.count(item.index) != 0) continue;
        EXPECT_NE(item.amount, receipt.amount);
        EXPECT_NE(item.amount - EarnedDiscount(item, plan.day), receipt.amount);
      }
    }
  });
}

TEST_P(PlanOf, WhatMatchesNothingIsOffGrid) {
  ForEachBlock([&](const BlockPlan& plan) {
    for (const PlannedItem& item : plan.items) {
      EXPECT_FALSE(IsOffGrid(item.amount));
    }
    for (const PlannedReceipt& receipt : plan.receipts) {
      if (receipt.cls == ReceiptClass::kUnmatched ||
          receipt.cls == ReceiptClass::kUnknownReference) {
        EXPECT_TRUE(IsOffGrid(receipt.amount));
      }
    }
  });
}

TEST_P(PlanOf, PaidAgainIsClosedOrPaidEarlier) {
  uint64_t closed = 0, earlier = 0;
  BlockPlan before;
  ForEachBlock([&](const BlockPlan& plan) {
    for (const PlannedReceipt& receipt : plan.receipts) {
      if (receipt.cls != ReceiptClass::kPaidAgain) continue;
      EXPECT_EQ(receipt.count, 0u);
      if (!receipt.again_earlier) {
        ++closed;
        const PlannedItem& item =
            plan.items[receipt.again - plan.items[0].index];
        EXPECT_EQ(item.status, ItemStatus::kClosed);
        EXPECT_LT(item.closed_date, plan.day);
        EXPECT_EQ(item.amount, receipt.amount);
        continue;
      }
      ++earlier;
      PlanBlock(geometry_, geometry_.EarlierBlock(plan.block), &before);
      EXPECT_LT(before.day, plan.day);
      bool paid = false;
      for (const PlannedReceipt& first : before.receipts) {
        if (first.cls != ReceiptClass::kExact) continue;
        if (before.items[before.Paid(first)[0]].index != receipt.again) {
          continue;
        }
        paid = true;
        EXPECT_EQ(first.amount, receipt.amount);
        EXPECT_EQ(first.customer, receipt.customer);
      }
      EXPECT_TRUE(paid);
    }
  });
  EXPECT_GT(closed, 100u);
  EXPECT_GT(earlier, 100u);
}

INSTANTIATE_TEST_SUITE_P(Seeds, PlanOf, testing::Values(1, 2, 77));

TEST(Plan, IsAFunctionOfItsArguments) {
  const Geometry geometry(5'000, 5'000, 4, DefaultMix());
  BlockPlan fresh, used;
  PlanBlock(geometry, 3, &used);
  PlanBlock(geometry, 7, &fresh);
  PlanBlock(geometry, 7, &used);
  ASSERT_EQ(fresh.items.size(), used.items.size());
  for (size_t i = 0; i < fresh.items.size(); ++i) {
    EXPECT_EQ(fresh.items[i].amount, used.items[i].amount);
    EXPECT_EQ(fresh.items[i].customer, used.items[i].customer);
    EXPECT_EQ(fresh.items[i].document_date, used.items[i].document_date);
  }
  EXPECT_EQ(fresh.paid, used.paid);
}

TEST(Plan, AmountsOfTheWhaleAreOnlySuggested) {
  const Geometry geometry(30'000, 30'000, 1, DefaultMix());
  ASSERT_TRUE(geometry.IsWhale(1));
  BlockPlan plan;
  PlanBlock(geometry, 1, &plan);
  uint64_t seen = 0;
  for (const PlannedReceipt& receipt : plan.receipts) {
    EXPECT_NE(receipt.cls, ReceiptClass::kCombination);
    if (receipt.cls != ReceiptClass::kAmountOnly) continue;
    ++seen;
    EXPECT_EQ(ExpectedOf(geometry, plan, receipt), "suggested");
  }
  EXPECT_GT(seen, 0u);
}

}  // namespace
}  // namespace cashmatch
