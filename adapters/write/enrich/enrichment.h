// SPDX-License-Identifier: Apache-2.0
// enrichment.h - what is to be written into a bank file, and what came of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cashmatch {

/// A document that a receipt pays, or a credit memo that it uses up.
struct PaidDocument {
  std::string number;
  bool credit = false;
};

/// The documents of one receipt of the file.
struct Enrichment {
  uint64_t offset = 0;  // Receipt::offset
  std::vector<PaidDocument> documents;
};

/// A number that could not be written.
struct LeftOut {
  uint64_t offset = 0;
  std::string number;
  std::string_view why;  // "the text has six lines already"
};

/// A bank file with numbers in it. Bytes of other records are as they were.
struct Enriched {
  std::string bytes;
  uint64_t receipts = 0, numbers = 0;  // that were written
  std::vector<LeftOut> left_out;

  /// Counts what is written for a receipt.
  void Write(size_t count) {
    numbers += count;
    if (count > 0) ++receipts;
  }
  void LeaveOut(const Enrichment& wanted, const PaidDocument& document,
                std::string_view why) {
    left_out.push_back({wanted.offset, document.number, why});
  }
  void LeaveOutAll(const Enrichment& wanted, std::string_view why) {
    for (const PaidDocument& it : wanted.documents) LeaveOut(wanted, it, why);
  }
};

}  // namespace cashmatch
