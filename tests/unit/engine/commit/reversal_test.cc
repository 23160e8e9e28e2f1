// SPDX-License-Identifier: Apache-2.0
// reversal_test.cc - returned items find their receipt and undo it.
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
  EXPECT_EQ(finder.Find(returned).exception, ExceptionCode::kReversalAmbiguous);
}

TEST_F(ReversalTest, AccountsAndChecksAreComparedInTheirForm) {
  const ReceiptRow original = Add(100, "021000021/0000778899");
  block_.AddReference(ReferenceType::kCheckNumber, "0010605");
  const ReceiptRow other = Add(100, "021000021/778899");
  block_.AddReference(ReferenceType::kCheckNumber, "10606");
  const ReceiptRow returned = Add(100, "021000021/778899");
  block_.AddReference(ReferenceType::kCheckNumber, "10605");
  ReversalFinder finder(block_);
  finder.Add(original);
  finder.Add(other);
  EXPECT_EQ(finder.Find(returned).original, original);
}

TEST_F(ReversalTest, ThePayersAccountAloneIsASignInItsForm) {
  const ReceiptRow original = Add(100, "021000021/0000778899");
  const ReceiptRow returned = Add(100, "021000021/778899");
  ReversalFinder finder(block_);
  finder.Add(original);
  EXPECT_EQ(finder.Find(returned).original, original);
}

TEST_F(ReversalTest, ALockboxIsNotComparedWithABankAccount) {
  const uint32_t lockbox = block_.AddFile("l", "lockbox");
  const ReceiptRow original = Add(100, "21/1");
  block_.AddReference(ReferenceType::kCheckNumber, "10605");
  block_.receipts.back().file = lockbox;
  block_.receipts.back().account = "2222";
  const ReceiptRow elsewhere = Add(100, "21/1");
  block_.AddReference(ReferenceType::kCheckNumber, "10605");
  block_.receipts.back().account = "9999";
  const ReceiptRow returned = Add(100, {});
  block_.AddReference(ReferenceType::kCheckNumber, "10605");
  ReversalFinder finder(block_);
  finder.Add(original);
  finder.Add(elsewhere);
  EXPECT_EQ(finder.Find(returned).original, original);
}

TEST_F(ReversalTest, AReturnThatNamesNoAccountOfOursFitsAny) {
  const ReceiptRow original = Add(100, {});
  block_.AddReference(ReferenceType::kTrace, "071000010000007");
  const ReceiptRow returned = Add(100, "111000025/5520147");
  block_.AddReference(ReferenceType::kTrace, "071000010000007");
  block_.receipts.back().account = {};
  ReversalFinder finder(block_);
  finder.Add(original);
  EXPECT_EQ(finder.Find(returned).original, original);
}

TEST_F(ReversalTest, AnX12LockboxIsNotComparedWithABankAccount) {
  const uint32_t lockbox = block_.AddFile("l", "x12.823");
  const ReceiptRow original = Add(100, "21/1");
  block_.AddReference(ReferenceType::kCheckNumber, "10605");
  block_.receipts.back().file = lockbox;
  block_.receipts.back().account = "2222";
  const ReceiptRow returned = Add(100, {});
  block_.AddReference(ReferenceType::kCheckNumber, "10605");
  ReversalFinder finder(block_);
  finder.Add(original);
  EXPECT_EQ(finder.Find(returned).original, original);
}

TEST_F(ReversalTest, AnotherCheckOrAccountSpeaksAgainstAWeakSign) {
  const ReceiptRow original = Add(100, "21/1");
  block_.AddReference(ReferenceType::kCheckNumber, "10604");
  const ReceiptRow other_check = Add(100, "21/1");
  block_.AddReference(ReferenceType::kCheckNumber, "10605");
  const ReceiptRow other_account = Add(100, "21/2");
  block_.AddReference(ReferenceType::kCheckNumber, "10604");
  ReversalFinder finder(block_);
  finder.Add(original);
  EXPECT_EQ(finder.Find(other_check).exception,
            ExceptionCode::kReversalNotFound);
  EXPECT_EQ(finder.Find(other_account).exception,
            ExceptionCode::kReversalNotFound);
}

TEST_F(ReversalTest, AWeakSignIsRememberedForSixtyDays) {
  const ReceiptRow original = Add(100, "21/1");
  block_.receipts.back().booking_date = 1000;
  const ReceiptRow late = Add(100, "21/1");
  block_.receipts.back().booking_date = 1061;
  const ReceiptRow in_time = Add(100, "21/1");
  block_.receipts.back().booking_date = 1060;
  ReversalFinder finder(block_);
  finder.Add(original);
  EXPECT_EQ(finder.Find(late).exception, ExceptionCode::kReversalNotFound);
  EXPECT_EQ(finder.Find(in_time).original, original);
}

TEST_F(ReversalTest, ATraceMayComeBackWithAFee) {
  const ReceiptRow original = Add(100'00, {});
  block_.AddReference(ReferenceType::kEndToEnd, "DD-1");
  const ReceiptRow too_much = Add(111'00, {});
  block_.AddReference(ReferenceType::kEndToEnd, "DD-1");
  const ReceiptRow less = Add(99'00, {});
  block_.AddReference(ReferenceType::kEndToEnd, "DD-1");
  const ReceiptRow with_fee = Add(103'00, {});
  block_.AddReference(ReferenceType::kEndToEnd, "DD-1");
  ReversalFinder finder(block_);
  finder.Add(original);
  EXPECT_EQ(finder.Find(too_much).original, kNoReceipt);
  EXPECT_EQ(finder.Find(less).original, kNoReceipt);
  EXPECT_EQ(finder.Find(with_fee).original, original);
}

TEST(ReturnFee, IsStatedOrSmall) {
  Receipt reversal;
  reversal.amount = 150'00;
  EXPECT_EQ(ReturnFee(reversal, 150'00), 0);
  EXPECT_EQ(ReturnFee(reversal, 151'00), kNotStated);
  EXPECT_EQ(ReturnFee(reversal, 140'00), 10'00);
  EXPECT_EQ(ReturnFee(reversal, 100'00), kNotStated);
  reversal.charges = 50'00;
  EXPECT_EQ(ReturnFee(reversal, 100'00), 50'00);
}

}  // namespace
}  // namespace cashmatch
