// SPDX-License-Identifier: Apache-2.0
// quotes_test.cc - the references a receipt quotes, and whose they are.
#include "engine/identify/quotes.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

class QuotesTest : public testing::Test {
 protected:
  static Book Make() {
    OpenItemBlock items;
    const auto add = [&](std::string_view id, std::string_view references) {
      OpenItem item;
      item.item_id = item.document_number = id;
      item.references = references;
      item.customer_id = "C";
      item.amount = 100;
      item.currency = *ParseCurrency("USD");
      items.items.push_back(item);
    };
    add("CM-88", "");
    add("INV-1001", "PO-4711");
    add("INV-1002", "PO-4711|RF18539007547034");
    add("R/2026/17", "");
    return Book::Build(std::move(items), {}, {});
  }

  /// Returns "item:rule" for each quote, "text:?" for one that is not found.
  std::vector<std::string> InText(std::string_view text) {
    ReceiptBlock block;
    block.AddFile("f", "bai2");
    Receipt* const receipt = block.Add();
    block.AddText(text);
    return Describe(block, *receipt);
  }

  std::vector<std::string> Describe(const ReceiptBlock& block,
                                    const Receipt& receipt) {
    Quotes quotes;
    QuoteFinder(book_.tables()).Find(block, receipt, &quotes);
    std::vector<std::string> lines;
    for (const Quote& quote : quotes.list) {
      std::string line;
      for (uint32_t i = 0; i < quote.items_count; ++i) {
        line += std::string(book_.ItemId(quotes.items[quote.items_first + i])) +
                " ";
      }
      if (quote.rule == Rule::kNone) line = std::string(quote.text) + " ";
      lines.push_back(line + std::string(NameOf(quote.rule)));
    }
    return lines;
  }

  const Book book_ = Make();
  using Lines = std::vector<std::string>;
};

TEST_F(QuotesTest, FindsWholeWordsOnly) {
  EXPECT_EQ(InText("pays INV-1001."), Lines{"INV-1001 exact_reference"});
  EXPECT_EQ(InText("account 91001"), Lines{});
  EXPECT_EQ(InText("XINV-1001X"), Lines{});
}

TEST_F(QuotesTest, PrefersTheExactToTheNormalForm) {
  EXPECT_EQ(InText("inv. 1001"), Lines{"INV-1001 normalized_reference"});
  EXPECT_EQ(InText("inv1001"), Lines{"INV-1001 exact_reference"});
}

TEST_F(QuotesTest, FindsAlternateReferencesOfSeveralItems) {
  EXPECT_EQ(InText("PO-4711"), Lines{"INV-1001 INV-1002 alternate_reference"});
  EXPECT_EQ(InText("RF18539007547034"), Lines{"INV-1002 structured_reference"});
}

TEST_F(QuotesTest, SplitsAtSlashesOnlyWhereTheWholeNamesNothing) {
  EXPECT_EQ(InText("R/2026/17"), Lines{"R/2026/17 exact_reference"});
  EXPECT_EQ(InText("INV-1001/INV-1002"),
            (Lines{"INV-1001 exact_reference", "INV-1002 exact_reference"}));
}

TEST_F(QuotesTest, KeepsAnUnknownWordOnlyIfItSaysThatItIsAReference) {
  EXPECT_EQ(InText("INV-9999"), Lines{"INV-9999 none"});
  EXPECT_EQ(InText("invoice 9999"), Lines{"9999 none"});
  EXPECT_EQ(InText("phone 5559999"), Lines{});
}

TEST_F(QuotesTest, ADateOrAnAmountIsNoReference) {
  EXPECT_EQ(InText("invoice 2026-03-02 of 1001.00"), Lines{});
}

TEST_F(QuotesTest, TypedReferencesSilenceTheText) {
  ReceiptBlock block;
  block.AddFile("f", "bai2");
  Receipt* const receipt = block.Add();
  block.AddReference(ReferenceType::kInvoice, "INV-1001");
  block.AddText("INV-1002");
  EXPECT_EQ(Describe(block, *receipt), Lines{"INV-1001 exact_reference"});
}

TEST_F(QuotesTest, TheAdviceNamesItsLines) {
  ReceiptBlock block;
  block.AddFile("f", "bai2");
  Receipt* const receipt = block.Add();
  block.AddAdvice("CM-88");
  block.AddAdvice("INV-7");
  Quotes quotes;
  QuoteFinder(book_.tables()).Find(block, *receipt, &quotes);
  ASSERT_EQ(quotes.list.size(), 2u);
  EXPECT_EQ(quotes.list[1].line, 1u);
  EXPECT_EQ(quotes.list[1].rule, Rule::kNone);
}

TEST_F(QuotesTest, ManyWordsAreBoundedByABudget) {
  std::string text;
  for (int i = 0; i < 2000; ++i)
    text += "INV-" + std::to_string(90000 + i) + " ";
  EXPECT_EQ(InText(text).size(), size_t{QuoteFinder::kWordsMax});
}

}  // namespace
}  // namespace cashmatch
