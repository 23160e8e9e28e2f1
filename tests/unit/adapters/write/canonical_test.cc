// SPDX-License-Identifier: Apache-2.0
// canonical_test.cc - the canonical line, to the letter and back again.
#include "adapters/write/canonical.h"

#include <gtest/gtest.h>

#include <string>

#include "adapters/read/ndjson/receipts.h"
#include "adapters/read/receipt_id.h"

namespace cashmatch {
namespace {

/// A block with one receipt of the three required members.
ReceiptBlock Plain() {
  ReceiptBlock block;
  block.AddFile("b/bank.bai", "bai2");
  Receipt* const receipt = block.Add();
  receipt->amount = 125000;
  receipt->currency = *ParseCurrency("USD");
  receipt->value_date = *ParseIsoDay("2026-03-02");
  return block;
}

std::string Print(const ReceiptBlock& block) {
  std::string out;
  for (const Receipt& receipt : block.receipts) {
    AppendReceiptJson(block, receipt, &out);
  }
  return out;
}

TEST(Canonical, LeavesOutWhatIsAbsent) {
  EXPECT_EQ(Print(Plain()),
            R"({"source":{"file":"b/bank.bai","format":"bai2"},)"
            R"("value_date":"2026-03-02","currency":"USD","amount":"1250.00",)"
            R"("direction":"credit","method":"other","provisional":false})"
            "\n");
}

ReceiptBlock Full() {
  ReceiptBlock block = Plain();
  Receipt& r = block.receipts.back();
  r.id = "0123456789abcdef0123";
  r.line = 17;
  r.bank_reference = "BR-1";
  r.account = "DE89370400440532013000";
  r.booking_date = *ParseIsoDay("2026-03-03");
  r.direction = Direction::kDebit;
  r.method = Method::kDirectDebit;
  r.type_code = "142";
  r.provisional = true;
  r.payer_name = "M\xC3\xBCller \"&\" Sohn\\";
  r.payer_account = "021/77";
  r.payer_bank = "BANKDEFF";
  r.payer_id = "C1";
  block.AddReference(ReferenceType::kPurchaseOrder, "PO 1");
  block.AddReference(ReferenceType::kCheckNumber, "0099");
  block.AddText("tab\there, bell\x07");
  block.AddText("");
  AdviceLine* line = block.AddAdvice("INV-1");
  line->gross = 130000;
  line->discount = 2000;
  line->paid = 125000;
  block.AddAdjustment(3000, "59", "DM7");
  block.AddAdvice("CM-1")->paid = -500;
  r.charges = 0;
  r.instructed_currency = *ParseCurrency("JPY");
  r.instructed_amount = 900;
  r.held = "BAI-CTL";
  return block;
}

TEST(Canonical, PrintsMembersInTheContractsOrder) {
  EXPECT_EQ(
      Print(Full()),
      R"({"receipt_id":"0123456789abcdef0123","source":{"file":"b/bank.bai",)"
      R"("line":17,"format":"bai2"},"bank_reference":"BR-1",)"
      R"("account":"DE89370400440532013000","booking_date":"2026-03-03",)"
      R"("value_date":"2026-03-02","currency":"USD","amount":"1250.00",)"
      R"("direction":"debit","method":"direct_debit","type_code":"142",)"
      R"("provisional":true,"payer":{"name":"Müller \"&\" Sohn\\",)"
      R"("account":"021/77","bank":"BANKDEFF","id":"C1"},"references":)"
      R"([{"type":"purchase_order","value":"PO 1"},{"type":"check_number",)"
      R"("value":"0099"}],"text":["tab\there, bell\u0007",""],"advice":)"
      R"([{"reference":"INV-1","gross":"1300.00","discount":"20.00",)"
      R"("paid":"1250.00","adjustments":[{"amount":"30.00","reason":"59",)"
      R"("reference":"DM7"}]},{"reference":"CM-1","paid":"-5.00"}],)"
      R"("charges":"0.00","instructed":{"currency":"JPY","amount":"900"},)"
      R"("held":"BAI-CTL"})"
      "\n");
}

TEST(Canonical, BytesThatAreNoUtf8BecomeLatin1) {
  ReceiptBlock block = Plain();
  block.AddText("caf\xE9");
  EXPECT_NE(Print(block).find("\"caf\xC3\xA9\""), std::string::npos);
}

TEST(Canonical, ReadingBackGivesTheSameReceipts) {
  ReceiptBlock block = Full();
  block.Append(Plain());
  block.Append(Plain());
  for (Receipt& receipt : block.receipts) {  // as every reader leaves them
    receipt.booking_date = receipt.value_date;
    receipt.line = 17;
  }
  ASSERT_EQ(block.receipts[1].file, 1u);  // three files, two receipts alike
  AssignReceiptIds(&block);
  const std::string printed = Print(block);

  BankFile again;
  ReadReceiptsNdjson({"-", printed}, {}, &again);
  EXPECT_EQ(Print(again.receipts), printed);
  ASSERT_EQ(again.receipts.receipts.size(), 3u);
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(again.receipts.receipts[i].id, block.receipts[i].id);
    EXPECT_EQ(ContentHash(again.receipts, again.receipts.receipts[i])[0],
              ContentHash(block, block.receipts[i])[0]);
  }
}

TEST(Canonical, IdsDoNotDependOnBeingKept) {
  ReceiptBlock block = Full();
  block.receipts[0].id = {};
  AssignReceiptIds(&block);
  std::string printed = Print(block);
  const std::string id(block.receipts[0].id);
  const std::string member = "\"receipt_id\":\"" + id + "\",";
  ASSERT_EQ(printed.find(member), 1u);
  printed.erase(1, member.size());
  BankFile again;
  ReadReceiptsNdjson({"-", printed}, {}, &again);
  ASSERT_EQ(again.receipts.receipts.size(), 1u);
  EXPECT_EQ(again.receipts.receipts[0].id, id);
}

}  // namespace
}  // namespace cashmatch
