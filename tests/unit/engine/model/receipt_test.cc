// SPDX-License-Identifier: Apache-2.0
// receipt_test.cc - blocks are built, cut and joined without losing a row.
#include "engine/model/receipt.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace cashmatch {
namespace {

/// Adds a receipt with two references, a text and a line with an adjustment,
/// all named after it.
void AddReceipt(const std::string& name, ReceiptBlock* block) {
  Receipt* const receipt = block->Add();
  receipt->bank_reference = block->Keep(name);
  block->AddReference(ReferenceType::kInvoice, name + "-r1");
  block->AddReference(ReferenceType::kTrace, name + "-r2");
  block->AddText(name + "-t");
  block->AddAdvice(name + "-a")->paid = 5;
  block->AddAdjustment(1, name + "-why", name + "-memo");
}

/// Everything that AddReceipt put there, as one text.
std::string Spell(const ReceiptBlock& block, size_t i) {
  const Receipt& receipt = block.receipts.at(i);
  std::string out(receipt.bank_reference);
  for (const Reference& reference : block.References(receipt)) {
    out += " " + std::string(reference.value);
  }
  for (const std::string_view text : block.Texts(receipt)) {
    out += " " + std::string(text);
  }
  for (const AdviceLine& line : block.Advice(receipt)) {
    out += " " + std::string(line.reference);
    for (const Adjustment& part : block.Adjustments(line)) {
      out += " " + std::string(part.reason) + " " + std::string(part.reference);
    }
  }
  return out;
}

TEST(ReceiptBlock, RowsBelongToTheReceiptAddedLast) {
  ReceiptBlock block;
  AddReceipt("A", &block);
  AddReceipt("B", &block);
  EXPECT_EQ(Spell(block, 0), "A A-r1 A-r2 A-t A-a A-why A-memo");
  EXPECT_EQ(Spell(block, 1), "B B-r1 B-r2 B-t B-a B-why B-memo");
  EXPECT_EQ(block.References(block.receipts[1])[1].type, ReferenceType::kTrace);
}

TEST(ReceiptBlock, RowsOfOneReceiptMayComeInAnyOrder) {
  ReceiptBlock block;
  Receipt* const receipt = block.Add();
  block.AddText("one");
  block.AddReference(ReferenceType::kOther, "r");
  block.AddText("two");
  EXPECT_EQ(block.Texts(*receipt).size(), 2u);
  EXPECT_EQ(block.References(*receipt).size(), 1u);
}

TEST(ReceiptBlock, AReferenceWithoutAValueIsNone) {
  ReceiptBlock block;
  block.Add();
  block.AddReference(ReferenceType::kCheckNumber, "");
  block.AddReference(ReferenceType::kTrace, "T1");
  EXPECT_EQ(block.References(block.receipts[0]).size(), 1u);
}

TEST(ReceiptBlock, DefaultsSayNothing) {
  ReceiptBlock block;
  const Receipt& receipt = *block.Add();
  EXPECT_EQ(receipt.charges, kNotStated);
  EXPECT_EQ(receipt.value_date, kNoDay);
  EXPECT_EQ(receipt.direction, Direction::kCredit);
  EXPECT_TRUE(block.References(receipt).empty());
  EXPECT_TRUE(block.Texts(receipt).empty());
  EXPECT_TRUE(block.Advice(receipt).empty());
  EXPECT_EQ(block.AddAdvice("x")->paid, kNotStated);
}

TEST(ReceiptBlock, TruncateTakesBackRowsToo) {
  ReceiptBlock block;
  AddReceipt("A", &block);
  AddReceipt("B", &block);
  AddReceipt("C", &block);
  block.Truncate(1);
  EXPECT_EQ(block.receipts.size(), 1u);
  EXPECT_EQ(block.references.size(), 2u);
  EXPECT_EQ(block.texts.size(), 1u);
  EXPECT_EQ(block.advice.size(), 1u);
  EXPECT_EQ(block.adjustments.size(), 1u);
  AddReceipt("D", &block);
  EXPECT_EQ(Spell(block, 0), "A A-r1 A-r2 A-t A-a A-why A-memo");
  EXPECT_EQ(Spell(block, 1), "D D-r1 D-r2 D-t D-a D-why D-memo");
  block.Truncate(5);  // more than there are: nothing to do
  EXPECT_EQ(block.receipts.size(), 2u);
  block.Truncate(0);
  EXPECT_TRUE(block.adjustments.empty());
}

TEST(ReceiptBlock, AppendJoinsRowsFilesAndTexts) {
  ReceiptBlock all;
  all.AddFile("one", "bai2");
  AddReceipt("A", &all);
  ReceiptBlock more;
  more.AddFile("two", "camt.053");
  AddReceipt("B", &more);
  AddReceipt("C", &more);
  all.Append(std::move(more));
  ASSERT_EQ(all.receipts.size(), 3u);
  EXPECT_EQ(Spell(all, 0), "A A-r1 A-r2 A-t A-a A-why A-memo");
  EXPECT_EQ(Spell(all, 2), "C C-r1 C-r2 C-t C-a C-why C-memo");
  EXPECT_EQ(all.files.at(all.receipts[2].file).name, "two");
  EXPECT_TRUE(more.receipts.empty());  // NOLINT(bugprone-use-after-move)
  EXPECT_TRUE(more.files.empty());
}

TEST(ReceiptBlock, AppendToAnEmptyBlock) {
  ReceiptBlock all, more;
  more.AddFile("f", "x");
  AddReceipt("A", &more);
  all.Append(std::move(more));
  EXPECT_EQ(Spell(all, 0), "A A-r1 A-r2 A-t A-a A-why A-memo");
  EXPECT_EQ(all.receipts[0].file, 0u);
}

TEST(ReceiptBlockTest, AReceiptTakesWhatAnAdviceSaysAndKeepsItsIdentity) {
  ReceiptBlock advice;
  Receipt* const given = advice.Add();
  given->charges = 25;
  advice.AddReference(ReferenceType::kTrace, "T-1");
  advice.AddReference(ReferenceType::kInvoice, "INV-1");
  advice.AddText("says so");
  advice.AddAdvice("INV-2")->paid = 500;
  advice.AddAdjustment(7, "59", "DM-1");

  ReceiptBlock block;
  block.Add()->amount = 500;
  block.AddReference(ReferenceType::kEndToEnd, "E-1");
  block.AddText("bank's");
  block.Add()->amount = 600;
  block.AddText("other");
  block.TakeAdvice(0, advice, advice.receipts[0]);

  const Receipt& receipt = block.receipts[0];
  EXPECT_EQ(receipt.amount, 500);
  EXPECT_EQ(receipt.charges, 25);
  const auto references = block.References(receipt);
  ASSERT_EQ(references.size(), 2u);
  EXPECT_EQ(references[0].value, "E-1");
  EXPECT_EQ(references[1].value, "INV-1");
  ASSERT_EQ(block.Texts(receipt).size(), 2u);
  EXPECT_EQ(block.Texts(receipt)[1], "says so");
  ASSERT_EQ(block.Advice(receipt).size(), 1u);
  EXPECT_EQ(block.Advice(receipt)[0].paid, 500);
  EXPECT_EQ(block.Adjustments(block.Advice(receipt)[0])[0].reference, "DM-1");
  EXPECT_EQ(block.Texts(block.receipts[1])[0], "other");
}

}  // namespace
}  // namespace cashmatch
