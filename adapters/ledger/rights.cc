// SPDX-License-Identifier: Apache-2.0
// rights.cc - keys, proposals and warrants, row by row.
// Tested by tests/unit/adapters/ledger/rights_test.cc
#include "adapters/ledger/rights.h"

#include <simdjson.h>

#include <algorithm>
#include <utility>

#include "engine/base/planted_bug.h"

namespace cashmatch {
namespace {

using Object = simdjson::dom::object;

constexpr size_t kAdminsWanted = 2;
constexpr std::string_view kFirstStart = "cashmatch serve";

/// Reads one payload; its texts live as long as it does.
class Payload {
 public:
  explicit Payload(std::string_view json)
      : good_(
            parser_.parse(json.data(), json.size()).get_object().get(object_) ==
            simdjson::SUCCESS) {}

  std::string Text(std::string_view name) const {
    std::string_view text;
    return good_ && object_[name].get_string().get(text) == simdjson::SUCCESS
               ? std::string(text)
               : std::string();
  }
  std::optional<uint64_t> Number(std::string_view name) const {
    uint64_t number = 0;
    if (good_ && object_[name].get_uint64().get(number) == simdjson::SUCCESS) {
      return number;
    }
    return std::nullopt;
  }
  bool Flag(std::string_view name) const {
    bool flag = false;
    return good_ && object_[name].get_bool().get(flag) == simdjson::SUCCESS &&
           flag;
  }
  /// The texts of one member of each object of a list.
  std::set<std::string, std::less<>> Texts(std::string_view list,
                                           std::string_view name) const {
    std::set<std::string, std::less<>> texts;
    simdjson::dom::array array;
    if (!good_ || object_[list].get_array().get(array) != simdjson::SUCCESS) {
      return texts;
    }
    for (const simdjson::dom::element one : array) {
      std::string_view text;
      if (one[name].get_string().get(text) == simdjson::SUCCESS) {
        texts.emplace(text);
      }
    }
    return texts;
  }

