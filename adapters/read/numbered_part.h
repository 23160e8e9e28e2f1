// SPDX-License-Identifier: Apache-2.0
// numbered_part.h - what a sender gives a number of its own.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace cashmatch {

/// A part of a file that its sender numbers: an account of a BAI2 file, a
/// statement of camt or MT940, a set of X12, a batch of ACH. A number stands
/// once, so the same part with other money is a contradiction; numbers that
/// begin anew each year or day are told apart by the day that is in the id.
/// Source: BAI2 (01 sender, receiver, date, file id), ISO 20022 (Acct,
/// ElctrncSeqNb or LglSeqNb or else Id, FrToDt, StmtPgntn or MsgPgntn), SWIFT
/// (:25:, :28C:, :60F:), X12 (ISA06, ISA08, ISA09, ISA13, ST02), Nacha (file
/// header 1, batch number).
struct NumberedPart {
  std::string id;                // equal for the same part
  uint32_t line = 0;             // where it begins
  uint32_t first = 0, last = 0;  // its receipts, by their position in the file
};

/// Joins the parts of an id, whatever is in them.
inline std::string PartId(std::initializer_list<std::string_view> words) {
  std::string id;
  for (const std::string_view word : words) {
    if (!id.empty()) id += '/';
    for (const char c : word) {
      if (c == '/' || c == '\\') id += '\\';
      id += c;
    }
  }
  return id;
}

}  // namespace cashmatch
