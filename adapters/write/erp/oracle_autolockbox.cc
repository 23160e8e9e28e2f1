// SPDX-License-Identifier: Apache-2.0
// oracle_autolockbox.cc - payment and overflow records for
// AR_PAYMENTS_INTERFACE. Source: Oracle Receivables, Lockbox Interface Table:
// record types 6 and 4. Tested by
// tests/unit/adapters/write/erp/templates_test.cc
#include "adapters/write/erp/cells.h"
#include "adapters/write/erp/templates.h"

namespace cashmatch::erp {
namespace {

constexpr size_t kInvoices = 8;  // of a record

std::string RecordType(const ErpRow& row) {
  return row.number == 1 ? "6" : "4";
}

std::string OverflowSequence(const ErpRow& row) {
  return row.number == 1 ? std::string() : std::to_string(row.number - 1);
}

/// 0: another overflow record follows; 9: none does.
std::string OverflowIndicator(const ErpRow& row) {
  if (row.number == 1) return {};
  return row.number == row.rows ? "9" : "0";
}

/// The receipt's, once.
std::string Remittance(const ErpRow& row) {
  return row.number == 1 ? ReceiptAmount(row) : std::string();
}

const PostingLine* Line(const ErpRow& row, size_t n) {
  return PaymentAt(*row.posting, (row.number - 1) * kInvoices + n);
}

template <size_t n>
std::string Invoice(const ErpRow& row) {
  const PostingLine* const line = Line(row, n);
  if (line == nullptr) return {};
  return DocumentOf(*line);
}

template <size_t n>
std::string Applied(const ErpRow& row) {
  const PostingLine* const line = Line(row, n);
  return line == nullptr ? std::string()
                         : FormatMoney(line->amount, row.posting->currency);
}

constexpr auto kColumns = std::to_array<ErpColumn>({
    {"RECORD_TYPE", &RecordType},
    {"ITEM_NUMBER", &FileReceipt},
    {"OVERFLOW_SEQUENCE", &OverflowSequence},
    {"OVERFLOW_INDICATOR", &OverflowIndicator},
    {"CHECK_NUMBER", &BankReference},
    {"REMITTANCE_AMOUNT", &Remittance},
    {"DEPOSIT_DATE", &BookingDate},
    {"CURRENCY_CODE", &CurrencyName},
    {"CUSTOMER_NUMBER", &Customer},
    {"REMITTANCE_BANK_ACCOUNT", &BankAccount},
    {"INVOICE1", &Invoice<0>},
    {"AMOUNT_APPLIED1", &Applied<0>},
    {"INVOICE2", &Invoice<1>},
    {"AMOUNT_APPLIED2", &Applied<1>},
    {"INVOICE3", &Invoice<2>},
    {"AMOUNT_APPLIED3", &Applied<2>},
    {"INVOICE4", &Invoice<3>},
    {"AMOUNT_APPLIED4", &Applied<3>},
    {"INVOICE5", &Invoice<4>},
    {"AMOUNT_APPLIED5", &Applied<4>},
    {"INVOICE6", &Invoice<5>},
    {"AMOUNT_APPLIED6", &Applied<5>},
    {"INVOICE7", &Invoice<6>},
    {"AMOUNT_APPLIED7", &Applied<6>},
    {"INVOICE8", &Invoice<7>},
    {"AMOUNT_APPLIED8", &Applied<7>},
});

}  // namespace

const ErpFormat kOracleAutolockbox = {.name = "oracle-autolockbox",
                                      .rows = ErpRows::kEights,
                                      .columns = kColumns,
                                      .header = false,
                                      .negatives = ErpNegatives::kCredits};

}  // namespace cashmatch::erp
