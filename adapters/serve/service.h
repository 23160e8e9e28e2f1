// SPDX-License-Identifier: Apache-2.0
// service.h - requests become use cases; knows no socket.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/serve/denials.h"
#include "adapters/serve/framing.h"
#include "adapters/serve/jobs.h"
#include "adapters/serve/ledgers.h"
#include "adapters/serve/message.h"
#include "adapters/serve/metrics.h"
#include "adapters/serve/registry.h"
#include "adapters/serve/routes.h"
#include "adapters/serve/webhook.h"
#include "adapters/serve/work_queue.h"
#include "adapters/store/spool.h"
#include "adapters/workspace/decide_words.h"

namespace cashmatch::serve {

/// What the service is started with.
struct ServiceOptions {
  LedgerPlace place;                      // the tenant is the first to be made
  std::string version;                    // of the engine
  bool single_operator = false;           // a house of one person
  uint64_t file_max = uint64_t{4} << 30;  // bytes of one file
  WebhookOptions webhooks;                // by tenant
  size_t queue_max = 256;                 // jobs that wait, of one owner
  size_t jobs_max = 10'000;  // that ended and are kept, of all tenants
};

/// Takes the first key and its token before it opens anything.
using FirstKey = std::function<bool(const Key& key, const std::string& token)>;

/// The service without its wire. Requests that write wait in a fair queue for
/// the one thread that decides; those that read have a thread and a ledger of
/// their own, and so have proofs.
/// Threads: Admit, Receive and Handle from one, the network's; the rest any.
class Service {
 public:
  explicit Service(ServiceOptions options);
  ~Service();

  /// Opens the store, folds every tenant's journal, takes up the jobs that
  /// wait. On a tenant without keys it makes the first and gives its token to
  /// `first_key`. Errors: false, with `*error` told.
  bool Start(const FirstKey& first_key, std::string* error);

  /// Routes a request and asks whether it may be. Returns the refusal, or
  /// nothing, with `*request` filled but for its body.
  std::optional<Reply> Admit(const RequestHead& head, Request* request);

  /// Begins a file.
  Spool::Incoming Receive() const { return spool_.Receive(); }
  uint64_t BodyMax(const Route& route) const {
    return route.body_max > 0 ? route.body_max : options_.file_max;
  }

  /// Carries out a request whose body is whole: in `body`, or in `file`.
  void Handle(Request request, std::shared_ptr<Spool::Incoming> file,
              Answerer answer);

  /// From now on nothing new is taken. What is being done is ended, or after
  /// StopNow given up; jobs that wait are done after the next start.
  void Drain();
  void StopNow();
  /// True once a write ended so that nobody knows whether it is durable, or
  /// the journal does not hold: the process must end and start anew.
  bool broken() const { return broken_; }
  bool draining() const { return draining_; }
  Metrics& metrics() { return metrics_; }

 private:
  using Work = std::function<Reply(Request& request, LedgerStore* ledger)>;
  using Fill = std::function<bool(Batch* batch)>;
  /// What becomes true with a proposal, and what it lets go.
  using Effects = std::function<bool(Batch* batch, WrittenOff* written_off)>;

  // service.cc: how requests get to their work.
  void Dispatch(Request request, Answerer answer);  // dispatch.cc, to Change
  std::optional<Reply> AnswerAtOnce(const Request& request);
  Reply AnswerFrom(LedgerStore* ledger, const Request& request) const;
  Reply Change(LedgerStore* ledger, const Request& request);
  void Read(Request request, Answerer answer, Work work);
  void Prove(Request request, Answerer answer,
             std::function<Reply(Request& request)> work);
  void Write(Request request, Answerer answer, Work work);
  std::optional<Reply> AnsweredBefore(const Request& request,
                                      LedgerStore* ledger);
  Reply Commit(const Request& request, LedgerStore* ledger, const Fill& fill,
               Reply done);
  Reply EndOf(const Committed& committed, const std::string& error, Reply done);
  bool Bootstrap(const std::string& tenant, const FirstKey& first_key,
                 std::string* error);
  LedgerPlace PlaceOf(const std::string& tenant) const;
  std::string WritePlain(std::string_view text, std::string* error) const;

