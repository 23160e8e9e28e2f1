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

/// What needs no ledger is answered at once.
std::optional<Reply> Service::AnswerAtOnce(const Request& request) {
  switch (request.route->operation) {
    case Operation::kSubmitFile:
    case Operation::kUpload:
    case Operation::kLoadBook:
      return Problem(400, "body", "a body is wanted");
    case Operation::kListJobs:
      return ListJobs(request);
    case Operation::kReadJob:
      return ReadJob(request);
    case Operation::kFollowJob:
      return FollowJob(request);
    case Operation::kCancelJob:
      return CancelJob(request);
    case Operation::kListProposals:
      return ListProposals(request);
    case Operation::kReadProposal:
      return ReadProposal(request);
    case Operation::kListKeys:
      return ListKeys(request);
    case Operation::kLive:
      return Plain("{\"state\":\"alive\"}\n");
    case Operation::kReady:
      return ready_ && !draining_ && !broken_
                 ? Plain("{\"state\":\"ready\"}\n")
                 : ComeBack(503, "draining", "not ready", 5);
    case Operation::kVersion:
      return Plain(JsonObject().Text("version", options_.version).Take() +
                   "\n");
    case Operation::kMetrics:
      return Plain(metrics_.Text(), "text/plain; version=0.0.4");
    case Operation::kOpenApi:
      return Plain(OpenApi(options_.version));
    default:
      return std::nullopt;
  }
}

/// Answers from the reader's ledger.
Reply Service::AnswerFrom(LedgerStore* ledger, const Request& request) const {
  switch (request.route->operation) {
    case Operation::kReadResults:
      return ReadResults(request);
    case Operation::kListItems:
      return ListItems(request, ledger);
    case Operation::kReadWorklist:
      return ReadWorklist(request, ledger);
    case Operation::kReadRules:
      return ReadRules(ledger);
    case Operation::kReadJournal:
      return ReadJournal(request, ledger);
    default:
      return ReadPostings(request, ledger);
  }
}

/// Carries out what changes the journal.
Reply Service::Change(LedgerStore* ledger, const Request& request) {
  switch (request.route->operation) {
    case Operation::kDecide:
      return Decide(request, ledger);
    case Operation::kApprove:
      return Approve(request, ledger);
    case Operation::kRefuse:
      return Refuse(request, ledger);
    case Operation::kProposeRules:
      return ProposeRules(request, ledger);
    case Operation::kActivateRules:
      return ActivateRules(request, ledger);
    case Operation::kProposeKey:
      return ProposeKey(request, ledger);
    case Operation::kRevokeKey:
      return RevokeKey(request, ledger);
    case Operation::kPost:
      return Post(request, ledger);
    default:
      return TakeAnswers(request, ledger);
  }
}

void Service::Dispatch(Request request, Answerer answer) {
  if (std::optional<Reply> reply = AnswerAtOnce(request)) {
    return answer(*std::move(reply));
  }
  const Operation operation = request.route->operation;
  if (operation == Operation::kVerify || operation == Operation::kReplay) {
    Prove(std::move(request), std::move(answer), [this](Request& of) {
      return of.route->operation == Operation::kVerify ? Verify(of)
                                                       : Replay(of);
    });
  } else if (request.route->method == "GET") {
    Read(std::move(request), std::move(answer),
         [this](Request& of, LedgerStore* ledger) {
           return AnswerFrom(ledger, of);
         });
  } else {
    Write(std::move(request), std::move(answer),
          [this](Request& of, LedgerStore* ledger) {
            return Change(ledger, of);
          });
  }
}

}  // namespace cashmatch::serve
