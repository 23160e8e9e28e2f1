// SPDX-License-Identifier: Apache-2.0
// together_test.cc - several receipts as one.
#include "engine/model/together.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

TEST(AsOneReceipt, IsTheSumWithAllThatIsSaid) {
  ReceiptBlock receipts;
  receipts.AddFile("other", "bai2");
  receipts.AddFile("mine", "camt.053");
  for (int i = 0; i < 3; ++i) {
    Receipt* const receipt = receipts.Add();
    receipt->file = 1;
    receipt->amount = 100 + i;
    receipt->booking_date = 20'000 + i;
    receipts.AddReference(ReferenceType::kInvoice, std::to_string(i));
    receipts.AddText("text " + std::to_string(i));
    receipts.AddAdvice("line " + std::to_string(i))->paid = i;
    receipts.AddAdjustment(i, "59", {});
  }
  const std::vector<ReceiptRow> rows = {ReceiptRow{0}, ReceiptRow{2}};
  const ReceiptBlock one = AsOneReceipt(receipts, rows);
  ASSERT_EQ(one.receipts.size(), 1U);
  const Receipt& receipt = one.receipts.front();
  EXPECT_EQ(receipt.amount, 202);
  EXPECT_EQ(receipt.booking_date, 20'002);
  EXPECT_EQ(one.files[receipt.file].name, "mine");
  ASSERT_EQ(one.References(receipt).size(), 2U);
  EXPECT_EQ(one.References(receipt)[1].value, "2");
  // No copy of the texts: the report may go on naming them.
  EXPECT_EQ(one.References(receipt)[1].value.data(),
            receipts.references[2].value.data());
  ASSERT_EQ(one.Texts(receipt).size(), 2U);
  EXPECT_EQ(one.Texts(receipt)[0], "text 0");
  ASSERT_EQ(one.Advice(receipt).size(), 2U);
  EXPECT_EQ(one.Advice(receipt)[1].paid, 2);
  ASSERT_EQ(one.Adjustments(one.Advice(receipt)[1]).size(), 1U);
  EXPECT_EQ(one.Adjustments(one.Advice(receipt)[1])[0].amount, 2);
}

}  // namespace
}  // namespace cashmatch
