// SPDX-License-Identifier: Apache-2.0
// proposal.h - what propose hands to resolve and commit: nothing written yet.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/money.h"
#include "engine/model/claims.h"
#include "engine/model/ids.h"
#include "engine/model/report.h"

namespace cashmatch {

/// Takes `amount` off an item, if the proposal is accepted.
struct ProposedRow {
  ItemRow item;
  ApplicationKind kind;
  Minor amount;
  std::string_view reason_code;
  uint32_t alike = 0;  // as in Application
};

/// Money of the receipt that the proposal leaves off the items.
struct ProposedRemainder {
  RemainderKind kind;
  Minor amount;
  std::string_view reference;
  std::string_view reason_code;
};

/// One way to place the money of one receipt.
struct Proposal {
  Rule rule = Rule::kNone;
  ExceptionCode exception = ExceptionCode::kNone;
  Millionths confidence = 0;
  bool apply = false;  // may be applied unseen, if nobody else wants the items
  // Nothing but its probability keeps it back: applied where others leave it so
  // probable. 0: something else does.
  Millionths apply_at = 0;
  CustomerRow customer = kNoCustomer;
  uint32_t rows_first = 0, rows_count = 0;
  uint32_t remainders_first = 0, remainders_count = 0;
  // Items as good as the one of the only row: same terms, amount and dates.
  uint32_t pool_first = 0, pool_count = 0;
};

/// What propose says about one receipt: its alternatives, best first, or why
/// there are none.
struct ProposedReceipt {
  uint32_t first = 0, count = 0;  // into ProposalBlock::proposals
  uint32_t trials_first = 0, trials_count = 0;
  CustomerRow customer = kNoCustomer;  // the payer, known or guessed
  ExceptionCode exception = ExceptionCode::kNone;  // when nothing is proposed
  // How likely it is for nothing that is open; -1: was not weighed.
  Millionths unexplained = -1;
  // What it may be for, into ProposalBlock::claims.
  uint32_t claims_first = 0, claims_count = 0;
  // Those that could not be used, into ProposalBlock::references.
  uint32_t references_first = 0, references_count = 0;
  // What the settlement lacks; a way out only if it is seen to let it apply.
  Minor smallest_change = 0;
  int32_t grace_days_short = 0;
  uint32_t guesses_first = 0, guesses_count = 0;
  uint32_t ways_first = 0, ways_count = 0;
  SumRecord sum;
};

/// The proposals for a range of receipts.
struct ProposalBlock {
  std::vector<ProposedReceipt> receipts;
  std::vector<Proposal> proposals;
  std::vector<ProposedRow> rows;
  std::vector<ProposedRemainder> remainders;
  std::vector<ItemRow> pools;
  std::vector<Trial> trials;
  std::vector<ItemClaim> claims;
  std::vector<std::string_view> references;
  std::vector<SeenGuess> guesses;
  std::vector<WayOut> ways;

  /// Where the next receipt's part begins; CutTo takes back what came after.
  struct Mark {
    size_t proposals, rows, remainders, pools, trials, claims, references,
        guesses, ways;
  };
  Mark End() const {
    return {proposals.size(),  rows.size(),    remainders.size(),
            pools.size(),      trials.size(),  claims.size(),
            references.size(), guesses.size(), ways.size()};
  }
  void CutTo(const Mark& mark) {
    proposals.resize(mark.proposals);
    rows.resize(mark.rows);
    remainders.resize(mark.remainders);
    pools.resize(mark.pools);
    trials.resize(mark.trials);
    claims.resize(mark.claims);
    references.resize(mark.references);
    guesses.resize(mark.guesses);
    ways.resize(mark.ways);
  }
};

/// A receipt with its answer, on the way from propose to commit.
struct Candidate {
  ReceiptRow receipt;
  const ProposalBlock* block;
  uint32_t index;  // into ProposalBlock::receipts

  const ProposedReceipt& answer() const { return block->receipts[index]; }
  /// Requires: answer().count != 0.
  const Proposal& best() const { return proposal(0); }
  /// Requires: choice < answer().count.
  const Proposal& proposal(uint32_t choice) const {
    return block->proposals[answer().first + choice];
  }
  /// True if what other receipts pay may make one of the alternatives sure.
  bool IsUnsure() const {
    for (uint32_t i = 0; i < answer().count; ++i) {
      if (proposal(i).apply) return false;
      if (proposal(i).apply_at != 0) return true;
    }
    return false;
  }
  std::span<const ProposedRow> RowsOf(const Proposal& proposal) const {
    return {block->rows.data() + proposal.rows_first, proposal.rows_count};
  }
  std::span<const ProposedRemainder> RemaindersOf(
      const Proposal& proposal) const {
    return {block->remainders.data() + proposal.remainders_first,
            proposal.remainders_count};
  }
  std::span<const std::string_view> References() const {
    return {block->references.data() + answer().references_first,
            answer().references_count};
  }
  /// What the receipt may be for, if it is not applied.
  std::span<const ItemClaim> Claims() const {
    return {block->claims.data() + answer().claims_first,
            answer().claims_count};
  }
  std::span<const ItemRow> PoolOf(const Proposal& proposal) const {
    return {block->pools.data() + proposal.pool_first, proposal.pool_count};
  }
};

/// What resolve says of a candidate that wants to be applied.
struct Resolution {
  enum class Kind : uint8_t {
    kAccepted,
    kTied,  // another receipt has an equal claim: a person decides
    kLost,  // another has a better claim: look again at what is left
  };
  Kind kind = Kind::kAccepted;
  ContestKind contest = ContestKind::kNone;
  uint32_t choice = 0;        // of the alternatives: the one to apply
  Millionths confidence = 0;  // beside the other receipts; 0: its own
  ItemRow instead = kNoItem;  // of a pool: the item to take
  // Of one that was refused: the item, and the receipt that has it.
  ItemRow item = kNoItem;
  ReceiptRow rival = kNoReceipt;
};

/// A receipt that was applied, and how.
struct Granted {
  Candidate candidate;
  Resolution resolution;
};

}  // namespace cashmatch
