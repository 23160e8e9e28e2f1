// SPDX-License-Identifier: Apache-2.0
// snapshot_test.cc - a book out of a snapshot is the book that was written.
#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <random>
#include <string>

#include "engine/book/book.h"
#include "engine/book/snapshot_layout.h"
#include "engine/book/tables.h"

namespace cashmatch {
namespace {

/// Bytes at an address that is a multiple of 64.
struct Aligned {
  explicit Aligned(std::string_view text)
      : memory(static_cast<char*>(
            ::operator new(text.size() + 64, std::align_val_t{64}))),
        size(text.size()) {
    std::memcpy(memory.get(), text.data(), size);
  }
  std::string_view bytes() const { return {memory.get(), size}; }
  struct Free {
    void operator()(char* at) const {
      ::operator delete(at, std::align_val_t{64});
    }
  };
  std::unique_ptr<char, Free> memory;
  size_t size;
};

std::optional<Book> Read(std::string_view bytes, std::string* error,
                         const Policy& policy = {}) {
  const auto keep = std::make_shared<Aligned>(bytes);
  const std::string_view view = keep->bytes();
  return Book::FromSnapshot(view, policy, keep, error);
}

std::string BytesOf(const Book& book) {
  std::string bytes;
  book.WriteSnapshot([&](std::string_view part) { bytes += part; });
  return bytes;
}

class SnapshotTest : public ::testing::Test {
 protected:
  Book Build(size_t items) {
    std::mt19937_64 random(items);
    const auto draw = [&](uint64_t below) { return random() % below; };
    OpenItemBlock block;
    CustomerBlock people;
    for (size_t i = 0; i < items / 4; ++i) {
      Customer& customer = people.customers.emplace_back();
      customer.customer_id = Keep("C" + std::to_string(i));
      customer.name = Keep("Name " + std::to_string(i) + " Inc");
      customer.bank_accounts = Keep("02100002/" + std::to_string(9000 + i));
      if (i % 7 == 3) customer.parent_id = Keep("C" + std::to_string(i - 1));
    }
    for (size_t i = 0; i < items; ++i) {
      OpenItem& item = block.items.emplace_back();
      item.item_id = Keep("I" + std::to_string(i * 7919 % 100000));
      item.document_number = Keep("INV-" + std::to_string(100000 + i));
      item.customer_id = Keep("C" + std::to_string(draw(items / 3 + 1)));
      item.currency = *ParseCurrency(draw(3) == 0 ? "EUR" : "USD");
      item.amount = static_cast<Minor>(100 + draw(100000));
      item.document_date = static_cast<Day>(20000 + draw(300));
      item.payment_terms = draw(2) == 0 ? "2/10 net 30" : "net 60";
      item.company_code = draw(2) == 0 ? "1000" : "2000";
      if (draw(5) == 0) item.references = "PO-17|PO-18";
      if (draw(9) == 0) item.original_amount = item.amount + 5;
      if (draw(9) == 0) item.linked_item = "I7919";
      if (draw(11) == 0) {
        item.type = DocumentType::kCreditMemo;
        item.amount = -item.amount;
        item.original_amount = kNotStated;
      }
      if (draw(13) == 0) item.status = ItemStatus::kClosed;
    }
    return Book::Build(std::move(block), std::move(people), {}, random());
  }

