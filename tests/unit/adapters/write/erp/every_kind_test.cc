// SPDX-License-Identifier: Apache-2.0
// every_kind_test.cc - whatever a receipt is made of, the rows of each posting
// file add up to it, none is of nothing, and what has no row is told.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "adapters/write/erp/erp_format.h"
#include "adapters/write/erp/posting.h"
#include "tests/unit/adapters/write/erp/erp_table.h"

namespace cashmatch {
namespace {

using Lines = std::vector<PostingLine>;
using Rests = std::vector<PostingRest>;

PostingLine Line(const std::string& kind, const std::string& number,
                 Minor amount) {
  return {kind, "I-" + number, number, "1000", "C1", "", amount};
}

PostingRest Rest(const std::string& kind, Minor amount,
                 const std::string& reference = "") {
  return {kind, "C1", reference, "", amount};
}

/// A receipt of what its payments and rests add up to.
Posting Made(const std::string& id, const Lines& lines, const Rests& rests) {
  Posting posting;
  posting.receipt_id = id;
  posting.bank_reference = "B-" + id;
  posting.account = "…0123";

  posting.customer_id = "C1";
  posting.booking_date = posting.value_date = *ParseIsoDay("2026-03-02");
  posting.currency = *ParseCurrency("EUR");
  posting.lines = lines;
  posting.rests = rests;
  for (const PostingLine& line : lines) {
    if (line.kind == "payment") posting.amount += line.amount;
  }
  for (const PostingRest& rest : rests) posting.amount += rest.amount;
  return posting;
}

std::vector<Posting> OfEveryKind() {
  const PostingLine paid = Line("payment", "A1", 9800);
  return {
      Made("payment", {paid}, {}),
      Made("discount", {paid, Line("discount", "A1", 200)}, {}),
      Made("deduction", {Line("deduction", "A1", 200), paid}, {}),
      Made("write-off", {paid, Line("write_off", "A1", 200)}, {}),
      Made("fee", {paid, Line("fee", "A1", 1500)}, {}),
      Made("withholding", {paid, Line("withholding", "A1", 980)}, {}),
      Made("gain", {paid}, {Rest("gain", 50)}),
      Made("claim", {paid}, {Rest("claim", -2000)}),
      Made("unapplied", {}, {Rest("unapplied", 700)}),
      Made("on account", {paid}, {Rest("on_account", 700)}),
      Made("no such reference", {paid},
           {Rest("unapplied", 700, "X1"), Rest("unapplied", 0, "X2")}),
      Made("credit memo", {paid, Line("payment", "M2", -500)}, {}),
      Made("nets to nothing", {paid, Line("payment", "M2", -9800)}, {}),
      Made("paid by credit and discount",
           {Line("payment", "A1", 500), Line("discount", "A1", 10),
            Line("payment", "M2", -500), Line("payment", "A2", 60)},
           {}),
      Made("of nobody", {}, {Rest("unidentified", 900)}),
      Made("no receivable", {}, {Rest("not_receivable", 900)}),
  };
}

bool IsOfNobody(const Posting& posting) {
  return !posting.rests.empty() && (posting.rests[0].kind == "unidentified" ||
                                    posting.rests[0].kind == "not_receivable");
}

/// What the rows of one receipt say came in.
Minor Said(const std::string& format, const ErpTable& table) {
  if (format.starts_with("journal")) {
    return table.Sum("debit", "account", "bank") -
           table.Sum("credit", "account", "bank");
  }
  if (format == "dynamics365") {
    return table.Sum("CREDITAMOUNT") - table.Sum("DEBITAMOUNT");
  }
  if (format == "netsuite") return table.Sum("Apply: Payment");
  if (format == "quickbooks") {
    return table.Sum("Amount", "Txn Type", "Invoice") +
           table.Sum("Amount", "Txn Type", "") -
           table.Sum("Amount", "Txn Type", "CreditMemo");
  }
  if (format == "xero") {
    return table.Sum("Amount", "Type", "PAYMENT") +
           table.Sum("Amount", "Type", "OVERPAYMENT");
  }
  if (format == "sap-multicash") return table.Sum("amount");
  return table.Sum("REMITTANCE_AMOUNT");
}

TEST(EveryKind, RowsAddUpToTheReceipt) {
  for (const ErpFormat* format : ErpFormats()) {
    if (format->separator == 0) continue;
    const std::string name(format->name);
    for (const Posting& posting : OfEveryKind()) {
      const ErpTable table(*format, posting);
      const bool none = IsOfNobody(posting) && !name.starts_with("journal");
      EXPECT_EQ(Said(name, table), none ? 0 : posting.amount)
          << name << ": " << posting.receipt_id;
      EXPECT_FALSE(none && !table.rows.empty()) << name;
      EXPECT_EQ(table.Sum("debit"), table.Sum("credit")) << posting.receipt_id;
    }
  }
}

TEST(EveryKind, NoRowIsOfNothing) {
  for (const ErpFormat* format : ErpFormats()) {
    // A line of these is a receipt, which may net to nothing.
    if (format->separator == 0 || !format->header) continue;
    for (const Posting& posting : OfEveryKind()) {
      const ErpTable table(*format, posting);
      for (size_t row = 0; row < table.rows.size(); ++row) {
        Minor most = 0;
        for (const char* column :
             {"debit", "credit", "CREDITAMOUNT", "DEBITAMOUNT", "Amount",
              "Apply: Payment", "Apply: Discount"}) {
          most = std::max(most, std::abs(table.MoneyAt(row, column)));
        }
        EXPECT_GT(most, 0) << format->name << ": " << posting.receipt_id;
      }
    }
  }
}

}  // namespace
}  // namespace cashmatch
