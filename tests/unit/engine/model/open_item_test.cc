// SPDX-License-Identifier: Apache-2.0
// open_item_test.cc - the words of the contract, both ways.
#include "engine/model/open_item.h"

#include <gtest/gtest.h>

#include <string_view>
#include <utility>
#include <vector>

#include "engine/model/customer.h"

namespace cashmatch {
namespace {

TEST(OpenItem, DocumentTypesHaveTheirWords) {
  const std::vector<std::pair<DocumentType, std::string_view>> words = {
      {DocumentType::kInvoice, "invoice"},
      {DocumentType::kDebitMemo, "debit_memo"},
      {DocumentType::kCreditMemo, "credit_memo"},
      {DocumentType::kOnAccount, "on_account"},
      {DocumentType::kDeduction, "deduction"},
      {DocumentType::kFinanceCharge, "finance_charge"},
      {DocumentType::kOrder, "order"}};
  for (const auto& [type, word] : words) {
    EXPECT_EQ(NameOf(type), word);
    DocumentType read = DocumentType::kInvoice;
    EXPECT_TRUE(ParseDocumentType(word, &read));
    EXPECT_EQ(read, type);
  }
}

TEST(OpenItem, StatusesHaveTheirWords) {
  const std::vector<std::pair<ItemStatus, std::string_view>> words = {
      {ItemStatus::kOpen, "open"},
      {ItemStatus::kDisputed, "disputed"},
      {ItemStatus::kPromised, "promised"},
      {ItemStatus::kBlocked, "blocked"},
      {ItemStatus::kClosed, "closed"}};
  for (const auto& [status, word] : words) {
    EXPECT_EQ(NameOf(status), word);
    ItemStatus read = ItemStatus::kOpen;
    EXPECT_TRUE(ParseItemStatus(word, &read));
    EXPECT_EQ(read, status);
  }
}

TEST(OpenItem, OtherWordsAreRefusedAndChangeNothing) {
  DocumentType type = DocumentType::kOrder;
  EXPECT_FALSE(ParseDocumentType("Invoice", &type));
  EXPECT_FALSE(ParseDocumentType("", &type));
  EXPECT_EQ(type, DocumentType::kOrder);
  ItemStatus status = ItemStatus::kBlocked;
  EXPECT_FALSE(ParseItemStatus("paid", &status));
  EXPECT_EQ(status, ItemStatus::kBlocked);
}

TEST(OpenItem, CreditMemosAndOnAccountAreNegative) {
  EXPECT_TRUE(IsCredit(DocumentType::kCreditMemo));
  EXPECT_TRUE(IsCredit(DocumentType::kOnAccount));
  EXPECT_FALSE(IsCredit(DocumentType::kInvoice));
  EXPECT_FALSE(IsCredit(DocumentType::kDeduction));
}

TEST(Customer, ListsAreCutAtBars) {
  std::vector<std::string_view> parts;
  ForEachPart(" a b | |c||  ", [&](std::string_view p) { parts.push_back(p); });
  EXPECT_EQ(parts, (std::vector<std::string_view>{"a b", "c"}));
  parts.clear();
  ForEachPart("", [&](std::string_view p) { parts.push_back(p); });
  EXPECT_TRUE(parts.empty());
}

}  // namespace
}  // namespace cashmatch