 private:
  simdjson::dom::parser parser_;
  Object object_;
  bool good_;
};

/// True for what is said of a receipt, by people or machines.
bool IsOfReceipt(const JournalRow& row, const ReceiptDecision* decision) {
  return decision != nullptr || row.decision.kind == DecisionKind::kReviewed;
}

/// What a person says, and not the ERP through a controller.
bool IsPersons(const JournalRow& row, const ReceiptDecision* decision) {
  switch (row.decision.kind) {
    case DecisionKind::kAccepted:
    case DecisionKind::kRejected:
    case DecisionKind::kReviewed:
      return true;
    case DecisionKind::kUnapplied:
      return decision != nullptr &&
             decision->exception != ExceptionCode::kErpRejected;
    default:
      return false;
  }
}

/// What nobody may do alone. Items that a person chose have no rule behind
/// them.
bool NeedsFourEyes(const JournalRow& row, const ReceiptDecision& decision) {
  return row.decision.kind == DecisionKind::kUnapplied ||
         row.decision.kind == DecisionKind::kReversed ||
         (row.decision.kind == DecisionKind::kAccepted &&
          decision.rule == Rule::kNone && !decision.rows.empty());
}

/// What takes from an item without money for it.
bool IsLetGo(const DecidedRow& row) {
  return row.undoes.empty() && (row.kind == ApplicationKind::kDiscount ||
                                row.kind == ApplicationKind::kWriteOff ||
                                row.kind == ApplicationKind::kFee);
}

std::string_view RolesThatPropose(std::string_view kind) {
  if (kind == "desk") return "clerk";
  return kind == "rules" ? "controller" : "admin";
}

std::string_view RolesThatApprove(std::string_view kind, bool lets_go) {
  if (kind == "key") return "admin";
  return kind == "desk" && lets_go ? "approver controller" : "approver";
}

}  // namespace

std::string Rights::Take(const JournalRow& row,
                         const ReceiptDecision* decision) {
  if (key_due_ != nullptr && row.decision.kind != DecisionKind::kKeyChanged) {
    return "found no key after its approval";
  }
  if (IsPersons(row, decision)) {
    ++by_people_;
    if (!covered_) ++without_key_;
  }
  if (covered_) return TakeCovered(row, decision);
  switch (row.decision.kind) {
    case DecisionKind::kKeyChanged:
      return TakeKey(row);
    case DecisionKind::kProposed:
      return TakeProposed(row);
    case DecisionKind::kApproved:
      return TakeApproved(row);
    case DecisionKind::kRulesChanged:
      return TakeRules(row);
    case DecisionKind::kWarranted:
      return TakeWarranted(row);
    default:
      return {};
  }
}

std::string Rights::Whole() const {
  if (key_due_ != nullptr) return "the key of the last approval is missing";
  return covered_ ? std::to_string(covered_->left) +
                        " decisions of the last warrant are missing"
                  : "";
}

/// Which key acts, where the row says so; rows of before keys were named do
/// not.
std::string Rights::CheckBy(const JournalRow& row, std::string_view by,
                            std::string_view roles) const {
  if (by.empty()) return {};
  const auto key = keys_.find(by);
  if (key == keys_.end()) return "key " + std::string(by) + " is not known";
  const auto& [owner, role, hash, expires, limit, revoked] = key->second;
  const std::string name = "key " + std::string(by);
  if (owner != row.who) {
    return name + ": found " + row.who + ", expected its owner " + owner;
  }
  if (revoked) return name + " was revoked before";
  if (!expires.empty() && expires <= row.at) return name + " had expired";
  if (role == "operator" || roles.find(role) != std::string_view::npos) {
    return {};
  }
  return name + ": found role " + role + ", expected " + std::string(roles);
}

bool Rights::IsOperators(std::string_view by) const {
  const auto key = keys_.find(by);
  return key != keys_.end() && key->second.role == "operator";
}

size_t Rights::AdminsAt(std::string_view at) const {
  std::set<std::string_view> persons;
  for (const auto& [id, key] : keys_) {
    const bool open = !key.revoked && (key.expires.empty() || key.expires > at);
    if (open && key.role == "admin") persons.insert(key.owner);
  }
  return persons.size();
}

/// Why a key may open that no approval stands before.
std::string Rights::WhyOpens(const JournalRow& row, const std::string& by,
                             const Key& key) const {
  if (row.who == kFirstStart) {
    const bool wanted = key.role == "admin" || key.role == "operator";
    const bool any =
        std::any_of(keys_.begin(), keys_.end(), [&key](const auto& one) {
          return !one.second.revoked &&
                 (one.second.role == "admin" || one.second.role == key.role);
        });
    return wanted && !any ? "" : "found a first key, but there is one";
  }
  if (key.role != "admin" || key.owner == row.who ||
      AdminsAt(row.at) >= kAdminsWanted) {
    return "found a key that nobody approved";
  }
  return CheckBy(row, by, "admin");
}

std::string Rights::TakeKey(const JournalRow& row) {
  const Payload payload(row.decision.payload);
  const std::string by = payload.Text("by");
  const std::string& id = row.decision.subject;
  const Proposal* const due = std::exchange(key_due_, nullptr);
  if (payload.Text("state") == "revoked") {
    const auto found = keys_.find(id);
    if (due != nullptr || found == keys_.end()) return "key is not known";
    found->second.revoked = true;
    return CheckBy(row, by, "admin");
  }
  const Key key{payload.Text("owner"), payload.Text("role"),
                payload.Text("hash"),  payload.Text("expires"),
                payload.Text("limit"), false};
  if (keys_.contains(id)) return "key opens twice";
  if (key.role.empty()) return "key has no role";
  std::string why;
  if (due == nullptr) {
    why = WhyOpens(row, by, key);
  } else if (due->of != id || due->key.owner != key.owner ||
             due->key.role != key.role || due->key.hash != key.hash ||
             due->key.expires != key.expires || due->key.limit != key.limit) {
    why = "found another key than was approved";
  }
  if (!why.empty()) return why;
  const bool other_role =
      std::any_of(keys_.begin(), keys_.end(), [&key](const auto& one) {
        return !one.second.revoked && one.second.owner == key.owner &&
               one.second.role != key.role;
      });
  if (other_role && row.who != kFirstStart) {
    return key.owner + " has another role";
  }
  keys_.emplace(id, key);
  return {};
}

std::string Rights::TakeProposed(const JournalRow& row) {
  const Payload payload(row.decision.payload);
  Proposal proposal;
  proposal.kind = payload.Text("kind");
  proposal.maker = row.who;
  if (proposal.kind == "key") {
    proposal.of = payload.Text("key");
    proposal.key = {payload.Text("owner"), payload.Text("role"),
                    payload.Text("hash"),  payload.Text("expires"),
                    payload.Text("limit"), false};
  } else if (proposal.kind == "rules") {
    proposal.of = payload.Text("rules");
  } else if (proposal.kind == "desk") {
    proposal.receipts = payload.Texts("words", "receipt_id");
  } else {
    return "found no kind of proposal";
  }
  const std::string roles(RolesThatPropose(proposal.kind));
  if (!proposals_.emplace(row.decision.subject, std::move(proposal)).second) {
    return "is proposed twice";
  }
  return CheckBy(row, payload.Text("by"), roles);
}

std::string Rights::TakeApproved(const JournalRow& row) {
  const auto found = proposals_.find(row.decision.subject);
  if (found == proposals_.end()) return "was not proposed";
  Proposal& proposal = found->second;
  if (proposal.state != State::kWaiting) return "was decided upon before";
  const Payload payload(row.decision.payload);
  const std::string by = payload.Text("by");
  const std::string lets_go = payload.Text("writes_off");
  const std::string roles(RolesThatApprove(proposal.kind, !lets_go.empty()));
  const bool own = proposal.maker == row.who;
  if (payload.Text("verdict") != "approved") {
    proposal.state = State::kRefused;
    return own ? "" : CheckBy(row, by, roles + " controller");
  }
  proposal.state = State::kApproved;
  const bool alone = payload.Flag("single_operator");
  if (own && !alone && !Planted("the proof wants no second person"))
    return "found its maker, expected a second person";
  if (alone && !by.empty() && !IsOperators(by)) {
    return "found one person, but it is no house of one";
  }
  if (std::string why = CheckBy(row, by, roles); !why.empty()) return why;
  if (proposal.kind == "key") key_due_ = &proposal;
  if (proposal.kind != "desk") return {};
  const std::optional<uint64_t> rows = payload.Number("decisions");
  if (rows) Cover(row, by, &proposal, *rows, lets_go);
  return {};
}

std::string Rights::TakeRules(const JournalRow& row) {
  const Payload payload(row.decision.payload);
  const std::string id = payload.Text("proposal");
  if (id.empty()) return {};  // by who may open the store itself
  const auto found = proposals_.find(id);
  if (found == proposals_.end() || found->second.kind != "rules" ||
      found->second.state != State::kApproved ||
      found->second.of != row.decision.subject) {
    return "found rules that were not approved, or are in force";
  }
  found->second.state = State::kActive;
  return CheckBy(row, payload.Text("by"), "controller");
}

std::string Rights::TakeWarranted(const JournalRow& row) {
  const Payload payload(row.decision.payload);
  if (!keys_.contains(row.decision.subject)) return "key is not known";
  std::string why = CheckBy(row, row.decision.subject, "clerk");
  if (!why.empty()) return why;
  Cover(row, row.decision.subject, nullptr,
        payload.Number("decisions").value_or(0), payload.Text("writes_off"));
  return {};
}

void Rights::Cover(const JournalRow& row, std::string_view by,
                   const Proposal* proposal, uint64_t rows,
                   std::string stated) {
  if (rows == 0) return;
  Covered covered{rows, row.who, row.at, proposal, std::move(stated), true, {}};
  if (const auto key = keys_.find(by); key != keys_.end()) {
    covered.limited =
        key->second.role != "controller" && key->second.role != "operator";
    covered.limits = ReadLimits(key->second.limit).value_or(Limits{});
  }
  covered_ = std::move(covered);
}

std::string Rights::TakeCovered(const JournalRow& row,
                                const ReceiptDecision* decision) {
  Covered& now = *covered_;
  if (!IsOfReceipt(row, decision) || row.who != now.who || row.at != now.at) {
    return "found another row, expected " + std::to_string(now.left) +
           " more decisions of the warrant before";
  }
  if (now.proposal != nullptr &&
      !now.proposal->receipts.contains(row.decision.subject)) {
    return "is not what was approved";
  }
  if (now.proposal == nullptr && decision != nullptr &&
      NeedsFourEyes(row, *decision)) {
    return "found one person, expected a second one's approval";
  }
  if (decision != nullptr) {
    for (const DecidedRow& one : decision->rows) {
      if (!IsLetGo(one)) continue;
      now.let_go[decision->currency] +=
          one.amount < 0 ? -WideMinor{one.amount} : WideMinor{one.amount};
    }
  }
  if (--now.left != 0) return {};
  std::string why = EndCovered();
  covered_.reset();
  return why;
}

/// What was let go is what was said, and no more than the key's limit.
std::string Rights::EndCovered() const {
  const std::string let_go = ToText(covered_->let_go);
  if (let_go != covered_->stated) {
    return "found " + (let_go.empty() ? "nothing" : let_go) +
           " let go, expected " +
           (covered_->stated.empty() ? "nothing" : covered_->stated);
  }
  if (!covered_->limited || Planted("the proof asks for no limit")) return {};
  for (const auto& [currency, sum] : covered_->let_go) {
    const auto limit = covered_->limits.find(currency);
    if (limit == covered_->limits.end() || sum > limit->second) {
      return "found " + let_go + " let go, more than the key allows";
    }
  }
  return {};
}

}  // namespace cashmatch
