// SPDX-License-Identifier: Apache-2.0
// service.cc - who may, which queue, and how a commit is answered.
// Tested by tests/system/serve_test.py
#include "adapters/serve/service.h"

#include <simdjson.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "adapters/bytes/sha256.h"
#include "adapters/serve/clock.h"
#include "adapters/serve/log.h"
#include "adapters/serve/openapi.h"
#include "adapters/serve/problem.h"
#include "adapters/store/chain.h"
#include "engine/base/planted_bug.h"

namespace cashmatch::serve {
namespace {

constexpr size_t kReadsMax = 64;  // that wait, of one owner
constexpr size_t kProofsMax = 2;
constexpr size_t kKeyMax = 255;  // characters of an Idempotency-Key

using End = Committed::End;

LedgerPlace WithSpool(LedgerPlace place) {
  if (place.spool.empty()) place.spool = place.store + ".spool";
  return place;
}

ServiceOptions WithSpool(ServiceOptions options) {
  options.place = WithSpool(std::move(options.place));
  return options;
}

std::string LaneOf(const Request& request) {
  return request.who.tenant + "/" + request.who.owner;
}

/// All that was asked, but for the key.
std::string HashOf(const Request& request) {
  std::string all(request.route->id);
  const auto add = [&all](std::string_view text) {
    all += '\n' + std::to_string(text.size()) + ' ';
    all += text;
  };
  for (const std::string& place : request.places) add(place);
  for (const auto& [name, value] : request.query) {
    add(name);
    add(value);
  }
  add(request.sha256.empty() ? Sha256Hex(request.body) : request.sha256);
  return Sha256Hex(all);
}

bool IsListed(std::string_view name, std::string_view names) {
  while (!names.empty()) {
    const size_t end = std::min(names.find(' '), names.size());
    if (names.substr(0, end) == name) return true;
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return false;
}

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c >= ' ' && c <= '~'; });
}

/// Does a piece of work; what it throws becomes an answer, and the thread goes
/// on to the next.
template <class Work>
Reply Guarded(const Work& work) {
  try {
    return work();
  } catch (const std::exception& problem) {
    Log("error", "exception", JsonObject().Text("what", problem.what()));
    return ComeBack(503, "store", "it could not be done", 5);
  }
}

}  // namespace

RunWatch Told::Watch() {
  RunWatch watch;
  watch.say = [this](std::string_view line) { said.emplace_back(line); };
  watch.fail = [this](std::string_view line) { failed.emplace_back(line); };
  return watch;
}

void Told::Rename(const std::string& path, std::string_view name) {
  for (std::vector<std::string>* lines : {&said, &failed}) {
    for (std::string& line : *lines) {
      const size_t at = path.empty() ? line.npos : line.find(path);
      if (at != line.npos) line.replace(at, path.size(), name);
    }
  }
}

std::vector<std::string> Told::All() const {
  std::vector<std::string> all = said;
  all.insert(all.end(), failed.begin(), failed.end());
  return all;
}

Service::Service(ServiceOptions options)
    : options_(WithSpool(std::move(options))),
      spool_(options_.place.spool),
      jobs_(options_.place.spool + "/jobs"),
      webhooks_(options_.webhooks, &jobs_, &metrics_),
      writing_(options_.place, StoreAccess::kWrite,
               [this](const JournalRow& row) { registry_.Take(row); }),
      reading_(options_.place, StoreAccess::kRead),
      disk_(options_.queue_max),
      writer_(options_.queue_max),
      reader_(kReadsMax),
      prover_(kProofsMax) {
  if (options_.single_operator) registry_.AllowOperator();
}

Service::~Service() { Drain(); }

bool Service::Start(const FirstKey& first_key, std::string* error) {
  Told told;
  const RunWatch watch = told.Watch();
  Store* const store = writing_.Open(watch);
  auto tenants = store == nullptr ? std::nullopt : store->Tenants(error);
  if (!tenants) {
    if (!told.failed.empty()) *error = told.failed.front();
    return false;
  }
  if (std::find(tenants->begin(), tenants->end(), options_.place.tenant) ==
      tenants->end()) {
    tenants->push_back(options_.place.tenant);
  }
  for (const std::string& tenant : *tenants) {
    if (writing_.Of(tenant, watch) == nullptr) {
      *error = told.failed.empty() ? tenant : told.failed.front();
      return false;
    }
  }
  if (!Bootstrap(options_.place.tenant, first_key, error) ||
      !jobs_.Load(error)) {
    return false;
  }
  for (const std::string& id : jobs_.Queued()) {
    for (const std::string& tenant : *tenants) {
      if (const auto job = jobs_.Find(tenant, id)) QueueJob(*job);
    }
  }
  for (const std::string& id : jobs_.Untold()) webhooks_.Tell(id);
  jobs_.Trim(options_.jobs_max);
  ready_ = true;
  return true;
}

