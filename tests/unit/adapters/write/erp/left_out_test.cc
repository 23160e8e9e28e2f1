// SPDX-License-Identifier: Apache-2.0
// left_out_test.cc - what a posting file does not say is said.
#include <gtest/gtest.h>

#include <string>

#include "adapters/write/erp/erp_format.h"
#include "tests/unit/adapters/write/erp/erp_table.h"

namespace cashmatch {
namespace {

Posting Paid(std::vector<std::pair<std::string, Minor>> documents) {
  Posting posting;
  posting.receipt_id = "r1";
  posting.customer_id = "C1";
  posting.currency = *ParseCurrency("EUR");
  for (const auto& [number, amount] : documents) {
    posting.lines.push_back(
        {"payment", "I-" + number, number, "", "C1", "", amount});
    posting.amount += amount;
  }
  return posting;
}

Posting WithRest(const std::string& kind, Minor amount) {
  Posting posting = Paid({{"A1", 9800}});
  posting.rests = {{kind, "C1", "", "", amount}};
  posting.amount += amount;
  return posting;
}

std::string Said(const std::string& format, const Posting& posting) {
  return LeftOut(*FindErpFormat(format), posting);
}

TEST(LeftOut, NothingOfAPlainPayment) {
  for (const ErpFormat* format : ErpFormats()) {
    EXPECT_EQ(LeftOut(*format, Paid({{"A1", 9800}})), "") << format->name;
    EXPECT_EQ(LeftOut(*format, WithRest("gain", 5)), "") << format->name;
  }
}

TEST(LeftOut, WhatIsTakenBackWhereNothingMayBeNegative) {
  const Posting back = Paid({{"A1", -9800}});
  for (const char* format :
       {"oracle-autolockbox", "netsuite", "quickbooks", "xero"}) {
    EXPECT_NE(Said(format, back).find("-98.00 has no row"), std::string::npos);
  }
  EXPECT_EQ(Said("dynamics365", back), "");
  EXPECT_EQ(Said("sap-multicash", back), "");
}

TEST(LeftOut, MoneyOfNobodyStandsInTheJournal) {
  Posting nobody = WithRest("unidentified", 900);
  nobody.lines.clear();
  nobody.amount = 900;
  for (const ErpFormat* format : ErpFormats()) {
    const bool journal = format->rows == ErpRows::kJournal;
    EXPECT_EQ(LeftOut(*format, nobody),
              journal ? "" : "9.00 unidentified stands in the journal only")
        << format->name;
  }
}

TEST(LeftOut, CreditsThatAnImportHasNoRowFor) {
  const Posting credit =
      Paid({{"A1", 300}, {"M2", -500}, {"A3", 9800}, {"M4", -100}});
  EXPECT_EQ(Said("netsuite", credit),
            "credit M2 has no row: apply 3.00 of it to A1; credit M2 has no "
            "row: apply 2.00 of it to A3; credit M4 has no row: apply 1.00 of "
            "it to A3");
  for (const char* format : {"xero", "quickbooks", "dynamics365"}) {
    EXPECT_EQ(Said(format, credit), "") << format;
  }
  const ErpTable xero(*FindErpFormat("xero"), credit);
  ASSERT_EQ(xero.rows.size(), 4U);  // A3, and three allocations
  EXPECT_EQ(xero.MoneyAt(0, "Amount"), 9500);
  EXPECT_EQ(xero.rows[1].at("Type"), "ALLOCATION");
  EXPECT_EQ(xero.rows[1].at("CreditNoteNumber"), "M2");
  EXPECT_EQ(xero.rows[1].at("InvoiceNumber"), "A1");
  EXPECT_EQ(xero.MoneyAt(1, "Amount"), 300);
  const ErpTable quickbooks(*FindErpFormat("quickbooks"), credit);
  EXPECT_EQ(quickbooks.rows[1].at("Txn Type"), "CreditMemo");
  EXPECT_EQ(quickbooks.rows[1].at("Amount"), "5.00");
}

TEST(LeftOut, ClaimsStayOpenWhereNothingMayBeNegative) {
  const Posting claim = WithRest("claim", -2000);
  for (const char* format :
       {"oracle-autolockbox", "netsuite", "quickbooks", "xero"}) {
    EXPECT_EQ(Said(format, claim), "a claim of 20.00 stays open on A1");
    const ErpTable table(*FindErpFormat(format), claim);
    EXPECT_EQ(table.rows.size(), 1U) << format;
  }
  EXPECT_EQ(Said("dynamics365", claim), "");
}

TEST(LeftOut, CreditsOfAnotherCustomerStayNegative) {
  Posting credit = Paid({{"A1", 300}, {"M2", -100}});
  credit.lines[1].customer_id = "C2";
  EXPECT_EQ(Said("xero", credit),
            "credit M2 has -1.00: this import takes no negative amounts");
  EXPECT_EQ(ErpTable(*FindErpFormat("xero"), credit).Sum("Amount"), 200);
}

TEST(LeftOut, NumbersThatNoNoteOfMulticashHolds) {
  std::vector<std::pair<std::string, Minor>> documents;
  for (int i = 0; i < 20; ++i) {
    documents.push_back({"N" + std::to_string(i), 100});
  }
  EXPECT_EQ(Said("sap-multicash", Paid(documents)),
            "7 of 20 documents: a line has 14 notes of 27 letters, without ; "
            "and \"");
  documents.resize(12);
  documents[0].first = std::string(28, 'X');
  documents[1].first = "A;B";
  const Posting paid = Paid(documents);
  EXPECT_EQ(Said("sap-multicash", paid).substr(0, 18), "2 of 12 documents:");
  const ErpTable table(*FindErpFormat("sap-multicash"), paid);
  EXPECT_EQ(table.rows[0].at("note 1"), "N2");
  EXPECT_EQ(table.rows[0].at("note 10"), "N11");
  EXPECT_EQ(table.rows[0].at("note 11"), "");
}

}  // namespace
}  // namespace cashmatch
