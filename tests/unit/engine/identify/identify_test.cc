// SPDX-License-Identifier: Apache-2.0
// identify_test.cc - who sent the money, and how sure that is.
#include "engine/identify/identify.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

Customer Make(std::string_view id, std::string_view name,
              std::string_view accounts, std::string_view parent = {}) {
  Customer customer;
  customer.customer_id = id;
  customer.name = name;
  customer.bank_accounts = accounts;
  customer.parent_id = parent;
  return customer;
}

Book BookOf(std::vector<Customer> customers) {
  CustomerBlock block;
  block.customers = std::move(customers);
  return Book::Build(PackedItems(), std::move(block), {});
}

PayerGuesses Guess(const Book& book, std::string_view account,
                   std::string_view name = {}, std::string_view id = {}) {
  Receipt receipt;
  receipt.payer_account = account;
  receipt.payer_name = name;
  receipt.payer_id = id;
  return IdentifyPayers(book.tables(), receipt);
}

TEST(Identify, AccountEvidenceComesBeforeNameEvidence) {
  const Book book = BookOf({Make("A", "Acme", "21/1"), Make("B", "Beta", "")});
  const PayerGuesses guesses = Guess(book, "021/001", "BETA");
  ASSERT_EQ(guesses.count, 2);
  EXPECT_EQ(guesses.list[0].customer, CustomerRow{0});
  EXPECT_EQ(guesses.list[0].evidence, PayerEvidence::kBankAccount);
  EXPECT_EQ(guesses.list[1].customer, CustomerRow{1});
  EXPECT_EQ(guesses.list[1].evidence, PayerEvidence::kName);
}

TEST(Identify, TwoCustomersOfOneAccountAreTwoGuesses) {
  const Book book = BookOf({Make("A", "a", "21/1"), Make("B", "b", "21/1")});
  EXPECT_EQ(Guess(book, "21/1").count, 2);
  EXPECT_FALSE(Guess(book, "21/1").shared);
}

TEST(Identify, ThreeUnrelatedCustomersMakeAnAccountNoEvidence) {
  const Book book = BookOf(
      {Make("A", "a", "21/1"), Make("B", "b", "21/1"), Make("C", "c", "21/1")});
  EXPECT_EQ(Guess(book, "21/1").count, 0);
  EXPECT_TRUE(Guess(book, "21/1").shared);
  // Other signs still count.
  EXPECT_EQ(Guess(book, "21/1", "B").list[0].customer, CustomerRow{1});
}

TEST(Identify, AGroupIsNotUnrelated) {
  const Book book = BookOf({Make("A", "a", "21/1"), Make("B", "b", "21/1", "A"),
                            Make("C", "c", "21/1", "B")});
  EXPECT_EQ(Guess(book, "21/1").count, 3);
}

TEST(Identify, MissingSignsAreNoEvidence) {
  const Book book = BookOf({Make("A", "", "")});
  EXPECT_EQ(Guess(book, "", "", "").count, 0);
}

TEST(Identify, OurNumberForTheCustomerIsASign) {
  const Book book = BookOf({Make("000123", "Acme", "")});
  const PayerGuesses guesses = Guess(book, "", "", "123");
  ASSERT_EQ(guesses.count, 1);
  EXPECT_EQ(guesses.list[0].evidence, PayerEvidence::kCustomerNumber);
}

TEST(Directive, IsReadFromTheTexts) {
  const auto of = [](std::string_view text) {
    ReceiptBlock block;
    block.AddFile("f", "bai2");
    const Receipt* const receipt = block.Add();
    block.AddText(text);
    return FindDirective(block, *receipt);
  };
  EXPECT_EQ(of("Paid in Full inv 7"), Directive::kRestricted);
  EXPECT_EQ(of("put on account"), Directive::kOnAccount);
  EXPECT_EQ(of("on account, final settlement"), Directive::kRestricted);
  EXPECT_EQ(of("invoice 7"), Directive::kNone);
}

}  // namespace
}  // namespace cashmatch
