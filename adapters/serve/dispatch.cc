// SPDX-License-Identifier: Apache-2.0
// dispatch.cc - each operation of the table, and the queue it waits in.
// Tested by tests/system/serve_test.py
#include <utility>

#include "adapters/serve/openapi.h"
#include "adapters/serve/problem.h"
#include "adapters/serve/service.h"

namespace cashmatch::serve {
namespace {

Reply Plain(std::string body, std::string_view type = "application/json") {
  Reply reply;
  reply.body = std::move(body);
  reply.type = type;
  return reply;
}

}  // namespace

void Service::Dispatch(Request request, Answerer answer) {
  const auto read = [&](auto work) {
    Read(std::move(request), std::move(answer), std::move(work));
  };
  const auto write = [&](Reply (Service::*work)(const Request&, LedgerStore*)) {
    Write(std::move(request), std::move(answer),
          [this, work](Request& r, LedgerStore* l) {
            return (this->*work)(r, l);
          });
  };
  switch (request.route->operation) {
    case Operation::kSubmitFile:
    case Operation::kUpload:
    case Operation::kLoadBook:
      return answer(Problem(400, "body", "a body is wanted"));
    case Operation::kListJobs:
      return answer(ListJobs(request));
    case Operation::kReadJob:
      return answer(ReadJob(request));
    case Operation::kFollowJob:
      return answer(FollowJob(request));
    case Operation::kCancelJob:
      return answer(CancelJob(request));
    case Operation::kReadResults:
      return read([this](Request& r, LedgerStore*) { return ReadResults(r); });
    case Operation::kListItems:
      return read(
          [this](Request& r, LedgerStore* l) { return ListItems(r, l); });
    case Operation::kReadWorklist:
      return read(
          [this](Request& r, LedgerStore* l) { return ReadWorklist(r, l); });
    case Operation::kDecide:
      return write(&Service::Decide);
    case Operation::kListProposals:
      return answer(ListProposals(request));
    case Operation::kReadProposal:
      return answer(ReadProposal(request));
    case Operation::kApprove:
      return write(&Service::Approve);
    case Operation::kRefuse:
      return write(&Service::Refuse);
    case Operation::kReadRules:
      return read([this](Request&, LedgerStore* l) { return ReadRules(l); });
    case Operation::kProposeRules:
      return write(&Service::ProposeRules);
    case Operation::kActivateRules:
      return write(&Service::ActivateRules);
    case Operation::kReplay:
      return Prove(std::move(request), std::move(answer),
                   [this](Request& r) { return Replay(r); });
    case Operation::kListKeys:
      return answer(ListKeys(request));
    case Operation::kProposeKey:
      return write(&Service::ProposeKey);
    case Operation::kRevokeKey:
      return write(&Service::RevokeKey);
    case Operation::kReadJournal:
      return read(
          [this](Request& r, LedgerStore* l) { return ReadJournal(r, l); });
    case Operation::kVerify:
      return Prove(std::move(request), std::move(answer),
                   [this](Request& r) { return Verify(r); });
    case Operation::kReadPostings:
      return read(
          [this](Request& r, LedgerStore* l) { return ReadPostings(r, l); });
    case Operation::kPost:
      return write(&Service::Post);
    case Operation::kTakeAnswers:
      return write(&Service::TakeAnswers);
    case Operation::kLive:
      return answer(Plain("{\"state\":\"alive\"}\n"));
    case Operation::kReady:
      return answer(ready_ && !draining_ && !broken_
                        ? Plain("{\"state\":\"ready\"}\n")
                        : ComeBack(503, "draining", "not ready", 5));
    case Operation::kVersion:
      return answer(
          Plain(JsonObject().Text("version", options_.version).Take() + "\n"));
    case Operation::kMetrics:
      return answer(Plain(metrics_.Text(), "text/plain; version=0.0.4"));
    case Operation::kOpenApi:
      return answer(Plain(OpenApi(options_.version)));
  }
}

}  // namespace cashmatch::serve
