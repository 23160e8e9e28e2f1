// SPDX-License-Identifier: Apache-2.0
// netsuite.cc - rows of a customer payment with its apply lines.
// Source: NetSuite CSV import, record type Customer Payment.
// Tested by tests/unit/adapters/write/erp/templates_test.cc
#include "adapters/write/erp/cells.h"
#include "adapters/write/erp/templates.h"

namespace cashmatch::erp {
namespace {

constexpr auto kColumns = std::to_array<ErpColumn>({
    {"External ID", &ReceiptId},
    {"Customer", &Customer},
    {"Date", &BookingDate},
    {"Currency", &CurrencyName},
    {"Payment Amount", &ReceiptAmount},
    {"Account", &BankAccount},
    {"Memo", &BankReference},
    {"Apply: Invoice", &Document},
    {"Apply: Payment", &Amount},
    {"Apply: Discount", &Discount},
});

}  // namespace

const ErpFormat kNetsuite = {.name = "netsuite",
                             .columns = kColumns,
                             .negatives = ErpNegatives::kNone,
                             .discounts = true};

}  // namespace cashmatch::erp
