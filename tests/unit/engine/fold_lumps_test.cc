// SPDX-License-Identifier: Apache-2.0
// fold_lumps_test.cc - lumps beside their items, and lumps that are alone.
#include "engine/fold_lumps.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

class FoldLumpsTest : public testing::Test {
 protected:
  Receipt* Add(std::string_view file, std::string_view format,
               std::string_view bank_reference, Minor amount) {
    uint32_t row = 0;
    while (row < block_.files.size() && block_.files[row].name != file) ++row;
    if (row == block_.files.size()) block_.AddFile(file, format);
    Receipt* const receipt = block_.Add();
    receipt->file = row;
    receipt->id = block_.Keep("R" + std::to_string(block_.receipts.size()));
    receipt->bank_reference = block_.Keep(bank_reference);
    receipt->amount = amount;
    receipt->currency = *ParseCurrency("USD");
    receipt->account = "7700100001";
    receipt->booking_date = receipt->value_date = 20000;
    return receipt;
  }

  Receipt* AddDeposit(std::string_view file, Minor amount,
                      std::string_view text = {}) {
    Receipt* const receipt = Add(file, "bai2", "B115", amount);
    receipt->type_code = "115";
    if (!text.empty()) block_.AddText(text);
    return receipt;
  }

  Receipt* AddCheck(std::string_view box, std::string_view batch, int item,
                    Minor amount, std::string_view file = "a.lbx",
                    std::string_view format = "lockbox") {
    Receipt* const receipt =
        Add(file, format,
            std::string(box) + "-20241004-" + std::string(batch) + "-" +
                std::to_string(item),
            amount);
    receipt->account = block_.Keep(box);
    return receipt;
  }

  /// Folds; returns the bank references of what is left, with amounts.
  std::string Left() {
    folded_ = FoldLumps(&block_);
    std::string left;
    for (const Receipt& it : block_.receipts) {
      if (!left.empty()) left += ' ';
      left += std::string(it.bank_reference) + ":" + std::to_string(it.amount);
    }
    return left;
  }

  ReceiptBlock block_;
  std::vector<FoldedLump> folded_;
};

TEST_F(FoldLumpsTest, WhatStaysKeepsWhatItRefersTo) {
  AddDeposit("a.bai", 300);
  AddCheck("2222", "1", 1, 100);
  block_.AddReference(ReferenceType::kCheckNumber, "4711");
  block_.AddText("first");
  AddCheck("2222", "1", 2, 200);
  block_.AddReference(ReferenceType::kCheckNumber, "4712");
  block_.AddText("second");
  block_.AddAdvice("INV-2")->paid = 200;
  EXPECT_EQ(Left(), "2222-20241004-1-1:100 2222-20241004-1-2:200");
  // What comes later must not take the place of what the last one has.
  Add("c.bai", "bai2", "LATER", 1);
  block_.AddReference(ReferenceType::kTrace, "later");
  block_.AddText("later");
  block_.AddAdvice("LATER");
  const Receipt& last = block_.receipts[1];
  ASSERT_LE(last.texts_first + last.texts_count, block_.texts.size());
  EXPECT_EQ(block_.References(last)[0].value, "4712");
  EXPECT_EQ(block_.Texts(last)[0], "second");
  EXPECT_EQ(block_.Advice(last)[0].reference, "INV-2");
}

TEST_F(FoldLumpsTest, ADepositIsFoldedBesideTheChecksOfAnX12Report) {
  AddDeposit("a.bai", 300, "LOCKBOX 2222");
  AddCheck("2222", "001", 1, 100, "a.edi", "x12.823");
  AddCheck("2222", "001", 2, 200, "a.edi", "x12.823");
  EXPECT_EQ(Left(), "2222-20241004-001-1:100 2222-20241004-001-2:200");
}

TEST_F(FoldLumpsTest, ADepositBesideItsChecksIsNoReceipt) {
  AddDeposit("b.bai", 300)->line = 7;
  AddCheck("2222", "1", 1, 100);
  AddCheck("2222", "1", 2, 200);
  EXPECT_EQ(Left(), "2222-20241004-1-1:100 2222-20241004-1-2:200");
  ASSERT_EQ(folded_.size(), 1U);
  EXPECT_EQ(folded_[0].row, 0U);
  EXPECT_EQ(folded_[0].file, "b.bai");
  EXPECT_EQ(folded_[0].line, 7U);
  EXPECT_EQ(folded_[0].beside, "a.lbx");
  EXPECT_EQ(folded_[0].items, 2U);
}

