// SPDX-License-Identifier: Apache-2.0
// join_advice_test.cc - which receipt an advice is of.
#include "engine/join_advice.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace cashmatch {
namespace {

constexpr const char* kUetr = "11111111-2222-4333-8444-555555555555";

class JoinAdviceTest : public testing::Test {
 protected:
  JoinAdviceTest() : book_(Book::Build(Items(), Customers(), {})) {
    receipts_.AddFile("one", "camt.053");
    receipts_.AddFile("two", "camt.054");
    advice_.AddFile("a.csv", "csv");
  }

  static OpenItemBlock Items() {
    OpenItemBlock block;
    for (const char* const number : {"INV-1001", "INV-1002", "INV-1003"}) {
      OpenItem item;
      item.item_id = item.document_number = number;
      item.customer_id = "C1";
      item.currency = *ParseCurrency("USD");
      item.amount = 500;
      block.items.push_back(item);
    }
    return block;
  }

  static CustomerBlock Customers() {
    CustomerBlock block;
    Customer customer;
    customer.customer_id = "C1";
    customer.name = "ACME";
    customer.bank_accounts = "DE02120300000000202051";
    block.customers.push_back(customer);
    return block;
  }

  static Receipt* Add(ReceiptBlock* block, Minor amount, Day day,
                      std::string_view payer, uint32_t file = 0) {
    Receipt* const receipt = block->Add();
    receipt->amount = amount;
    receipt->currency = *ParseCurrency("USD");
    receipt->value_date = receipt->booking_date = day;
    receipt->payer_name = block->Keep(payer);
    receipt->file = file;
    receipt->id = block->Keep("R" + std::to_string(block->receipts.size()));
    return receipt;
  }
  Receipt* AddReceipt(Minor amount, Day day = 20000,
                      std::string_view payer = "", uint32_t file = 0) {
    return Add(&receipts_, amount, day, payer, file);
  }
  /// An advice of one line; the line pays `reference`.
  Receipt* AddAdvice(Minor amount, Day day = 20000, std::string_view payer = "",
                     std::string_view reference = "INV-1") {
    Receipt* const advice = Add(&advice_, amount, day, payer);
    advice_.AddAdvice(reference)->paid = amount;
    return advice;
  }
  AdviceJoin JoinFirst() {
    joins_ = JoinAdvice(book_, {}, advice_, {}, &receipts_);
    return joins_[0];
  }
  uint32_t LinesOf(size_t receipt) const {
    return receipts_.receipts[receipt].advice_count;
  }

