// SPDX-License-Identifier: Apache-2.0
// payers_test.cc - by what a statement gives a customer away.
#include "adapters/backtest/payers.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

class Payers : public testing::Test {
 protected:
  Payers() {
    Customer acme;
    acme.customer_id = "C100107";
    acme.name = "Acme International Works, Inc.";
    acme.aliases = "ACME-WORKS | AIW Trading";
    acme.bank_accounts = "061000104/00778812";
    acme.virtual_accounts = "0099887766";
    customers_.customers.push_back(acme);
  }

  bool Knows(const Receipt& receipt, std::string_view quoted = {}) const {
    return KnownPayers(customers_).IsFrom("C100107", receipt, quoted);
  }

  CustomerBlock customers_;
  Receipt receipt_;
};

TEST_F(Payers, ByAccountWhateverItsSeparators) {
  receipt_.payer_account = "61000104-00778812";
  EXPECT_TRUE(Knows(receipt_));
  receipt_.payer_account = "61000104-00778813";
  EXPECT_FALSE(Knows(receipt_));
}

TEST_F(Payers, ByTheAccountOfOursThatItPaysInto) {
  receipt_.account = "99887766";
  EXPECT_TRUE(Knows(receipt_));
}

TEST_F(Payers, ByNameAliasAndCutName) {
  for (const char* const name :
       {"ACME INTERNATIONAL WORKS INC", "aiw trading", "ACME INTERNATIO"}) {
    receipt_.payer_name = name;
    EXPECT_TRUE(Knows(receipt_)) << name;
  }
  for (const char* const name : {"", "ACME", "ACME INTL WORKS INC"}) {
    receipt_.payer_name = name;
    EXPECT_FALSE(Knows(receipt_)) << name;
  }
}

TEST_F(Payers, ByItsNumberInTheText) {
  EXPECT_TRUE(Knows(receipt_, "PAYMENT CUST C100107"));
  EXPECT_FALSE(Knows(receipt_, "PAYMENT CUST 100107"));
}

TEST_F(Payers, NobodyIsKnownWithoutACustomer) {
  receipt_.payer_name = "AIW Trading";
  EXPECT_FALSE(KnownPayers(customers_).IsFrom("C2", receipt_, ""));
}

TEST(QuotedText, HoldsReferencesTextsAndAdviceApart) {
  ReceiptBlock block;
  Receipt& receipt = *block.Add();
  receipt.payer_id = "id-7";
  block.AddReference(ReferenceType::kInvoice, "INV-12");
  block.AddText("re 34");
  block.AddAdvice("A/5");
  EXPECT_EQ(QuotedText(block, block.receipts[0]), "ID7 INV12 RE34 A5");
}

}  // namespace
}  // namespace cashmatch
