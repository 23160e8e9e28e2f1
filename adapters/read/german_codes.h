// SPDX-License-Identifier: Apache-2.0
// german_codes.h - the business transaction codes of German banks.
#pragma once

#include <cstdint>
#include <string_view>

namespace cashmatch {

/// What a code says became of an earlier payment.
enum class GermanCode : uint8_t {
  kOther,
  kReturnedItem,  // a direct debit or check of ours came back: a debit
  kOursReturned,  // a payment of ours, or a debit we refused, came back: a
                  // credit
  kStorno,        // the bank takes back what it booked, on either side
};

/// Reads the three digits (Geschaeftsvorfallcode) that stand in the `:86:` of
/// an MT940 and in BkTxCd/Prtry of a camt: one table for both.
/// Source: DFUe-Abkommen annex 3, Geschaeftsvorfallcodes.
GermanCode ReadGermanCode(std::string_view digits);

}  // namespace cashmatch
