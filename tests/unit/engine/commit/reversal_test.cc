// SPDX-License-Identifier: Apache-2.0
#include "engine/commit/reversal.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

class ReversalTest : public testing::Test {
 protected:
  ReversalTest() { block_.AddFile("f", "bai2"); }

  ReceiptRow Add(Minor amount, std::string_view payer_account) {
    Receipt* const receipt = block_.Add();
    receipt->amount = amount;
    receipt->payer_account = payer_account;
    receipt->currency = *ParseCurrency("USD");
    receipt->account = "0123";
    return ReceiptRow{static_cast<uint32_t>(block_.receipts.size() - 1)};
  }

  ReceiptBlock block_;
};

TEST_F(ReversalTest, TheCheckNumberTellsEqualAmountsApart) {
  const ReceiptRow first = Add(100, "21/1");
  block_.AddReference(ReferenceType::kCheckNumber, "10605");
  const ReceiptRow second = Add(100, "21/1");
  block_.AddReference(ReferenceType::kCheckNumber, "10606");
  const ReceiptRow returned = Add(100, "21/1");
  block_.AddReference(ReferenceType::kCheckNumber, "10606");
  ReversalFinder finder(block_);
  finder.Add(first);
  finder.Add(second);
  EXPECT_EQ(finder.Find(returned).original, second);
}

TEST_F(ReversalTest, AnOriginalIsUndoneOnce) {
  const ReceiptRow original = Add(100, "21/1");
  const ReceiptRow once = Add(100, "21/1");
  const ReceiptRow again = Add(100, "21/1");
  ReversalFinder finder(block_);
  finder.Add(original);
  EXPECT_EQ(finder.Find(once).original, original);
  EXPECT_EQ(finder.Find(again).exception, ExceptionCode::kReversalNotFound);
}

TEST_F(ReversalTest, AmountAndAccountMustAgree) {
  const ReceiptRow original = Add(100, "21/1");
  const ReceiptRow other_amount = Add(101, "21/1");
  const ReceiptRow other_account = Add(100, "21/1");
  block_.receipts.back().account = "9999";
  ReversalFinder finder(block_);
  finder.Add(original);
  EXPECT_EQ(finder.Find(other_amount).original, kNoReceipt);
  EXPECT_EQ(finder.Find(other_account).original, kNoReceipt);
}

TEST_F(ReversalTest, SeveralThatCouldBeMeantAreNotGuessed) {
  const ReceiptRow first = Add(100, "21/1");
  const ReceiptRow second = Add(100, "21/1");
  const ReceiptRow returned = Add(100, "21/1");
  ReversalFinder finder(block_);
  finder.Add(first);
  finder.Add(second);
  EXPECT_EQ(finder.Find(returned).exception,
            ExceptionCode::kReversalAmbiguous);
}

}  // namespace
}  // namespace cashmatch
