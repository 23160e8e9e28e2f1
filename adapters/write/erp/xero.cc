// SPDX-License-Identifier: Apache-2.0
// xero.cc - rows of payments, overpayments and allocations.
// Source: Xero Accounting API, Payments, Overpayments, and the Allocations of
// CreditNotes, none of which takes a negative amount.
// Tested by tests/unit/adapters/write/erp/templates_test.cc
#include "adapters/write/erp/cells.h"
#include "adapters/write/erp/templates.h"

namespace cashmatch::erp {
namespace {

std::string Type(const ErpRow& row) {
  if (!row.credit.empty()) return "ALLOCATION";
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
    {"CreditNoteNumber", &CreditNumber},
});

}  // namespace

const ErpFormat kXero = {.name = "xero",
                         .columns = kColumns,
                         .negatives = ErpNegatives::kNone,
                         .offsets = true};

}  // namespace cashmatch::erp
