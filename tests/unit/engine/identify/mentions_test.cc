// SPDX-License-Identifier: Apache-2.0
// mentions_test.cc - words that are nearly a number, and what they may mean.
#include "engine/identify/mentions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/identify/quotes.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

const Currency kUsd = *ParseCurrency("USD");
constexpr Day kToday = 20'514;

class MentionsTest : public testing::Test {
 protected:
  OpenItem& Item(std::string_view number, std::string_view customer = "ACME") {
    OpenItem& item = items_.items.emplace_back();
    item.item_id = item.document_number = items_.arena.Keep(number);
    item.customer_id = customer;
    item.amount = 100;
    item.currency = kUsd;
    item.document_date = kToday - 8;
    return item;
  }

  /// Returns what the text may mean, with ACME as the payer: `number:kind`, and
  /// the rivals if there are any.
  std::vector<std::string> Means(std::string_view text) {
    ReceiptBlock block;
    block.AddFile("f", "bai2");
    Receipt* const receipt = block.Add();
    receipt->currency = kUsd;
    receipt->booking_date = kToday;
    receipt->amount = amount_;
    block.AddText(text);
    return Told(block, *receipt);
  }

  std::vector<std::string> Told(const ReceiptBlock& block,
                                const Receipt& receipt) {
    if (book_.empty()) {
      book_.push_back(Book::Build(std::move(items_), {}, {}));
      state_.emplace_back(book_[0].tables());
    }
    PayerGuesses payers;
    const CustomerRow payer = book_[0].FindCustomer("ACME");
    if (payer_known_ && payer != kNoCustomer) {
      payers.list[payers.count++].customer = payer;
    }
    Quotes quotes;
    QuoteFinder(book_[0].tables()).Find(block, receipt, &quotes);
    Mentions mentions;
    MentionFinder(book_[0].tables())
        .Find(block, receipt, state_[0], payers, quotes, &mentions);
    std::vector<std::string> told;
    for (const Mention& mention : mentions.list) {
      std::string line = std::string(book_[0].ItemId(mention.item)) + ":" +
                         NameOf(mention.kind);
      if (mention.rivals != 0) line += "/" + std::to_string(mention.rivals);
      told.push_back(line);
      EXPECT_EQ(mentions.Of(mention.item), &mention) << "more than one";
    }
    return told;
  }

  static const char* NameOf(MentionKind kind) {
    constexpr const char* kNames[] = {"whole", "joined",    "confused",
                                      "stem",  "range",     "one edit",
                                      "tail",  "two edits", "cut"};
    return kNames[static_cast<size_t>(kind)];
  }

  OpenItemBlock items_;
  bool payer_known_ = true;
  Minor amount_ = 0;
  std::vector<Book> book_;  // none or one
  std::vector<OpenState> state_;
};

TEST_F(MentionsTest, ANumberCutUpByBlanks) {
  Item("4711201");
  EXPECT_THAT(Means("4711 201"), ElementsAre("4711201:joined"));
  EXPECT_THAT(Means("47 11, 201"), ElementsAre("4711201:joined"));
  EXPECT_THAT(Means("4711 999 201"), IsEmpty());
}

TEST_F(MentionsTest, TwoNumbersRunTogether) {
  Item("4711201");
  Item("4899304");
  EXPECT_THAT(Means("47112014899304"),
              UnorderedElementsAre("4711201:joined/1", "4899304:joined/1"));
}

TEST_F(MentionsTest, LettersThatAreReadForDigits) {
  Item("4711201");
  EXPECT_THAT(Means("47112O1"), ElementsAre("4711201:confused"));
  EXPECT_THAT(Means("47II2O1"), ElementsAre("4711201:confused"));
}

TEST_F(MentionsTest, AListThatSharesTheBeginningOfItsFirstNumber) {
  Item("4711201");
  Item("4711202");
  Item("4711213");
  EXPECT_THAT(Means("4711201/02/13"),
              UnorderedElementsAre("4711202:stem", "4711213:stem"));
}

TEST_F(MentionsTest, TheStemIsTheNearestNumberOfThatLengthBefore) {
  Item("4711201");
  Item("4888301");
  Item("4888302");
  EXPECT_THAT(Means("4711201 4888301 02"), ElementsAre("4888302:stem"));
}

