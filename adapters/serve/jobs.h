// SPDX-License-Identifier: Apache-2.0
// jobs.h - what was promised to be done: durable before it is promised.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/serve/json.h"
#include "adapters/store/journal.h"

namespace cashmatch::serve {

enum class JobState : uint8_t {
  kQueued,
  kRunning,
  kDone,
  kHeld,      // done, but a part of the file was held
  kFailed,    // rejected: nothing was decided
  kCanceled,  // nothing was decided
};
inline constexpr int kJobStates = 6;

std::string_view NameOf(JobState state);
std::optional<JobState> JobStateOf(std::string_view name);

/// One file to be taken in.
struct Job {
  std::string id, tenant, owner;
  std::string kind;     // submit, load
  std::string sha256;   // of the file, in the spool
  std::string request;  // a hash of all that was asked
  Members asked;        // the query: name, format, mode, ...
  std::string made_at, ended_at;
  JobState state = JobState::kQueued;
  bool fault = false;  // of the machine: the same request may try again
  uint64_t tries = 0;  // how often it was begun
  bool told = false;   // a webhook was delivered
  std::string headline;
  std::vector<std::string> findings;
  Head head;  // after it

  // Not kept: how far it is.
  std::string stage;
  uint64_t done = 0, total = 0;
  uint64_t version = 0;  // counts changes
  uint64_t place = 0;    // among those that ended, the oldest first

  bool ended() const { return state > JobState::kRunning; }
};

/// Returns a job as the service shows it.
std::string ToJson(const Job& job);

/// The jobs of all tenants: one small file each in a folder, and the folder of
/// their results beside it. What the journal says outranks a file: a job that
/// was running when the process died is run again, and finds there whether it
/// was committed.
/// Threads: any; Create one at a time.
class JobBook {
 public:
  explicit JobBook(std::string folder) : folder_(std::move(folder)) {}

  /// Reads what is there; what had not ended is queued again.
  /// Errors: false, with `*error` told.
  bool Load(std::string* error);

  /// Keeps a new job, durable when it returns. If one of that id is there,
  /// returns that one and `*fresh` is false. A job that failed by the
  /// machine's fault, or `again`, starts anew.
  /// Errors: nothing, with `*error` told.
  std::optional<Job> Create(Job job, bool again, bool* fresh,
                            std::string* error);

  std::optional<Job> Find(std::string_view tenant, std::string_view id) const;
  /// The same, whose ever it is.
  std::optional<Job> Look(std::string_view id) const;
  /// Ids of the jobs that ended and that nobody was told of.
  std::vector<std::string> Untold() const;
  /// The newest first.
  std::vector<Job> List(std::string_view tenant) const;
  /// Ids of the jobs that wait, the oldest first.
  std::vector<std::string> Queued() const;

  /// Changes a job, if it is there; keeps it once it has ended.
  void Change(const std::string& id, const std::function<void(Job*)>& change);
  /// Sets it running and notes that it was begun once more; nothing if it is
  /// not queued any more.
  std::optional<Job> Begin(const std::string& id);
  /// Takes that note back: it was given up in good order.
  void GiveBack(const std::string& id);

  /// Forgets the oldest of the jobs that ended, with their results, until
  /// `most` are left. Those that somebody is still to be told of stay.
  void Trim(size_t most);

  /// Where the results of a job are, once it is done.
  std::string ResultsOf(const std::string& id) const {
    return folder_ + "/" + id;
  }

 private:
  bool Keep(const Job& job, bool durable, std::string* error) const;

  const std::string folder_;
  mutable std::mutex lock_;
  std::map<std::string, Job, std::less<>> jobs_;  // by id
  uint64_t places_ = 0;
};

}  // namespace cashmatch::serve
