// SPDX-License-Identifier: Apache-2.0
// intake_test.cc - what becomes of each receipt before matching.
#include "engine/intake/intake.h"

#include <gtest/gtest.h>

#include <string>

namespace cashmatch {
namespace {

ReceiptBlock ThreeReceipts() {
  ReceiptBlock block;
  const uint32_t b = block.AddFile("b", "bai2");
  const uint32_t a = block.AddFile("a", "bai2");
  const auto add = [&](uint32_t file, Day day, std::string_view id) {
    Receipt* const receipt = block.Add();
    receipt->file = file;
    receipt->booking_date = day;
    receipt->id = receipt->bank_reference = id;
  };
  add(b, 20001, "R1");
  add(b, 20000, "R2");
  add(a, 20000, "R3");
  return block;
}

TEST(CanonicalOrder, IsBookingDateThenFileNameThenPosition) {
  const std::vector<ReceiptRow> order = CanonicalOrder(ThreeReceipts());
  EXPECT_EQ(order, (std::vector<ReceiptRow>{ReceiptRow{2}, ReceiptRow{1},
                                            ReceiptRow{0}}));
}

TEST(CanonicalOrder, OfAFileGivenTwiceTheFirstCopiesCountAndStandFirst) {
  constexpr uint32_t kReceipts = 3000;  // more than a sort leaves in place
  ReceiptBlock block;
  for (int copy = 0; copy < 2; ++copy) {
    const uint32_t file = block.AddFile("f", "bai2");
    for (uint32_t i = 0; i < kReceipts; ++i) {
      Receipt& receipt = *block.Add();
      receipt.file = file;
      receipt.id = receipt.bank_reference = block.Keep("R" + std::to_string(i));
      receipt.position = i;
    }
  }
  const std::vector<Admitted> admitted = Admit(block, {}, kNoDay);
  const std::vector<ReceiptRow> order = CanonicalOrder(block);
  ASSERT_EQ(order.size(), 2 * kReceipts);
  for (uint32_t i = 0; i < kReceipts; ++i) {
    EXPECT_EQ(order[2 * i], ReceiptRow{i});
    EXPECT_EQ(order[2 * i + 1], ReceiptRow{kReceipts + i});
    EXPECT_EQ(admitted[i].standing, Standing::kMoney);
    EXPECT_EQ(admitted[kReceipts + i].standing, Standing::kDuplicate);
    EXPECT_EQ(admitted[kReceipts + i].counted, ReceiptRow{i});
  }
}

/// Stretches that overlap, those of one row each, and one that is all.
TEST(CanonicalOrder, IsThatOfEveryPairWhateverStandsInOrderAlready) {
  for (const uint32_t stretch : {1, 7, 100, 1000, 5000}) {
    ReceiptBlock block;
    for (uint32_t i = 0; i < 7; ++i) {
      block.AddFile(block.Keep("f" + std::to_string(i * 3 % 7)), "bai2");
    }
    for (uint32_t i = 0; i < 5000; ++i) {
      Receipt& receipt = *block.Add();
      receipt.file = i / stretch * 5 % 7;
      receipt.booking_date = static_cast<Day>(20000 + i / stretch % 3);
      receipt.position = i % stretch * 10 + i / stretch;
      receipt.id = block.Keep("R" + std::to_string(i * 7919 % 5000));
    }
    std::vector<ReceiptRow> wanted;
    for (uint32_t i = 0; i < 5000; ++i) wanted.push_back(ReceiptRow{i});
    std::sort(wanted.begin(), wanted.end(), CanonicalLess(block));
    EXPECT_EQ(CanonicalOrder(block), wanted) << stretch;
  }
}

TEST(Admit, HoldsWhatIsBookedAfterTheDayOfTheRun) {
  const auto admitted = Admit(ThreeReceipts(), {}, 20000);
  EXPECT_EQ(admitted[0].standing, Standing::kAfterAsOf);
  EXPECT_EQ(admitted[1].standing, Standing::kMoney);
}

TEST(Admit, ARouteNeedsAllItsConditions) {
  ReceiptBlock block = ThreeReceipts();
  block.receipts[0].type_code = "195";
  block.receipts[0].payer_name = "Sweep Account";
  block.receipts[1].type_code = "195";
  Policy policy;
  policy.routes.push_back({{"195"}, "SWEEP", "treasury"});
  const auto admitted = Admit(block, policy, kNoDay);
  EXPECT_EQ(admitted[0].standing, Standing::kNotReceivable);
  EXPECT_EQ(admitted[0].cls, "treasury");
  EXPECT_EQ(admitted[1].standing, Standing::kMoney);
}

TEST(Admit, AnIntradayDebitIsNoReversalYet) {
  ReceiptBlock block = ThreeReceipts();
  for (const size_t row : {0, 1}) block.receipts[row].provisional = true;
  block.receipts[0].direction = Direction::kDebit;
  const auto admitted = Admit(block, {}, kNoDay);
  EXPECT_EQ(admitted[0].standing, Standing::kProvisionalReversal);
  EXPECT_EQ(admitted[1].standing, Standing::kProvisional);
}

TEST(Admit, ADebitIsAReversalAndHeldOutranksEverything) {
  ReceiptBlock block = ThreeReceipts();
  block.receipts[0].direction = Direction::kDebit;
  block.receipts[1].held = "BAI-TOTAL";
  block.receipts[1].type_code = "354";
  const auto admitted = Admit(block, {}, kNoDay);
  EXPECT_EQ(admitted[0].standing, Standing::kReversal);
  EXPECT_EQ(admitted[1].standing, Standing::kHeld);
}

}  // namespace
}  // namespace cashmatch
