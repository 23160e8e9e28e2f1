// SPDX-License-Identifier: Apache-2.0
// quickbooks.cc - rows of received payments, one for each invoice.
// Source: QuickBooks Online, Payment: LinkedTxn, TotalAmt.
// Tested by tests/unit/adapters/write/erp/templates_test.cc
#include "adapters/write/erp/cells.h"
#include "adapters/write/erp/templates.h"

namespace cashmatch::erp {
namespace {

constexpr auto kColumns = std::to_array<ErpColumn>({
    {"Payment Ref", &ReceiptId},
    {"Payment Date", &BookingDate},
    {"Customer", &Customer},
    {"Currency", &CurrencyName},
    {"Total Amount", &ReceiptAmount},
    {"Invoice No", &Document},
    {"Amount", &Amount},
    {"Deposit To", &BankAccount},
    {"Memo", &BankReference},
});

}  // namespace

const ErpFormat kQuickbooks = {
    .name = "quickbooks", .columns = kColumns, .reversals = false};

}  // namespace cashmatch::erp