  std::string_view Keep(const std::string& text) { return arena_.Keep(text); }
  TextArena arena_;
};

void ExpectSame(const OpenItem& a, const OpenItem& b) {
  EXPECT_EQ(a.item_id, b.item_id);
  EXPECT_EQ(a.company_code, b.company_code);
  EXPECT_EQ(a.customer_id, b.customer_id);
  EXPECT_EQ(a.document_number, b.document_number);
  EXPECT_EQ(a.references, b.references);
  EXPECT_EQ(a.payment_terms, b.payment_terms);
  EXPECT_EQ(a.linked_item, b.linked_item);
  EXPECT_EQ(a.amount, b.amount);
  EXPECT_EQ(a.original_amount, b.original_amount);
  EXPECT_EQ(a.document_date, b.document_date);
  EXPECT_EQ(a.due_date, b.due_date);
  EXPECT_EQ(a.currency, b.currency);
  EXPECT_EQ(a.type, b.type);
  EXPECT_EQ(a.status, b.status);
}

std::vector<uint32_t> RowsOf(const KeyIndex& index, uint64_t key) {
  std::vector<uint32_t> rows;
  index.Visit(key, [&](uint32_t row) {
    rows.push_back(row);
    return true;
  });
  return rows;
}

TEST_F(SnapshotTest, HasEveryRowAndIndexAgain) {
  const Book built = Build(3000);
  std::string error;
  const std::optional<Book> read = Read(BytesOf(built), &error);
  ASSERT_TRUE(read) << error;
  const BookTables& a = built.tables();
  const BookTables& b = read->tables();
  ASSERT_EQ(built.item_count(), read->item_count());
  ASSERT_EQ(built.customer_count(), read->customer_count());
  for (uint32_t i = 0; i < built.item_count(); ++i) {
    const ItemRow row{i};
    ExpectSame(built.Item(row), read->Item(row));
    EXPECT_EQ(read->FindItem(built.ItemId(row)), row);
    for (const std::string_view text : {built.DocumentNumber(row)}) {
      EXPECT_EQ(RowsOf(a.numbers, a.NumberKey(text)),
                RowsOf(b.numbers, b.NumberKey(text)));
    }
    const uint64_t amount = a.AmountKey(a.hot[i].currency, a.hot[i].open);
    EXPECT_EQ(RowsOf(a.amounts.Get(), amount), RowsOf(b.amounts.Get(), amount));
    EXPECT_FALSE(a.hot[i].open > 0 && RowsOf(b.amounts.Get(), amount).empty());
  }
  for (uint32_t c = 0; c < built.customer_count(); ++c) {
    const CustomerRow row{c};
    EXPECT_EQ(built.CustomerId(row), read->CustomerId(row));
    EXPECT_EQ(built.CustomerName(row), read->CustomerName(row));
    EXPECT_TRUE(std::ranges::equal(a.ItemsOf(row), b.ItemsOf(row)));
    EXPECT_TRUE(std::ranges::equal(a.GroupOf(row), b.GroupOf(row)));
    for (size_t kind = 0; kind < kPayerKeys; ++kind) {
      const std::string form =
          PayerForm(static_cast<PayerKey>(kind),
                    PayerList(static_cast<PayerKey>(kind), a.customers[c]));
      EXPECT_EQ(RowsOf(a.payers[kind].Get(), a.PayerHash(form)),
                RowsOf(b.payers[kind].Get(), b.PayerHash(form)));
    }
  }
}

TEST_F(SnapshotTest, IsTheSameWhenWrittenAgain) {
  const Book built = Build(500);
  const std::string bytes = BytesOf(built);
  std::string error;
  const std::optional<Book> read = Read(bytes, &error);
  ASSERT_TRUE(read) << error;
  EXPECT_EQ(BytesOf(*read), bytes);
  EXPECT_EQ(read->memory().mapped, bytes.size());
}

TEST_F(SnapshotTest, OfAnEmptyBookIsOne) {
  const Book empty = Book::Build(PackedItems(), {}, {});
  std::string error;
  const std::optional<Book> read = Read(BytesOf(empty), &error);
  ASSERT_TRUE(read) << error;
  EXPECT_EQ(read->item_count(), 0u);
}

TEST_F(SnapshotTest, IsRefusedWhenCutAnywhere) {
  const std::string bytes = BytesOf(Build(20));
  std::string error;
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(Read(std::string_view(bytes).substr(0, size), &error)) << size;
    EXPECT_FALSE(error.empty());
  }
}

TEST_F(SnapshotTest, IsRefusedWhenAnyBitIsFlipped) {
  std::string bytes = BytesOf(Build(8));
  std::string error;
  for (size_t i = 0; i < bytes.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      bytes[i] = static_cast<char>(bytes[i] ^ (1 << bit));
      EXPECT_FALSE(Read(bytes, &error)) << i;
      bytes[i] = static_cast<char>(bytes[i] ^ (1 << bit));
    }
  }
  EXPECT_TRUE(Read(bytes, &error));
}

