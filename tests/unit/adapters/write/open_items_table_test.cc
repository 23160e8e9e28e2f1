// SPDX-License-Identifier: Apache-2.0
// open_items_table_test.cc - what the next run starts from.
#include <gtest/gtest.h>

#include "tests/unit/adapters/write/hand_made_run.h"

namespace cashmatch {
namespace {

constexpr std::string_view kHeader =
    "item_id,company_code,customer_id,document_type,document_number,references,"
    "currency,amount,document_date,due_date,payment_terms,discount_amount,"
    "discount_until,original_amount,tax_amount,instalment,linked_item,"
    "disputed_amount,status,closed_date,origin_receipt_id\n";

std::string Written(const HandMadeRun& run) {
  const ScratchFolder folder;
  std::string error;
  EXPECT_TRUE(WriteResidualOpenItems(run.results(), TableFormat::kCsv,
                                     folder.path(), &error))
      << error;
  return folder.Text("residual_open_items.csv");
}

TEST(OpenItemsTable, AllColumnsSurvive) {
  HandMadeRun run;
  run.items.items.clear();
  OpenItem& item = run.Invoice("-1", "C,1", 100'00, "2026-01-02");
  item.references = "PO 7|=8";
  item.payment_terms = "2/10 net 30";
  item.due_date = *ParseIsoDay("2026-02-01");
  item.discount_amount = 2'00;
  item.discount_until = *ParseIsoDay("2026-01-12");
  item.original_amount = 150'00;
  item.tax_amount = 0;
  item.instalment = "1";
  item.linked_item = "L";
  item.disputed_amount = 1;
  item.status = ItemStatus::kDisputed;
  item.origin_receipt_id = "abc";
  run.Build();
  EXPECT_EQ(Written(run),
            std::string(kHeader) +
                "-1,1000,\"C,1\",invoice,-1,PO 7|=8,USD,100.00,2026-01-02,"
                "2026-02-01,2/10 net 30,2.00,2026-01-12,150.00,0.00,1,L,0.01,"
                "disputed,,abc\n");
}

TEST(OpenItemsTable, ClosedAndPaidItemsAreLeftOutAndMadeOnesMergedIn) {
  HandMadeRun run;
  run.Invoice("INV-0900", "ACME", 100, "2026-01-01").status =
      ItemStatus::kClosed;
  run.Build();
  run.Money("r1", 0, ReceiptStatus::kApplied);
  run.Applied("CM-88", ApplicationKind::kPayment, -30'000);
  run.Applied("INV-1002", ApplicationKind::kPayment, 100);
  OpenItem made = run.book->Item(run.book->FindItem("INV-1001"));
  made.item_id = made.document_number = "INV-1001/D1";
  made.type = DocumentType::kDeduction;
  made.amount = 500;
  made.linked_item = "INV-1001";
  made.origin_receipt_id = "r1";
  run.report.made.push_back({made});
  const std::string text = Written(run);
  EXPECT_EQ(text,
            std::string(kHeader) +
                "INV-1001,1000,ACME,invoice,INV-1001,,USD,10000.00,2026-02-22,"
                "2026-02-22,,,,,,,,,open,,\n"
                "INV-1001/D1,1000,ACME,deduction,INV-1001/D1,,USD,5.00,"
                "2026-02-22,2026-02-22,,,,,,,INV-1001,,open,,r1\n"
                "INV-1002,1000,ACME,invoice,INV-1002,,USD,4999.00,2026-01-10,"
                "2026-01-10,,,,,,,,,open,,\n");
}

TEST(OpenItemsTable, MadeItemsBeforeAndBehindTheBook) {
  HandMadeRun run;
  run.Build();
  for (const std::string_view id : {"A/A", "ZZ/D1"}) {
    MadeItem made;
    made.item.item_id = made.item.document_number = id;
    made.item.currency = kUsd;
    made.item.amount = -1;
    made.item.type = DocumentType::kOnAccount;
    run.report.made.push_back(made);
  }
  const std::string text = Written(run);
  EXPECT_LT(text.find("\nA/A,"), text.find("\nCM-88,"));
  EXPECT_LT(text.find("\nINV-1002,"), text.find("\nZZ/D1,"));
}

}  // namespace
}  // namespace cashmatch
