// SPDX-License-Identifier: Apache-2.0
// serve_jobs.cc - files become jobs, and jobs become decisions.
// Tested by tests/system/serve_test.py
#include <algorithm>
#include <charconv>
#include <exception>
#include <utility>

#include "adapters/bytes/sha256.h"
#include "adapters/read/bank_file.h"
#include "adapters/serve/clock.h"
#include "adapters/serve/log.h"
#include "adapters/serve/problem.h"
#include "adapters/serve/service.h"
#include "adapters/workspace/bank_inputs.h"
#include "adapters/workspace/load_book.h"
#include "adapters/workspace/submit.h"

namespace cashmatch::serve {
namespace {

constexpr size_t kIdDigits = 32;
constexpr size_t kNameMax = 255;
constexpr size_t kFindingsMax = 100;
constexpr uint64_t kTriesMax = 3;  // then it is what ends the process
constexpr int kHeldStatus = 206;   // of an answer: done, with a part held
constexpr std::string_view kJobs = "job";  // whose answers those of jobs are

/// Set while the job that runs shall end. Only the thread of the writer starts
/// jobs, so one is enough; matching asks it from all threads.
std::atomic<bool> end_now{false};
bool EndNow() { return end_now; }

bool IsHash(std::string_view text) {
  return text.size() == 64 &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// What is wrong with the query of a file, or "".
std::string FaultOf(const Request& request) {
  const std::string& name = request.At("name");
  if (name.size() > kNameMax || name.find('/') != name.npos) {
    return "name: expected at most 255 bytes without /";
  }
  const std::string& format = request.At("format");
  if (!format.empty() && !IsInputFormat(format)) return "format: not known";
  const std::string& strictness = request.At("strictness");
  if (!strictness.empty() && strictness != "strict" &&
      strictness != "lenient" && strictness != "normal") {
    return "strictness: expected strict, normal or lenient";
  }
  const std::string& mode = request.At("mode");
  if (!mode.empty() && mode != "snapshot" && mode != "delta") {
    return "mode: expected snapshot or delta";
  }
  if (!request.At("as_of").empty() && !ParseIsoDay(request.At("as_of"))) {
    return "as_of: expected YYYY-MM-DD";
  }
  for (const std::string_view file : {"customers", "posted"}) {
    if (!request.At(file).empty() && !IsHash(request.At(file))) {
      return std::string(file) + ": expected the SHA-256 of an upload";
    }
  }
  return {};
}

Strictness StrictnessOf(std::string_view word) {
  if (word == "strict") return Strictness::kStrict;
  return word == "lenient" ? Strictness::kLenient : Strictness::kNormal;
}

}  // namespace

/// On the thread of the disk: the file becomes durable, then a job of it.
void Service::TakeFile(Request request, std::shared_ptr<Spool::Incoming> file,
                       Answerer answer) {
  const std::string fault = FaultOf(request);
  if (!fault.empty()) return answer(Problem(400, "query", fault));
  std::string error;
  const uint64_t size = file->size();
  if (size == 0) return answer(Problem(400, "body", "the file is empty"));
  if (!file->Keep(&request.sha256, &error)) {
    Log("error", "spool", JsonObject().Text("why", error));
    return answer(ComeBack(507, "store", "the file could not be kept", 5));
  }
  if (request.route->operation != Operation::kUpload) {
    return MakeJob(std::move(request), std::move(answer));
  }
  Reply reply;
  reply.status = 201;
  reply.body =
      JsonObject().Text("sha256", request.sha256).Number("bytes", size).Take() +
      "\n";
  answer(std::move(reply));
}

void Service::MakeJob(Request request, Answerer answer) {
  Job job;
  job.tenant = request.who.tenant;
  job.owner = request.who.owner;
  job.kind =
      request.route->operation == Operation::kSubmitFile ? "submit" : "load";
  job.sha256 = request.sha256;
  job.made_at = Now();
  std::string asked = job.kind + "\n" + job.sha256;
  for (const auto& [name, value] : request.query) {
    if (name == "wait" || name == "results") continue;  // of this answer alone
    job.asked[name] = value;
    asked += "\n" + name + "=" + value;
  }
  job.request = Sha256Hex(asked);
  // With a key the request is what the key names; without, what it holds.
  const bool keyed = !request.key.empty();
  job.id =
      Sha256Hex(job.tenant + "\n" + job.owner + "\n" +
                (keyed ? "key\n" + request.key : "content\n" + job.request))
          .substr(0, kIdDigits);
  bool fresh = false;
  std::string error;
  const std::string request_hash = job.request;
  const auto kept = jobs_.Create(std::move(job), !keyed, &fresh, &error);
  if (!kept) {
    Log("error", "jobs", JsonObject().Text("why", error));
    return answer(ComeBack(507, "store", "the job could not be kept", 5));
  }
  if (kept->request != request_hash) {
    return answer(
        Problem(422, "key-reused", "this key came with another request"));
  }
  Reply reply = Shown(*kept, request.route->status);
  if (fresh) {
    QueueJob(*kept);
  } else {
    reply.headers.emplace_back("Idempotency-Hit", "true");
  }
  request.places = {kept->id, request.At("results")};
  WaitIfAsked(request, &reply);
  answer(std::move(reply));
}

void Service::QueueJob(const Job& job) {
  writer_.Add(
      job.tenant + "/" + job.owner, [this, id = job.id] { RunJob(id); }, true);
}

/// True, with the job ended, if the journal says that it was committed.
bool Service::TakeCommitted(const Job& job, LedgerStore* ledger) {
  std::optional<Answer> answer;
  std::string error;
  if (!ledger->store().FindAnswer(job.tenant, kJobs, job.id, &answer, &error) ||
      !answer) {
    return false;
  }
  LedgerNews news;
  if (answer->request_sha256 != job.request) {  // of a job that is not kept
    EndJob(job.id, JobState::kFailed, false, news,
           {"this key came with another request"});
    return true;
  }
  news.headline = answer->body;
  EndJob(job.id,
         answer->status == kHeldStatus ? JobState::kHeld : JobState::kDone,
         false, news, {});
  return true;
}

void Service::RunJob(const std::string& id) {
  if (broken_) return;
  end_now = false;
  const std::optional<Job> job = jobs_.Begin(id);
  if (!job) return;
  Told told;
  RunWatch watch = told.Watch();
  watch.started = [&](Stage stage) {
    jobs_.Change(id, [&](Job* of) {
      of->stage = NameOf(stage);
      of->done = of->total = 0;
    });
  };
  watch.progress = [&](uint64_t done, uint64_t total) {
    jobs_.Change(id, [&](Job* of) {
      of->done = done;
      of->total = total;
    });
  };
  watch.interrupted = EndNow;
  LedgerNews news;
  Ending ending = Ending::kFailed;
  LedgerStore* const ledger = writing_.Of(job->tenant, watch);
  if (ledger == nullptr) {
    broken_ = true;
    return;
  }
  if (TakeCommitted(*job, ledger)) return;
  if (job->tries > kTriesMax) {
    told.failed.emplace_back("given up: the process ended each time it ran");
    return EndJob(id, JobState::kFailed, true, news, told.All());
  }
  const GiveBackMemory after;
  try {
    ending = RunUseCase(*job, ledger, watch, &news);
  } catch (const std::exception& problem) {
    told.failed.emplace_back(problem.what());
  }
  for (const std::string_view file : {"customers", "posted"}) {
    const std::string_view sha256 = At(job->asked, file);
    if (!sha256.empty()) told.Rename(spool_.PathOf(sha256), file);
  }
  told.Rename(spool_.PathOf(job->sha256), "open_items");
  if (ledger->last_end() == Committed::End::kUnknown) {
    broken_ = true;  // found out after the next start
    Log("error", "outcome_unknown", JsonObject().Text("job", id));
    return;
  }
  if (ending == Ending::kDone || ending == Ending::kHeld) {
    news.ack.clear();
    EndJob(id, ending == Ending::kHeld ? JobState::kHeld : JobState::kDone,
           false, news, told.All());
    ledger->store().Settle();
  } else if (!TakeCommitted(*job, ledger)) {
    if (end_now && draining_) return jobs_.GiveBack(id);  // the next start's
    EndJob(id, end_now ? JobState::kCanceled : JobState::kFailed,
           ledger->last_end() == Committed::End::kRefused, news, told.All());
  }
}

Ending Service::RunUseCase(const Job& job, LedgerStore* ledger,
                           const RunWatch& watch, LedgerNews* news) {
  const Actor actor{job.owner, Now()};
  const auto answer = [&job](std::string_view headline, bool held) {
    return Answer{std::string(kJobs), job.id, job.request,
                  held ? kHeldStatus : 200, std::string(headline)};
  };
  const std::string_view name = At(job.asked, "name");
  if (job.kind == "submit") {
    SubmitRequest request;
    request.actor = actor;
    request.kept = {{std::string(name.empty() ? "upload" : name), job.sha256}};
    request.input_format = At(job.asked, "format");
    request.strictness = StrictnessOf(At(job.asked, "strictness"));
    request.out = jobs_.ResultsOf(job.id);
    request.overwrite = true;
    request.tables.format = TableFormat::kNdjson;
    request.version = options_.version;
    request.answer = answer;
    return Submit(request, ledger, watch, news);
  }
  const auto path = [this](std::string_view sha256) {
    return sha256.empty() ? std::string() : spool_.PathOf(sha256);
  };
  LoadBookRequest request;
  request.actor = actor;
  request.open_items = path(job.sha256);
  request.customers = path(At(job.asked, "customers"));
  request.posted = path(At(job.asked, "posted"));
  request.as_of = ParseIsoDay(At(job.asked, "as_of")).value_or(kNoDay);
  request.delta = At(job.asked, "mode") == "delta";
  request.version = options_.version;
  request.answer = answer("Loaded\n", false);
  return LoadBookIntoLedger(request, ledger, watch, news);
}

void Service::EndJob(const std::string& id, JobState state, bool fault,
                     const LedgerNews& news,
                     const std::vector<std::string>& told) {
  metrics_.CountJob(NameOf(state));
  jobs_.Change(id, [&](Job* job) {
    job->state = state;
    job->fault = fault;
    job->told = !webhooks_.Speaks(job->tenant);
    job->ended_at = Now();
    job->headline = news.headline;
    job->findings = told;
    if (told.size() > kFindingsMax) {
      job->findings.resize(kFindingsMax);
      job->findings.push_back(std::to_string(told.size() - kFindingsMax) +
                              " more");
    }
    Log(state == JobState::kFailed ? "warning" : "info", "job_ended",
        JsonObject()
            .Text("job", id)
            .Text("tenant", job->tenant)
            .Text("kind", job->kind)
            .Text("state", NameOf(state))
            .Number("findings", told.size()));
  });
  webhooks_.Tell(id);
  jobs_.Trim(options_.jobs_max);
}

Reply Service::CancelJob(const Request& request) {
  const std::optional<Job> job = JobFor(request);
  if (!job) return Problem(404, "not-found", "no such job");
  if (job->owner != request.who.owner && request.who.role == Role::kSubmitter) {
    return Problem(404, "not-found", "no such job");
  }
  jobs_.Change(job->id, [](Job* of) {
    if (of->state == JobState::kQueued) {
      of->state = JobState::kCanceled;
      of->ended_at = Now();
    } else if (of->state == JobState::kRunning) {
      end_now = true;
    }
  });
  const std::optional<Job> now = jobs_.Find(job->tenant, job->id);
  if (now->state == JobState::kCanceled) webhooks_.Tell(job->id);
  return now->ended() && now->state != JobState::kCanceled
             ? Problem(409, "ended", "the job has ended")
             : Shown(*now, 200);
}

void Service::StopNow() {
  draining_ = true;  // first: the job that ends is the next start's
  end_now = true;
}

}  // namespace cashmatch::serve
