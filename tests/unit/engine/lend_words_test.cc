// SPDX-License-Identifier: Apache-2.0
// lend_words_test.cc - what a copy lends, and which copies do not.
#include "engine/lend_words.h"

#include <gtest/gtest.h>

#include <vector>

namespace cashmatch {
namespace {

class LendWordsTest : public testing::Test {
 protected:
  LendWordsTest() {
    block_.AddFile("waiting", "ndjson");
    block_.AddFile("now", "camt.054");
  }

  Receipt* Add(uint32_t file) {
    Receipt* const receipt = block_.Add();
    receipt->file = file;
    receipt->account = "0123";
    receipt->bank_reference = "B7";
    receipt->amount = 100;
    receipt->currency = *ParseCurrency("EUR");
    return receipt;
  }
  Receipt* AddCopy() {
    Receipt* const copy = Add(1);
    copy->payer_name = "Alpha GmbH";
    copy->payer_account = "DE02120300000000202051";
    copy->payer_bank = "BYLADEM1001";
    block_.AddReference(ReferenceType::kInvoice, "INV-1");
    block_.AddText("INV-1 thank you");
    block_.AddAdvice("INV-1")->paid = 100;
    return copy;
  }
  /// The receipt that waits stands behind those that came.
  const Receipt& Lend() {
    std::vector<Known> known(block_.receipts.size(), Known::kCounted);
    known.back() = Known::kWaits;
    LendWords(known, {}, &block_);
    return block_.receipts.back();
  }

  ReceiptBlock block_;
};

TEST_F(LendWordsTest, WhatIsMissingComesFromTheCopy) {
  AddCopy();
  Add(0);
  const Receipt& receipt = Lend();
  EXPECT_EQ(receipt.payer_name, "Alpha GmbH");
  EXPECT_EQ(receipt.payer_account, "DE02120300000000202051");
  EXPECT_EQ(receipt.payer_bank, "BYLADEM1001");
  ASSERT_EQ(block_.References(receipt).size(), 1U);
  EXPECT_EQ(block_.References(receipt)[0].value, "INV-1");
  ASSERT_EQ(block_.Texts(receipt).size(), 1U);
  ASSERT_EQ(block_.Advice(receipt).size(), 1U);
  EXPECT_EQ(block_.Advice(receipt)[0].reference, "INV-1");
}

TEST_F(LendWordsTest, WhatIsSaidStays) {
  AddCopy();
  Add(0)->payer_name = "ALPHA";
  block_.AddText("own words");
  const Receipt& receipt = Lend();
  EXPECT_EQ(receipt.payer_name, "ALPHA");
  EXPECT_EQ(block_.Texts(receipt)[0], "own words");
  EXPECT_EQ(receipt.payer_account, "DE02120300000000202051");
}

TEST_F(LendWordsTest, NothingComesFromOtherMoneyOrCopiesThatAreNotCertain) {
  for (int what = 0; what < 4; ++what) {
    block_.Truncate(0);
    Receipt* const copy = AddCopy();
    if (what == 0) copy->amount = 101;
    if (what == 1) copy->held = "CAMT-TOTAL";
    if (what == 2) copy->provisional = true;
    if (what == 3) AddCopy();  // its twin
    Add(0);
    EXPECT_TRUE(Lend().payer_name.empty()) << what;
  }
}

TEST_F(LendWordsTest, OnlyCopiesOfCountedMoneyLend) {
  AddCopy();
  Add(1)->bank_reference = "OTHER";
  Add(0);
  std::vector<Known> known = {Known::kNew, Known::kCounted, Known::kWaits};
  LendWords(known, {}, &block_);
  EXPECT_TRUE(block_.receipts.back().payer_name.empty());
}

}  // namespace
}  // namespace cashmatch
