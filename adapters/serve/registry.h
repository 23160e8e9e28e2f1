// SPDX-License-Identifier: Apache-2.0
// registry.h - keys and proposals, as the journals say.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/serve/principal.h"
#include "adapters/store/journal.h"

namespace cashmatch::serve {

/// A key. Only the SHA-256 of its token is kept.
struct Key {
  std::string id, tenant, owner;
  Role role = Role::kSubmitter;
  std::string hash;                       // 64 hex digits
  std::string made_by, made_at, expires;  // RFC 3339; empty: never
  std::string limit;                      // USD 500.00, EUR 400.00
  bool active = false;                    // approved and not revoked
  bool revoked = false;
};

/// Asks for a second pair of eyes.
struct Proposal {
  std::string id, tenant;
  std::string kind;  // desk, rules, key
  std::string maker, made_at;
  std::string payload;  // of the journal
  std::string state;    // waiting, approved, refused, active
  std::string approver;
};

/// A fold over the rows of all tenants that speak of keys and proposals.
/// Threads: any.
class Registry {
 public:
  /// A house of one person: keys of role `operator` open.
  void AllowOperator() { operator_ = true; }

  /// Takes the next row of a tenant's journal.
  void Take(const JournalRow& row);

  /// Whose a token is, and why it does not open.
  struct Opened {
    Principal who;             // nobody if the token is unknown or wrong
    std::string_view refused;  // "": it opens
  };
  /// Finds out whose token this is. The caller must let all that are refused
  /// look the same. Cost: one SHA-256, whatever the token.
  Opened Open(std::string_view token, std::string_view now) const;

  /// True if the key of somebody who was let in still opens.
  bool StillOpens(const Principal& who, std::string_view now) const;

  std::vector<Key> KeysOf(std::string_view tenant) const;
  std::optional<Key> FindKey(std::string_view tenant,
                             std::string_view id) const;
  /// True if that person has a key of another role that is not revoked.
  bool HasOtherRole(std::string_view tenant, std::string_view owner,
                    Role role) const;
  /// Returns how many persons have an admin's key that opens.
  size_t AdminsOf(std::string_view tenant, std::string_view now) const;

  std::vector<Proposal> ProposalsOf(std::string_view tenant) const;
  std::optional<Proposal> FindProposal(std::string_view tenant,
                                       std::string_view id) const;

 private:
  void TakeKey(const JournalRow& row);
  void TakeProposed(const JournalRow& row);
  void TakeVerdict(const JournalRow& row);

  mutable std::mutex lock_;
  bool operator_ = false;
  std::map<std::string, Key, std::less<>> keys_;  // by id
  std::map<std::pair<std::string, std::string>, Proposal> proposals_;
};

/// A new key's id and token: `cm_<16 hex>_<64 hex>`.
struct Minted {
  std::string id, token, hash;
};
Minted MintKey();

/// The payload of key_changed for a key that opens from now on; `by` is the
/// key of an admin who made it alone.
std::string KeyPayload(const Key& key, std::string_view why,
                       std::string_view by = {});

}  // namespace cashmatch::serve
