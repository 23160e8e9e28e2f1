// SPDX-License-Identifier: Apache-2.0
// sole_quote_test.cc - the short way through free text finds what the long one
// would, or nothing.
#include "engine/identify/sole_quote.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "engine/identify/quotes.h"

namespace cashmatch {
namespace {

class SoleQuoteTest : public testing::Test {
 protected:
  static Book Make() {
    OpenItemBlock items;
    const auto add = [&](std::string_view id, std::string_view number,
                         std::string_view references) {
      OpenItem item;
      item.item_id = id;
      item.document_number = number;
      item.references = references;
      item.customer_id = "C";
      item.amount = 100;
      item.currency = *ParseCurrency("USD");
      items.items.push_back(item);
    };
    add("A", "INV-1001", "PO-4711");
    add("B", "INV-1002", "PO-4711|RF18539007547034");
    add("C", "R/2026/17", "");
    add("D", "2001", "");
    add("E", "2002", "2001");
    add("F", "3001", "");
    add("G", "3001", "");
    add("H", "INV-04001", "");
    return Book::Build(std::move(items), {}, {});
  }

  void SetUp() override { receipts_.AddFile("f", "bai2"); }

  void Text(std::string_view text) {
    receipts_.Add();
    receipts_.AddText(receipts_.Keep(text));
  }

  /// The item and the word of each receipt.
  std::vector<std::string> Found() {
    std::vector<std::string> found;
    std::vector<ReceiptRow> rows;
    const auto count = static_cast<uint32_t>(receipts_.receipts.size());
    for (uint32_t i = 0; i < count; ++i) rows.push_back(ReceiptRow{i});
    SoleQuoteFinder finder(book_.tables(), state_);
    for (size_t at = 0; at < rows.size(); at += SoleQuoteFinder::kBatch) {
      const auto batch = std::span(rows).subspan(
          at, std::min(SoleQuoteFinder::kBatch, rows.size() - at));
      finder.Look(receipts_, batch);
      for (size_t i = 0; i < batch.size(); ++i) {
        const SoleQuoteFinder::Sole& sole = finder.Of(i);
        found.push_back(sole.item == kNoItem
                            ? std::string()
                            : std::string(book_.ItemId(sole.item)) + " " +
                                  std::string(sole.text));
      }
    }
    return found;
  }

  /// What the long way says where all quotes are of one item, exactly.
  std::vector<std::string> LongWay() {
    std::vector<std::string> found;
    for (const Receipt& receipt : receipts_.receipts) {
      Quotes quotes;
      QuoteFinder(book_.tables()).Find(receipts_, receipt, &quotes);
      bool sole = !quotes.list.empty();
      for (const Quote& quote : quotes.list) {
        sole = sole && quote.rule == Rule::kExactReference &&
               quote.items_count == 1 &&
               quotes.items[quote.items_first] == quotes.items.front();
      }
      found.push_back(sole ? std::string(book_.ItemId(quotes.items.front())) +
                                 " " + std::string(quotes.list.front().text)
                           : std::string());
    }
    return found;
  }

  const Book book_ = Make();
  const OpenState state_{book_.tables()};
  ReceiptBlock receipts_;
};

TEST_F(SoleQuoteTest, FindsTheOneItemThatTheWordsName) {
  Text("PAYMENT FOR INV-1001");
  Text("ORIG ID:9100000019 INV-1002, INV-1002.");
  Text("R/2026/17");
  EXPECT_EQ(Found(), (std::vector<std::string>{"A INV-1001", "B INV-1002",
                                               "C R/2026/17"}));
}

TEST_F(SoleQuoteTest, LeavesWhatNeedsACloserLook) {
  Text("INV-1001 and INV-1002");  // two items
  Text("inv 1001");               // another form
  Text("inv-1001");               // the same, other letters
  Text("PO-4711 INV-1001");       // another index
  Text("RF18539007547034");
  Text("3001");                   // a number of two items
  Text("INV-1001 INVOICE 7777");  // claims to be a document
  Text("INV-1001 INV7777");
  Text("INV-1001 X/2002");  // a part names something
  Text("no number");
  EXPECT_THAT(Found(), testing::Each(std::string()));
}

TEST_F(SoleQuoteTest, WhatSpeaksBesideTheTextLeavesIt) {
  Text("INV-1001");
  receipts_.AddAdvice("INV-1002");
  Text("INV-1001");
  receipts_.AddReference(ReferenceType::kPurchaseOrder, "PO-4711");
  Text("INV-1001");
  receipts_.receipts.back().charges = 5;
  EXPECT_THAT(Found(), testing::Each(std::string()));
}

TEST_F(SoleQuoteTest, ReferencesThatNameNoDocumentAreText) {
  Text("INV-1001");
  receipts_.AddReference(ReferenceType::kOther, "INV-1002");
  receipts_.AddReference(ReferenceType::kCheckNumber, "2001");
  Text("thanks");
  receipts_.AddReference(ReferenceType::kEndToEnd, "INV-1002");
  EXPECT_EQ(Found(), (std::vector<std::string>{"", "B INV-1002"}));
}

TEST_F(SoleQuoteTest, IsNeverAnotherThanTheLongWay) {
  const std::vector<std::string> words = {
      "INV-1001", "INV-1002", "INV1001", "1001",  "2001",    "2002",
      "3001",     "PO-4711",  "invoice", "NO",    "TEL",     "REF",
      "+1",       "202",      "555",     "12.50", "1.2.26",  "R/2026/17",
      "x/2001",   "2001/9",   "C100000", "of",    "INV-900", "INV-04001",
      "4001",     "REMI:",    "OBI:",    "7",     "-2001-",  "batch"};
  std::mt19937 random(5);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (auto left = random() % 5 + 1; left > 0; --left) {
      text += words[random() % words.size()];
      text += random() % 4 == 0 ? "," : " ";
    }
    Text(text);
    if (random() % 3 == 0) {
      receipts_.AddReference(ReferenceType::kOther,
                             words[random() % words.size()]);
    }
  }
  const std::vector<std::string> found = Found();
  const std::vector<std::string> wanted = LongWay();
  size_t same = 0;
  for (size_t i = 0; i < found.size(); ++i) {
    if (found[i].empty()) continue;
    ASSERT_EQ(found[i], wanted[i]) << receipts_.texts[i];
    ++same;
  }
  const auto all = std::count_if(wanted.begin(), wanted.end(),
                                 [](const auto& w) { return !w.empty(); });
  // Few are left to the long way, or the short one is not worth its name.
  EXPECT_GT(same, static_cast<size_t>(all) / 2);
}

}  // namespace
}  // namespace cashmatch