TEST_F(MentionsTest, EverythingBetweenTheEndsOfARange) {
  for (const char* const number : {"1001", "1002", "1003", "1004", "1005"}) {
    Item(number);
  }
  EXPECT_THAT(Means("1001-1004"),
              UnorderedElementsAre("1001:whole", "1002:range", "1003:range",
                                   testing::StartsWith("1004:whole")));
}

TEST_F(MentionsTest, ARangeMayNameOnlyTheLastDigitsOfItsEnd) {
  for (const char* const number : {"4711201", "4711202", "4711203"}) {
    Item(number);
  }
  EXPECT_THAT(Means("4711201-03"),
              UnorderedElementsAre("4711201:whole", "4711202:range",
                                   testing::StartsWith("4711203:stem")));
}

TEST_F(MentionsTest, NumbersWithABlankBetweenThemAreNoRange) {
  for (const char* const number : {"1001", "1002", "1003"}) Item(number);
  EXPECT_THAT(Means("1001 1003"), IsEmpty());  // both are whole references
}

TEST_F(MentionsTest, OneSlip) {
  Item("4711201");
  for (const char* const text : {"4711210", "471120", "47112011", "4711281"}) {
    EXPECT_THAT(Means(text), ElementsAre("4711201:one edit")) << text;
  }
}

TEST_F(MentionsTest, TwoSlipsInALongNumberOnly) {
  Item("47112015");
  Item("58223");
  EXPECT_THAT(Means("47912815"), ElementsAre("47112015:two edits"));
  EXPECT_THAT(Means("58991"), IsEmpty());
  EXPECT_THAT(Means("49912815"), IsEmpty());
}

TEST_F(MentionsTest, LastDigitsFromFourOn) {
  Item("2026004711");
  EXPECT_THAT(Means("bill 4711"), ElementsAre("2026004711:tail"));
  EXPECT_THAT(Means("bill 711"), IsEmpty());
}

TEST_F(MentionsTest, FirstDigitsOnlyWhereTheTextEnds) {
  Item("2026004711");
  EXPECT_THAT(Means("invoices 20260"), ElementsAre("2026004711:cut"));
  EXPECT_THAT(Means("20260 invoices"), IsEmpty());
}

TEST_F(MentionsTest, AWordWithLettersInFrontIsTheNumber) {
  Item("4711201");
  Item("4711202");
  EXPECT_THAT(Means("K4711201"), ElementsAre("4711201:whole"));
}

TEST_F(MentionsTest, ItCountsTheItemsAWordMayMeanAsWell) {
  Item("2025004711");
  Item("2026004711");
  EXPECT_THAT(Means("4711"),
              UnorderedElementsAre("2025004711:tail/1", "2026004711:tail/1"));
}

TEST_F(MentionsTest, OfWhatAWordMayMeanTheSurestKindCounts) {
  Item("4711201");  // with a letter for a digit
  Item("4711291");  // one slip away
  EXPECT_THAT(Means("47112O1"), ElementsAre("4711201:confused"));
}

TEST_F(MentionsTest, AnItemIsMentionedOnceByItsSurestWord) {
  Item("2026004711");
  EXPECT_THAT(Means("bill 4711, 2026 004711"),
              ElementsAre("2026004711:joined"));
}

TEST_F(MentionsTest, AWordThatNamesAnItemExactlyMeansNothingElse) {
  Item("4711201").status = ItemStatus::kClosed;
  Item("4711202");
  Item("4711203", "OTHER");
  EXPECT_THAT(Means("4711201"), IsEmpty());  // closed
  EXPECT_THAT(Means("4711203"), IsEmpty());  // of somebody else
}

TEST_F(MentionsTest, DatesAndAmountsMeanNothing) {
  Item("20260301");
  Item("318459");
  EXPECT_THAT(Means("of 2026-03-02"), IsEmpty());
  EXPECT_THAT(Means("of 02.03.2026"), IsEmpty());
  EXPECT_THAT(Means("USD 3184.59"), IsEmpty());
}

