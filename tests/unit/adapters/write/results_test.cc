// SPDX-License-Identifier: Apache-2.0
// results_test.cc - every table of CONTRACT section 5, from a report by hand.
#include "adapters/write/results.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include "tests/unit/adapters/write/hand_made_run.h"

namespace cashmatch {
namespace {

using testing::HasSubstr;

// ACME pays two invoices and takes a credit memo and a discount; a second
// receipt is only suggested; a third is unidentified.
void Decide(HandMadeRun* run) {
  run->Build();
  run->Money("r1", 1'450'000, ReceiptStatus::kApplied);
  run->outcome().confidence = 999'000;
  run->outcome().customer = run->book->FindCustomer("ACME");
  run->Applied("INV-1001", ApplicationKind::kPayment, 980'000);
  run->Applied("INV-1001", ApplicationKind::kDiscount, 20'000);
  run->Applied("INV-1002", ApplicationKind::kPayment, 500'000);
  run->Applied("CM-88", ApplicationKind::kPayment, -30'000);
  run->Money("r2", 10'000, ReceiptStatus::kSuggested);
  run->outcome().exception = ExceptionCode::kAmbiguous;
  run->outcome().unidentified = 10'000;
  run->Left(RemainderKind::kUnidentified, 10'000, "=cmd|x");
  run->Suggested("INV-1001", 10'000, 1);
  run->Suggested("INV-1002", 10'000, 2);
  run->Money("r3", 5, ReceiptStatus::kUnidentified).held = {};
  run->outcome().exception = ExceptionCode::kNoPayer;
  run->outcome().unidentified = 5;
  run->Left(RemainderKind::kUnidentified, 5);
}

class ResultsTest : public testing::Test {
 protected:
  ResultsTest() { Decide(&run_); }

  void Write(TableOptions options = {}) {
    std::string error;
    ASSERT_TRUE(WriteTables(run_.results(), options, folder_.path(), &error))
        << error;
  }

  HandMadeRun run_;
  ScratchFolder folder_;
};

TEST_F(ResultsTest, ReceiptsHaveOneRowEach) {
  Write();
  EXPECT_EQ(
      folder_.Text("receipts.csv"),
      "receipt_id,source_file,source_line,bank_reference,booking_date,"
      "value_date,currency,amount,status,customer_id,applied,unapplied,"
      "on_account,unidentified,other,rule,confidence,exception_code,"
      "explanation,account\n"
      "r1,bank.bai,7,r1,2026-03-02,2026-03-02,USD,14500.00,applied,ACME,"
      "14500.00,0.00,0.00,0.00,0.00,exact_reference,0.999,,"
      "\"paid INV-1001, INV-1002 and CM-88 by exact reference; discount "
      "200.00\",…0123\n"
      "r2,bank.bai,7,r2,2026-03-02,2026-03-02,USD,100.00,suggested,,0.00,0.00,"
      "0.00,100.00,0.00,none,0,AMBIGUOUS,\"several answers are possible; "
      "choose one; proposed INV-1001, one of 2 alternatives; 100.00 "
      "unidentified, quoting '=cmd|x'\",…0123\n"
      "r3,bank.bai,7,r3,2026-03-02,2026-03-02,USD,0.05,unidentified,,0.00,"
      "0.00,0.00,0.05,0.00,none,0,NO_PAYER,\"nobody is known by this account, "
      "name or reference; 0.05 unidentified\",…0123\n");
}

TEST_F(ResultsTest, ApplicationsHaveOneRowForEachItemAndKind) {
  Write();
  EXPECT_EQ(folder_.Text("applications.csv"),
            "receipt_id,bank_reference,item_id,document_number,company_code,"
            "customer_id,kind,reason_code,currency,amount,open_before,rule,"
            "confidence,interchangeable\n"
            "r1,r1,INV-1001,INV-1001,1000,ACME,payment,,USD,9800.00,10000.00,"
            "exact_reference,0.999,\n"
            "r1,r1,INV-1001,INV-1001,1000,ACME,discount,,USD,200.00,200.00,"
            "exact_reference,0.999,\n"
            "r1,r1,INV-1002,INV-1002,1000,ACME,payment,,USD,5000.00,5000.00,"
            "exact_reference,0.999,\n"
            "r1,r1,CM-88,CM-88,1000,ACME,payment,,USD,-300.00,-300.00,"
            "exact_reference,0.999,\n");
}

TEST_F(ResultsTest, RemaindersDefuseWhatThePayerQuoted) {
  Write();
  EXPECT_EQ(folder_.Text("remainders.csv"),
            "receipt_id,kind,customer_id,reference,reason_code,currency,"
            "amount\n"
            "r2,unidentified,,'=cmd|x,,USD,100.00\n"
            "r3,unidentified,,,,USD,0.05\n");
}

TEST_F(ResultsTest, ARemainderIsWhatIsLeftOfItsReceipt) {
  run_.Money("r4", 100'00, ReceiptStatus::kPartial);
  run_.Left(RemainderKind::kUnapplied, 25'00);
  Write();
  EXPECT_THAT(folder_.Text("remainders.csv"),
              testing::EndsWith("\nr4,unapplied,,,,USD,25.00\n"));
}

TEST_F(ResultsTest, SuggestionsSayWhatSetsThemApart) {
  Write();
  EXPECT_EQ(folder_.Text("suggestions.csv"),
            "receipt_id,rank,confidence,item_id,document_number,kind,currency,"
            "amount,rule,difference,interchangeable\n"
            "r2,1,0.6,INV-1001,INV-1001,payment,USD,100.00,payer_amount,,\n"
            "r2,2,0.6,INV-1002,INV-1002,payment,USD,100.00,payer_amount,"
            "\"INV-1002 for INV-1001: amount 5000.00 not 10000.00, document "
            "date 2026-01-10 not 2026-02-22, due date 2026-01-10 not "
            "2026-02-22\",\n");
}

TEST_F(ResultsTest, RowsFollowTheOrderOfTheReport) {
  std::swap(run_.report.order[0], run_.report.order[2]);
  Write();
  const std::string text = folder_.Text("receipts.csv");
  EXPECT_LT(text.find("\nr3,"), text.find("\nr2,"));
  EXPECT_LT(text.find("\nr2,"), text.find("\nr1,"));
}

TEST_F(ResultsTest, NdjsonHasTheSameNames) {
  Write({TableFormat::kNdjson, false});
  EXPECT_THAT(folder_.Text("applications.ndjson"),
              HasSubstr("{\"receipt_id\":\"r1\",\"bank_reference\":\"r1\","
                        "\"item_id\":\"CM-88\",\"document_number\":\"CM-88\","
                        "\"company_code\":\"1000\",\"customer_id\":\"ACME\","
                        "\"kind\":\"payment\",\"reason_code\":null,"
                        "\"currency\":\"USD\",\"amount\":\"-300.00\","
                        "\"open_before\":\"-300.00\","
                        "\"rule\":\"exact_reference\",\"confidence\":0.999,"
                        "\"interchangeable\":null}\n"));
  EXPECT_THAT(folder_.Text("receipts.ndjson"),
              HasSubstr("\"source_line\":7,\"bank_reference\":\"r3\""));
}

TEST_F(ResultsTest, BriefKeepsPaymentsAndWhatWasNotApplied) {
  Write({TableFormat::kCsv, true});
  EXPECT_EQ(folder_.Text("applications.csv"),
            "bank_reference,item_id,amount\n"
            "r1,INV-1001,9800.00\n"
            "r1,INV-1002,5000.00\n"
            "r1,CM-88,-300.00\n");
  const std::string receipts = folder_.Text("receipts.csv");
  EXPECT_EQ(receipts.find("\nr1,"), std::string::npos);
  EXPECT_THAT(receipts, HasSubstr("\nr2,"));
  EXPECT_THAT(receipts, HasSubstr("\nr3,"));
}

TEST_F(ResultsTest, InterchangeableItemsAreMarked) {
  run_.Money("r4", 700, ReceiptStatus::kApplied);
  run_.Applied("INV-1001", ApplicationKind::kPayment, 700, Rule::kPayerAmount);
  run_.report.applications.back().alike = 3;
  run_.Money("r5", 700, ReceiptStatus::kSuggested);
  run_.Suggested("INV-1001", 700, 1);
  run_.report.suggestions.back().alike = 2;
  Write();
  EXPECT_THAT(folder_.Text("applications.csv"),
              HasSubstr("payer_amount,0.999,3\n"));
  EXPECT_THAT(folder_.Text("suggestions.csv"), HasSubstr("payer_amount,,2\n"));
  EXPECT_THAT(folder_.Text("receipts.csv"),
              HasSubstr("paid INV-1001 by payer and amount; INV-1001 is one of "
                        "3 interchangeable items,…0123\n"));
}

TEST_F(ResultsTest, AReversalIsNegative) {
  Receipt& receipt = run_.Money("r4", 700, ReceiptStatus::kReversal);
  receipt.direction = Direction::kDebit;
  run_.outcome().exception = ExceptionCode::kReversal;
  run_.Applied("INV-1001", ApplicationKind::kPayment, -700, Rule::kReversal);
  Write();
  EXPECT_THAT(folder_.Text("receipts.csv"),
              HasSubstr("USD,-7.00,reversal,,-7.00,0.00,0.00,0.00,0.00,"
                        "reversal,0,REVERSAL,undoes the payment of "
                        "INV-1001,…0123\n"));
}

TEST_F(ResultsTest, CashProofMasksAccountsAndShowsTheDifference) {
  CashProofRow& row = run_.report.cash_proof.emplace_back();
  row.account = "9876540123";
  row.booking_date = *ParseIsoDay("2026-03-02");
  row.currency = kUsd;
  row.bank_credits = 1'460'005;
  row.applied = 1'450'000;
  row.unidentified = 10'004;
  Write();
  EXPECT_EQ(folder_.Text("cash_proof.csv"),
            "account,booking_date,currency,bank_credits,applied,unapplied,"
            "on_account,unidentified,not_receivable,duplicate,held,other,"
            "difference\n"
            "…0123,2026-03-02,USD,14600.05,14500.00,0.00,0.00,100.04,0.00,0.00,"
            "0.00,0.00,0.01\n");
}

TEST_F(ResultsTest, SameBytesForAnyNumberOfThreads) {
  for (int i = 0; i < 9'000; ++i) {  // three chunks of rows
    run_.Money("m", i, ReceiptStatus::kUnidentified);
    run_.Left(RemainderKind::kUnidentified, i);
  }
  Write();
  for (const size_t threads : {1, 8}) {
    const tbb::global_control limit(
        tbb::global_control::max_allowed_parallelism, threads);
    const ScratchFolder other;
    std::string error;
    ASSERT_TRUE(WriteTables(run_.results(), {}, other.path(), &error));
    for (const char* file : {"receipts.csv", "remainders.csv",
                             "evidence.ndjson", "residual_open_items.csv"}) {
      EXPECT_EQ(other.Text(file), folder_.Text(file)) << file;
    }
  }
}

}  // namespace
}  // namespace cashmatch
