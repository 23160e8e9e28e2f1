// SPDX-License-Identifier: Apache-2.0
// cells.cc - days and amounts as texts.
// Tested by tests/unit/adapters/write/erp/templates_test.cc
#include "adapters/write/erp/cells.h"

#include "engine/base/currency.h"
#include "engine/base/planted_bug.h"

namespace cashmatch::erp {
namespace {

std::string Money(Minor amount, const ErpRow& row) {
  return FormatMoney(amount, row.posting->currency);
}

}  // namespace

std::string Customer(const ErpRow& row) {
  return row.customer.empty() ? row.posting->customer_id
                              : std::string(row.customer);
}

std::string BookingDate(const ErpRow& row) {
  return FormatDay(row.posting->booking_date);
}

std::string ValueDate(const ErpRow& row) {
  return FormatDay(row.posting->value_date);
}

std::string CurrencyName(const ErpRow& row) {
  return std::string(std::string_view(CodeOf(row.posting->currency)));
}

std::string Amount(const ErpRow& row) { return Money(row.amount, row); }

std::string Discount(const ErpRow& row) {
  return row.discount == 0 ? std::string() : Money(row.discount, row);
}

std::string ReceiptAmount(const ErpRow& row) {
  return Money(row.posting->amount, row);
}

std::string Debit(const ErpRow& row) {
  return (row.amount < 0) != Planted("debit and credit are swapped")
             ? Money(-row.amount, row)
             : std::string();
}

std::string Credit(const ErpRow& row) {
  return row.amount < 0 ? std::string() : Money(row.amount, row);
}

}  // namespace cashmatch::erp
