// SPDX-License-Identifier: Apache-2.0
// serve_keys.cc - rules and keys: nobody changes them alone.
// Tested by tests/system/serve_rights_test.py
#include <algorithm>
#include <utility>

#include "adapters/serve/clock.h"
#include "adapters/serve/limits.h"
#include "adapters/serve/problem.h"
#include "adapters/serve/service.h"
#include "adapters/workspace/lint.h"
#include "adapters/workspace/load.h"

namespace cashmatch::serve {
namespace {

constexpr size_t kOwnerMax = 100;
constexpr size_t kAdminsWanted = 2;

std::string KeyJson(const Key& key) {
  return JsonObject()
      .Text("id", key.id)
      .Text("owner", key.owner)
      .Text("role", NameOf(key.role))
      .Text("state", key.revoked ? "revoked" : "active")
      .Text("made_by", key.made_by)
      .Text("made_at", key.made_at)
      .TextIfAny("expires", key.expires)
      .TextIfAny("limit", key.limit)
      .Take();
}

/// A time as we write it, so that texts compare as times do.
bool IsTime(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00T00:00:00Z";
  if (text.size() != kForm.size()) return false;
  for (size_t i = 0; i < kForm.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (kForm[i] == '0' ? !digit : text[i] != kForm[i]) return false;
  }
  return ParseIsoDay(text.substr(0, 10)).has_value();
}

/// Reads the key that is wanted. Returns "" or what is wrong.
std::string ReadKey(const Request& request, Key* key) {
  Members members;
  std::string error;
  if (!ReadMembers(request.body, {"owner", "role", "expires", "limit"},
                   &members, &error)) {
    return error;
  }
  key->owner = At(members, "owner");
  if (key->owner.empty() || key->owner.size() > kOwnerMax ||
      std::any_of(key->owner.begin(), key->owner.end(), [](char c) {
        return static_cast<unsigned char>(c) < ' ' || c == 0x7F;
      })) {
    return "owner: expected the name of a person";
  }
  const std::optional<Role> role = RoleOf(At(members, "role"));
  if (!role ||
      (*role == Role::kOperator && request.who.role != Role::kOperator)) {
    return "role: expected submitter, clerk, approver, controller, admin or "
           "auditor";
  }
  key->role = *role;
  key->expires = At(members, "expires");
  if (!key->expires.empty() && !IsTime(key->expires)) {
    return "expires: expected YYYY-MM-DDThh:mm:ssZ";
  }
  key->limit = At(members, "limit");
  if (!ReadLimits(key->limit)) {
    return "limit: expected amounts by currency, like USD 500.00, EUR 400.00";
  }
  return {};
}

}  // namespace

Reply Service::ProposeRules(const Request& request, LedgerStore* ledger) {
  std::string error;
  const std::string path = WritePlain(request.body, &error);
  if (path.empty()) return ComeBack(507, "store", error, 5);
  Told told;
  Rules rules;
  if (!LoadRules(path, told.Watch(), &rules)) {
    told.Rename(path, "rules");
    return Problem(422, "rules", "the rules cannot be read", told.All());
  }
  const std::string id = RandomHex(8);
  return Propose(request, ledger, "rules", id,
                 "\"rules\":\"" + rules.sha256 + "\"",
                 [](Batch*, WrittenOff*) { return true; }, {});
}

Reply Service::ActivateRules(const Request& request, LedgerStore* ledger) {
  auto found = registry_.FindProposal(request.who.tenant, request.places[0]);
  if (!found || found->kind != "rules") {
    return Problem(404, "not-found", "no such proposal of rules");
  }
  if (found->state != "approved") {
    return Problem(409, "decided", "the proposal is " + found->state);
  }
  Members members;
  std::string error;
  if (!ReadMembers(found->payload, {"kind", "by", "rules", "single_operator"},
                   &members, &error)) {
    return Problem(409, "refused", error);
  }
  found->state = "active";
  Reply done;
  done.body = JsonObject()
                  .Text("id", found->id)
                  .Text("kind", "rules")
                  .Text("state", "active")
                  .Take() +
              "\n";
  return Commit(
      request, ledger,
      [&](Batch* batch) {
        batch->claims.push_back({"activation", found->id});
        batch->decisions.push_back({DecisionKind::kRulesChanged,
                                    std::string(At(members, "rules")),
                                    JsonObject()
                                        .Text("state", "active")
                                        .Text("proposal", found->id)
                                        .Text("by", request.who.key)
                                        .Take()});
        return true;
      },
      std::move(done));
}

Reply Service::ListKeys(const Request& request) const {
  std::vector<std::string> list;
  for (const Key& key : registry_.KeysOf(request.who.tenant)) {
    list.push_back(KeyJson(key));
  }
  Reply reply;
  reply.body = JsonObject().Raw("keys", JsonArray(list)).Take() + "\n";
  return reply;
}

/// The secret goes to whoever proposes and opens nothing yet. As long as there
/// are fewer than two admins, one may make the other.
Reply Service::ProposeKey(const Request& request, LedgerStore* ledger) {
  Key key;
  const std::string why = ReadKey(request, &key);
  if (!why.empty()) return Problem(400, "body", why);
  const std::string& tenant = request.who.tenant;
  if (registry_.HasOtherRole(tenant, key.owner, key.role)) {
    return Problem(409, "role", "this person has another role");
  }
  const Minted minted = MintKey();
  key.id = minted.id;
  key.hash = minted.hash;
  const bool first = key.role == Role::kAdmin &&
                     key.owner != request.who.owner &&
                     registry_.AdminsOf(tenant, Now()) < kAdminsWanted;
  const auto shown = [&](bool active) {
    return JsonObject()
        .Text("id", key.id)
        .Text("owner", key.owner)
        .Text("role", NameOf(key.role))
        .Text("state", active ? "active" : "waiting");
  };
  const bool active = first || request.who.role == Role::kOperator;
  Reply made;  // as it is kept: the secret is shown once and never kept
  made.status = 201;
  made.body = shown(active).Take() + "\n";
  const auto open = [&](Batch* batch, std::string_view by) {
    batch->decisions.push_back(
        {DecisionKind::kKeyChanged, key.id, KeyPayload(key, "", by)});
  };
  const std::string proposal = RandomHex(8);
  const std::string members = JsonObject()
                                  .Text("key", key.id)
                                  .Text("owner", key.owner)
                                  .Text("role", NameOf(key.role))
                                  .Text("hash", key.hash)
                                  .TextIfAny("expires", key.expires)
                                  .TextIfAny("limit", key.limit)
                                  .Take();
  Reply reply =
      first ? Commit(
                  request, ledger,
                  [&](Batch* batch) {  // others may have made one
                    open(batch, request.who.key);
                    return registry_.AdminsOf(tenant, batch->at) <
                               kAdminsWanted &&
                           !registry_.HasOtherRole(tenant, key.owner, key.role);
                  },
                  std::move(made))
            : Propose(
                  request, ledger, "key", proposal,
                  members.substr(1, members.size() - 2),
                  [&](Batch* batch, WrittenOff*) {
                    open(batch, "");
                    return true;
                  },
                  std::move(made));
  if (reply.status == 201) {
    JsonObject body = shown(active);
    body.Text("token", minted.token);
    if (!active) body.Text("proposal", proposal);
    reply.body = body.Take() + "\n";
  }
  return reply;
}

Reply Service::RevokeKey(const Request& request, LedgerStore* ledger) {
  auto key = registry_.FindKey(request.who.tenant, request.places[0]);
  if (!key) return Problem(404, "not-found", "no such key");
  if (key->revoked) return Problem(409, "decided", "the key is revoked");
  key->revoked = true;
  Reply done;
  done.body = KeyJson(*key) + "\n";
  return Commit(
      request, ledger,
      [&](Batch* batch) {
        batch->decisions.push_back({DecisionKind::kKeyChanged, key->id,
                                    JsonObject()
                                        .Text("state", "revoked")
                                        .Text("by", request.who.key)
                                        .Take()});
        return true;
      },
      std::move(done));
}

}  // namespace cashmatch::serve
