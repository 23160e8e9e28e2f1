// SPDX-License-Identifier: Apache-2.0
// templates_test.cc - the shape of each posting file, and that its sums hold.
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "adapters/write/erp/erp_format.h"

namespace cashmatch {
namespace {

const Currency kEur = *ParseCurrency("EUR");

PostingLine Line(const std::string& kind, const std::string& number,
                 Minor amount) {
  return {kind, "I-" + number, number, "1000", "C1", "", amount};
}

/// A payment of three documents, one a credit memo, with a discount and a rest.
Posting Paid() {
  Posting posting;
  posting.receipt_id = "r1";
  posting.bank_reference = "B;1";
  posting.account = "…0123";
  posting.customer_id = "C1";
  posting.booking_date = *ParseIsoDay("2026-03-02");
  posting.value_date = *ParseIsoDay("2026-03-03");
  posting.currency = kEur;
  posting.amount = 10500;
  posting.lines = {Line("payment", "A1", 9800), Line("discount", "A1", 200),
                   Line("payment", "A2", 700), Line("payment", "M3", -500)};
  posting.rests = {{"on_account", "C1", "", "", 500}};
  return posting;
}

Posting Reversed() {
  Posting posting = Paid();
  posting.receipt_id = "r2";
  posting.amount = -700;
  posting.lines = {Line("payment", "A2", -700)};
  posting.rests.clear();
  return posting;
}

Posting OfNobody() {
  Posting posting = Paid();
  posting.receipt_id = "r3";
  posting.customer_id = "";
  posting.amount = 900;
  posting.lines.clear();
  posting.rests = {{"unidentified", "", "", "", 900}};
  return posting;
}

ErpNames OneAccount() {
  ErpNames names;
  names.bank_account = "1010";
  return names;
}

using Cells = std::vector<std::string>;

/// The file as cells; no cell of these postings is quoted.
std::vector<Cells> Table(const std::string& name,
                         const std::vector<Posting>& postings) {
  const ErpFormat* const format = FindErpFormat(name);
  std::istringstream text(WriteErpFile(*format, postings, OneAccount()));
  std::vector<Cells> table;
  for (std::string line; std::getline(text, line);) {
    Cells& cells = table.emplace_back(1);
    if (line.ends_with('\r')) line.pop_back();
    for (const char c : line) {
      if (c == format->separator) {
        cells.emplace_back();
      } else {
        cells.back() += c;
      }
    }
    EXPECT_EQ(cells.size(), format->columns.size()) << line;
  }
  return table;
}

Minor Sum(const std::vector<Cells>& table, size_t column) {
  Minor sum = 0;
  for (const Cells& cells : table) {
    const ParsedAmount parsed = ParseDecimal(cells[column], 2);
    if (parsed.ok()) sum += parsed.minor;
  }
  return sum;
}

TEST(Templates, TheJournalBalances) {
  const auto table = Table("journal-csv", {Paid(), Reversed(), OfNobody()});
  EXPECT_EQ(table[0], (Cells{"entry_id", "line", "booking_date", "value_date",
                             "currency", "account", "debit", "credit",
                             "customer_id", "document_number", "item_id",
                             "company_code", "bank_reference", "reference",
                             "reason_code", "own_account", "bank_account"}));
  EXPECT_EQ(Sum(table, 6), Sum(table, 7));
  EXPECT_EQ(table[1], (Cells{"r1", "1", "2026-03-02", "2026-03-03", "EUR",
                             "bank", "105.00", "", "C1", "", "", "", "B;1", "",
                             "", "…0123", "1010"}));
  EXPECT_EQ(table[4], (Cells{"r1", "4", "2026-03-02", "2026-03-03", "EUR",
                             "discount", "2.00", "", "C1", "A1", "I-A1", "1000",
                             "B;1", "", "", "…0123", "1010"}));
  EXPECT_EQ(table.size(), 1U + 7 + 2 + 2);
  const std::string json = WriteErpFile(*FindErpFormat("journal-ndjson"),
                                        std::vector{Reversed()}, {});
  EXPECT_TRUE(json.starts_with(R"({"entry_id":"r2","line":"1",)"));
  EXPECT_NE(json.find(R"("debit":"7.00","credit":"")"), std::string::npos);
}

TEST(Templates, WhatIsTakenBackHasRowsWhereAnyMayBeNegative) {
  for (const char* name : {"netsuite", "quickbooks", "xero"}) {
    EXPECT_EQ(Table(name, {Reversed()}).size(), 1U) << name;
  }
  const auto lines = Table("dynamics365", {Paid(), Reversed()});
  EXPECT_EQ(Sum(lines, 6) - Sum(lines, 5), 10500 - 700);
}

TEST(Templates, Dynamics365) {
  const auto table = Table("dynamics365", {Paid(), Reversed()});
  EXPECT_EQ(
      table[0],
      (Cells{"LINENUMBER", "ACCOUNTTYPE", "ACCOUNTDISPLAYVALUE",
             "TRANSACTIONDATE", "CURRENCYCODE", "DEBITAMOUNT", "CREDITAMOUNT",
             "MARKEDINVOICE", "COMPANY", "PAYMENTREFERENCE", "TRANSACTIONTEXT",
             "OFFSETACCOUNTTYPE", "OFFSETACCOUNTDISPLAYVALUE"}));
  EXPECT_EQ(table[1],
            (Cells{"1", "Cust", "C1", "2026-03-02", "EUR", "", "98.00", "A1",
                   "1000", "B;1", "r1", "Bank", "1010"}));
  EXPECT_EQ(table[5], (Cells{"5", "Cust", "C1", "2026-03-02", "EUR", "7.00", "",
                             "A2", "1000", "B;1", "r2", "Bank", "1010"}));
}

TEST(Templates, NetSuite) {
  const auto table = Table("netsuite", {Paid()});
  EXPECT_EQ(table[0],
            (Cells{"External ID", "Customer", "Date", "Currency",
                   "Payment Amount", "Account", "Memo", "Apply: Invoice",
                   "Apply: Payment", "Apply: Discount"}));
  EXPECT_EQ(table[1], (Cells{"r1", "C1", "2026-03-02", "EUR", "105.00", "1010",
                             "B;1", "A1", "93.00", "2.00"}));
  EXPECT_EQ(table.size(), 4U);
}

TEST(Templates, QuickBooks) {
  const auto table = Table("quickbooks", {Paid()});
  EXPECT_EQ(table[0], (Cells{"Payment Ref", "Payment Date", "Customer",
                             "Currency", "Total Amount", "Invoice No", "Amount",
                             "Deposit To", "Memo", "Txn Type"}));
  EXPECT_EQ(table[2], (Cells{"r1", "2026-03-02", "C1", "EUR", "105.00", "A2",
                             "7.00", "1010", "B;1", "Invoice"}));
  EXPECT_EQ(table[3], (Cells{"r1", "2026-03-02", "C1", "EUR", "105.00", "M3",
                             "5.00", "1010", "B;1", "CreditMemo"}));
  EXPECT_EQ(table[4], (Cells{"r1", "2026-03-02", "C1", "EUR", "105.00", "",
                             "5.00", "1010", "B;1", ""}));
}

TEST(Templates, Xero) {
  const auto table = Table("xero", {Paid()});
  EXPECT_EQ(table[0], (Cells{"Type", "InvoiceNumber", "ContactNumber",
                             "AccountCode", "Date", "Amount", "CurrencyCode",
                             "Reference", "CreditNoteNumber"}));
  EXPECT_EQ(table[1], (Cells{"PAYMENT", "A1", "C1", "1010", "2026-03-02",
                             "93.00", "EUR", "B;1", ""}));
  EXPECT_EQ(table[3], (Cells{"OVERPAYMENT", "", "C1", "1010", "2026-03-02",
                             "5.00", "EUR", "B;1", ""}));
  EXPECT_EQ(table[4], (Cells{"ALLOCATION", "A1", "C1", "1010", "2026-03-02",
                             "5.00", "EUR", "B;1", "M3"}));
}

TEST(Templates, SapMulticashHasALineAReceipt) {
  Posting many = Paid();
  for (int i = 0; i < 20; ++i) {
    many.lines.push_back(Line("payment", std::string(27, 'N'), 0));
  }
  const auto table = Table("sap-multicash", {Paid(), Reversed(), many});
  ASSERT_EQ(table.size(), 3U);
  EXPECT_EQ(table[0].size(), 31U);
  EXPECT_EQ(table[0][1], "1010");
  EXPECT_EQ(table[0][2], "0302");
  EXPECT_EQ(table[0][3], "03.03.26");
  EXPECT_EQ(table[0][5], "A1");
  EXPECT_EQ(table[0][10], "105.00");
  EXPECT_EQ(table[0][13], "02.03.26");
  EXPECT_EQ(table[0][16], "A2");
  EXPECT_EQ(table[0][29], "C1");
  EXPECT_EQ(table[1][10], "-7.00");
  EXPECT_EQ(table[2][27], std::string(27, 'N'));
  EXPECT_EQ(table[2][28], "AND MORE");
}

TEST(Templates, OracleAutoLockboxOverflowsAfterEight) {
  Posting many = Paid();
  for (int i = 0; i < 14; ++i) {
    many.lines.push_back(Line("payment", "N" + std::to_string(i), 0));
  }
  const auto table = Table("oracle-autolockbox", {Paid(), many, Reversed()});
  ASSERT_EQ(table.size(), 4U);
  EXPECT_EQ(table[0].size(), 26U);
  EXPECT_EQ(Cells(table[0].begin(), table[0].begin() + 14),
            (Cells{"6", "1", "", "", "B;1", "105.00", "2026-03-02", "EUR", "C1",
                   "1010", "A1", "98.00", "A2", "7.00"}));
  EXPECT_EQ(Cells(table[2].begin(), table[2].begin() + 6),
            (Cells{"4", "2", "1", "0", "B;1", ""}));
  EXPECT_EQ(table[2][10], "N5");
  EXPECT_EQ(Cells(table[3].begin(), table[3].begin() + 4),
            (Cells{"4", "2", "2", "9"}));
  Minor applied = 0;
  for (size_t i = 11; i < 26; i += 2) applied += Sum({table[0]}, i);
  EXPECT_EQ(applied, 10000);
}

TEST(Templates, EachAccountOfOursHasItsName) {
  Posting other = Reversed();
  other.account = "…4567";
  ErpNames names;
  names.of_account = {{"0123", "1200"}};
  const std::vector<Posting> postings = {Paid(), other};
  const auto text = [&](std::string_view format) {
    return WriteErpFile(*FindErpFormat(format), postings, names);
  };
  EXPECT_NE(text("dynamics365").find("r1,Bank,1200\n"), std::string::npos);
  EXPECT_NE(text("dynamics365").find("r2,Bank,\n"), std::string::npos);
  EXPECT_NE(text("journal-csv").find(",…4567,\n"), std::string::npos);
  names.bank_account = "1000";
  EXPECT_NE(text("dynamics365").find("r1,Bank,1200\n"), std::string::npos);
  EXPECT_NE(text("dynamics365").find("r2,Bank,1000\n"), std::string::npos);
  EXPECT_EQ(ErpNames::KeyOf("DE02120300000000202051"), "2051");
  EXPECT_EQ(ErpNames::KeyOf("12"), "12");
}

TEST(Templates, NamesAreFoundAndOthersAreNot) {
  EXPECT_EQ(ErpFormats().size(), 8U);
  for (const ErpFormat* format : ErpFormats()) {
    EXPECT_EQ(FindErpFormat(format->name), format);
  }
  EXPECT_EQ(FindErpFormat("sap"), nullptr);
}

TEST(Templates, WhatAPayerQuotedRunsInNoSpreadsheet) {
  Posting posting = OfNobody();
  posting.rests[0].reference = "=HYPERLINK(1)";
  const std::vector<Posting> postings = {posting};
  const auto text = [&](std::string_view format) {
    return WriteErpFile(*FindErpFormat(format), postings, OneAccount());
  };
  EXPECT_NE(text("journal-csv").find(",'=HYPERLINK(1),"), std::string::npos);
  EXPECT_NE(text("journal-ndjson").find("\"=HYPERLINK(1)\""),
            std::string::npos);
}

}  // namespace
}  // namespace cashmatch
