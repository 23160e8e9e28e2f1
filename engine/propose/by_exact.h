// SPDX-License-Identifier: Apache-2.0
// by_exact.h - the common case: one number, quoted as it stands, paid in full.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "engine/model/proposal.h"
#include "engine/propose/context.h"

namespace cashmatch {

/// Answers receipts that quote one document number of one item, letter by
/// letter, and pay to the last minor unit what is open on it. Its answers are
/// those of ProposeByQuotes; it only spares the way there. What differs in
/// anything is left to the other rules.
///
/// Receipts are looked up by the batch: each step touches one line of memory a
/// receipt, which the step before has asked for.
/// Source: group prefetching, Chen et al., ICDE 2004.
/// Threads: one for each.  Cost: three lines of memory, no allocation.
class ExactProposer {
 public:
  static constexpr size_t kBatch = 32;

  ExactProposer(const BookTables& book, const OpenState& state,
                const ReceiptBlock& receipts)
      : book_(book), state_(state), receipts_(receipts) {}

  /// Looks up the items of the next receipts.  Requires: at most kBatch.
  void Look(std::span<const ReceiptRow> rows);

  /// Appends the answer on receipt `i` of those, which is the one of `view`;
  /// false, and nothing appended, if it needs a closer look. Of the view it
  /// reads neither payers nor quotes nor mentions.
  bool Propose(size_t i, const ReceiptView& view, ProposalBlock* out) const;

 private:
  struct Found {
    std::string_view reference;  // empty: needs a closer look
    uint64_t key;
    uint32_t run;
    ItemRow item;
  };
  void FindItems(std::span<Found> found) const;

  const BookTables& book_;
  const OpenState& state_;
  const ReceiptBlock& receipts_;
  std::array<Found, kBatch> found_;
  std::string normal_;
};

}  // namespace cashmatch
