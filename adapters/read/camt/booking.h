// SPDX-License-Identifier: Apache-2.0
// booking.h - what an entry is to the account, and when.
#pragma once

#include <cstdint>
#include <string_view>

#include "adapters/read/camt/entry.h"
#include "adapters/read/camt/parts.h"
#include "engine/base/date.h"

namespace cashmatch {

/// The three messages that report an account.
enum class CamtKind : uint8_t { k052, k053, k054 };

/// The element of a statement: "Rpt", "Stmt" or "Ntfctn".
std::string_view ElementOf(CamtKind kind);

/// How an entry counts towards the balances.
enum class Booking : uint8_t {
  kBooked,
  kUnstated,  // no status, in a statement: booked if the balances say so
  kPending,
  kNotBooked,
  kUnknown,   // none, or one of the bank's own: not booked
  kUnlisted,  // a code that no list has: not booked, unless balances say so
};

/// Reads the status of an entry. `info_is_booked`: a bank that marks what it
/// booked INFO. Source: FORMATS 3.1.
Booking BookingOf(const Entry& entry, CamtKind kind, bool info_is_booked);

/// Whether a part of an entry on `entry_side` is money that came in, or undoes
/// such: reversals, returned items, and debits inside a credit.
bool IsReceipt(const Entry& entry, const Part& part, Side entry_side);

/// The day a statement speaks of: that of its closing balance, else the end of
/// its period, else of its making, else of the message's; or kNoDay.
Day StatementDay(const Message& message, const Statement& statement);

/// Whether an entry is part of a template that nobody filled in: "{{amount}}".
bool IsTemplate(const Entry& entry);

}  // namespace cashmatch
