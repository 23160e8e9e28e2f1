// SPDX-License-Identifier: Apache-2.0
#include "engine/book/book.h"

#include <gtest/gtest.h>

#include "engine/book/tables.h"

namespace cashmatch {
namespace {

OpenItem Invoice(std::string_view id, std::string_view customer, Minor amount) {
  OpenItem item;
  item.item_id = item.document_number = id;
  item.customer_id = customer;
  item.amount = amount;
  item.currency = *ParseCurrency("USD");
  item.document_date = *ParseIsoDay("2026-02-01");
  return item;
}

Book BookOf(std::vector<OpenItem> items, std::vector<Customer> customers = {},
            const Policy& policy = {}) {
  OpenItemBlock item_block;
  item_block.items = std::move(items);
  CustomerBlock customer_block;
  customer_block.customers = std::move(customers);
  return Book::Build(std::move(item_block), std::move(customer_block), policy);
}

TEST(Book, StandsInTheOrderOfItemIds) {
  const Book book = BookOf({Invoice("B", "C2", 1), Invoice("A", "C1", 2)});
  ASSERT_EQ(book.item_count(), 2u);
  EXPECT_EQ(book.ItemId(ItemRow{0}), "A");
  EXPECT_EQ(book.ItemId(ItemRow{1}), "B");
  EXPECT_EQ(book.FindItem("B"), ItemRow{1});
  EXPECT_EQ(book.FindItem("Z"), kNoItem);
}

TEST(Book, HasARowForACustomerThatOnlyItemsName) {
  Customer known;
  known.customer_id = "C2";
  known.name = "Two";
  const Book book =
      BookOf({Invoice("A", "C1", 1), Invoice("B", "C2", 1)}, {known});
  ASSERT_EQ(book.customer_count(), 2u);
  EXPECT_EQ(book.CustomerId(book.CustomerOf(ItemRow{0})), "C1");
  EXPECT_EQ(book.CustomerName(book.FindCustomer("C2")), "Two");
  EXPECT_EQ(book.CustomerName(book.FindCustomer("C1")), "");
}

TEST(Book, GivesBackEveryFieldOfAnItem) {
  OpenItem item = Invoice("A", "C1", 500);
  item.references = "PO-1|PO-2";
  item.payment_terms = "2/10 net 30";
  item.company_code = "1000";
  item.original_amount = 900;
  item.tax_amount = 80;
  item.discount_amount = 10;
  item.discount_until = item.closed_date = 20000;
  item.disputed_amount = 7;
  item.instalment = "1/3";
  item.linked_item = "X";
  item.origin_receipt_id = "R";
  const Book book = BookOf({item});
  const OpenItem back = book.Item(ItemRow{0});
  EXPECT_EQ(back.references, "PO-1|PO-2");
  EXPECT_EQ(back.payment_terms, "2/10 net 30");
  EXPECT_EQ(back.company_code, "1000");
  EXPECT_EQ(back.original_amount, 900);
  EXPECT_EQ(back.tax_amount, 80);
  EXPECT_EQ(back.discount_amount, 10);
  EXPECT_EQ(back.discount_until, 20000);
  EXPECT_EQ(back.closed_date, 20000);
  EXPECT_EQ(back.disputed_amount, 7);
  EXPECT_EQ(back.instalment, "1/3");
  EXPECT_EQ(back.linked_item, "X");
  EXPECT_EQ(back.origin_receipt_id, "R");
  EXPECT_EQ(back.due_date, back.document_date + 30);
}

TEST(Book, DueDateIsStatedElseOfTheTermsElseTheDocuments) {
  OpenItem stated = Invoice("A", "C", 1);
  stated.due_date = 20500;
  stated.payment_terms = "net 60";
  OpenItem terms = Invoice("B", "C", 1);
  terms.payment_terms = "net 60";
  OpenItem none = Invoice("C", "C", 1);
  none.payment_terms = "ZX99";  // unknown: no discount, no due date
  const Book book = BookOf({stated, terms, none});
  EXPECT_EQ(book.Item(ItemRow{0}).due_date, 20500);
  EXPECT_EQ(book.Item(ItemRow{1}).due_date, terms.document_date + 60);
  EXPECT_EQ(book.Item(ItemRow{2}).due_date, none.document_date);
}

TEST(Book, FollowsParentsToTheTopAndSurvivesARing) {
  std::vector<Customer> customers(4);
  const char* ids[] = {"A", "B", "C", "D"};
  const char* parents[] = {"B", "A", "D", ""};
  for (size_t i = 0; i < 4; ++i) {
    customers[i].customer_id = ids[i];
    customers[i].parent_id = parents[i];
  }
  const Book book = BookOf({}, customers);
  const auto& group = book.tables().group;
  EXPECT_EQ(group[0], group[1]);
  EXPECT_EQ(group[2], CustomerRow{3});
  EXPECT_NE(group[0], group[2]);
}

TEST(Book, CountsItsBytes) {
  std::vector<std::string> ids;
  for (int i = 0; i < 20000; ++i) ids.push_back("INV-" + std::to_string(i));
  std::vector<OpenItem> items;
  for (const std::string& id : ids) items.push_back(Invoice(id, "C1", 100));
  const Book book = BookOf(items);
  EXPECT_GT(book.memory().total(), 20000u * 48);
  EXPECT_LT(book.memory().total(), 20000u * 160);
}

}  // namespace
}  // namespace cashmatch
