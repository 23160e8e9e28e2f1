// SPDX-License-Identifier: Apache-2.0
// near_numbers_test.cc - against a look at every number of the book.
#include "engine/book/near_numbers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "engine/book/normalize.h"
#include "engine/book/tables.h"
#include "engine/fuzzy/edit_distance.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Book BookOf(const std::vector<std::string>& numbers) {
  OpenItemBlock items;
  for (const std::string& number : numbers) {
    OpenItem& item = items.items.emplace_back();
    item.item_id = items.arena.Keep("I" + std::to_string(items.items.size()));
    item.document_number = items.arena.Keep(number);
    item.customer_id = "ACME";
    item.amount = 100;
    item.currency = *ParseCurrency("USD");
    item.document_date = 20'000;
  }
  return Book::Build(std::move(items), {}, {});
}

std::vector<std::string> Near(const Book& book, std::string_view form,
                              size_t most = 100) {
  std::vector<ItemRow> items;
  EXPECT_EQ(book.tables().near_numbers.Find(form, most, &items),
            !items.empty() || most != 0);
  std::vector<std::string> numbers;
  for (const ItemRow item : items) {
    numbers.emplace_back(book.DocumentNumber(item));
  }
  return numbers;
}

TEST(NearNumbersTest, TheCoreOfANumber) {
  EXPECT_EQ(CoreOf("INV0482913"), "482913");
  EXPECT_EQ(CoreOf("0012B0"), "12B0");
  EXPECT_EQ(CoreOf("INV000"), "000");
  EXPECT_EQ(CoreOf("ABC"), "ABC");
}

TEST(NearNumbersTest, LettersAndZerosInFrontDoNotCount) {
  const Book book = BookOf({"INV-00482913", "SI/577120"});
  EXPECT_THAT(Near(book, "482931"), ElementsAre("INV-00482913"));
  EXPECT_THAT(Near(book, "00482913"), ElementsAre("INV-00482913"));
  EXPECT_THAT(Near(book, "10482913"), ElementsAre("INV-00482913"));
  EXPECT_THAT(Near(book, "577102"), ElementsAre("SI/577120"));
  EXPECT_THAT(Near(book, "577012"), IsEmpty()) << "two edits";
}

TEST(NearNumbersTest, TooManySayNothing) {
  const Book book = BookOf({"482910", "482911", "482912"});
  std::vector<ItemRow> items;
  EXPECT_TRUE(book.tables().near_numbers.Find("482919", 3, &items));
  EXPECT_EQ(items.size(), 3u);
  items.clear();
  EXPECT_FALSE(book.tables().near_numbers.Find("482919", 2, &items));
  EXPECT_THAT(items, IsEmpty());
}

TEST(NearNumbersTest, ManyFindWhatEachFinds) {
  const Book book = BookOf({"482910", "482911", "482912", "577120"});
  std::vector<ItemRow> items;
  const std::vector<std::string_view> forms = {"577102", "482919", "577120"};
  EXPECT_THAT(book.tables().near_numbers.FindEach(forms, 2, &items),
              ElementsAre(true, false, true));
  EXPECT_THAT(items, ElementsAre(ItemRow{3}, ItemRow{3}));
  EXPECT_THAT(book.tables().near_numbers.FindEach({}, 2, &items), IsEmpty());
}

TEST(NearNumbersTest, NothingIsBuiltUntilItIsAsked) {
  const Book book = BookOf({"482910"});
  EXPECT_EQ(book.tables().near_numbers.bytes(), 0u);
  Near(book, "482910");
  EXPECT_GT(book.tables().near_numbers.bytes(), 0u);
}

TEST(NearNumbersTest, MissesNothingThatEveryNumberWouldShow) {
  std::mt19937_64 random(3);
  std::vector<std::string> numbers;
  for (int i = 0; i < 3000; ++i) {
    numbers.push_back((i % 3 == 0   ? "INV-"
                       : i % 3 == 1 ? "FAC00"
                                    : "") +
                      std::to_string(10'000 + random() % 30'000));
  }
  const Book book = BookOf(numbers);
  size_t found = 0;
  for (int i = 0; i < 500; ++i) {
    std::string form = std::to_string(10'000 + random() % 30'000);
    if (i % 4 == 0) form.erase(random() % form.size(), 1);
    std::vector<std::string> expected;
    for (uint32_t row = 0; row < book.item_count(); ++row) {
      const std::string plain = PlainForm(book.DocumentNumber(ItemRow{row}));
      const std::string bare = plain.substr(plain.find_first_of("0123456789"));
      if (EditDistance(form, bare, 1) <= 1 ||
          EditDistance(form, CoreOf(plain), 1) <= 1) {
        expected.emplace_back(book.DocumentNumber(ItemRow{row}));
      }
    }
    ASSERT_EQ(Near(book, form, 1000), expected) << form;
    found += expected.size();
  }
  EXPECT_GT(found, 500u);
}

}  // namespace
}  // namespace cashmatch