TEST_F(SnapshotTest, IsRefusedWhereTermsAreReadInAnotherWay) {
  OpenItemBlock block;
  OpenItem& item = block.items.emplace_back();
  item.item_id = item.document_number = item.customer_id = "A";
  item.currency = kUsDollar;
  item.amount = 100;
  item.document_date = 20000;
  item.payment_terms = "ZB10";
  Policy policy;
  policy.terms["ZB10"] = *ParseTerms("2/10 net 30");
  const std::string bytes = BytesOf(Book::Build(std::move(block), {}, policy));
  std::string error;
  EXPECT_TRUE(Read(bytes, &error, policy)) << error;
  policy.terms["ZB10"] = *ParseTerms("2/10 net 31");
  EXPECT_FALSE(Read(bytes, &error, policy));
  EXPECT_NE(error.find("payment terms"), std::string::npos);
}

/// Makes the checksum right again, as a forger would.
void Sign(std::string* bytes) {
  snapshot::Tail tail;
  const size_t end = bytes->size() - sizeof(tail);
  std::memcpy(&tail, bytes->data() + end, sizeof(tail));
  std::vector<uint64_t> sums;
  for (size_t at = 0; at < end; at += snapshot::kBlockBytes) {
    sums.push_back(
        snapshot::BlockSum(std::string_view(*bytes).substr(
                               at, std::min(snapshot::kBlockBytes, end - at)),
                           sums.size()));
  }
  tail.checksum = snapshot::SumOf(sums, tail);
  std::memcpy(bytes->data() + end, &tail, sizeof(tail));
}

/// Touches everything that matching may follow.
size_t Walk(const Book& book) {
  size_t seen = 0;
  const BookTables& tables = book.tables();
  for (uint32_t i = 0; i < book.item_count(); ++i) {
    const OpenItem item = book.Item(ItemRow{i});
    for (const std::string_view text :
         {item.item_id, item.document_number, item.references, item.instalment,
          item.linked_item, item.origin_receipt_id, item.company_code,
          item.customer_id, item.payment_terms}) {
      for (const char c : text) seen += static_cast<unsigned char>(c);
    }
    for (const KeyIndex* index : snapshot::IndexesOf(tables)) {
      seen += RowsOf(*index, tables.NumberKey(item.document_number)).size();
    }
  }
  for (uint32_t c = 0; c < book.customer_count(); ++c) {
    seen += tables.ItemsOf(CustomerRow{c}).size();
    seen += tables.GroupOf(CustomerRow{c}).size();
    for (const char x : book.CustomerName(CustomerRow{c})) {
      seen += static_cast<unsigned char>(x);
    }
  }
  return seen;
}

TEST_F(SnapshotTest, MayBeWrongButNotUnsafeWhenForged) {
  const std::string whole = BytesOf(Build(60));
  std::mt19937_64 random(1);
  size_t taken = 0, refused = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string bytes = whole;
    for (uint64_t edits = 1 + random() % 3; edits != 0; --edits) {
      const size_t at = random() % (bytes.size() - 40);
      if (random() % 2 == 0) {
        bytes[at] = static_cast<char>(random());
      } else {
        const uint64_t word = random() % 2 == 0 ? ~uint64_t{0} : random() % 999;
        std::memcpy(&bytes[at / 8 * 8], &word, 8);
      }
    }
    Sign(&bytes);
    std::string error;
    const std::optional<Book> book = Read(bytes, &error);
    if (book) Walk(*book);
    ++(book ? taken : refused);
  }
  EXPECT_GT(taken, 1000u);
  EXPECT_GT(refused, 1000u);
}

}  // namespace
}  // namespace cashmatch
