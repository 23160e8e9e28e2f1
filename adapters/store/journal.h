// SPDX-License-Identifier: Apache-2.0
// journal.h - the nouns of the journal: what was decided, by whom, and why.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cashmatch {

/// A SHA-256 that binds a row to all rows before it.
using Link = std::array<unsigned char, 32>;

/// What a decision does to the receivables. The words of the journal are
/// `NameOf`; the list is closed, and only grows.
enum class DecisionKind : uint8_t {
  kBookLoaded,    // a snapshot or a delta of open items
  kRulesChanged,  // rules proposed, approved or put in force
  kFileReceived,  // a bank file or advice, by its SHA-256
  kAllocated,     // a receipt, applied unseen
  kSuggested,     // a receipt, left to a person
  kPlaced,        // a receipt, on no item and nothing to propose
  kAccepted,      // a person took a suggestion
  kRejected,      // a person refused one
  kUnapplied,     // a person took an allocation back
  kReversed,      // the bank took the money back
  kWrittenOff,    // a rest that nobody will collect
  kPosted,        // handed to the ERP, with its posting ids
  kAnswered,      // what the ERP said to a posting
  kProposed,      // asks for a second pair of eyes
  kApproved,      // the second pair of eyes
  kKeyChanged,    // an API key made or revoked
  kDenied,        // somebody tried what they may not
  kReviewed,      // a person judged what was applied unseen
  kWarranted,     // a key, and what is decided under it in the next rows
};
inline constexpr int kDecisionKinds = 19;

std::string_view NameOf(DecisionKind kind);
/// Returns the kind of that name, or nothing.
std::optional<DecisionKind> DecisionKindOf(std::string_view name);

/// One decision on its way into the journal.
struct Decision {
  DecisionKind kind;
  std::string subject;  // receipt, item, file, proposal or key it is about
  std::string payload;  // one JSON object: what, why, versions, hashes
};

/// One decision as the journal keeps it. Never changed, never removed.
struct JournalRow {
  std::string tenant;
  uint64_t seq = 0;  // from 1, without gaps, in each tenant
  std::string at;    // RFC 3339, UTC
  std::string who;   // a person or a key's owner
  Decision decision;
  Link link{};
};

/// The end of a tenant's journal. Kept by whoever was told, it proves later
/// that nothing was cut off.
struct Head {
  uint64_t seq = 0;
  Link link{};
  bool operator==(const Head&) const = default;
};

/// A fact that may be true once: `file` a hash, `receipt` an identity and its
/// occurrence, `decision` a receipt and its turn, `posting` an id.
struct Claim {
  std::string scope, key;
};

/// A second pair of eyes on a proposal.
struct Approval {
  std::string proposal, maker, approver;  // persons, not keys
};

/// How much a person lets go in a batch, in minor units, and how much that
/// person may: a batch that asks for more is refused.
struct Warrant {
  std::string person, currency;
  int64_t asked = 0, allowed = 0;
};

/// What was answered to a request with an idempotency key. Never expires.
struct Answer {
  std::string principal, key;
  std::string request_sha256;
  int status = 0;
  std::string body;
};

/// Decisions that become true together or not at all.
struct Batch {
  std::string tenant, at, who;
  std::vector<Decision> decisions;
  std::vector<Claim> claims;
  std::vector<Approval> approvals;
  std::vector<Warrant> warrants;
  std::optional<Answer> answer;
  std::optional<uint64_t> decided_on;  // the head's seq that they were made on
};

/// How a commit ended.
struct Committed {
  enum class End : uint8_t {
    kDone,
    kMoved,      // the journal went on since `decided_on`: decide again
    kClaimed,    // `claim` is true already: the same money, file or decision
    kForbidden,  // one person makes and approves, or lets go more than allowed
    kAnswered,   // the idempotency key was used: read its answer
    kRefused,    // nothing was written; `error` says why
    kUnknown,    // it may be durable or not: send again with the same key
  };
  End end = End::kRefused;
  Head head;          // after the batch if kDone
  Claim claim;        // of kClaimed
  std::string error;  // for a person
};

}  // namespace cashmatch
