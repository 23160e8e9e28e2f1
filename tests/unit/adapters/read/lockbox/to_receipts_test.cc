// SPDX-License-Identifier: Apache-2.0
// to_receipts_test.cc - what of a check enters a receipt, and how.
#include "adapters/read/lockbox/to_receipts.h"

#include <gtest/gtest.h>

#include "tests/unit/adapters/read/lockbox/sample_file.h"

namespace cashmatch::lockbox {
namespace {

/// One check of lockbox 0008841, as the structure hands it over.
LockboxCheck OneCheck() {
  LockboxCheck check;
  check.record = {"6", 17, 1300};
  check.lockbox = "8841";
  check.batch = "001";
  check.item = "007";
  check.routing = "021000021";
  check.account = "0004455066";
  check.check_number = "0000001007";
  check.amount = 12345;
  check.day = *MakeDay(2026, 3, 2);
  return check;
}

LockboxInvoice Invoice(std::string_view number, Minor paid,
                       Minor deduction = kNotStated,
                       std::string_view reason = {}) {
  LockboxInvoice invoice;
  invoice.number = number;
  invoice.paid = paid;
  invoice.deduction = deduction;
  invoice.reason = reason;
  return invoice;
}

class ToReceiptsTest : public ::testing::Test {
 protected:
  const Receipt& Take(const LockboxCheck& check,
                      std::vector<LockboxInvoice> invoices = {},
                      std::vector<std::string_view> texts = {}) {
    sink_.Take(check, invoices, texts);
    return file_.receipts.receipts.back();
  }
  /// "INV1 9800 -200:59 | ..." of the latest receipt.
  std::string Advice() const {
    std::string all;
    const ReceiptBlock& block = file_.receipts;
    for (const AdviceLine& line : block.Advice(block.receipts.back())) {
      all += std::string(line.reference) + " " +
             (line.paid == kNotStated ? "?" : std::to_string(line.paid));
      for (const Adjustment& part : block.Adjustments(line)) {
        all += " -" + std::to_string(part.amount) + ":";
        all += part.reason;
      }
      all += " | ";
    }
    return all;
  }

