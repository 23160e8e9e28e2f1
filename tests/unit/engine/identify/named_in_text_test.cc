// SPDX-License-Identifier: Apache-2.0
// named_in_text_test.cc - names of customers among the words of a text.
#include "engine/identify/named_in_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Book Make() {
  CustomerBlock block;
  for (const auto& [id, name, aliases] :
       {std::tuple("A", "Acme Industrial, Inc.", "Acme Pumps|ACME"),
        std::tuple("B", "Bolt", ""), std::tuple("C", "Industrial Inc", "")}) {
    Customer customer;
    customer.customer_id = id;
    customer.name = name;
    customer.aliases = aliases;
    block.customers.push_back(customer);
  }
  return Book::Build(PackedItems(), std::move(block), {});
}

std::vector<std::string> Named(std::vector<std::string> texts) {
  const Book book = Make();
  ReceiptBlock block;
  block.AddFile("f", "bai2");
  block.Add();
  for (const std::string& text : texts) block.AddText(block.Keep(text));
  std::vector<std::string> ids;
  for (const CustomerRow row :
       NamedInText(book.tables(), block, block.receipts[0])) {
    ids.emplace_back(book.CustomerId(row));
  }
  return ids;
}

TEST(NamedInText, ANameStandsWordForWord) {
  EXPECT_THAT(Named({"MAKER ACME INDUSTRIAL INC NSF"}), ElementsAre("A", "C"));
  EXPECT_THAT(Named({"industrial inc"}), ElementsAre("C"));
  EXPECT_THAT(Named({"MAKER ACME INDUSTRIAL INCORPORATED"}), IsEmpty());
}

TEST(NamedInText, AnAliasIsAName) {
  EXPECT_THAT(Named({"RETURNED", "from acme pumps"}), ElementsAre("A"));
}

TEST(NamedInText, OneWordIsNoName) {
  EXPECT_THAT(Named({"BOLT", "ACME"}), IsEmpty());
}

TEST(NamedInText, ANameIsNotCutInTwoTexts) {
  EXPECT_THAT(Named({"MAKER ACME", "PUMPS"}), IsEmpty());
}

TEST(NamedInText, WordsBeyondTheSixtyFourthAreNotRead) {
  std::string text;
  for (int i = 0; i < 62; ++i) text += "x ";
  EXPECT_THAT(Named({text + "acme pumps"}), ElementsAre("A"));
  EXPECT_THAT(Named({text + "x acme pumps"}), IsEmpty());
}

}  // namespace
}  // namespace cashmatch
