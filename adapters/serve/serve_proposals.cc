// SPDX-License-Identifier: Apache-2.0
// serve_proposals.cc - what one person proposes, another makes true.
// Tested by tests/system/serve_rights_test.py
#include <algorithm>
#include <utility>

#include "adapters/serve/clock.h"
#include "adapters/serve/desk_words.h"
#include "adapters/serve/limits.h"
#include "adapters/serve/problem.h"
#include "adapters/serve/service.h"
#include "adapters/workspace/decide_words.h"
#include "engine/base/planted_bug.h"

namespace cashmatch::serve {
namespace {

std::string ProposalJson(const Proposal& proposal) {
  return JsonObject()
      .Text("id", proposal.id)
      .Text("kind", proposal.kind)
      .Text("state", proposal.state)
      .Text("maker", proposal.maker)
      .Text("made_at", proposal.made_at)
      .TextIfAny("approver", proposal.approver)
      .Raw("what", proposal.payload)
      .Take();
}

/// Admins see keys and nothing of money; nobody else sees keys.
bool MaySee(const Principal& who, const Proposal& proposal) {
  const bool key = proposal.kind == "key";
  if (who.role == Role::kOperator || who.role == Role::kAuditor) return true;
  return key == (who.role == Role::kAdmin);
}

constexpr std::string_view kWritesOff = "\"writes_off\":";

/// Controllers approve what is written off, of any amount; approvers the rest
/// too, up to what their key may let go.
bool MayApprove(const Principal& who, const Proposal& proposal) {
  if (who.role == Role::kOperator) return true;
  if (who.role == Role::kController) {
    return proposal.kind == "desk" &&
           proposal.payload.find(kWritesOff) != std::string::npos;
  }
  return who.role == (proposal.kind == "key" ? Role::kAdmin : Role::kApprover);
}

/// What a person said of a proposal, by which key, and what stands behind it
/// in the rows that follow.
struct Verdict {
  std::string_view verdict, note;
  uint64_t decisions = 0;
  std::string writes_off{};
  bool alone = false;
};

std::string ToJson(const Verdict& said, const Principal& who) {
  JsonObject json;
  json.Text("verdict", said.verdict)
      .TextIfAny("note", said.note)
      .Text("by", who.key);
  if (said.decisions != 0) json.Number("decisions", said.decisions);
  json.TextIfAny("writes_off", said.writes_off)
      .TextIfAny("limit", said.writes_off.empty() ? "" : who.limit);
  if (said.alone) json.Flag("single_operator", true);
  return json.Take();
}

bool ReadNote(const Request& request, std::string* note, std::string* error) {
  if (request.body.empty()) return true;
  Members members;
  if (!ReadMembers(request.body, {"note"}, &members, error)) return false;
  *note = At(members, "note");
  return true;
}

/// The key that a proposal or a change of keys speaks of.
bool KeyOf(std::string_view payload, Key* key) {
  Members members;
  std::string error;
  if (!ReadMembers(payload,
                   {"kind", "key", "owner", "role", "hash", "expires", "limit",
                    "by", "single_operator"},
                   &members, &error)) {
    return false;
  }
  const std::optional<Role> role = RoleOf(At(members, "role"));
  if (!role) return false;
  key->id = At(members, "key");
  key->owner = At(members, "owner");
  key->role = *role;
  key->hash = At(members, "hash");
  key->expires = At(members, "expires");
  key->limit = At(members, "limit");
  return true;
}

}  // namespace

/// Journals a proposal; with a house of one person, its effect beside it.
Reply Service::Propose(const Request& request, LedgerStore* ledger,
                       const std::string& kind, const std::string& id,
                       const std::string& members, const Effects& effects,
                       Reply made) {
  const bool alone = request.who.role == Role::kOperator;
  std::string payload = "{\"kind\":\"" + kind + "\",\"by\":\"" +
                        request.who.key + "\"," + members;
  payload += alone ? ",\"single_operator\":true}" : "}";
  if (made.body.empty()) {
    made.status = 202;
    made.body = ProposalJson({id, request.who.tenant, kind, request.who.owner,
                              Now(), payload, alone ? "approved" : "waiting",
                              alone ? request.who.owner : ""}) +
                "\n";
  }
  made.headers.emplace_back("Location", "/v1/proposals/" + id);
  return Commit(
      request, ledger,
      [&](Batch* batch) {
        batch->decisions.push_back({DecisionKind::kProposed, id, payload});
        if (!alone) return true;
        batch->claims.push_back({"verdict", id});
        batch->decisions.push_back({DecisionKind::kApproved, id, ""});
        const size_t verdict = batch->decisions.size();
        WrittenOff written_off;
        if (!effects(batch, &written_off)) return false;
        batch->decisions[verdict - 1].payload =
            ToJson({"approved", "",
                    kind == "desk" ? batch->decisions.size() - verdict : 0,
                    ToText(written_off), true},
                   request.who);
        return true;
      },
      std::move(made));
}

Reply Service::ListProposals(const Request& request) const {
  std::vector<std::string> list;
  for (const Proposal& one : registry_.ProposalsOf(request.who.tenant)) {
    const std::string& state = request.At("state");
    if (!MaySee(request.who, one) || (!state.empty() && one.state != state)) {
      continue;
    }
    list.push_back(ProposalJson(one));
  }
  Reply reply;
  reply.body = JsonObject().Raw("proposals", JsonArray(list)).Take() + "\n";
  return reply;
}

Reply Service::ReadProposal(const Request& request) const {
  const auto found =
      registry_.FindProposal(request.who.tenant, request.places[0]);
  if (!found || !MaySee(request.who, *found)) {
    return Problem(404, "not-found", "no such proposal");
  }
  Reply reply;
  reply.body = ProposalJson(*found) + "\n";
  return reply;
}

/// What becomes true with a proposal. False, with `faults`, if it cannot be.
bool Service::Effect(const Proposal& proposal, LedgerStore* ledger,
                     Batch* batch, std::vector<std::string>* faults,
                     WrittenOff* written_off) const {
  if (proposal.kind == "rules") return true;  // put in force by another act
  if (proposal.kind == "key") {
    Key key;
    if (!KeyOf(proposal.payload, &key)) return false;
    if (registry_.HasOtherRole(proposal.tenant, key.owner, key.role)) {
      faults->push_back("this person has another role");
      return false;
    }
    batch->decisions.push_back(
        {DecisionKind::kKeyChanged, key.id, KeyPayload(key, proposal.id)});
    return true;
  }
  constexpr std::string_view kWords = "\"words\":";
  const size_t at = proposal.payload.find(kWords);
  if (at == std::string::npos) return false;
  std::vector<DeskWord> words;
  std::string error;
  if (!ReadWords(
          "{\"decisions\":" + proposal.payload.substr(at + kWords.size()),
          &words, &error)) {
    faults->push_back(error);
    return false;
  }
  Told told;
  *faults = DecideWords(words, options_.version, ledger, told.Watch(), batch,
                        written_off);
  return faults->empty();
}

Reply Service::Approve(const Request& request, LedgerStore* ledger) {
  auto found = registry_.FindProposal(request.who.tenant, request.places[0]);
  if (!found || !MaySee(request.who, *found)) {
    return Problem(404, "not-found", "no such proposal");
  }
  if (!MayApprove(request.who, *found)) {
    return Problem(403, "role", "the role of this key may not approve that");
  }
  if (found->state != "waiting") {
    return Problem(409, "decided", "the proposal is " + found->state);
  }
  std::string note, error;
  if (!ReadNote(request, &note, &error)) return Problem(400, "body", error);
  std::vector<std::string> faults;
  std::vector<Warrant> warrants;
  Proposal after = *found;
  after.state = "approved";
  after.approver = request.who.owner;
  Reply done;
  done.body = ProposalJson(after) + "\n";
  Reply reply = Commit(
      request, ledger,
      [&](Batch* batch) {
        batch->claims.push_back({"verdict", found->id});
        if (!Planted("the store is not told who approves"))
          batch->approvals.push_back(
              {found->id, found->maker, request.who.owner});
        batch->decisions.push_back({DecisionKind::kApproved, found->id, ""});
        const size_t verdict = batch->decisions.size();
        WrittenOff written_off;
        if (!Effect(*found, ledger, batch, &faults, &written_off)) return false;
        batch->decisions[verdict - 1].payload = ToJson(
            {"approved", note,
             found->kind == "desk" ? batch->decisions.size() - verdict : 0,
             ToText(written_off)},
            request.who);
        batch->warrants = warrants = WarrantsOf(request.who, written_off);
        return true;
      },
      std::move(done));
  if (reply.status == 403) {
    const bool over = !Suffice(warrants);
    if (!Planted("what was denied leaves no trace"))
      NoteDenied(request, ledger, found->id, over ? "limit" : "four-eyes");
    if (over) {
      return Problem(403, "limit", "this key may not let so much money go");
    }
  }
  return faults.empty()
             ? reply
             : Problem(409, "refused", "it cannot be done any more", faults);
}

Reply Service::Refuse(const Request& request, LedgerStore* ledger) {
  auto found = registry_.FindProposal(request.who.tenant, request.places[0]);
  if (!found || !MaySee(request.who, *found)) {
    return Problem(404, "not-found", "no such proposal");
  }
  if (!MayApprove(request.who, *found) && found->maker != request.who.owner) {
    return Problem(403, "role", "the role of this key may not refuse that");
  }
  if (found->state != "waiting") {
    return Problem(409, "decided", "the proposal is " + found->state);
  }
  found->state = "refused";
  found->approver = request.who.owner;
  Reply done;
  done.body = ProposalJson(*found) + "\n";
  return Commit(
      request, ledger,
      [&](Batch* batch) {
        batch->claims.push_back({"verdict", found->id});
        batch->decisions.push_back({DecisionKind::kApproved, found->id,
                                    ToJson({"refused", ""}, request.who)});
        return true;
      },
      std::move(done));
}

}  // namespace cashmatch::serve
