// SPDX-License-Identifier: Apache-2.0
// rights.h - who might do what was done: proved from the rows alone.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "adapters/ledger/limits.h"
#include "adapters/ledger/receipt_decision.h"
#include "adapters/store/journal.h"

namespace cashmatch {

/// Folds rows of one tenant that speak of keys, proposals and approvals, and
/// proves of each what the store and the service enforced when it was written:
///
/// - A key opens because another admin approved exactly it, because there were
///   not two admins yet, or with the first start; a person has one role.
/// - Who acts has a key of the role for it that is neither revoked nor expired.
/// - Nobody approves what they proposed, and nothing is decided upon twice; in
/// a
///   house of one person the key is the operator's, and the row says so.
/// - What a person lets go stays within the limit of that key; other items than
///   suggested, taking back and reversals had an approval.
/// - Rules that were proposed are in force once, and after their approval.
///
/// Decisions under a key stand behind the row that says which key, how many and
/// how much (`warranted`, or `approved`). What stands alone came from who may
/// open the store itself, and is counted.
///
/// Shares no code with the service.  Threads: one writer.  Cost: a logarithm of
/// the keys and proposals a row.
class Rights {
 public:
  /// Takes the next row of any kind; of a decision on a receipt `decision` is
  /// what it says, else null. Returns "" or what does not hold.
  std::string Take(const JournalRow& row, const ReceiptDecision* decision);

  /// "" unless the journal ends where rows of one batch are missing.
  std::string Whole() const;

  /// Decisions of people on receipts, and how many of them without a key.
  uint64_t by_people() const { return by_people_; }
  uint64_t without_key() const { return without_key_; }

 private:
  struct Key {
    std::string owner, role, hash, expires, limit;
    bool revoked = false;
  };
  enum class State : uint8_t { kWaiting, kApproved, kRefused, kActive };
  struct Proposal {
    std::string kind, maker;
    State state = State::kWaiting;
    std::string of;  // kind key: its id; rules: their hash
    Key key;         // kind key
    std::set<std::string, std::less<>> receipts;  // kind desk
  };
  /// Rows that must follow, of the same person and time.
  struct Covered {
    uint64_t left = 0;
    std::string who, at;
    const Proposal* proposal = nullptr;  // null: no second person was asked
    std::string stated;                  // what is let go
    bool limited = true;
    Limits limits;
    std::map<Currency, WideMinor> let_go{};
  };

  std::string TakeKey(const JournalRow& row);
  std::string TakeProposed(const JournalRow& row);
  std::string TakeApproved(const JournalRow& row);
  std::string TakeRules(const JournalRow& row);
  std::string TakeWarranted(const JournalRow& row);
  std::string TakeCovered(const JournalRow& row,
                          const ReceiptDecision* decision);
  std::string EndCovered() const;
  std::string WhyOpens(const JournalRow& row, const std::string& by,
                       const Key& key) const;
  std::string CheckBy(const JournalRow& row, std::string_view by,
                      std::string_view roles) const;
  bool IsOperators(std::string_view by) const;
  size_t AdminsAt(std::string_view at) const;
  void Cover(const JournalRow& row, std::string_view by,
             const Proposal* proposal, uint64_t rows, std::string stated);

  std::map<std::string, Key, std::less<>> keys_;
  std::map<std::string, Proposal, std::less<>> proposals_;
  std::optional<Covered> covered_;
  const Proposal* key_due_ = nullptr;  // approved: the next row opens it
  uint64_t by_people_ = 0, without_key_ = 0;
};

}  // namespace cashmatch