TEST_F(MentionsTest, AnnouncedNumbersOfAnotherKindMeanNothing) {
  Item("4711201");
  for (const char* const text :
       {"tel 4711210", "Batch: 4711210", "TRACE 4711210", "iban 1201"}) {
    EXPECT_THAT(Means(text), IsEmpty()) << text;
  }
  EXPECT_THAT(Means("bill 4711210"), SizeIs(1));
}

TEST_F(MentionsTest, OnlyWhatIsOpenInTheCurrencyOnTheDay) {
  Item("4711201").currency = *ParseCurrency("EUR");
  Item("4899301").document_date = kToday + 1;
  Item("5011301").status = ItemStatus::kClosed;
  EXPECT_THAT(Means("4711210 4899310 5011310"), IsEmpty());
}

TEST_F(MentionsTest, WhatIsPaidInTheRunIsNoLongerMeant) {
  Item("4711201");
  EXPECT_THAT(Means("4711210"), SizeIs(1));
  state_[0].Take(ItemRow{0}, 100);
  EXPECT_THAT(Means("4711210"), IsEmpty());
}

TEST_F(MentionsTest, OnlyItemsOfThoseWhoMayHavePaid) {
  Item("4711201", "OTHER");
  Item("4899301");
  EXPECT_THAT(Means("4711210"), IsEmpty());
}

TEST_F(MentionsTest, TheOwnerOfAQuotedItemMayHavePaid) {
  Item("4711201", "OTHER");
  Item("4899301", "OTHER");
  payer_known_ = false;
  EXPECT_THAT(Means("4711201 4899310"), ElementsAre("4899301:one edit"));
  EXPECT_THAT(Means("4711201 4899319"), ElementsAre("4899301:two edits"));
}

TEST_F(MentionsTest, WhereNobodyIsKnownTheWholeBookIsOneSlipAway) {
  Item("INV-4711201");
  Item("4899301", "OTHER");
  Item("INV-0004711288", "OTHER").status = ItemStatus::kClosed;
  payer_known_ = false;
  EXPECT_THAT(Means("4899310"), ElementsAre("4899301:one edit"));
  EXPECT_THAT(Means("1NV-4711201"), ElementsAre("INV-4711201:confused"));
  EXPECT_THAT(Means("INV O711288"), ElementsAre("INV-0004711288:one edit"));
  EXPECT_THAT(Means("bill 9301"), IsEmpty()) << "the end of a number";
  EXPECT_THAT(Means("4899319"), IsEmpty()) << "two slips";
}

TEST_F(MentionsTest, WhereNobodyIsKnownTwoSlipsNeedTheAmount) {
  Item("4711201", "OTHER").amount = 31845;
  payer_known_ = false;
  amount_ = 31845;
  EXPECT_THAT(Means("4711219"), ElementsAre("4711201:two edits"));
  amount_ = 31846;
  EXPECT_THAT(Means("4711219"), IsEmpty());
}

TEST_F(MentionsTest, ReferenceFieldsThatAreNoDocumentsAreRead) {
  Item("4711201");
  ReceiptBlock block;
  block.AddFile("f", "bai2");
  Receipt* const receipt = block.Add();
  receipt->currency = kUsd;
  receipt->booking_date = kToday;
  block.AddReference(ReferenceType::kCheckNumber, "4711210");
  EXPECT_THAT(Told(block, *receipt), IsEmpty());
  block.AddReference(ReferenceType::kEndToEnd, "4711210");
  EXPECT_THAT(Told(block, *receipt), ElementsAre("4711201:one edit"));
}

TEST_F(MentionsTest, WordsAndItemsAreBounded) {
  for (size_t i = 0; i < MentionFinder::kItemsMax + 8; ++i) {
    Item(std::to_string(7'000'000 + i)).due_date = kToday + static_cast<Day>(i);
  }
  const std::string last =
      std::to_string(7'000'000 + MentionFinder::kItemsMax + 7);
  EXPECT_THAT(Means("x" + last.substr(0, 3) + " " + last.substr(3)), IsEmpty());
  EXPECT_THAT(Means("700 0000"), testing::Contains("7000000:joined"));
  std::string text;
  for (size_t i = 0; i < MentionFinder::kWordsMax; ++i) text += "a ";
  EXPECT_THAT(Means(text + "700 0000"), IsEmpty());
}

}  // namespace
}  // namespace cashmatch
