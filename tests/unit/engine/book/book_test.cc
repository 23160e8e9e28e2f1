// SPDX-License-Identifier: Apache-2.0
// book_test.cc - what a book holds, and what of it is open to matching.
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

TEST(Book, ManyItemsInAnyOrderKeepWhatIsTheirs) {
  constexpr int kCount = 50'000;  // several pieces
  std::vector<std::string> ids;
  for (int i = 0; i < kCount; ++i) {
    ids.push_back(std::to_string(100'000 + i * 7919LL % kCount));
  }
  std::vector<OpenItem> items;
  for (const std::string& id : ids) {
    OpenItem& item = items.emplace_back(Invoice(id, id, std::stoi(id)));
    item.payment_terms = std::stoi(id) % 3 == 0 ? "net 30" : "net 60";
    if (std::stoi(id) % 5 == 0) item.linked_item = id;
  }
  const Book book = BookOf(items);
  ASSERT_EQ(book.item_count(), items.size());
  for (uint32_t i = 0; i < kCount; ++i) {
    const OpenItem item = book.Item(ItemRow{i});
    const int number = static_cast<int>(100'000 + i);
    ASSERT_EQ(item.item_id, std::to_string(number));
    ASSERT_EQ(item.customer_id, item.item_id);
    ASSERT_EQ(item.amount, number);
    ASSERT_EQ(item.payment_terms, number % 3 == 0 ? "net 30" : "net 60");
    ASSERT_EQ(item.linked_item, number % 5 == 0 ? item.item_id : "");
  }
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

/// The ids of a customer's items, in the order of the book.
std::vector<std::string_view> ItemsOf(const Book& book, std::string_view id) {
  std::vector<std::string_view> ids;
  for (const ItemRow row : book.tables().ItemsOf(book.FindCustomer(id))) {
    ids.push_back(book.ItemId(row));
  }
  return ids;
}

using Ids = std::vector<std::string_view>;

TEST(Book, ListsTheItemsOfACustomerByDueDateThenDocumentDateThenRow) {
  std::vector<OpenItem> items;
  for (const char* const id : {"D", "B", "A", "C", "E"}) {
    items.push_back(Invoice(id, id[0] == 'E' ? "C2" : "C1", 1));
    items.back().due_date = 20'600;
  }
  items[0].due_date = 20'500;   // D
  items[1].document_date -= 1;  // B
  const Book book = BookOf(items);
  EXPECT_EQ(ItemsOf(book, "C1"), (Ids{"D", "B", "A", "C"}));
  EXPECT_EQ(ItemsOf(book, "C2"), Ids{"E"});
}

TEST(Book, ListsNoClosedItemButEveryOther) {
  std::vector<OpenItem> items;
  for (const char* const id : {"A", "B", "C", "D", "E"}) {
    items.push_back(Invoice(id, "C1", 1));
  }
  items[0].status = ItemStatus::kClosed;
  items[1].status = ItemStatus::kDisputed;
  items[2].status = ItemStatus::kBlocked;
  items[3].amount = -1;
  items[3].type = DocumentType::kCreditMemo;
  const Book book = BookOf(items);
  EXPECT_EQ(ItemsOf(book, "C1"), (Ids{"B", "C", "D", "E"}));
}

TEST(Book, ACustomerWithoutItemsHasAnEmptyList) {
  std::vector<Customer> customers(3);
  const char* ids[] = {"C0", "C1", "C9"};
  for (size_t i = 0; i < 3; ++i) customers[i].customer_id = ids[i];
  const Book book = BookOf({Invoice("A", "C1", 1)}, customers);
  EXPECT_EQ(ItemsOf(book, "C0"), Ids{});
  EXPECT_EQ(ItemsOf(book, "C1"), Ids{"A"});
  EXPECT_EQ(ItemsOf(book, "C9"), Ids{});
}

TEST(Book, EveryItemIsListedOnceForManyCustomers) {
  std::vector<std::string> texts;
  for (int i = 0; i < 40'000; ++i) texts.push_back(std::to_string(i));
  std::vector<OpenItem> items;
  for (size_t i = 0; i < texts.size(); ++i) {
    items.push_back(Invoice(texts[i], texts[i * 7919 % 1000], 1));
    items.back().due_date = static_cast<Day>(20'000 + i * 31 % 400);
  }
  const Book book = BookOf(items);
  const BookTables& tables = book.tables();
  std::vector<int> seen(book.item_count(), 0);
  for (uint32_t c = 0; c < book.customer_count(); ++c) {
    Day last = 0;
    for (const ItemRow row : tables.ItemsOf(CustomerRow{c})) {
      ++seen[Index(row)];
      EXPECT_EQ(book.CustomerOf(row), CustomerRow{c});
      EXPECT_GE(tables.hot[Index(row)].due_date, last);
      last = tables.hot[Index(row)].due_date;
    }
  }
  EXPECT_EQ(seen, std::vector<int>(book.item_count(), 1));
}

/// The ids of all members of a customer's group.
std::vector<std::string_view> GroupOf(const Book& book, std::string_view id) {
  std::vector<std::string_view> ids;
  for (const auto& [top, member] :
       book.tables().GroupOf(book.FindCustomer(id))) {
    ids.push_back(book.CustomerId(member));
  }
  return ids;
}

TEST(Book, AGroupIsAllWhoHaveTheSameTopmostParent) {
  std::vector<Customer> customers(6);
  const char* ids[] = {"A", "B", "C", "D", "E", "F"};
  const char* parents[] = {"B", "C", "", "B", "F", "UNKNOWN"};
  for (size_t i = 0; i < 6; ++i) {
    customers[i].customer_id = ids[i];
    customers[i].parent_id = parents[i];
  }
  const Book book = BookOf({Invoice("X", "ALONE", 1)}, customers);
  for (const char* const member : {"A", "B", "C", "D"}) {
    EXPECT_EQ(GroupOf(book, member), (Ids{"A", "B", "C", "D"})) << member;
  }
  EXPECT_EQ(GroupOf(book, "E"), (Ids{"E", "F"}));
  EXPECT_EQ(GroupOf(book, "ALONE"), Ids{});
}

/// The customers whose name is nearest to a text, best first.
Ids NearestNames(const Book& book, std::string_view name) {
  Ids ids;
  for (const auto& found : book.tables().names.Get().Find(name, 4).candidates) {
    ids.push_back(book.CustomerId(CustomerRow{found.row}));
  }
  return ids;
}

std::vector<Customer> Named() {
  std::vector<Customer> customers(3);
  customers[0].customer_id = "C2";
  customers[0].name = "Crystalord Trading Ltd";
  customers[1].customer_id = "C1";
  customers[1].name = "Brookhollow Medical Supplies";
  customers[1].aliases = "Roadrunner Traps|Ohio Clinics";
  customers[2].customer_id = "C3";
  return customers;
}

TEST(Book, FindsCustomersByNearNamesAndAliases) {
  const Book book = BookOf({}, Named());
  EXPECT_EQ(NearestNames(book, "CRISTALORD TRADING"), Ids{"C2"});
  EXPECT_EQ(NearestNames(book, "BROOKHOLLOW MEDI"), Ids{"C1"});
  EXPECT_EQ(NearestNames(book, "ROADRUNER TRAPS"), Ids{"C1"});
  EXPECT_EQ(NearestNames(book, "OHIO CLINIC"), Ids{"C1"});
}

TEST(Book, ACustomerWithoutANameIsNobodysNearName) {
  const Book book = BookOf({Invoice("A", "C7", 1)}, Named());
  EXPECT_EQ(NearestNames(book, "Unheard Of"), Ids{});
  EXPECT_EQ(NearestNames(book, "C7"), Ids{});
  EXPECT_EQ(NearestNames(book, ""), Ids{});
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