TEST_F(FoldLumpsTest, ADepositWithoutItsChecksStays) {
  AddDeposit("b.bai", 301);  // another sum
  AddDeposit("b.bai", 300)->booking_date = 20001;
  block_.receipts.back().value_date = 20002;
  AddDeposit("b.bai", 300)->currency = *ParseCurrency("CAD");
  AddDeposit("b.bai", 300)->type_code = "142";
  AddDeposit("b.bai", 300, "LOCKBOX NO 3333");  // of another lockbox
  AddCheck("2222", "1", 1, 300);
  EXPECT_EQ(Left(),
            "B115:301 B115:300 B115:300 B115:300 B115:300 "
            "2222-20241004-1-1:300");
}

TEST_F(FoldLumpsTest, AHeldCheckStandsForNothing) {
  AddDeposit("b.bai", 300);
  AddCheck("2222", "1", 1, 100);
  AddCheck("2222", "1", 2, 200)->held = "LBX-TOTAL";
  EXPECT_EQ(block_.receipts.size(), 3U);
  Left();
  EXPECT_TRUE(folded_.empty());
}

TEST_F(FoldLumpsTest, AnIntradayDepositAndItsFinalCopyAreOne) {
  AddDeposit("a.bai", 300)->provisional = true;
  AddDeposit("b.bai", 300);
  AddCheck("2222", "1", 1, 300);
  EXPECT_EQ(Left(), "2222-20241004-1-1:300");
}

TEST_F(FoldLumpsTest, ADepositStandsForOneLump) {
  AddDeposit("b.bai", 300);
  AddDeposit("b.bai", 300);
  AddCheck("2222", "1", 1, 300);
  EXPECT_EQ(Left(), "B115:300 2222-20241004-1-1:300");
}

TEST_F(FoldLumpsTest, WhoNamesTheLockboxChoosesFirst) {
  AddDeposit("b.bai", 300)->bank_reference = "X";
  AddDeposit("b.bai", 300, "LOCKBOX 0002222 DEPOSIT")->bank_reference = "Y";
  AddCheck("2222", "1", 1, 300);
  EXPECT_EQ(Left(), "X:300 2222-20241004-1-1:300");
}

TEST_F(FoldLumpsTest, ChecksOfADayMayComeInSeveralFiles) {
  AddDeposit("b.bai", 450);
  AddCheck("2222", "1", 1, 100, "a.lbx");
  AddCheck("2222", "1", 1, 100, "again.lbx");  // a copy
  AddCheck("2222", "2", 1, 200, "c.lbx");
  AddCheck("2222", "2", 2, 75, "c.lbx");
  AddCheck("2222", "2", 2, 75, "c.lbx");  // its twin
  Left();
  ASSERT_EQ(folded_.size(), 1U);
  EXPECT_EQ(folded_[0].items, 4U);
}

TEST_F(FoldLumpsTest, ChecksOfSeveralFilesThatAreNotCertainStandForNothing) {
  for (const bool held : {true, false}) {
    block_ = {};
    AddDeposit("b.bai", 300);
    AddCheck("2222", "1", 1, 100, "a.lbx");
    Receipt* const other = AddCheck("2222", "2", 1, 200, "c.lbx");
    if (held) other->held = "LBX-TOTAL";
    other->provisional = !held;
    Left();
    EXPECT_TRUE(folded_.empty()) << held;
  }
}

TEST_F(FoldLumpsTest, ADepositThatNamesItsLockboxMayBeBookedOverAWeekend) {
  for (const int late : {1, 2, 3, 4}) {
    block_ = {};
    AddDeposit("b.bai", 300, "LOCKBOX 2222");
    block_.receipts.back().booking_date += late;
    block_.receipts.back().value_date += late;
    AddCheck("2222", "1", 1, 300);
    Left();
    EXPECT_EQ(folded_.size(), late < 4 ? 1U : 0U) << late;
  }
}

TEST_F(FoldLumpsTest, TheDepositOfTheDayComesBeforeALateOne) {
  AddDeposit("b.bai", 300, "LOCKBOX 2222")->bank_reference = "LATE";
  block_.receipts.back().booking_date += 1;
  block_.receipts.back().value_date += 1;
  AddDeposit("b.bai", 300)->bank_reference = "SAME DAY";
  AddCheck("2222", "1", 1, 300);
  EXPECT_EQ(Left(), "LATE:300 2222-20241004-1-1:300");
}

