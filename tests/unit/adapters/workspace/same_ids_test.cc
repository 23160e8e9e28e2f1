// SPDX-License-Identifier: Apache-2.0
// same_ids_test.cc - which receipts may share an id and which may not.
#include "adapters/workspace/same_ids.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

Receipt& Add(ReceiptBlock* block, std::string_view id, Minor amount,
             uint32_t file = 0) {
  while (block->files.size() <= file) {
    block->AddFile(block->files.empty() ? "a" : "b", "ndjson");
  }
  Receipt& receipt = *block->Add();
  receipt.id = id;
  receipt.amount = amount;
  receipt.file = file;
  return receipt;
}

TEST(SameIds, EqualContentMayComeAgain) {
  ReceiptBlock block;
  Add(&block, "x", 100);
  Receipt& again = Add(&block, "x", 100, 1);
  again.line = 9;
  again.position = 4;
  again.type_code = "142";  // is no part of what an id stands for
  Add(&block, "y", 100);
  EXPECT_TRUE(FindIdsWithOtherContent(block).empty());
}

TEST(SameIds, ReceiptsWithoutAnIdArePassedOver) {
  ReceiptBlock block;
  Add(&block, "", 100);
  Add(&block, "x", 100);
  Add(&block, "", 200);
  Add(&block, "x", 200, 1);
  const auto found = FindIdsWithOtherContent(block);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0], (ReceiptPair{ReceiptRow{1}, ReceiptRow{3}}));
}

TEST(SameIds, EveryPartOfTheContentCounts) {
  const auto conflicts = [](auto change) {
    ReceiptBlock block;
    Add(&block, "x", 100);
    block.AddText("text");
    block.AddReference(ReferenceType::kInvoice, "INV");
    block.AddAdvice("INV")->paid = 5;
    block.AddAdjustment(1, "59", "");
    Receipt& other = Add(&block, "x", 100, 1);
    change(&block, &other);
    return FindIdsWithOtherContent(block).size();
  };
  const auto rest = [](ReceiptBlock* block, std::string_view text,
                       ReferenceType type, Minor paid, Minor adjusted) {
    block->AddText(text);
    block->AddReference(type, "INV");
    block->AddAdvice("INV")->paid = paid;
    block->AddAdjustment(adjusted, "59", "");
  };
  const auto invoice = ReferenceType::kInvoice;
  EXPECT_EQ(conflicts([&](ReceiptBlock* b, Receipt*) {
              rest(b, "text", invoice, 5, 1);
            }),
            0u);
  EXPECT_EQ(conflicts([&](ReceiptBlock* b, Receipt* r) {
              r->amount = 101;
              rest(b, "text", invoice, 5, 1);
            }),
            1u);
  EXPECT_EQ(conflicts([&](ReceiptBlock* b, Receipt* r) {
              r->direction = Direction::kDebit;
              rest(b, "text", invoice, 5, 1);
            }),
            1u);
  EXPECT_EQ(conflicts([&](ReceiptBlock* b, Receipt*) {
              rest(b, "other", invoice, 5, 1);
            }),
            1u);
  EXPECT_EQ(conflicts([&](ReceiptBlock* b, Receipt*) {
              rest(b, "text", ReferenceType::kOther, 5, 1);
            }),
            1u);
  EXPECT_EQ(conflicts([&](ReceiptBlock* b, Receipt*) {
              rest(b, "text", invoice, 6, 1);
            }),
            1u);
  EXPECT_EQ(conflicts([&](ReceiptBlock* b, Receipt*) {
              rest(b, "text", invoice, 5, 2);
            }),
            1u);
}

TEST(SameIds, OnePairForEachIdFromTheFirstFileOn) {
  ReceiptBlock block;
  Add(&block, "x", 3, 1);
  Add(&block, "w", 1);
  Add(&block, "x", 1);
  Add(&block, "x", 2);
  block.receipts.back().position = 1;
  const auto pairs = FindIdsWithOtherContent(block);
  ASSERT_EQ(pairs.size(), 1u);
  EXPECT_EQ(Index(pairs[0].first), 2u);
  EXPECT_EQ(Index(pairs[0].second), 3u);
}

}  // namespace
}  // namespace cashmatch