  Book book_;
  ReceiptBlock receipts_, advice_;
  std::vector<AdviceJoin> joins_;
};

TEST_F(JoinAdviceTest, ByTraceUetrEndToEndAndTheBanksReference) {
  struct Case {
    ReferenceType type;
    const char *receipt, *advice;
    JoinKey by;
  };
  for (const auto& [type, ours, theirs, by] :
       {Case{ReferenceType::kTrace, "T 123-456", "t123456", JoinKey::kTrace},
        Case{ReferenceType::kTrace, kUetr, kUetr, JoinKey::kUetr},
        Case{ReferenceType::kEndToEnd, "E-778812", "E778812",
             JoinKey::kEndToEnd}}) {
    receipts_ = ReceiptBlock();
    advice_ = ReceiptBlock();
    receipts_.AddFile("one", "camt.053");
    advice_.AddFile("a", "csv");
    AddReceipt(500);
    AddReceipt(500);
    receipts_.AddReference(type, ours);
    AddAdvice(500);
    advice_.AddReference(type, theirs);
    const AdviceJoin join = JoinFirst();
    EXPECT_EQ(join.status, AdviceStatus::kJoined) << ours;
    EXPECT_EQ(join.by, by);
    EXPECT_EQ(join.receipt, ReceiptRow{1});
    EXPECT_EQ(LinesOf(0), 0u);
    EXPECT_EQ(LinesOf(1), 1u);
    EXPECT_EQ(receipts_.receipts[1].amount, 500);
  }
  AddReceipt(700)->bank_reference = "PAYOUT-77";
  AddAdvice(700)->bank_reference = "PAYOUT-77";
  JoinFirst();
  EXPECT_EQ(joins_[1].by, JoinKey::kTrace);
}

TEST_F(JoinAdviceTest, WhatStandsForNoKeyJoinsNothing) {
  for (const char* const key : {"NOTPROVIDED", "000000000", "0"}) {
    AddReceipt(500);
    receipts_.AddReference(ReferenceType::kEndToEnd, key);
    AddAdvice(500, kNoDay);
    advice_.AddReference(ReferenceType::kEndToEnd, key);
  }
  JoinFirst();
  for (const AdviceJoin& join : joins_) {
    EXPECT_EQ(join.status, AdviceStatus::kUnjoined);
  }
}

TEST_F(JoinAdviceTest, AShortKeyJoinsOnlyItsAmountInTime) {
  struct Case {
    Minor amount;
    Day day;
    bool joins;
  };
  for (const auto& [amount, day, joins] :
       {Case{500, 20000, true}, Case{500, kNoDay, true},
        Case{501, 20000, false}, Case{500, 20000 + kAdviceDays + 1, false}}) {
    receipts_.receipts.clear();
    advice_.receipts.clear();
    AddReceipt(500);
    receipts_.AddReference(ReferenceType::kTrace, "E2E-1");
    AddAdvice(amount, day);
    advice_.AddReference(ReferenceType::kTrace, "e2e1");
    EXPECT_EQ(JoinFirst().status,
              joins ? AdviceStatus::kJoined : AdviceStatus::kUnjoined)
        << amount << " on " << day;
  }
  // Nor where two receipts have both.
  advice_.receipts.clear();
  AddReceipt(500);
  receipts_.AddReference(ReferenceType::kTrace, "E2E-1");
  AddAdvice(500);
  advice_.AddReference(ReferenceType::kTrace, "E2E-1");
  EXPECT_EQ(JoinFirst().status, AdviceStatus::kAmbiguous);
}

TEST_F(JoinAdviceTest, AnEndToEndIdIsNotThePayersAlone) {
  struct Case {
    const char* what;
    Minor amount;
    const char* payer;
    bool joins;
  };
  for (const auto& [what, amount, payer, joins] :
       {Case{"both agree", 500, "Acme", true},
        Case{"the amount does", 500, "Beta", true},
        Case{"the payer does", 900, "Acme", true},
        Case{"none does", 900, "Beta", false},
        Case{"only another amount", 900, "", false},
        Case{"only another payer", kNotStated, "Beta", false},
        Case{"nothing is said", kNotStated, "", true}}) {
    receipts_.receipts.clear();
    advice_.receipts.clear();
    AddReceipt(500, 20000, "ACME");
    receipts_.AddReference(ReferenceType::kEndToEnd, "PAYMENT202603");
    AddAdvice(amount, 20000, payer);
    advice_.AddReference(ReferenceType::kEndToEnd, "PAYMENT202603");
    EXPECT_EQ(JoinFirst().status,
              joins ? AdviceStatus::kJoined : AdviceStatus::kUnjoined)
        << what;
  }
}

TEST_F(JoinAdviceTest, AKeyThatItsPayerSetIsNoneOfTheBanks) {
  // The advice calls it a trace, or the bank has no reference of its own.
  for (const bool by_bank : {false, true}) {
    receipts_.receipts.clear();
    advice_.receipts.clear();
    Receipt* const receipt = AddReceipt(500, 20000, "ACME");
    receipts_.AddReference(ReferenceType::kEndToEnd, "PAYMENT202603");
    if (by_bank) receipt->bank_reference = "PAYMENT202603";
    AddAdvice(900, 20000, "Beta");
    advice_.AddReference(ReferenceType::kTrace, "PAYMENT202603");
    EXPECT_EQ(JoinFirst().status, AdviceStatus::kUnjoined) << by_bank;
  }
  // A UETR is nobody else's, wherever it stands.
  receipts_.receipts.clear();
  AddReceipt(500, 20000, "ACME");
  receipts_.AddReference(ReferenceType::kEndToEnd, kUetr);
  advice_.receipts.clear();
  AddAdvice(900, 20000, "Beta");
  advice_.AddReference(ReferenceType::kTrace, kUetr);
  EXPECT_EQ(JoinFirst().by, JoinKey::kUetr);
  EXPECT_EQ(joins_[0].status, AdviceStatus::kJoined);
}

TEST_F(JoinAdviceTest, ByCheckNumberOnlyWithItsAmount) {
  AddReceipt(500);
  receipts_.AddReference(ReferenceType::kCheckNumber, "0001001");
  AddAdvice(500, kNoDay);
  advice_.AddReference(ReferenceType::kCheckNumber, "1001");
  AddAdvice(501, kNoDay);
  advice_.AddReference(ReferenceType::kCheckNumber, "1001");
  EXPECT_EQ(JoinFirst().by, JoinKey::kCheckNumber);
  EXPECT_EQ(joins_[0].status, AdviceStatus::kJoined);
  EXPECT_EQ(joins_[1].status, AdviceStatus::kUnjoined);
}

TEST_F(JoinAdviceTest, ByPayerAmountAndDateEarlierOrLater) {
  for (const Day apart :
       {-kAdviceDays - 1, -kAdviceDays, 0, kAdviceDays, kAdviceDays + 1}) {
    receipts_.receipts.clear();
    advice_.receipts.clear();
    // One names the customer, the other has its account.
    AddReceipt(500)->payer_account = "DE02 1203 0000 0000 2020 51";
    AddAdvice(500, 20000 + apart, "acme");
    const bool near = std::abs(apart) <= kAdviceDays;
    EXPECT_EQ(JoinFirst().status,
              near ? AdviceStatus::kJoined : AdviceStatus::kUnjoined)
        << apart;
  }
  receipts_.receipts.clear();
  advice_.receipts.clear();
  AddReceipt(500, 20000, "Unknown Ltd");
  AddReceipt(500, 20000, "Other Ltd");
  AddAdvice(500, 20000, "UNKNOWN LTD.");
  EXPECT_EQ(JoinFirst().receipt, ReceiptRow{0});
}

TEST_F(JoinAdviceTest, WhatIsNotUniqueStaysApart) {
  AddReceipt(500, 20000, "ACME");
  AddReceipt(500, 20001, "ACME");
  AddAdvice(500, 20000, "ACME");
  const AdviceJoin join = JoinFirst();
  EXPECT_EQ(join.status, AdviceStatus::kAmbiguous);
  EXPECT_EQ(join.candidates, 2u);
  EXPECT_EQ(LinesOf(0) + LinesOf(1), 0u);
}

TEST_F(JoinAdviceTest, AKeyThatSeveralShareIsNarrowedByTheAmount) {
  for (const Minor amount : {500, 600}) {
    AddReceipt(amount);
    receipts_.AddReference(ReferenceType::kTrace, "BATCH-1");
  }
  AddAdvice(600);
  advice_.AddReference(ReferenceType::kTrace, "BATCH-1");
  EXPECT_EQ(JoinFirst().receipt, ReceiptRow{1});
}

TEST_F(JoinAdviceTest, CopiesInSeveralFilesAllGetIt) {
  AddReceipt(500, 20000, "", 0);
  receipts_.AddReference(ReferenceType::kTrace, "T-123456");
  AddReceipt(500, 20000, "", 1);
  receipts_.AddReference(ReferenceType::kTrace, "T-123456");
  AddAdvice(500);
  advice_.AddReference(ReferenceType::kTrace, "T-123456");
  EXPECT_EQ(JoinFirst().status, AdviceStatus::kJoined);
  EXPECT_EQ(LinesOf(0), 1u);
  EXPECT_EQ(LinesOf(1), 1u);
}

TEST_F(JoinAdviceTest, ACopyThatHasNotTheKeyGetsItToo) {
  Receipt* const intraday = AddReceipt(500, 20000, "", 0);
  intraday->bank_reference = "K1";
  intraday->provisional = true;
  receipts_.AddReference(ReferenceType::kEndToEnd, "E-778812");
  AddReceipt(500, 20000, "N.H.", 1)->bank_reference = "K1";
  AddReceipt(500, 20000, "N.H.", 1)->bank_reference = "K2";
  AddAdvice(500);
  advice_.AddReference(ReferenceType::kEndToEnd, "E-778812");
  const AdviceJoin join = JoinFirst();
  EXPECT_EQ(join.status, AdviceStatus::kJoined);
  EXPECT_EQ(join.receipt, ReceiptRow{1}) << "the final copy";
  EXPECT_EQ(join.copies, (std::vector{ReceiptRow{1}, ReceiptRow{0}}));
  EXPECT_EQ(LinesOf(0), 1u);
  EXPECT_EQ(LinesOf(1), 1u);
  EXPECT_EQ(LinesOf(2), 0u);
}

TEST_F(JoinAdviceTest, WhatCameBeforeIsADuplicate) {
  AddReceipt(500, 20000, "ACME");
  AddAdvice(500, 20000, "ACME");
  joins_ = JoinAdvice(book_, {}, advice_, {true}, &receipts_);
  EXPECT_EQ(joins_[0].status, AdviceStatus::kDuplicate);
  EXPECT_EQ(LinesOf(0), 0u);
}

TEST_F(JoinAdviceTest, TwinsInOneFileAreTwoReceipts) {
  for (int i = 0; i < 2; ++i) {
    AddReceipt(500);
    receipts_.AddReference(ReferenceType::kTrace, "T-123456");
  }
  AddAdvice(500);
  advice_.AddReference(ReferenceType::kTrace, "T-123456");
  EXPECT_EQ(JoinFirst().status, AdviceStatus::kAmbiguous);
}

TEST_F(JoinAdviceTest, AReceiptKeepsItsOwn) {
  for (const char* const own : {"INV-1", "INV-9"}) {
    receipts_.receipts.clear();
    AddReceipt(500, 20000, "ACME");
    receipts_.AddAdvice(own)->paid = 500;
    advice_.receipts.clear();
    AddAdvice(500, 20000, "ACME");
    EXPECT_EQ(JoinFirst().status, std::string_view(own) == "INV-1"
                                      ? AdviceStatus::kDuplicate
                                      : AdviceStatus::kConflict);
    EXPECT_EQ(receipts_.Advice(receipts_.receipts[0])[0].reference, own);
    EXPECT_EQ(LinesOf(0), 1u);
  }
}

TEST_F(JoinAdviceTest, OtherDocumentsInTheReceiptsOwnTextAreTold) {
  struct Case {
    const char* text;
    bool contradicts;
  };
  for (const auto& [text, contradicts] :
       {Case{"pays INV-1003", true}, Case{"pays INV-1001 and INV-1003", true},
        Case{"pays INV-1001", false}, Case{"pays INV-9999", false},
        Case{"thank you", false}}) {
    receipts_.receipts.clear();
    AddReceipt(500, 20000, "ACME");
    receipts_.AddText(text);
    advice_.receipts.clear();
    AddAdvice(500, 20000, "ACME", "INV-1001");
    const AdviceJoin join = JoinFirst();
    EXPECT_EQ(join.status, AdviceStatus::kJoined) << text;
    EXPECT_EQ(join.contradicts, contradicts) << text;
  }
}

TEST_F(JoinAdviceTest, TheSameAdviceTwiceCountsOnceOthersAreAmbiguous) {
  AddReceipt(500, 20000, "ACME");
  AddAdvice(500, 20000, "ACME");
  AddAdvice(500, 20001, "ACME");
  JoinFirst();
  EXPECT_EQ(joins_[0].status, AdviceStatus::kJoined);
  EXPECT_EQ(joins_[1].status, AdviceStatus::kDuplicate);
  EXPECT_EQ(LinesOf(0), 1u);

  receipts_.receipts.clear();
  AddReceipt(500, 20000, "ACME");
  AddAdvice(500, 20000, "ACME", "INV-2");
  JoinFirst();
  for (const AdviceJoin& join : joins_) {
    EXPECT_EQ(join.status, AdviceStatus::kAmbiguous);
  }
  EXPECT_EQ(LinesOf(0), 0u);
}

TEST_F(JoinAdviceTest, ASurerKeyGoesFirst) {
  AddReceipt(500, 20000, "ACME");
  receipts_.AddReference(ReferenceType::kTrace, "T-123456");
  AddAdvice(500, 20000, "ACME", "INV-2");
  AddAdvice(500, 20000, "ACME", "INV-1");
  advice_.AddReference(ReferenceType::kTrace, "T-123456");
  JoinFirst();
  EXPECT_EQ(joins_[0].status, AdviceStatus::kUnjoined);
  EXPECT_EQ(joins_[1].status, AdviceStatus::kJoined);
  EXPECT_EQ(receipts_.Advice(receipts_.receipts[0])[0].reference, "INV-1");
}

TEST_F(JoinAdviceTest, ACrowdIsNobodysOwn) {
  for (int i = 0; i < 300; ++i) {
    AddReceipt(500, i == 0 ? 20000 : 30000, "ACME");
    receipts_.AddReference(ReferenceType::kOther, "BATCH-1");
  }
  AddAdvice(500, 20000, "ACME");
  AddAdvice(500, kNoDay);
  advice_.AddReference(ReferenceType::kTrace, "BATCH-1");
  JoinFirst();
  EXPECT_EQ(joins_[0].status, AdviceStatus::kAmbiguous);
  EXPECT_EQ(joins_[0].candidates, 300u);
  EXPECT_EQ(joins_[1].status, AdviceStatus::kUnjoined);
}

TEST_F(JoinAdviceTest, DebitsAndWhatIsHeldAreLeftAlone) {
  AddReceipt(500, 20000, "ACME")->direction = Direction::kDebit;
  AddReceipt(500, 20000, "ACME")->held = "X";
  AddAdvice(500, 20000, "ACME");
  AddAdvice(500, 20000, "ACME")->held = "Y";
  JoinFirst();
  EXPECT_EQ(joins_[0].status, AdviceStatus::kUnjoined);
  EXPECT_EQ(joins_[1].status, AdviceStatus::kHeld);
}

}  // namespace
}  // namespace cashmatch
