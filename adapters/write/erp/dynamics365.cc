// SPDX-License-Identifier: Apache-2.0
// dynamics365.cc - lines of a customer payment journal.
// Source: Common Data Model, CustomerPaymentJournalLineEntity.
// Tested by tests/unit/adapters/write/erp/templates_test.cc
#include "adapters/write/erp/cells.h"
#include "adapters/write/erp/templates.h"

namespace cashmatch::erp {
namespace {

std::string Customers(const ErpRow&) { return "Cust"; }
std::string Bank(const ErpRow&) { return "Bank"; }

constexpr auto kColumns = std::to_array<ErpColumn>({
    {"LINENUMBER", &FileLine},
    {"ACCOUNTTYPE", &Customers},
    {"ACCOUNTDISPLAYVALUE", &Customer},
    {"TRANSACTIONDATE", &BookingDate},
    {"CURRENCYCODE", &CurrencyName},
    {"DEBITAMOUNT", &Debit},
    {"CREDITAMOUNT", &Credit},
    {"MARKEDINVOICE", &Document},
    {"COMPANY", &Company},
    {"PAYMENTREFERENCE", &BankReference},
    {"TRANSACTIONTEXT", &ReceiptId},
    {"OFFSETACCOUNTTYPE", &Bank},
    {"OFFSETACCOUNTDISPLAYVALUE", &BankAccount},
});

}  // namespace

const ErpFormat kDynamics365 = {.name = "dynamics365", .columns = kColumns};

}  // namespace cashmatch::erp
