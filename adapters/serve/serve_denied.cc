// SPDX-License-Identifier: Apache-2.0
// serve_denied.cc - refused tries: in the log, the metrics and the journal.
// Tested by tests/system/serve_rights_test.py
#include <utility>

#include "adapters/serve/clock.h"
#include "adapters/serve/log.h"
#include "adapters/serve/problem.h"
#include "adapters/serve/service.h"
#include "engine/base/planted_bug.h"

namespace cashmatch::serve {
namespace {

using std::chrono::steady_clock;

constexpr const char* kLane = "denied";

}  // namespace

std::optional<Reply> Service::Authorize(const RequestHead& head,
                                        Request* request) {
  const Route& route = *request->route;
  if (route.roles.open_to_all()) return std::nullopt;
  constexpr std::string_view kScheme = "Bearer ";
  std::string_view token = head.Field("authorization");
  token.remove_prefix(token.starts_with(kScheme) ? kScheme.size()
                                                 : token.size());
  Registry::Opened opened = registry_.Open(token, Now());
  if (!opened.refused.empty()) {
    NoteRefused(opened.who, route,
                token.empty() ? std::string_view("none") : opened.refused);
    return Unauthorized();
  }
  request->who = std::move(opened.who);
  if (route.roles.Has(request->who.role)) return std::nullopt;
  if (route.operation == Operation::kReadJournal &&
      Planted("a route without rights"))
    return std::nullopt;
  NoteRefused(request->who, route, "role");
  return Problem(403, "role", "the role of this key may not do that");
}

/// What a key of the house tried goes into its journal; what came with no key,
/// or with one that nobody made, belongs to no tenant and is logged.
void Service::NoteRefused(const Principal& who, const Route& route,
                          std::string_view why) {
  metrics_.CountDenied(route.id, why);
  Log("warning", "denied",
      JsonObject()
          .Text("operation", route.id)
          .Text("why", why)
          .TextIfAny("tenant", who.tenant)
          .TextIfAny("key", who.key)
          .TextIfAny("owner", who.owner));
  if (who.tenant.empty() && !Planted("a try without a key is journaled"))
    return;
  const Denied denied{who.tenant,       who.owner,
                      who.key,          std::string(route.id),
                      std::string(why), 0};
  if (!denials_.Note(denied, steady_clock::now())) return;
  writer_.Add(kLane, [this] { JournalDenials(false); });
}

/// On the thread of the writer.
void Service::JournalDenials(bool all) {
  if (broken_) return;
  for (const Denied& denied : denials_.Take(steady_clock::now(), all)) {
    Told told;
    const RunWatch watch = told.Watch();
    LedgerStore* const ledger = writing_.Of(denied.tenant, watch);
    if (ledger == nullptr) {
      broken_ = true;
      return;
    }
    const Committed committed = ledger->Commit(
        {denied.owner, Now()},
        [&](Batch* batch) {
          batch->decisions.push_back({DecisionKind::kDenied, denied.key,
                                      JsonObject()
                                          .Text("why", denied.why)
                                          .Text("operation", denied.operation)
                                          .Number("tries", denied.tries)
                                          .Take()});
          return true;
        },
        watch);
    if (committed.end == Committed::End::kUnknown) broken_ = true;
  }
}

/// Who tried to approve what they may not stands in the journal too.
void Service::NoteDenied(const Request& request, LedgerStore* ledger,
                         const std::string& proposal, std::string_view why) {
  metrics_.CountDenied(request.route->id, why);
  Request plain = request;
  plain.key.clear();  // the answer to the key is the refusal
  Commit(plain, ledger,
         [&](Batch* batch) {
           batch->decisions.push_back({DecisionKind::kDenied, proposal,
                                       JsonObject().Text("why", why).Take()});
           return true;
         },
         {});
}

}  // namespace cashmatch::serve
