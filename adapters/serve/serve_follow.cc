// SPDX-License-Identifier: Apache-2.0
// serve_follow.cc - what became of a job: asked, waited for, followed.
// Tested by tests/system/serve_test.py, tests/system/serve_progress_test.py
#include <algorithm>
#include <charconv>
#include <utility>

#include "adapters/serve/problem.h"
#include "adapters/serve/service.h"

namespace cashmatch::serve {
namespace {

constexpr uint64_t kWaitMax = 60;  // seconds

}  // namespace

Reply Shown(const Job& job, int status) {
  Reply reply;
  reply.status = status;
  reply.body = ToJson(job) + "\n";
  reply.headers.emplace_back("Location", "/v1/jobs/" + job.id);
  return reply;
}

/// Lets a reply wait until the job has ended, if that was asked for; then it is
/// the job, or the table that was named.
void Service::WaitIfAsked(const Request& request, Reply* reply) const {
  uint64_t wait = 0;
  const std::string& wanted = request.At("wait");
  std::from_chars(wanted.data(), wanted.data() + wanted.size(), wait);
  if (wait == 0) return;
  const auto until = std::chrono::steady_clock::now() +
                     std::chrono::seconds(std::min(wait, kWaitMax));
  reply->wait = [this, request, until, first = *reply](Reply* now) {
    const std::optional<Job> of = JobFor(request);
    if (of && !of->ended() && std::chrono::steady_clock::now() < until) {
      return false;
    }
    *now = first;
    if (!of) return true;
    now->body = ToJson(*of) + "\n";
    if (!of->ended()) return true;
    now->status = 200;
    if (!request.At("results").empty() && of->state != JobState::kFailed) {
      *now = ReadResults(request);
    }
    return true;
  };
}

/// A submitter sees its own jobs; what is another's is not there.
std::optional<Job> Service::JobFor(const Request& request) const {
  std::optional<Job> job = jobs_.Find(request.who.tenant, request.places[0]);
  if (job && request.who.role == Role::kSubmitter &&
      job->owner != request.who.owner) {
    return std::nullopt;
  }
  return job;
}

Reply Service::ListJobs(const Request& request) const {
  const std::string& state = request.At("state");
  if (!state.empty() && !JobStateOf(state)) {
    return Problem(400, "query", "state: not known");
  }
  size_t limit = 100;
  const std::string& wanted = request.At("limit");
  std::from_chars(wanted.data(), wanted.data() + wanted.size(), limit);
  std::vector<std::string> rows;
  for (const Job& job : jobs_.List(request.who.tenant)) {
    if (request.who.role == Role::kSubmitter &&
        job.owner != request.who.owner) {
      continue;
    }
    if (!state.empty() && NameOf(job.state) != state) continue;
    if (rows.size() == std::min<size_t>(limit, 1000)) break;
    rows.push_back(ToJson(job));
  }
  Reply reply;
  reply.body = JsonObject().Raw("jobs", JsonArray(rows)).Take() + "\n";
  return reply;
}

Reply Service::ReadJob(const Request& request) const {
  const std::optional<Job> job = JobFor(request);
  if (!job) return Problem(404, "not-found", "no such job");
  Reply reply = Shown(*job, 200);
  if (!job->ended()) WaitIfAsked(request, &reply);
  return reply;
}

Reply Service::FollowJob(const Request& request) const {
  if (!JobFor(request)) return Problem(404, "not-found", "no such job");
  Reply reply;
  reply.type = "text/event-stream";
  reply.events = [this, request,
                  seen = ~uint64_t{0}](std::string* out) mutable {
    const std::optional<Job> job = JobFor(request);
    if (!job) return false;
    if (job->version == seen) return true;
    seen = job->version;
    *out += "id: " + std::to_string(seen) +
            "\nevent: " + (job->ended() ? "ended" : "progress") +
            "\ndata: " + ToJson(*job) + "\n\n";
    return !job->ended();
  };
  return reply;
}

}  // namespace cashmatch::serve
