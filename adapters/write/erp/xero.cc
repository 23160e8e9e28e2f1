// SPDX-License-Identifier: Apache-2.0
// xero.cc - rows of payments and overpayments.
// Source: Xero Accounting API, Payments and Overpayments.
// Tested by tests/unit/adapters/write/erp/templates_test.cc
#include "adapters/write/erp/cells.h"
#include "adapters/write/erp/templates.h"

namespace cashmatch::erp {
namespace {

std::string Type(const ErpRow& row) {
  return row.document.empty() ? "OVERPAYMENT" : "PAYMENT";
}

constexpr auto kColumns = std::to_array<ErpColumn>({
    {"Type", &Type},
    {"InvoiceNumber", &Document},
    {"ContactNumber", &Customer},
    {"AccountCode", &BankAccount},
    {"Date", &BookingDate},
    {"Amount", &Amount},
    {"CurrencyCode", &CurrencyName},
    {"Reference", &BankReference},
});

}  // namespace

const ErpFormat kXero = {
    .name = "xero", .columns = kColumns, .reversals = false};

}  // namespace cashmatch::erp