  // serve_denied.cc
  std::optional<Reply> Authorize(const RequestHead& head, Request* request);
  void NoteRefused(const Principal& who, const Route& route,
                   std::string_view why);
  void JournalDenials(bool all);
  void NoteDenied(const Request& request, LedgerStore* ledger,
                  const std::string& proposal, std::string_view why);

  // serve_jobs.cc, serve_follow.cc
  void TakeFile(Request request, std::shared_ptr<Spool::Incoming> file,
                Answerer answer);
  void MakeJob(Request request, Answerer answer);
  void WaitIfAsked(const Request& request, Reply* reply) const;
  void QueueJob(const Job& job);
  void RunJob(const std::string& id);
  Ending RunUseCase(const Job& job, LedgerStore* ledger, const RunWatch& watch,
                    LedgerNews* news);
  bool TakeCommitted(const Job& job, LedgerStore* ledger);
  void EndJob(const std::string& id, JobState state, bool fault,
              const LedgerNews& news, const std::vector<std::string>& told);
  std::optional<Job> JobFor(const Request& request) const;
  Reply ListJobs(const Request& request) const;
  Reply ReadJob(const Request& request) const;
  Reply FollowJob(const Request& request) const;
  Reply CancelJob(const Request& request);

  // serve_results.cc
  Reply ReadResults(const Request& request) const;
  Reply ListItems(const Request& request, LedgerStore* ledger) const;
  Reply ReadWorklist(const Request& request, LedgerStore* ledger) const;
  Reply ReadJournal(const Request& request, LedgerStore* ledger) const;
  Reply ReadRules(LedgerStore* ledger) const;

  // serve_desk.cc
  Reply Decide(const Request& request, LedgerStore* ledger);
  Reply Post(const Request& request, LedgerStore* ledger);
  Reply ReadPostings(const Request& request, LedgerStore* ledger) const;
  Reply TakeAnswers(const Request& request, LedgerStore* ledger);
  Reply Verify(const Request& request) const;
  Reply Replay(const Request& request) const;

  // serve_proposals.cc
  Reply Propose(const Request& request, LedgerStore* ledger,
                const std::string& kind, const std::string& id,
                const std::string& members, const Effects& effects, Reply made);
  Reply ListProposals(const Request& request) const;
  Reply ReadProposal(const Request& request) const;
  Reply Approve(const Request& request, LedgerStore* ledger);
  Reply Refuse(const Request& request, LedgerStore* ledger);
  bool Effect(const Proposal& proposal, LedgerStore* ledger, Batch* batch,
              std::vector<std::string>* faults, WrittenOff* written_off) const;
  Reply ProposeRules(const Request& request, LedgerStore* ledger);
  Reply ActivateRules(const Request& request, LedgerStore* ledger);
  Reply ListKeys(const Request& request) const;
  Reply ProposeKey(const Request& request, LedgerStore* ledger);
  Reply RevokeKey(const Request& request, LedgerStore* ledger);

  const ServiceOptions options_;
  const Spool spool_;
  JobBook jobs_;
  Registry registry_;
  Denials denials_;
  Metrics metrics_;
  Webhooks webhooks_;
  Ledgers writing_, reading_;
  std::atomic<bool> draining_{false}, broken_{false}, ready_{false};
  std::atomic<uint64_t> requests_{0};
  WorkQueue disk_, writer_, reader_, prover_;  // last: they use what is above
};

/// A job as a reply, with its place.
Reply Shown(const Job& job, int status);

/// Collects what a use case tells.
struct Told {
  std::vector<std::string> said, failed;
  RunWatch Watch();
  /// Puts the name that a file came with for its path in our folders.
  void Rename(const std::string& path, std::string_view name);
  /// All lines, what failed last.
  std::vector<std::string> All() const;
};

}  // namespace cashmatch::serve
