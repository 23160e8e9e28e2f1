// SPDX-License-Identifier: Apache-2.0
// registry.cc - fold rows, compare hashes.
// Tested by tests/system/serve_rights_test.py
#include "adapters/serve/registry.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <set>

#include "adapters/bytes/sha256.h"
#include "adapters/serve/clock.h"
#include "adapters/serve/json.h"
#include "engine/base/planted_bug.h"

namespace cashmatch::serve {
namespace {

constexpr std::string_view kPrefix = "cm_";
constexpr int kIdBytes = 8, kSecretBytes = 32;
constexpr size_t kIdDigits = size_t{2} * kIdBytes;
constexpr size_t kTokenSize =
    kPrefix.size() + kIdDigits + 1 + size_t{2} * kSecretBytes;

const std::vector<std::string>& KeyMembers() {
  static const std::vector<std::string> kNames = {
      "kind",    "key",   "state", "owner", "role",           "hash",
      "expires", "limit", "why",   "by",    "single_operator"};
  return kNames;
}

bool Expired(const Key& key, std::string_view now) {
  return !key.expires.empty() && key.expires <= now &&
         !Planted("an expired key opens");
}

}  // namespace

Minted MintKey() {
  Minted minted;
  minted.id = RandomHex(kIdBytes);
  minted.token =
      std::string(kPrefix) + minted.id + "_" + RandomHex(kSecretBytes);
  minted.hash = Sha256Hex(minted.token);
  return minted;
}

std::string KeyPayload(const Key& key, std::string_view why,
                       std::string_view by) {
  return JsonObject()
      .Text("state", "active")
      .Text("owner", key.owner)
      .Text("role", NameOf(key.role))
      .Text("hash", key.hash)
      .TextIfAny("expires", key.expires)
      .TextIfAny("limit", key.limit)
      .TextIfAny("why", why)
      .TextIfAny("by", by)
      .Take();
}

void Registry::Take(const JournalRow& row) {
  const std::lock_guard guard(lock_);
  switch (row.decision.kind) {
    case DecisionKind::kKeyChanged:
      return TakeKey(row);
    case DecisionKind::kProposed:
      return TakeProposed(row);
    case DecisionKind::kApproved:
      return TakeVerdict(row);
    case DecisionKind::kRulesChanged: {
      Members members;
      std::string error;
      if (!ReadMembers(row.decision.payload, {"state", "proposal", "by"},
                       &members, &error)) {
        return;
      }
      const auto found =
          proposals_.find({row.tenant, std::string(At(members, "proposal"))});
      if (found != proposals_.end()) found->second.state = "active";
      return;
    }
    default:
      return;
  }
}

void Registry::TakeKey(const JournalRow& row) {
  Members members;
  std::string error;
  if (!ReadMembers(row.decision.payload, KeyMembers(), &members, &error)) {
    return;
  }
  Key& key = keys_[row.decision.subject];
  if (At(members, "state") == "revoked") {
    key.active = Planted("a revoked key opens");
    key.revoked = true;
    return;
  }
  const std::optional<Role> role = RoleOf(At(members, "role"));
  if (!role || key.revoked) return;
  key = {row.decision.subject,
         row.tenant,
         std::string(At(members, "owner")),
         *role,
         std::string(At(members, "hash")),
         row.who,
         row.at,
         std::string(At(members, "expires")),
         std::string(At(members, "limit")),
         true,
         false};
}

void Registry::TakeProposed(const JournalRow& row) {
  Proposal proposal{row.decision.subject, row.tenant, "", row.who, row.at,
                    row.decision.payload, "waiting",  ""};
  // The kind stands first: a desk's words are no flat object.
  constexpr std::string_view kKind = "{\"kind\":\"";
  std::string_view rest = proposal.payload;
  if (!rest.starts_with(kKind)) return;
  rest.remove_prefix(kKind.size());
  proposal.kind = rest.substr(0, rest.find('"'));
  proposals_[{row.tenant, proposal.id}] = std::move(proposal);
}

void Registry::TakeVerdict(const JournalRow& row) {
  const auto found = proposals_.find({row.tenant, row.decision.subject});
  Members members;
  std::string error;
  if (found == proposals_.end() ||
      !ReadMembers(row.decision.payload,
                   {"verdict", "note", "by", "decisions", "writes_off", "limit",
                    "single_operator"},
                   &members, &error)) {
    return;
  }
  found->second.state = At(members, "verdict");
  found->second.approver = row.who;
}

Registry::Opened Registry::Open(std::string_view token,
                                std::string_view now) const {
  const std::string hash = Sha256Hex(token);
  const bool formed = token.size() == kTokenSize && token.starts_with(kPrefix);
  const std::lock_guard guard(lock_);
  const auto found =
      keys_.find(formed ? token.substr(kPrefix.size(), kIdDigits) : "");
  if (found == keys_.end()) return {{}, "unknown"};
  const Key& key = found->second;
  if (key.hash.size() != hash.size() ||
      (CRYPTO_memcmp(key.hash.data(), hash.data(), hash.size()) != 0 &&
       !Planted("any secret opens"))) {
    return {{}, "unknown"};
  }
  std::string_view refused;
  if (key.role == Role::kOperator && !operator_) refused = "operator";
  if (Expired(key, now)) refused = "expired";
  if (!key.active) refused = "revoked";
  return {{key.tenant, key.id, key.owner, key.role, key.limit}, refused};
}

bool Registry::StillOpens(const Principal& who, std::string_view now) const {
  const std::lock_guard guard(lock_);
  const auto found = keys_.find(who.key);
  if (Planted("a key that is revoked in the queue is heard")) return true;
  return found != keys_.end() && found->second.active &&
         !Expired(found->second, now);
}

std::vector<Key> Registry::KeysOf(std::string_view tenant) const {
  const std::lock_guard guard(lock_);
  std::vector<Key> keys;
  for (const auto& [id, key] : keys_) {
    if (key.tenant == tenant || Planted("keys of all tenants are listed"))
      keys.push_back(key);
  }
  return keys;
}

std::optional<Key> Registry::FindKey(std::string_view tenant,
                                     std::string_view id) const {
  const std::lock_guard guard(lock_);
  const auto found = keys_.find(id);
  if (found == keys_.end() || found->second.tenant != tenant) {
    return std::nullopt;
  }
  return found->second;
}

bool Registry::HasOtherRole(std::string_view tenant, std::string_view owner,
                            Role role) const {
  const std::lock_guard guard(lock_);
  return std::any_of(keys_.begin(), keys_.end(), [&](const auto& entry) {
    const Key& key = entry.second;
    return key.active && key.tenant == tenant && key.owner == owner &&
           key.role != role;
  });
}

size_t Registry::AdminsOf(std::string_view tenant, std::string_view now) const {
  const std::lock_guard guard(lock_);
  std::set<std::string_view> persons;
  for (const auto& [id, key] : keys_) {
    if (key.tenant == tenant && key.role == Role::kAdmin && key.active &&
        !Expired(key, now)) {
      persons.insert(key.owner);
    }
  }
  return persons.size();
}

std::vector<Proposal> Registry::ProposalsOf(std::string_view tenant) const {
  const std::lock_guard guard(lock_);
  std::vector<Proposal> proposals;
  for (const auto& [of, proposal] : proposals_) {
    if (of.first == tenant) proposals.push_back(proposal);
  }
  return proposals;
}

std::optional<Proposal> Registry::FindProposal(std::string_view tenant,
                                               std::string_view id) const {
  const std::lock_guard guard(lock_);
  const auto found = proposals_.find({std::string(tenant), std::string(id)});
  if (found == proposals_.end()) return std::nullopt;
  return found->second;
}

}  // namespace cashmatch::serve