bool Service::Bootstrap(const std::string& tenant, const FirstKey& first_key,
                        std::string* error) {
  const std::vector<Key> keys = registry_.KeysOf(tenant);
  const Role role = options_.single_operator ? Role::kOperator : Role::kAdmin;
  const bool any = std::any_of(keys.begin(), keys.end(), [&](const Key& key) {
    return key.active && (key.role == role || key.role == Role::kAdmin);
  });
  if (any) return true;
  const Minted minted = MintKey();
  Key key;
  key.id = minted.id;
  key.tenant = tenant;
  key.owner = options_.single_operator ? "operator" : "admin";
  key.role = role;
  key.hash = minted.hash;
  if (!first_key(key, minted.token)) return false;
  Told told;
  const RunWatch watch = told.Watch();
  LedgerStore* const ledger = writing_.Of(tenant, watch);
  const Committed committed = ledger->Commit(
      {"cashmatch serve", Now()},
      [&](Batch* batch) {
        batch->decisions.push_back({DecisionKind::kKeyChanged, key.id,
                                    KeyPayload(key, "the first start")});
        return true;
      },
      watch);
  if (committed.end != End::kDone) {
    *error = committed.error;
    return false;
  }
  return true;
}

std::optional<Reply> Service::Admit(const RequestHead& head, Request* request) {
  request->id = std::to_string(++requests_);
  Found found = FindRoute(head.method, head.segments);
  if (found.route == nullptr) {
    if (found.allowed.empty()) return Problem(404, "not-found", "no such path");
    Reply reply = Problem(405, "method", "no such method here");
    reply.headers.emplace_back("Allow", found.allowed);
    return reply;
  }
  request->route = found.route;
  request->places = std::move(found.places);
  if (std::optional<Reply> refusal = Authorize(head, request)) return refusal;
  const Route& route = *request->route;
  for (const auto& [name, value] : head.query) {
    if (IsListed(name, route.query)) continue;
    return Problem(400, "query", "a query that is not known here");
  }
  for (const auto& [name, value] : head.query) {
    if (!simdjson::validate_utf8(value)) {
      return Problem(400, "query", "a query that is no UTF-8");
    }
  }
  request->query = head.query;
  request->accept = head.Field("accept");
  request->key = head.Field("idempotency-key");
  if (request->key.size() > kKeyMax || !IsAscii(request->key)) {
    return Problem(400, "idempotency-key",
                   "expected at most 255 printable characters of ASCII");
  }
  if (route.body == BodyKind::kNone && head.has_body()) {
    return Problem(400, "body", "no body is taken here");
  }
  if (head.content_length > BodyMax(route)) {
    return Problem(413, "body-size", "the body is too large");
  }
  if (route.roles.open_to_all()) return std::nullopt;
  if (draining_ || broken_ || !ready_) {
    return ComeBack(503, "draining", "the service is going down", 5);
  }
  if (route.body == BodyKind::kFile &&
      writer_.waiting() >= options_.queue_max) {
    return ComeBack(429, "busy", "too many jobs wait", 1);
  }
  return std::nullopt;
}

void Service::Handle(Request request, std::shared_ptr<Spool::Incoming> file,
                     Answerer answer) {
  if (file == nullptr) return Dispatch(std::move(request), std::move(answer));
  const std::string lane = LaneOf(request);
  const auto shared = std::make_shared<Request>(std::move(request));
  const auto work = [this, shared, file, answer] {
    TakeFile(std::move(*shared), file, answer);
  };
  if (!disk_.Add(lane, work)) answer(ComeBack(429, "busy", "", 1));
}

void Service::Read(Request request, Answerer answer, Work work) {
  const std::string lane = LaneOf(request);
  const auto shared = std::make_shared<Request>(std::move(request));
  const auto piece = [this, shared, answer, work = std::move(work)] {
    Told told;
    answer(Guarded([&] {
      LedgerStore* const ledger = reading_.Of(shared->who.tenant, told.Watch());
      return ledger == nullptr ? ComeBack(503, "store", "not to be read", 5)
                               : work(*shared, ledger);
    }));
  };
  if (!reader_.Add(lane, piece)) answer(ComeBack(429, "busy", "", 1));
}

