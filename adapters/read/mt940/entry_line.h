// SPDX-License-Identifier: Apache-2.0
// entry_line.h - one :61:, the line of an entry.
//
// Value date, entry date, mark, funds code, amount, type, the customer's
// reference, "//" and the bank's, and on a line of its own what else the bank
// has to say. Banks leave out the entry date or write blanks for it, exceed the
// references and put slashes into them: a scanner that goes from one part to
// the next, not a pattern.
// Source: SWIFT user handbook, field 61.
#pragma once

#include <cstdint>
#include <string_view>

#include "adapters/read/mt940/fields.h"
#include "adapters/read/mt940/values.h"

namespace cashmatch::mt940 {

enum class Mark : uint8_t {
  kNone,
  kCredit,
  kDebit,
  kReverseCredit,   // RC: takes back a credit
  kReverseDebit,    // RD: takes back a debit
  kExpectedCredit,  // EC, MT942 only
  kExpectedDebit,   // ED
};

inline bool IsCreditSide(Mark mark) {
  return mark == Mark::kCredit || mark == Mark::kReverseDebit ||
         mark == Mark::kExpectedCredit;
}
inline bool IsReversal(Mark mark) {
  return mark == Mark::kReverseCredit || mark == Mark::kReverseDebit;
}
inline bool IsExpected(Mark mark) {
  return mark == Mark::kExpectedCredit || mark == Mark::kExpectedDebit;
}

/// Views point into the bytes given to the reader.
struct EntryLine {
  uint32_t line = 0;
  uint64_t offset = 0;
  MtDay value, entry;
  std::string_view value_text, entry_text;
  Mark mark = Mark::kNone;
  char funds = 0;  // third letter of the currency, or 0
  std::string_view amount;
  std::string_view type;  // "NTRF", or empty
  std::string_view customer_reference, bank_reference;
  std::string_view supplementary;  // with the ends of its lines
};

/// Reads a :61:. What cannot be read stays empty: kNoDay, Mark::kNone.
EntryLine ReadEntryLine(const Field& field);

}  // namespace cashmatch::mt940