TEST_F(FoldLumpsTest, BatchesMayBeCreditedOneByOne) {
  AddDeposit("b.bai", 100)->bank_reference = "X";
  AddDeposit("b.bai", 200)->bank_reference = "Y";
  AddDeposit("b.bai", 300)->bank_reference = "Z";  // the day is in them
  AddCheck("2222", "1", 1, 100);
  AddCheck("2222", "2", 1, 200);
  EXPECT_EQ(Left(), "Z:300 2222-20241004-1-1:100 2222-20241004-2-1:200");
}

TEST_F(FoldLumpsTest, ItemsOfBai2BesideTheChecksAreNoReceipts) {
  AddDeposit("b.bai", 100)->type_code = "116";
  AddDeposit("b.bai", 200)->type_code = "116";
  AddCheck("2222", "1", 1, 100);
  AddCheck("2222", "1", 2, 200);
  EXPECT_EQ(Left(), "2222-20241004-1-1:100 2222-20241004-1-2:200");
}

TEST_F(FoldLumpsTest, ABatchBesideItsDetailsIsNoReceipt) {
  Add("a.xml", "camt.053", "QR1", 300);
  Add("b.sta", "mt940", "QR1", 300)->account = "000-7700100001";
  Add("c.xml", "camt.054", "QR1", 100);
  Add("c.xml", "camt.054", "D2", 200);
  block_.AddReference(ReferenceType::kOther, "QR1");
  EXPECT_EQ(Left(), "QR1:100 D2:200");
}

TEST_F(FoldLumpsTest, OneDetailWithAReferenceOfItsOwnStandsForItsEntry) {
  Add("a.xml", "camt.053", "QR1", 300);
  Add("c.xml", "camt.054", "D1", 300);
  block_.AddReference(ReferenceType::kOther, "QR1");
  EXPECT_EQ(Left(), "D1:300");
}

TEST_F(FoldLumpsTest, ABatchIsKnownByItsMessageAndPaymentInformation) {
  for (const std::string_view own : {"", "ENTRY-1"}) {
    block_ = {};
    Add("a.xml", "camt.053", own, 300);
    block_.AddReference(ReferenceType::kOther, "PI1");
    block_.AddReference(ReferenceType::kOther, "MSG1");
    for (const std::string_view detail : {"D1", "D2"}) {
      Add("c.xml", "camt.054", detail, 150);
      for (const std::string_view reference : {"ENTRY-9", "PI1", "MSG1"}) {
        block_.AddReference(ReferenceType::kOther, reference);
      }
    }
    EXPECT_EQ(Left(), "D1:150 D2:150") << own;
  }
}

TEST_F(FoldLumpsTest, BatchesOfOneMessageAreKnownTogether) {
  for (const Minor amount : {300, 200}) {
    Add("a.xml", "camt.053", "E" + std::to_string(amount), amount);
    block_.AddReference(ReferenceType::kOther, "MSG1");
  }
  for (const Minor amount : {150, 151, 100, 99}) {
    Add("c.xml", "camt.054", "D" + std::to_string(amount), amount);
    block_.AddReference(ReferenceType::kOther, "MSG1");
  }
  EXPECT_EQ(Left(), "D150:150 D151:151 D100:100 D99:99");
}

TEST_F(FoldLumpsTest, ABatchOfOnePaymentIsItsDetailWhichSaysWhoPaid) {
  for (const bool says : {true, false}) {
    block_ = {};
    Add("a.xml", "camt.053", "A", 300);
    block_.AddReference(ReferenceType::kOther, "MSG1");
    Receipt* const detail = Add("c.xml", "camt.054", "D", 300);
    block_.AddReference(ReferenceType::kOther, "MSG1");
    if (says) detail->payer_name = "Alpha";
    EXPECT_EQ(Left(), says ? "D:300" : "A:300 D:300");
  }
}

TEST_F(FoldLumpsTest, OfTwoThatNameEachOtherOneStays) {
  Add("a.xml", "camt.053", "R", 300)->payer_name = "Alpha";
  block_.AddReference(ReferenceType::kOther, "R");
  Add("b.xml", "camt.054", "D", 300);
  block_.AddReference(ReferenceType::kOther, "R");
  EXPECT_EQ(Left(), "D:300");
}