void Service::Prove(Request request, Answerer answer,
                    std::function<Reply(Request& request)> work) {
  const std::string lane = LaneOf(request);
  const auto shared = std::make_shared<Request>(std::move(request));
  const auto piece = [shared, answer, work = std::move(work)] {
    const GiveBackMemory after;
    answer(Guarded([&] { return work(*shared); }));
  };
  if (!prover_.Add(lane, piece)) answer(ComeBack(429, "busy", "", 5));
}

void Service::Write(Request request, Answerer answer, Work work) {
  request.sha256 = HashOf(request);
  const std::string lane = LaneOf(request);
  const auto shared = std::make_shared<Request>(std::move(request));
  const auto piece = [this, shared, answer, work = std::move(work)] {
    Told told;
    LedgerStore* const ledger =
        broken_ ? nullptr : writing_.Of(shared->who.tenant, told.Watch());
    if (ledger == nullptr) {
      broken_ = true;
      return answer(ComeBack(503, "outcome-unknown", "send it again", 5));
    }
    answer(Guarded([&] {
      if (!registry_.StillOpens(shared->who, Now())) return Unauthorized();
      std::optional<Reply> before = AnsweredBefore(*shared, ledger);
      return before ? *std::move(before) : work(*shared, ledger);
    }));
  };
  if (!writer_.Add(lane, piece)) answer(ComeBack(429, "busy", "", 1));
}

std::optional<Reply> Service::AnsweredBefore(const Request& request,
                                             LedgerStore* ledger) {
  if (request.key.empty() || Planted("one key runs twice")) return std::nullopt;
  std::optional<Answer> answer;
  std::string error;
  if (!ledger->store().FindAnswer(request.who.tenant, request.who.owner,
                                  request.key, &answer, &error)) {
    return ComeBack(503, "store", error, 5);
  }
  if (!answer) return std::nullopt;
  if (answer->request_sha256 != request.sha256 &&
      !Planted("a key answers another request")) {
    return Problem(422, "key-reused", "this key came with another request");
  }
  Reply reply;
  reply.status = answer->status;
  reply.body = answer->body;
  reply.headers.emplace_back("Idempotency-Hit", "true");
  return reply;
}

Reply Service::Commit(const Request& request, LedgerStore* ledger,
                      const Fill& fill, Reply done) {
  Told told;
  bool opens = true;
  const Committed committed = ledger->Commit(
      {request.who.owner, Now()},
      [&](Batch* batch) {
        opens = registry_.StillOpens(request.who, batch->at);
        if (!opens) return false;
        if (!request.key.empty()) {
          batch->answer = Answer{request.who.owner, request.key, request.sha256,
                                 done.status, done.body};
        }
        return fill(batch);
      },
      told.Watch());
  if (!opens) return Unauthorized();
  return EndOf(committed,
               told.failed.empty() ? committed.error : told.failed.front(),
               std::move(done));
}

Reply Service::EndOf(const Committed& committed, const std::string& error,
                     Reply done) {
  switch (committed.end) {
    case End::kDone:
      done.headers.emplace_back("Cashmatch-Seq",
                                std::to_string(committed.head.seq));
      done.headers.emplace_back("Cashmatch-Head", HexOf(committed.head.link));
      return done;
    case End::kForbidden:
      return Problem(403, "four-eyes",
                     "nobody approves what they proposed, or twice");
    case End::kClaimed:
      return Problem(409, "decided", "that was decided before");
    case End::kAnswered:
      return Problem(409, "key-in-use", "send it again");
    case End::kMoved:
      return ComeBack(503, "busy", "others write faster", 1);
    case End::kRefused:
      return ComeBack(503, "store", error, 5);
    case End::kUnknown:
      broken_ = true;
      Log("error", "outcome_unknown", JsonObject().Text("why", error));
      return ComeBack(503, "outcome-unknown", "send it again", 5);
  }
  return Problem(500, "end", "");
}

LedgerPlace Service::PlaceOf(const std::string& tenant) const {
  LedgerPlace place = options_.place;
  place.tenant = tenant;
  return place;
}

void Service::Drain() {
  draining_ = true;
  disk_.Stop();
  writer_.Stop();
  if (ready_) JournalDenials(true);  // the writer's thread has ended
  reader_.Stop();
  prover_.Stop();
  webhooks_.Stop();
}

}  // namespace cashmatch::serve
