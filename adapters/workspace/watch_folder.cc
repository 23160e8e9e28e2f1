// SPDX-License-Identifier: Apache-2.0
// watch_folder.cc - look, take, submit, put away.
// Tested by tests/system/watch_test.py
#include "adapters/workspace/watch_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "adapters/store/lock_file.h"
#include "adapters/write/row.h"

namespace cashmatch {
namespace {

namespace fs = std::filesystem;

/// What tells that a file is still as it was.
struct Look {
  ino_t inode = 0;
  off_t size = 0;
  timespec changed{};
  friend bool operator==(const Look& a, const Look& b) {
    return std::tie(a.inode, a.size, a.changed.tv_sec, a.changed.tv_nsec) ==
           std::tie(b.inode, b.size, b.changed.tv_sec, b.changed.tv_nsec);
  }
};

/// Nothing for what is no plain file; links are not followed.
std::optional<Look> LookAt(const std::string& path) {
  struct stat found{};
  if (lstat(path.c_str(), &found) != 0 || !S_ISREG(found.st_mode)) {
    return std::nullopt;
  }
  return Look{found.st_ino, found.st_size, found.st_mtim};
}

using Looks = std::map<std::string, Look>;  // by name

Looks LookInto(const std::string& folder) {
  Looks looks;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.')) continue;
    const std::optional<Look> look = LookAt(entry.path().string());
    if (look) looks.emplace(name, *look);
  }
  return looks;
}

/// Moves a file; a name that is taken gets a number.
bool Move(const std::string& from, const std::string& folder,
          const std::string& name, std::string* error) {
  for (int i = 1;; ++i) {
    const std::string to =
        folder + "/" + name + (i == 1 ? "" : "." + std::to_string(i));
    if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(),
                  RENAME_NOREPLACE) == 0) {
      return true;
    }
    if (errno == EEXIST) continue;
    *error = from + ": cannot be moved to " + to + ": " + std::strerror(errno);
    return false;
  }
}

/// Writes a file whole or not at all.
bool WriteWhole(const std::string& path, const std::string& text) {
  const std::string part = path + ".part";
  std::ofstream file(part, std::ios::binary);
  file << text;
  file.close();
  return file.good() && rename(part.c_str(), path.c_str()) == 0;
}

/// How one run ended, with what it told.
struct RunEnd {
  Ending ending = Ending::kFailed;
  LedgerNews news;
  std::vector<std::string> told;
};

class Folder {
 public:
  Folder(const WatchRequest& request, const RunWatch& watch)
      : request_(request), watch_(watch) {}

  bool Prepare() {
    std::string error;
    for (const char* const name :
         {"in", "processing", "done", "rejected", "out"}) {
      std::error_code made;
      fs::create_directories(In(name), made);
      if (made) return Fail(In(name) + ": " + made.message());
    }
    return lock_.Take(In(".watch.lock"), &error) || Fail(error);
  }

  /// Takes what two looks found unchanged, and what a crash left; false if a
  /// file cannot be moved.
  bool Round() {
    Looks now = LookInto(In("in"));
    std::string error;
    for (const auto& [name, look] : now) {
      const auto before = before_.find(name);
      if (before == before_.end() || before->second != look) continue;
      if (!Move(In("in", name), In("processing"), name, &error)) {
        return Fail(error);
      }
    }
    before_ = std::move(now);
    std::vector<std::string> names;
    for (const auto& [name, look] : LookInto(In("processing"))) {
      names.push_back(name);
    }
    return names.empty() || Process(names);
  }

 private:
  bool Fail(const std::string& why) const {
    watch_.Fail(why);
    return false;
  }

  std::string In(const std::string& part, const std::string& name = {}) const {
    return request_.folder + "/" + part + (name.empty() ? "" : "/" + name);
  }

  /// One run for all; where an input is rejected, one for each.
  bool Process(const std::vector<std::string>& names) {
    const Looks before = LookInto(In("processing"));
    const RunEnd end = Run(names);
    if (watch_.Interrupted()) return true;
    if (end.ending != Ending::kFailed || !end.news.rejected) {
      return PutAway(names, before, end);
    }
    if (names.size() == 1) return PutAway(names, before, end);
    for (const std::string& name : names) {
      if (watch_.Interrupted()) return true;
      if (!Process({name})) return false;
    }
    return true;
  }

  RunEnd Run(const std::vector<std::string>& names) const {
    RunEnd end;
    SubmitRequest submit = request_.submit;
    submit.actor.at = request_.now();
    submit.out = In("out", names.front() + ".results");
    submit.overwrite = true;
    for (const std::string& name : names) {
      submit.inputs.push_back(In("processing", name));
    }
    RunWatch watch = watch_;
    watch.say = [&](std::string_view line) {
      end.told.emplace_back(line);
      watch_.Say(line);
    };
    watch.fail = [&](std::string_view line) {
      end.told.emplace_back(line);
      watch_.Say(line);
    };
    end.ending = Submit(submit, watch, &end.news);
    return end;
  }

  /// Moves the files of a run to where they belong. What changed meanwhile was
  /// not read as it is now, and what the store failed on was not decided: both
  /// stay for the next round.
  bool PutAway(const std::vector<std::string>& names, const Looks& before,
               const RunEnd& end) {
    const bool rejected = end.ending == Ending::kFailed;
    if (rejected && !end.news.rejected) return true;
    for (const std::string& name : names) {
      const std::optional<Look> look = LookAt(In("processing", name));
      const auto was = before.find(name);
      if (!look || was == before.end() || *look != was->second) continue;
      std::string error;
      if (!WriteWhole(In("out", name + ".json"), Describe(name, end))) {
        return Fail(In("out", name + ".json") + ": cannot be written");
      }
      if (!Move(In("processing", name), In(rejected ? "rejected" : "done"),
                name, &error)) {
        return Fail(error);
      }
      watch_.Say(name + (rejected ? ": rejected" : ": done"));
    }
    return true;
  }

  static std::string Describe(const std::string& name, const RunEnd& end) {
    std::string json = "{\"file\":";
    AppendJsonString(name, &json);
    json += ",\"status\":";
    AppendJsonString(end.ending == Ending::kFailed ? "rejected"
                     : end.ending == Ending::kHeld ? "held"
                                                   : "done",
                     &json);
    if (!end.news.ack.empty()) {
      json += ",\"ack\":" + end.news.ack;
      json.pop_back();  // the line feed
    }
    json += ",\"told\":[";
    for (size_t i = 0; i < end.told.size(); ++i) {
      if (i != 0) json += ',';
      AppendJsonString(end.told[i], &json);
    }
    return json + "]}\n";
  }

  const WatchRequest& request_;
  const RunWatch& watch_;
  LockFile lock_;
  Looks before_;  // of in, at the last look
};

}  // namespace

Ending WatchFolder(const WatchRequest& request, const RunWatch& watch) {
  Folder folder(request, watch);
  if (!folder.Prepare()) return Ending::kFailed;
  for (int look = 0; !watch.Interrupted(); ++look) {
    if (!folder.Round()) return Ending::kFailed;
    if (request.once && look == 1) return Ending::kDone;
    request.pause();
  }
  return Ending::kInterrupted;
}

}  // namespace cashmatch
