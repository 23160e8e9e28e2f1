// SPDX-License-Identifier: Apache-2.0
// quickbooks.cc - rows of received payments, one for each invoice or credit.
// Source: QuickBooks Online, Payment: TotalAmt, Line with Amount and LinkedTxn
// of TxnType Invoice or CreditMemo, both with positive amounts.
// Tested by tests/unit/adapters/write/erp/templates_test.cc
#include "adapters/write/erp/cells.h"
#include "adapters/write/erp/templates.h"

namespace cashmatch::erp {
namespace {

bool IsCredit(const ErpRow& row) {
  return row.amount < 0 && !row.document.empty();
}

std::string TransactionType(const ErpRow& row) {
  if (row.document.empty()) return {};
  return IsCredit(row) ? "CreditMemo" : "Invoice";
}

/// A credit's is subtracted for its type.
std::string Unsigned(const ErpRow& row) {
  return IsCredit(row) ? Amount(row).substr(1) : Amount(row);
}

constexpr auto kColumns = std::to_array<ErpColumn>({
    {"Payment Ref", &ReceiptId},
    {"Payment Date", &BookingDate},
    {"Customer", &Customer},
    {"Currency", &CurrencyName},
    {"Total Amount", &ReceiptAmount},
    {"Invoice No", &Document},
    {"Amount", &Unsigned},
    {"Deposit To", &BankAccount},
    {"Memo", &BankReference},
    {"Txn Type", &TransactionType},
});

}  // namespace

const ErpFormat kQuickbooks = {.name = "quickbooks",
                               .columns = kColumns,
                               .negatives = ErpNegatives::kCredits};

}  // namespace cashmatch::erp
