// SPDX-License-Identifier: Apache-2.0
// booking.cc - status, side and day of entries.
// Tested by tests/unit/adapters/read/camt/booking_test.cc
#include "adapters/read/camt/booking.h"

#include <string_view>

#include "adapters/read/camt/amount.h"
#include "adapters/read/camt/codes.h"

namespace cashmatch {
namespace {

bool TakesBack(const BankCodes& codes) {
  return UndoingOf(codes, Side::kDebit) != Undoing::kNone;
}

}  // namespace

std::string_view ElementOf(CamtKind kind) {
  switch (kind) {
    case CamtKind::k052:
      return "Rpt";
    case CamtKind::k053:
      return "Stmt";
    case CamtKind::k054:
      return "Ntfctn";
  }
  return {};
}

Booking BookingOf(const Entry& entry, CamtKind kind, bool info_is_booked) {
  const std::string_view status = entry.status;
  if (status == "BOOK") return Booking::kBooked;
  if (status == "PDNG" || status == "FUTR") return Booking::kPending;
  if (status == "INFO") {
    return info_is_booked ? Booking::kBooked : Booking::kNotBooked;
  }
  if (!status.empty()) {
    return entry.status_is_own ? Booking::kUnknown : Booking::kUnlisted;
  }
  return kind == CamtKind::k053 ? Booking::kUnstated : Booking::kUnknown;
}

bool IsReceipt(const Entry& entry, const Part& part, Side entry_side) {
  if (part.side == Side::kCredit || entry_side == Side::kCredit) return true;
  if (entry.reversal || TakesBack(entry.codes)) return true;
  if (part.detail != nullptr) {
    return part.detail->returned || TakesBack(part.detail->codes);
  }
  for (const Detail& detail : entry.details) {
    if (detail.returned) return true;
  }
  return false;
}

Day StatementDay(const Message& message, const Statement& statement) {
  Day day = kNoDay;
  for (const BalanceText& balance : statement.balances) {
    if (balance.code == "CLBD") day = ReadDay(balance.date);
  }
  for (const std::string_view text :
       {statement.period_end, statement.created, message.created}) {
    if (day == kNoDay) day = ReadDay(text);
  }
  return day;
}

bool IsTemplate(const Entry& entry) {
  for (const std::string_view text :
       {entry.amount.digits, entry.amount.currency, entry.side, entry.status}) {
    if (text.substr(0, 2) == "{{" || text.substr(0, 2) == "${") return true;
  }
  return false;
}

}  // namespace cashmatch
