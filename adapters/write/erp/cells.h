// SPDX-License-Identifier: Apache-2.0
// cells.h - cells that the templates share.
#pragma once

#include <string>

#include "adapters/write/erp/erp_format.h"

namespace cashmatch::erp {

inline std::string ReceiptId(const ErpRow& row) {
  return row.posting->receipt_id;
}
inline std::string BankReference(const ErpRow& row) {
  return row.posting->bank_reference;
}
inline std::string Number(const ErpRow& row) {
  return std::to_string(row.number);
}
inline std::string OwnAccount(const ErpRow& row) {
  return row.posting->account;
}
/// Of the receipt, in the file.
inline std::string FileReceipt(const ErpRow& row) {
  return std::to_string(row.receipt);
}
/// Of the row, in the file.
inline std::string FileLine(const ErpRow& row) {
  return std::to_string(row.line);
}
inline std::string Role(const ErpRow& row) { return std::string(row.role); }
/// Of the document paid, else of the receipt.
std::string Customer(const ErpRow& row);
inline std::string Document(const ErpRow& row) {
  return std::string(row.document);
}
inline std::string Item(const ErpRow& row) { return std::string(row.item); }
inline std::string Company(const ErpRow& row) {
  return std::string(row.company);
}
inline std::string Reason(const ErpRow& row) { return std::string(row.reason); }
inline std::string CreditNumber(const ErpRow& row) {
  return std::string(row.credit);
}
inline std::string QuotedReference(const ErpRow& row) {
  return std::string(row.reference);
}
inline std::string BankAccount(const ErpRow& row) {
  return row.names->Of(*row.posting);
}
inline std::string Nothing(const ErpRow&) { return {}; }

std::string BookingDate(const ErpRow& row);  // 2026-03-02
std::string ValueDate(const ErpRow& row);
std::string CurrencyName(const ErpRow& row);
std::string Amount(const ErpRow& row);  // of the row, with its sign
std::string Discount(const ErpRow& row);
std::string ReceiptAmount(const ErpRow& row);
/// Of the two sides of a journal one has the amount without sign.
std::string Debit(const ErpRow& row);
std::string Credit(const ErpRow& row);

}  // namespace cashmatch::erp
