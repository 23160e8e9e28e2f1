// SPDX-License-Identifier: Apache-2.0
// fill_receipt_test.cc - payer, references, codes and words of a receipt.
#include "adapters/read/camt/fill_receipt.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/adapters/read/camt/camt_text.h"

namespace cashmatch {
namespace {

class Filled : public testing::Test {
 protected:
  Filled() {
    block_.AddFile("f", "camt.053");
    entry_.details.resize(1);
  }

  Detail& detail() { return entry_.details[0]; }

  void Set(Slot slot, std::string_view value) {
    detail().references[static_cast<size_t>(slot) -
                        static_cast<size_t>(Slot::kMessageId)] = value;
  }

  const Receipt& Fill(Direction direction = Direction::kCredit,
                      bool whole = false) {
    Receipt* const receipt = block_.Add();
    receipt->direction = direction;
    FillReceipt(entry_, whole ? nullptr : &detail(), notified_, receipt,
                &block_);
    return *receipt;
  }

  std::vector<std::string> References() {
    std::vector<std::string> out;
    for (const Reference& each : block_.References(block_.receipts.back())) {
      out.push_back(std::to_string(static_cast<int>(each.type)) + "=" +
                    std::string(each.value));
    }
    return out;
  }

  Entry entry_;
  bool notified_ = false;
  ReceiptBlock block_;
};

TEST(CamtReference, WhatSaysNothing) {
  for (const char* const text :
       {"", "-", "/", "//", "0", "NOTPROVIDED", "NotProvided", "NOT PROVIDED",
        "NONREF", "noref"}) {
    EXPECT_FALSE(IsReference(text)) << text;
  }
  for (const char* const text : {"1", "00", "NOTPROVIDED1", "é", "E2E-1"}) {
    EXPECT_TRUE(IsReference(text)) << text;
  }
}

TEST_F(Filled, TheBankReferenceIsTheFirstThatSaysSomething) {
  entry_.reference = "N";
  EXPECT_EQ(Fill().bank_reference, "N");
  Set(Slot::kEndToEndId, "NOTPROVIDED");
  EXPECT_EQ(Fill().bank_reference, "N");
  Set(Slot::kEndToEndId, "E");
  EXPECT_EQ(Fill().bank_reference, "E");
  entry_.bank_reference = "A";
  EXPECT_EQ(Fill().bank_reference, "A");
  Set(Slot::kDetailBankReference, "D");
  EXPECT_EQ(Fill().bank_reference, "D");
  EXPECT_EQ(References(), (std::vector<std::string>{"2=E", "6=A"}));
}

TEST_F(Filled, DetailsNameTheReferenceOfAnEntryThatTheBankGaveNone) {
  entry_.reference = "N";
  Set(Slot::kDetailBankReference, "D");
  notified_ = true;
  Fill();
  EXPECT_TRUE(References().empty());  // alone, it is the entry
  entry_.details.resize(2);
  Fill();
  EXPECT_EQ(References(), std::vector<std::string>{"6=N"});
  Set(Slot::kEndToEndId, "N");
  Fill();
  EXPECT_EQ(References(), std::vector<std::string>{"2=N"});  // said already
  Set(Slot::kEndToEndId, "");
  notified_ = false;
  Fill();
  EXPECT_TRUE(References().empty());  // it is the statement
  notified_ = true;
  entry_.bank_reference = "A";
  Fill();
  EXPECT_EQ(References(), std::vector<std::string>{"6=A"});
}

TEST_F(Filled, ReferencesByTypeEachValueOnce) {
  Set(Slot::kEndToEndId, "E");
  Set(Slot::kInstructionId, "E");
  Set(Slot::kChequeNumber, "501");
  Set(Slot::kUetr, "U");
  Set(Slot::kMandateId, "-");
  entry_.batches.resize(2);
  entry_.batches[0].payment = "another";
  entry_.batches[1].payment = "P";
  entry_.batches[1].details = {0, 1};
  Fill();
  EXPECT_EQ(References(),
            (std::vector<std::string>{"2=E", "4=501", "5=U", "6=P"}));
  EXPECT_EQ(block_.receipts.back().method, Method::kCheck);
}

TEST_F(Filled, TheDetailsOwnCodeThenTheEntrys) {
  entry_.codes = {"PMNT", "RCDT", "ESCT", "166"};
  EXPECT_EQ(Fill().type_code, "PMNT-RCDT-ESCT");
  detail().codes = {"PMNT", "RCDT", "XBCT", ""};
  EXPECT_EQ(Fill().type_code, "PMNT-RCDT-XBCT");
  EXPECT_EQ(Fill().method, Method::kWire);
  detail().codes = {"", "", "", "NTRF+166"};
  EXPECT_EQ(Fill().type_code, "NTRF+166");
}

TEST_F(Filled, MoneyOfOursThatComesBackSaysSo) {
  entry_.codes = {"PMNT", "ICDT", "ESCT", ""};
  detail().debtor.name = "Us";
  detail().creditor.name = "Supplier";
  detail().returned = true;
  EXPECT_EQ(Fill().type_code, "PMNT-ICDT-ESCT/RTRN");
  EXPECT_EQ(Fill().payer_name, "Supplier");
  entry_.reversal = true;
  EXPECT_EQ(Fill().type_code, "PMNT-ICDT-ESCT/RVSL");
  EXPECT_EQ(Fill(Direction::kDebit).type_code, "PMNT-ICDT-ESCT");
}

TEST_F(Filled, TheUltimateDebtorPays) {
  detail().debtor = {"Agent", "77", "DE89370400440532013000", "BANKDEFF", ""};
  EXPECT_EQ(Fill().payer_name, "Agent");
  detail().ultimate_debtor = "Real payer";
  const Receipt& receipt = Fill();
  EXPECT_EQ(receipt.payer_name, "Real payer");
  EXPECT_EQ(receipt.payer_account, "DE89370400440532013000");
  EXPECT_EQ(receipt.payer_bank, "BANKDEFF");
  EXPECT_EQ(receipt.payer_id, "77");
}

TEST_F(Filled, AnAmericanAccountHasItsRoutingNumber) {
  detail().debtor.account = "456000000";
  detail().debtor.member = "082000549";
  EXPECT_EQ(Fill().payer_account, "082000549/456000000");
  EXPECT_EQ(Fill().payer_bank, "082000549");
  detail().debtor.account = "GB29NWBK60161331926819";
  EXPECT_EQ(Fill().payer_account, "GB29NWBK60161331926819");
}

TEST_F(Filled, AReturnedItemMayNameThePayerAsCreditor) {
  detail().creditor.name = "Customer";
  EXPECT_EQ(Fill(Direction::kDebit).payer_name, "Customer");
  EXPECT_EQ(Fill(Direction::kCredit).payer_name, "");
  detail().debtor.name = "Named";
  EXPECT_EQ(Fill(Direction::kDebit).payer_name, "Named");
}

TEST_F(Filled, TextsKeepTheirOrderAndParts) {
  entry_.texts = {"one", "two"};
  detail().texts = {0, 2};
  detail().return_code = "AC04";
  detail().return_text = "closed";
  entry_.text = "entry";
  const Receipt& receipt = Fill();
  const auto texts = block_.Texts(receipt);
  EXPECT_EQ(
      std::vector<std::string_view>(texts.begin(), texts.end()),
      (std::vector<std::string_view>{"one", "two", "AC04", "closed", "entry"}));
}

TEST_F(Filled, ALumpHasTheReferencesOfAllDetailsAndNoPayer) {
  entry_.details.resize(2);
  entry_.details[0].debtor.name = "First";
  entry_.bank_reference = "A";
  Set(Slot::kEndToEndId, "E1");
  entry_.details[1].references = entry_.details[0].references;
  Set(Slot::kEndToEndId, "E2");
  const Receipt& receipt = Fill(Direction::kCredit, true);
  EXPECT_EQ(receipt.bank_reference, "A");
  EXPECT_EQ(receipt.payer_name, "");
  EXPECT_EQ(References(), (std::vector<std::string>{"2=E2", "2=E1"}));
}

TEST_F(Filled, OurOwnPaymentThatCameBackSaysSo) {
  entry_.codes = {"PMNT", "ICDT", "RRTN", ""};
  EXPECT_EQ(Fill(Direction::kCredit).type_code, "PMNT-ICDT-RRTN/RTRN");
  EXPECT_EQ(Fill(Direction::kCredit, true).type_code, "PMNT-ICDT-RRTN/RTRN");
  entry_.codes = {"", "", "", "NTRF+159+9075+914"};
  EXPECT_EQ(Fill(Direction::kCredit).type_code, "NTRF+159+9075+914/RTRN");
  entry_.codes = {"", "", "", "NTRF+899+0"};
  EXPECT_EQ(Fill(Direction::kCredit).type_code, "NTRF+899+0/RVSL");
  entry_.codes = {"", "", "", "NTRF+166+0"};
  EXPECT_EQ(Fill(Direction::kCredit).type_code, "NTRF+166+0");
  entry_.details[0].codes = {"PMNT", "IRCT", "RRTN", ""};
  EXPECT_EQ(Fill(Direction::kCredit).type_code, "PMNT-IRCT-RRTN/RTRN");
}

}  // namespace
}  // namespace cashmatch
