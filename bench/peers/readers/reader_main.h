// SPDX-License-Identifier: Apache-2.0
// reader_main.h - what every reader that is compared is: one pass over files
// that lie in memory, timed, with what it found.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cashmatch::bench {

/// What a pass found, so that all readers can be seen to have read the same.
struct Totals {
  uint64_t receipts = 0;
  int64_t amount = 0;  // digits of all amounts, the point left out
};

/// A payment as a user of a parser keeps it: one struct, own copies.
struct Payment {
  std::string reference, end_to_end, amount, currency, booked, value_day;
  std::string side, payer, account, text;
};

/// Reads an amount as the formats write it ("448.68", "496473") as the integer
/// of its digits.
int64_t Digits(std::string_view amount);

/// Counts and adds up what was kept.
Totals TotalsOf(const std::vector<Payment>& payments);

/// One file, as it lies in memory. `bytes` may be changed, and is followed by
/// 64 zero bytes.
using ReadFile = Totals (*)(const std::string& name, std::string* bytes);

/// Loads all files named on the command line, reads them once in their order
/// and prints one JSON object: version, seconds of wall clock and of CPU,
/// bytes, receipts, amount. Returns the program's exit.
int ReaderMain(int argc, char** argv, const std::string& version,
               ReadFile read);

}  // namespace cashmatch::bench