TEST_F(FoldLumpsTest, OnePaymentOrOtherPaymentInformationIsNoBatch) {
  Add("a.xml", "camt.053", "A", 300)->payer_name = "Alpha";  // has a payer
  block_.AddReference(ReferenceType::kOther, "MSG1");
  Add("b.xml", "camt.053", "B", 300);
  block_.AddReference(ReferenceType::kOther, "PI2");  // is of another
  block_.AddReference(ReferenceType::kOther, "MSG1");
  for (const std::string_view detail : {"D1", "D2"}) {
    Add("c.xml", "camt.054", detail, 150);
    block_.AddReference(ReferenceType::kOther, "PI1");
    block_.AddReference(ReferenceType::kOther, "MSG1");
  }
  EXPECT_EQ(Left(), "A:300 B:300 D1:150 D2:150");
}

TEST_F(FoldLumpsTest, ABatchThatDisagreesWithItsDetailsStays) {
  Add("a.xml", "camt.053", "QR1", 301);  // sum
  Add("b.xml", "camt.053", "QR2", 300);  // day
  block_.receipts.back().value_date = 20001;
  Add("c.xml", "camt.054", "QR1", 100);
  Add("c.xml", "camt.054", "QR1", 200);
  Add("c.xml", "camt.054", "QR2", 100);
  Add("c.xml", "camt.054", "QR2", 200);
  Left();
  EXPECT_EQ(block_.receipts.size(), 6U);
}

TEST_F(FoldLumpsTest, AFinalLumpIsNotLeftOutForIntradayDetails) {
  Add("a.xml", "camt.053", "QR1", 300);
  Add("c.xml", "camt.052", "QR1", 100)->provisional = true;
  Add("c.xml", "camt.052", "QR1", 200)->provisional = true;
  Left();
  EXPECT_TRUE(folded_.empty());
}

/// Checks of one deposit of lockbox 2222, all of the same amount.
class PlainChecks : public PlainReader {
 public:
  void MakeReceipts(const PlainFile& file, const PlainDeposit& deposit,
                    std::span<const uint32_t> rows,
                    ReceiptBlock* block) const override {
    for (const uint32_t row : rows) {
      Receipt* const receipt = block->Add();
      receipt->account = deposit.account;
      receipt->booking_date = receipt->value_date = deposit.day;
      receipt->currency = deposit.currency;
      receipt->amount = file.rows[row].amount;
      receipt->bank_reference =
          block->Keep("2222-20241004-1-" + std::to_string(row));
    }
  }
};

class FoldLumpsPlainTest : public FoldLumpsTest {
 protected:
  FoldLumpsPlainTest() {
    PlainFile file;
    file.file = block_.AddFile("a.lbx", "lockbox");
    file.reader = std::make_shared<PlainChecks>();
    file.deposits = {{"2222", "2222-", 20000, *ParseCurrency("USD"), 0, 2}};
    file.rows.resize(2);
    file.rows[0].amount = 100;
    file.rows[1].amount = 200;
    block_.plain.push_back(std::move(file));
  }
};

TEST_F(FoldLumpsPlainTest, ADepositIsFoldedBesideChecksThatWerePlain) {
  AddDeposit("b.bai", 300);
  EXPECT_EQ(Left(), "2222-20241004-1-0:100 2222-20241004-1-1:200");
  EXPECT_TRUE(block_.plain.empty());
}

TEST_F(FoldLumpsPlainTest, ACheckIsFoldedBesideItsDetailsInCamt) {
  for (const Minor amount : {40, 60}) {
    Add("c.xml", "camt.054", "D" + std::to_string(amount), amount)->account =
        "2222";
    block_.AddReference(ReferenceType::kOther, "2222-20241004-1-0");
  }
  EXPECT_EQ(Left(), "D40:40 D60:60 2222-20241004-1-1:200");
}

TEST_F(FoldLumpsPlainTest, ChecksStayPlainBesideWhatIsNoLumpOfThem) {
  Add("b.bai", "bai2", "B142", 300)->type_code = "142";
  AddDeposit("b.bai", 300)->direction = Direction::kDebit;
  Add("c.xml", "camt.053", "2222-20241004-1-0", 100);
  Add("d.ndjson", "ndjson", "N", 300)->type_code = "115";
  Left();
  EXPECT_TRUE(folded_.empty());
  ASSERT_EQ(block_.plain.size(), 1U);
  EXPECT_EQ(block_.plain[0].rows.size(), 2U);
  EXPECT_EQ(block_.receipts.size(), 4U);
}

}  // namespace
}  // namespace cashmatch
