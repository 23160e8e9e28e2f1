// SPDX-License-Identifier: Apache-2.0
// jobs.cc - write aside, rename; force to disk what was promised.
// Tested by tests/system/serve_test.py
#include "adapters/serve/jobs.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>

#include "adapters/bytes/input.h"
#include "adapters/store/chain.h"
#include "engine/base/planted_bug.h"

namespace cashmatch::serve {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, kJobStates> kStates = {
    "queued", "running", "done", "held", "failed", "canceled"};

constexpr std::string_view kAsked = "asked_";

/// Names of members in a job's file.
const std::vector<std::string>& Names() {
  static const std::vector<std::string> kNames = {"id",
                                                  "tenant",
                                                  "owner",
                                                  "kind",
                                                  "sha256",
                                                  "request",
                                                  "made_at",
                                                  "ended_at",
                                                  "state",
                                                  "fault",
                                                  "headline",
                                                  "findings",
                                                  "seq",
                                                  "head",
                                                  "asked_name",
                                                  "asked_format",
                                                  "asked_strictness",
                                                  "asked_mode",
                                                  "asked_as_of",
                                                  "asked_customers",
                                                  "asked_posted",
                                                  "tries",
                                                  "told"};
  return kNames;
}

std::string Lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

std::vector<std::string> SplitLines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string FileOf(const Job& job) {
  JsonObject file;
  file.Text("id", job.id)
      .Text("tenant", job.tenant)
      .Text("owner", job.owner)
      .Text("kind", job.kind)
      .Text("sha256", job.sha256)
      .Text("request", job.request)
      .Text("made_at", job.made_at)
      .Text("ended_at", job.ended_at)
      .Text("state", NameOf(job.state))
      .Flag("fault", job.fault)
      .Number("tries", job.tries)
      .Flag("told", job.told)
      .Text("headline", job.headline)
      .Text("findings", Lines(job.findings))
      .Number("seq", job.head.seq)
      .Text("head", HexOf(job.head.link));
  for (const auto& [name, value] : job.asked) {
    file.Text(std::string(kAsked) + name, value);
  }
  return file.Take() + "\n";
}

Link LinkOf(std::string_view hex) {
  Link link{};
  if (hex.size() != 2 * link.size()) return link;
  for (size_t i = 0; i < link.size(); ++i) {
    std::from_chars(hex.data() + 2 * i, hex.data() + 2 * i + 2, link[i], 16);
  }
  return link;
}

bool ReadJob(std::string_view json, Job* job, std::string* error) {
  Members members;
  if (!ReadMembers(json, Names(), &members, error)) return false;
  const auto text = [&members](std::string_view name) {
    return std::string(At(members, name));
  };
  const std::optional<JobState> state = JobStateOf(At(members, "state"));
  if (!state) {
    *error = "a job without a state";
    return false;
  }
  const auto number = [&members](std::string_view name) {
    const std::string_view digits = At(members, name);
    uint64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
  };
  job->id = text("id");
  job->tenant = text("tenant");
  job->owner = text("owner");
  job->kind = text("kind");
  job->sha256 = text("sha256");
  job->request = text("request");
  job->made_at = text("made_at");
  job->ended_at = text("ended_at");
  job->state = *state;
  job->fault = At(members, "fault") == "true";
  job->tries = number("tries");
  job->told = At(members, "told") == "true";
  job->headline = text("headline");
  job->findings = SplitLines(At(members, "findings"));
  job->head.seq = number("seq");
  job->head.link = LinkOf(At(members, "head"));
  for (const auto& [name, value] : members) {
    if (name.starts_with(kAsked))
      job->asked[name.substr(kAsked.size())] = value;
  }
  return true;
}

/// Writes a file aside and renames it; `durable` forces both to disk.
bool WriteFile(const std::string& folder, const std::string& name,
               std::string_view text, bool durable) {
  const std::string path = folder + "/" + name, aside = path + ".new";
  const int file =
      open(aside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return false;
  bool good = write(file, text.data(), text.size()) ==
              static_cast<ssize_t>(text.size());
  good = good && (!durable || fdatasync(file) == 0);
  good = close(file) == 0 && good;
  if (!good || rename(aside.c_str(), path.c_str()) != 0) return false;
  if (!durable) return true;
  const int at = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (at < 0) return false;
  good = fsync(at) == 0;
  close(at);
  return good;
}

}  // namespace

std::string_view NameOf(JobState state) {
  return kStates[static_cast<size_t>(state)];
}

std::optional<JobState> JobStateOf(std::string_view name) {
  const auto found = std::find(kStates.begin(), kStates.end(), name);
  if (found == kStates.end()) return std::nullopt;
  return static_cast<JobState>(found - kStates.begin());
}

std::string ToJson(const Job& job) {
  JsonObject json;
  json.Text("id", job.id)
      .Text("kind", job.kind)
      .Text("state", NameOf(job.state))
      .Text("owner", job.owner)
      .Text("sha256", job.sha256)
      .TextIfAny("name", At(job.asked, "name"))
      .Text("made_at", job.made_at)
      .TextIfAny("ended_at", job.ended_at);
  if (!job.stage.empty() && !job.ended()) {
    json.Text("stage", job.stage);
    if (job.total > 0) json.Number("done", job.done).Number("total", job.total);
  }
  json.TextIfAny("headline", job.headline);
  if (!job.findings.empty()) json.Texts("findings", job.findings);
  if (job.head.seq > 0) {
    json.Number("seq", job.head.seq).Text("head", HexOf(job.head.link));
  }
  return json.Take();
}

bool JobBook::Keep(const Job& job, bool durable, std::string* error) const {
  if (WriteFile(folder_, job.id + ".json", FileOf(job), durable)) return true;
  *error = folder_ + ": cannot keep a job: " + std::strerror(errno);
  return false;
}

bool JobBook::Load(std::string* error) {
  const std::lock_guard guard(lock_);
  std::error_code fault;
  fs::create_directories(folder_, fault);
  for (const auto& entry : fs::directory_iterator(folder_, fault)) {
    if (entry.path().extension() != ".json") continue;
    Input input;
    Job job;
    if (!LoadInput(entry.path(), &input, error) ||
        !ReadJob(input.bytes(), &job, error)) {
      *error = entry.path().string() + ": " + *error;
      return false;
    }
    if (!job.ended()) job.state = JobState::kQueued;
    jobs_[job.id] = std::move(job);
  }
  std::vector<Job*> ended;
  for (auto& [id, job] : jobs_) {
    if (job.ended()) ended.push_back(&job);
  }
  std::stable_sort(ended.begin(), ended.end(), [](const Job* a, const Job* b) {
    return a->ended_at < b->ended_at;
  });
  for (Job* const job : ended) job->place = ++places_;
  if (fault) *error = folder_ + ": " + fault.message();
  return !fault;
}

namespace {

bool MayStartAnew(const Job& job, bool again) {
  return job.ended() &&
         (job.fault || (again && (job.state == JobState::kFailed ||
                                  job.state == JobState::kCanceled)));
}

}  // namespace

std::optional<Job> JobBook::Create(Job job, bool again, bool* fresh,
                                   std::string* error) {
  {
    const std::lock_guard guard(lock_);
    const auto found = jobs_.find(job.id);
    *fresh = found == jobs_.end() || MayStartAnew(found->second, again);
    if (!*fresh) return found->second;
    job.version = found == jobs_.end() ? 0 : found->second.version + 1;
  }
  if (!Planted("a job is promised and not kept") && !Keep(job, true, error))
    return std::nullopt;
  const std::lock_guard guard(lock_);
  return jobs_[job.id] = std::move(job);
}

std::optional<Job> JobBook::Find(std::string_view tenant,
                                 std::string_view id) const {
  const std::lock_guard guard(lock_);
  const auto found = jobs_.find(id);
  if (found == jobs_.end() ||
      (found->second.tenant != tenant && !Planted("the tenant is not asked"))) {
    return std::nullopt;
  }
  return found->second;
}

std::optional<Job> JobBook::Look(std::string_view id) const {
  const std::lock_guard guard(lock_);
  const auto found = jobs_.find(id);
  if (found == jobs_.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string> JobBook::Untold() const {
  const std::lock_guard guard(lock_);
  std::vector<std::string> ids;
  for (const auto& [id, job] : jobs_) {
    if (job.ended() && !job.told) ids.push_back(id);
  }
  return ids;
}

void JobBook::Trim(size_t most) {
  std::vector<std::pair<uint64_t, std::string>> ended;
  {
    const std::lock_guard guard(lock_);
    for (const auto& [id, job] : jobs_) {
      if (job.ended() && job.told) ended.emplace_back(job.place, id);
    }
  }
  if (ended.size() <= most || Planted("ended jobs are kept for ever")) return;
  std::sort(ended.begin(), ended.end());
  if (Planted("the newest jobs go")) std::reverse(ended.begin(), ended.end());
  ended.resize(ended.size() - most);
  for (const auto& [place, id] : ended) {
    {
      const std::lock_guard guard(lock_);
      const auto found = jobs_.find(id);
      if (found == jobs_.end() || !found->second.ended()) continue;
      jobs_.erase(found);
    }
    // The results first: a crash in between leaves a job that goes next time.
    std::error_code ignored;
    if (!Planted("the tables of a job outlive it"))
      fs::remove_all(ResultsOf(id), ignored);
    fs::remove(folder_ + "/" + id + ".json", ignored);
  }
}

std::vector<Job> JobBook::List(std::string_view tenant) const {
  std::vector<Job> list;
  {
    const std::lock_guard guard(lock_);
    for (const auto& [id, job] : jobs_) {
      if (job.tenant == tenant) list.push_back(job);
    }
  }
  std::sort(list.begin(), list.end(), [](const Job& a, const Job& b) {
    return std::tie(b.made_at, b.id) < std::tie(a.made_at, a.id);
  });
  return list;
}

std::vector<std::string> JobBook::Queued() const {
  std::vector<std::pair<std::string, std::string>> waiting;
  {
    const std::lock_guard guard(lock_);
    for (const auto& [id, job] : jobs_) {
      if (job.state == JobState::kQueued) waiting.emplace_back(job.made_at, id);
    }
  }
  std::sort(waiting.begin(), waiting.end());
  std::vector<std::string> ids;
  for (const auto& [made_at, id] : waiting) ids.push_back(id);
  return ids;
}

void JobBook::Change(const std::string& id,
                     const std::function<void(Job*)>& change) {
  Job job;
  {
    const std::lock_guard guard(lock_);
    const auto found = jobs_.find(id);
    if (found == jobs_.end()) return;
    change(&found->second);
    ++found->second.version;
    if (!found->second.ended()) return;
    if (found->second.place == 0) found->second.place = ++places_;
    job = found->second;
  }
  // What was decided the journal tells again; a cancellation only this file.
  std::string ignored;
  Keep(job, job.state == JobState::kCanceled, &ignored);
}

std::optional<Job> JobBook::Begin(const std::string& id) {
  Job job;
  {
    const std::lock_guard guard(lock_);
    const auto found = jobs_.find(id);
    if (found == jobs_.end() || found->second.state != JobState::kQueued) {
      return std::nullopt;
    }
    found->second.state = JobState::kRunning;
    ++found->second.tries;
    ++found->second.version;
    job = found->second;
  }
  std::string ignored;  // a crash of the process does not lose it
  Keep(job, false, &ignored);
  return job;
}

void JobBook::GiveBack(const std::string& id) {
  Job job;
  {
    const std::lock_guard guard(lock_);
    const auto found = jobs_.find(id);
    if (found == jobs_.end()) return;
    --found->second.tries;
    job = found->second;
  }
  std::string ignored;
  Keep(job, false, &ignored);
}

}  // namespace cashmatch::serve