  BankFile file_;
  ToCheckReceipts sink_{"a.lbx", *ParseCurrency("USD"), &file_};
};

TEST_F(ToReceiptsTest, NamesTheCheckAndItsPayer) {
  LockboxCheck check = OneCheck();
  check.remitter = "SMITH & SONS";
  check.customer = "CUST00001";
  const Receipt& receipt = Take(check);
  EXPECT_EQ(receipt.bank_reference, "8841-20260302-001-007");
  EXPECT_EQ(receipt.account, "8841");
  EXPECT_EQ(receipt.amount, 12345);
  EXPECT_EQ(receipt.line, 17u);
  EXPECT_EQ(receipt.method, Method::kCheck);
  EXPECT_EQ(receipt.direction, Direction::kCredit);
  EXPECT_EQ(receipt.value_date, check.day);
  EXPECT_EQ(receipt.booking_date, check.day);
  EXPECT_EQ(receipt.payer_account, "021000021/0004455066");
  EXPECT_EQ(receipt.payer_bank, "021000021");
  EXPECT_EQ(receipt.payer_name, "SMITH & SONS");
  EXPECT_EQ(receipt.payer_id, "CUST00001");
  const auto references = file_.receipts.References(receipt);
  ASSERT_EQ(references.size(), 1u);
  EXPECT_EQ(references[0].type, ReferenceType::kCheckNumber);
  EXPECT_EQ(references[0].value, "1007");
  EXPECT_EQ(file_.receipts.files[0].format, "lockbox");
}

TEST_F(ToReceiptsTest, LeavesOutWhatIsAllZeros) {
  LockboxCheck check = OneCheck();
  check.check_number = "0000000000";
  check.account = "0000000000";
  EXPECT_EQ(Take(check).references_count, 0u);
  EXPECT_EQ(file_.receipts.receipts[0].payer_account, "");
  check.routing = "000000000";
  check.account = "0004455066";
  EXPECT_EQ(Take(check).payer_account, "");
  EXPECT_EQ(file_.receipts.receipts[1].payer_bank, "");
}

TEST_F(ToReceiptsTest, KeepsTextsApart) {
  LockboxCheck check = OneCheck();
  check.text = "INV1001 INV1002";
  const Receipt& receipt = Take(check, {}, {"PAID IN FULL", "SEE NOTE"});
  const auto texts = file_.receipts.Texts(receipt);
  ASSERT_EQ(texts.size(), 3u);
  EXPECT_EQ(texts[0], "INV1001 INV1002");
  EXPECT_EQ(texts[2], "SEE NOTE");
}

TEST_F(ToReceiptsTest, MakesAdviceOfDocuments) {
  Take(OneCheck(), {Invoice("INV1", 9800, 200, "59"), Invoice("CM88", -300),
                    Invoice("INV2", 500, 0)});
  EXPECT_EQ(Advice(), "INV1 9800 -200:59 | CM88 -300 | INV2 500 | ");
}

TEST_F(ToReceiptsTest, JoinsLinesThatOnlyDeduct) {
  Take(OneCheck(),
       {Invoice("INV1", 9000, 200, "59"), Invoice("INV2", 100),
        Invoice("INV1", 0, 300, "60"), Invoice("INV1", kNotStated, 50, "61")});
  EXPECT_EQ(Advice(), "INV1 9000 -200:59 -300:60 -50:61 | INV2 100 | ");
}

TEST_F(ToReceiptsTest, JoinsThemAlsoWhenTheyComeFirst) {
  Take(OneCheck(), {Invoice("INV1", 0, 300, "60"), Invoice("INV1", 0, 10, "61"),
                    Invoice("INV1", 9000, 200, "59")});
  EXPECT_EQ(Advice(), "INV1 9000 -200:59 -300:60 -10:61 | ");
}

TEST_F(ToReceiptsTest, KeepsTwoPaymentsOfOneDocumentApart) {
  Take(OneCheck(), {Invoice("INV1", 100), Invoice("INV1", 200, 5, "59")});
  EXPECT_EQ(Advice(), "INV1 100 | INV1 200 -5:59 | ");
}

TEST_F(ToReceiptsTest, KeepsADeductionOfNoPaymentAndOfNoDocument) {
  Take(OneCheck(), {Invoice("INV1", kNotStated, 300, "60"),
                    Invoice("", 0, 7, "99"), Invoice("", 0, 8, "98")});
  EXPECT_EQ(Advice(), "INV1 0 -300:60 |  0 -7:99 |  0 -8:98 | ");
}

TEST_F(ToReceiptsTest, MakesReferencesOfNumbersWithoutAmounts) {
  const Receipt& receipt =
      Take(OneCheck(), {Invoice("INV1", kNotStated), Invoice("INV2", 5)});
  const auto references = file_.receipts.References(receipt);
  ASSERT_EQ(references.size(), 2u);
  EXPECT_EQ(references[1].type, ReferenceType::kInvoice);
  EXPECT_EQ(references[1].value, "INV1");
  EXPECT_EQ(Advice(), "INV2 5 | ");
}

TEST_F(ToReceiptsTest, ReadsForeignTextAndRemembersWhere) {
  EXPECT_EQ(sink_.foreign().line, 0u);
  LockboxCheck check = OneCheck();
  check.remitter = "M\xFCller";
  EXPECT_EQ(Take(check).payer_name, "M\xC3\xBCller");
  EXPECT_EQ(sink_.foreign().line, 17u);
}

TEST_F(ToReceiptsTest, HoldsOnceAndBooksAllTheSame) {
  LockboxCheck check = OneCheck();
  check.held = "LBX-DATE";
  Take(check);
  Take(OneCheck());
  sink_.Hold(0, 2, "LBX-BATCH-TOTAL");
  EXPECT_EQ(HoldsOf(file_), "LBX-DATE LBX-BATCH-TOTAL ");
  EXPECT_EQ(file_.summary.booked.credit.at(*ParseCurrency("USD")), 24690);
}

}  // namespace
}  // namespace cashmatch::lockbox
