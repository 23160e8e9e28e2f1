// SPDX-License-Identifier: Apache-2.0
// oracle_test.cc - the oracle sees what it is there to see.
#include "tests/fuzz/oracle.h"

#include <gtest/gtest.h>

#include "tests/fuzz/run_oracle.h"

namespace cashmatch::fuzz {
namespace {

const Currency kUsd = *ParseCurrency("USD");

/// A file of one credit of 12.50, all in order.
BankFile GoodFile() {
  BankFile file;
  const uint32_t name = file.receipts.AddFile("a.bai", "bai2");
  Receipt* receipt = file.receipts.Add();
  receipt->id = "0123456789abcdef0123";
  receipt->file = name;
  receipt->amount = 1250;
  receipt->currency = kUsd;
  receipt->booking_date = receipt->value_date = 20'000;
  file.summary.booked.credit[kUsd] = 1250;
  return file;
}

TEST(OracleOfFiles, PassesAGoodFile) { EXPECT_EQ(FaultOf(GoodFile()), ""); }

TEST(OracleOfFiles, SeesMoneyThatTheFileDoesNotState) {
  BankFile file = GoodFile();
  file.receipts.receipts[0].amount = 1251;
  EXPECT_NE(FaultOf(file), "");
  file.summary.pending.credit[kUsd] = 1;
  EXPECT_EQ(FaultOf(file), "");
  file.receipts.receipts[0].direction = Direction::kDebit;
  EXPECT_NE(FaultOf(file), "");
}

TEST(OracleOfFiles, SeesCreditsThatAreOnNoReceipt) {
  BankFile file = GoodFile();
  file.summary.booked.credit[kUsd] = 1350;
  EXPECT_NE(FaultOf(file), "");
  file.summary.left_out.credit[kUsd] = 100;
  EXPECT_EQ(FaultOf(file), "");
  file.summary.left_out.credit[kUsd] = 101;
  EXPECT_NE(FaultOf(file), "");
}

TEST(OracleOfFiles, SeesARejectedFileWithReceipts) {
  BankFile file = GoodFile();
  file.findings.Add({{}, "X", Severity::kRejected, "", "", ""});
  EXPECT_NE(FaultOf(file), "");
  file.summary.status = FileStatus::kRejected;
  EXPECT_NE(FaultOf(file), "");
  file.receipts.Truncate(0);
  EXPECT_EQ(FaultOf(file), "");
}

TEST(OracleOfFiles, SeesAnAcceptedFileWithAHold) {
  BankFile file = GoodFile();
  file.receipts.receipts[0].held = "BAI-AMOUNT";
  EXPECT_NE(FaultOf(file), "");
  BankFile failed = GoodFile();
  failed.summary.control = Control::kFailed;
  EXPECT_NE(FaultOf(failed), "");
}

TEST(OracleOfFiles, SeesReceiptsThatAreNotWhole) {
  for (const auto spoil :
       {+[](Receipt* it) { it->id = {}; },
        +[](Receipt* it) { it->amount = -1; },
        +[](Receipt* it) { it->value_date = kNoDay; },
        +[](Receipt* it) { it->booking_date = kNoDay; },
        +[](Receipt* it) { it->currency = Currency::kNone; }}) {
    BankFile file = GoodFile();
    spoil(&file.receipts.receipts[0]);
    EXPECT_NE(FaultOf(file), "");
  }
}

/// One receipt of 12.50 on one item of 20.00, all in order.
struct OneRun {
  OneRun() : book(Book::Build(Items(), {}, Policy())), file(GoodFile()) {
    report.outcomes.resize(1);
    ReceiptOutcome& outcome = report.outcomes[0];
    outcome.status = ReceiptStatus::kApplied;
    outcome.applied = 1250;
    outcome.applications_count = 1;
    report.applications.push_back({ReceiptRow{0}, ItemRow{0}, 1250, 2000,
                                   1'000'000, ApplicationKind::kPayment,
                                   Rule::kExactReference, ""});
    report.residuals = {750};
  }
  static OpenItemBlock Items() {
    OpenItemBlock items;
    OpenItem item;
    item.item_id = "I1";
    item.customer_id = "C1";
    item.document_number = "INV-1";
    item.amount = 2000;
    item.document_date = item.due_date = 19'990;
    item.currency = kUsd;
    items.items.push_back(item);
    return items;
  }
  std::string Fault() const { return FaultOf(book, file.receipts, report); }
  Book book;
  BankFile file;
  Report report;
};

TEST(OracleOfRuns, PassesAGoodRun) { EXPECT_EQ(OneRun().Fault(), ""); }

TEST(OracleOfRuns, SeesACentThatIsNotPlaced) {
  OneRun run;
  run.file.receipts.receipts[0].amount = 1251;
  EXPECT_NE(run.Fault(), "");
  run.report.outcomes[0].unapplied = 1;
  EXPECT_EQ(run.Fault(), "");
}

TEST(OracleOfRuns, SeesAnItemThatDoesNotFollowItsRows) {
  OneRun run;
  run.report.residuals[0] = 751;
  EXPECT_NE(run.Fault(), "");
}

TEST(OracleOfRuns, SeesAnItemPaidBeyondItsAmount) {
  OneRun run;
  run.file.receipts.receipts[0].amount = 2001;
  run.report.outcomes[0].applied = 2001;
  run.report.applications[0].amount = 2001;
  run.report.residuals[0] = -1;
  EXPECT_NE(run.Fault(), "");
}

TEST(OracleOfRuns, SeesMoneyAppliedThatIsHeldOrProvisional) {
  OneRun run;
  run.file.receipts.receipts[0].provisional = true;
  EXPECT_NE(run.Fault(), "");
  OneRun held;
  held.report.outcomes[0].status = ReceiptStatus::kHeld;
  EXPECT_NE(held.Fault(), "");
}

TEST(OracleOfRuns, SeesBrokenInvariantsAndACashProofThatIsOff) {
  OneRun run;
  run.report.broken.push_back("x");
  EXPECT_NE(run.Fault(), "");
  OneRun proof;
  proof.report.cash_proof.push_back({"0123", 20'000, kUsd, 1250});
  EXPECT_NE(proof.Fault(), "");
  proof.report.cash_proof[0].applied = 1250;
  EXPECT_EQ(proof.Fault(), "");
}

}  // namespace
}  // namespace cashmatch::fuzz
