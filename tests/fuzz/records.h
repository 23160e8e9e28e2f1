// SPDX-License-Identifier: Apache-2.0
// records.h - damage that knows the form of a text: its records and fields.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/fuzz/mutation.h"

namespace cashmatch::fuzz {

/// How a format falls into records, and these into fields.
enum class Form : uint8_t {
  kCommas,    // lines; fields between , ; or |
  kColumns,   // lines of fixed columns
  kTags,      // lines that begin with a tag; fields between : / ? + and //
  kSegments,  // X12: separator and terminator as the header says
  kElements,  // XML: elements, with all that is inside; texts and attributes
  kObjects,   // lines; fields between quotes
  kPacked,    // gz, zst or zip: plain bytes, or a gz anew around damaged ones
};

/// A part of a text.
struct Part {
  size_t first = 0, count = 0;
};

/// Returns the records of a text, in order; of XML every element that closes,
/// those inside others too.  Cost: linear.
void Records(Form form, std::string_view text, std::vector<Part>* records);

/// Returns the fields of a record, without their delimiters.
void Fields(Form form, std::string_view text, Part record,
            std::vector<Part>* fields);

/// Does one to four mutations of records and fields: dropped, doubled, swapped,
/// moved; a field of one put in the place of another; a number one off, signed,
/// extreme; a date, a currency, a side changed; records of `others` put in.
/// Half of the BAI2 and X12 inputs get totals and counts that agree again, so
/// that what is wrong is not seen by the trailer alone. One input in four gets
/// bytes damaged besides.
std::string MutateRecords(Form form, std::string_view honest,
                          const std::vector<std::string>& others, Draw* draw);

}  // namespace cashmatch::fuzz
