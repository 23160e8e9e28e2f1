// SPDX-License-Identifier: Apache-2.0
// journal.cc - double entry for any ledger: debits equal credits.
// Source: the results of a run (adapters/write).
// Tested by tests/unit/adapters/write/erp/templates_test.cc
#include "adapters/write/erp/cells.h"
#include "adapters/write/erp/templates.h"

namespace cashmatch::erp {
namespace {

constexpr auto kColumns = std::to_array<ErpColumn>({
    {"entry_id", &ReceiptId},
    {"line", &Number},
    {"booking_date", &BookingDate},
    {"value_date", &ValueDate},
    {"currency", &CurrencyName},
    {"account", &Role},
    {"debit", &Debit},
    {"credit", &Credit},
    {"customer_id", &Customer},
    {"document_number", &Document},
    {"item_id", &Item},
    {"company_code", &Company},
    {"bank_reference", &BankReference},
    {"reference", &QuotedReference, true},
    {"reason_code", &Reason},
    {"own_account", &OwnAccount},
    {"bank_account", &BankAccount},
});

}  // namespace

const ErpFormat kJournalCsv = {
    .name = "journal-csv", .rows = ErpRows::kJournal, .columns = kColumns};
const ErpFormat kJournalNdjson = {.name = "journal-ndjson",
                                  .rows = ErpRows::kJournal,
                                  .columns = kColumns,
                                  .separator = 0};

}  // namespace cashmatch::erp
