// SPDX-License-Identifier: Apache-2.0
// oracle.h - what must hold of what a reader makes of any input, however
// broken.
#pragma once

#include <string>
#include <string_view>

#include "adapters/read/bank_file.h"

namespace cashmatch::fuzz {

// Each returns what is wrong, or "" if all is well.

/// A rejected file has no receipts; the status agrees with the findings; every
/// receipt has an id, a currency, an amount in range, and, unless held, a date;
/// a file whose control failed lets nothing of it through unseen. Money is not
/// made: by currency and side, receipts are at most what the file says was
/// booked or is pending.
std::string FaultOf(const BankFile& file);

/// Every finding has a code and says what it did; its line and offset lie in
/// `bytes`. Where records are `numbered`, as in blocks without line breaks, the
/// line is the number of the record.
std::string FaultOfPlaces(const Findings& findings, std::string_view bytes,
                          bool numbered = false);

/// What `cashmatch read` prints, read again, is the same receipts, and prints
/// the same.
std::string FaultOfRoundTrip(const BankFile& file);

/// The receipts as `cashmatch read` prints them.
std::string Printed(const BankFile& file);

}  // namespace cashmatch::fuzz
