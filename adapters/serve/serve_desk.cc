// SPDX-License-Identifier: Apache-2.0
// serve_desk.cc - people's decisions, the ERP's postings, proofs.
// Tested by tests/system/serve_desk_test.py
#include <algorithm>
#include <utility>

#include "adapters/serve/clock.h"
#include "adapters/serve/desk_words.h"
#include "adapters/serve/limits.h"
#include "adapters/serve/problem.h"
#include "adapters/serve/service.h"
#include "adapters/store/chain.h"
#include "adapters/workspace/decide_words.h"
#include "adapters/workspace/post.h"
#include "adapters/workspace/replay.h"
#include "adapters/workspace/verify.h"

namespace cashmatch::serve {
namespace {

Reply Csv(std::string text) {
  Reply reply;
  reply.type = "text/csv";
  reply.body = std::move(text);
  return reply;
}

/// How many decisions follow, and what they let go under which limit.
std::string WarrantJson(size_t decisions, const WrittenOff& written_off,
                        const std::string& limit) {
  return JsonObject()
      .Number("decisions", decisions)
      .TextIfAny("writes_off", ToText(written_off))
      .TextIfAny("limit", written_off.empty() ? "" : limit)
      .Take();
}

/// A use case that did not end well; its lines name the place.
Reply NotDone(const Told& told, const Committed::End end) {
  if (end == Committed::End::kUnknown) {
    return ComeBack(503, "outcome-unknown", "send it again", 5);
  }
  if (end == Committed::End::kRefused) {
    return ComeBack(503, "store",
                    told.failed.empty() ? "" : told.failed.front(), 5);
  }
  return Problem(422, "refused", "nothing was decided", told.All());
}

}  // namespace

Reply Service::Decide(const Request& request, LedgerStore* ledger) {
  std::vector<DeskWord> words;
  std::string error;
  if (!ReadWords(request.body, &words, &error)) {
    return Problem(400, "body", error);
  }
  Told told;
  Batch trial;  // nothing is proposed that could not be
  WrittenOff written_off;
  std::vector<std::string> faults = DecideWords(
      words, options_.version, ledger, told.Watch(), &trial, &written_off);
  if (!faults.empty()) {
    return Problem(409, "refused", "nothing was decided", faults);
  }
  const std::vector<Warrant> warrants = WarrantsOf(request.who, written_off);
  const bool asks = std::any_of(words.begin(), words.end(), NeedsFourEyes) ||
                    !Suffice(warrants);
  if (asks) {
    const std::string let_go =
        written_off.empty() ? ""
                            : "\"writes_off\":\"" + ToText(written_off) + "\",";
    return Propose(request, ledger, "desk", RandomHex(8),
                   let_go + "\"words\":" + WordsJson(words),
                   [&](Batch* batch, WrittenOff* let_go_then) {
                     return DecideWords(words, options_.version, ledger,
                                        told.Watch(), batch, let_go_then)
                         .empty();
                   },
                   {});
  }
  Reply done;
  done.body = JsonObject().Number("decided", words.size()).Take() + "\n";
  Reply reply = Commit(
      request, ledger,
      [&](Batch* batch) {
        batch->decisions.push_back(
            {DecisionKind::kWarranted, request.who.key, ""});
        faults = DecideWords(words, options_.version, ledger, told.Watch(),
                             batch, &written_off);
        batch->decisions.front().payload = WarrantJson(
            batch->decisions.size() - 1, written_off, request.who.limit);
        batch->warrants = WarrantsOf(request.who, written_off);
        return faults.empty();
      },
      std::move(done));
  return faults.empty()
             ? reply
             : Problem(409, "refused", "nothing was decided", faults);
}

Reply Service::Post(const Request& request, LedgerStore* ledger) {
  Told told;
  std::string csv;
  LedgerNews news;
  const Ending ending = cashmatch::Post({{}, {request.who.owner, Now()}, false},
                                        ledger, told.Watch(), &csv, &news);
  if (ending == Ending::kDone) return Csv(std::move(csv));
  broken_ = broken_ || ledger->last_end() == Committed::End::kUnknown;
  return NotDone(told, ledger->last_end());
}

Reply Service::ReadPostings(const Request& request, LedgerStore* ledger) const {
  Told told;
  std::string csv;
  LedgerNews news;
  const Ending ending = cashmatch::Post({{}, {request.who.owner, Now()}, true},
                                        ledger, told.Watch(), &csv, &news);
  return ending == Ending::kDone ? Csv(std::move(csv))
                                 : NotDone(told, Committed::End::kRefused);
}

Reply Service::TakeAnswers(const Request& request, LedgerStore* ledger) {
  Told told;
  std::string error;
  const std::string path = WritePlain(request.body, &error);
  if (path.empty()) return ComeBack(507, "store", error, 5);
  LedgerNews news;
  const Ending ending = cashmatch::TakeAnswers(
      {{}, {request.who.owner, Now()}, path, options_.version}, ledger,
      told.Watch(), &news);
  told.Rename(path, "answers");
  if (ending != Ending::kDone) {
    broken_ = broken_ || ledger->last_end() == Committed::End::kUnknown;
    return NotDone(told, ledger->last_end());
  }
  Reply reply;
  reply.body = JsonObject()
                   .Text("headline", news.headline)
                   .Texts("said", told.said)
                   .Take() +
               "\n";
  return reply;
}

Reply Service::Verify(const Request& request) const {
  Told told;
  LedgerStore store;
  const RunWatch watch = told.Watch();
  const bool open =
      store.Open(PlaceOf(request.who.tenant), StoreAccess::kRead, watch);
  std::string broken = open ? store.ledger().ProveTotals() : "";
  if (!open) broken = told.failed.empty() ? "not there" : told.failed.front();
  std::string error;
  const auto head =
      open ? store.store().HeadOf(request.who.tenant, &error) : std::nullopt;
  if (broken.empty() && !head) broken = error;
  if (!broken.empty()) return Problem(409, "not-proved", broken);
  Reply reply;
  reply.body = JsonObject()
                   .Flag("proved", true)
                   .Number("seq", head->seq)
                   .Text("head", HexOf(head->link))
                   .Number("by_people", store.ledger().rights().by_people())
                   .Number("without_key", store.ledger().rights().without_key())
                   .Take() +
               "\n";
  return reply;
}

Reply Service::Replay(const Request& request) const {
  Told told;
  std::string error, csv, headline;
  const std::string path = WritePlain(request.body, &error);
  if (path.empty()) return ComeBack(507, "store", error, 5);
  const Ending ending =
      cashmatch::Replay({PlaceOf(request.who.tenant), path, options_.version},
                        told.Watch(), &csv, &headline);
  told.Rename(path, "rules");
  return ending == Ending::kDone
             ? Csv(std::move(csv))
             : Problem(422, "refused", "nothing was replayed", told.All());
}

/// Keeps a small body as a file; returns its path, or "" with `*error` told.
std::string Service::WritePlain(std::string_view text,
                                std::string* error) const {
  std::string sha256;
  return spool_.Put(text, &sha256, error) ? spool_.PathOf(sha256) : "";
}

}  // namespace cashmatch::serve
