// SPDX-License-Identifier: Apache-2.0
// power_loss.cc - cuts the power at every step of commits to an SQLite store.
//
// Usage: power_loss [CUTS] [SEED]
//
// Lets a store make itself, commit batches, close and open again on a disk in
// memory; cuts the power after every single step, draws what is left of what
// was not synced, opens, proves, and sends again what was not acknowledged; and
// cuts the power again during that, up to three deep. With the settings of the
// store nothing acknowledged may be lost, torn, damaged or there twice. The
// same with `synchronous = NORMAL` and `OFF` must show loss, or nothing is
// proved. Exit: 0 if both is so.
#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "adapters/store/store.h"
#include "tests/faults/batches.h"
#include "tests/faults/memory_disk.h"
#include "tests/faults/power_cut.h"

namespace cashmatch {
namespace {

using End = Committed::End;
using Random = std::mt19937_64;

constexpr int kDeepest = 3;
constexpr int kBatchesALife = 6;

// The connection that the store opened last, to set what it would not.
sqlite3* connection = nullptr;

int Catch(sqlite3* opened, char** /*error*/, const void* /*api*/) {
  connection = opened;
  return SQLITE_OK;
}

/// The name is real only for the lock beside it.
std::string StorePath() {
  static const std::string path =
      (std::filesystem::temp_directory_path() /
       ("cashmatch-power-" + std::to_string(std::random_device{}())))
          .string();
  return path;
}

struct Tally {
  int64_t cuts = 0, in_recovery = 0;
  int64_t acked = 0;    // batches acknowledged before a cut, over all cuts
  int64_t unacked = 0;  // cuts that left a batch durable and not acknowledged
  int64_t lost = 0, torn = 0, twice = 0, damaged = 0;
  std::string first;  // what went wrong first

  int64_t wrong() const { return lost + torn + twice + damaged; }
  void Count(int64_t* kind, const std::string& what) {
    if (wrong() == 0) first = what;
    ++*kind;
  }
};

/// What was promised when.
struct Promise {
  size_t steps;      // done to the disk by then
  int begun, acked;  // batches
};

struct Life {
  std::vector<DiskStep> steps;
  std::vector<Promise> promises;
};

const std::string kAsOpened = "as opened";  // what the store set itself

struct Campaign {
  std::string synchronous;
  Random random;
  Tally tally;

  std::unique_ptr<Store> Open(std::string* error) {
    auto store = OpenStore(StorePath(), StoreAccess::kWrite, error);
    if (store == nullptr) return nullptr;
    if (synchronous != kAsOpened) {
      const std::string set = "PRAGMA synchronous = " + synchronous;
      sqlite3_exec(connection, set.c_str(), nullptr, nullptr, nullptr);
    }
    // So that pages also move from a short log, and not only at the end.
    if (random() % 2 == 0) sqlite3_wal_autocheckpoint(connection, 8);
    return store;
  }

  /// Commits until `last` batches are there, half of them after a restart.
  Life Live(const DiskFiles& files, int acked, int last) {
    Life life;
    MemoryDisk::Mount(files);
    const auto promise = [&](int begun) {
      life.promises.push_back({MemoryDisk::Steps().size(), begun, acked});
    };
    promise(acked);
    for (const int until : {(acked + last + 1) / 2, last}) {
      std::string error;
      auto store = Open(&error);
      while (store != nullptr && acked < until) {
        promise(acked + 1);
        const End end = store->Commit(BatchOf(acked)).end;
        if (end != End::kDone && end != End::kClaimed) break;
        promise(++acked);
      }
    }
    life.steps = MemoryDisk::Steps();
    return life;
  }

  /// Opens what the cut left and judges it; sends again what was not acked.
  void Judge(const DiskFiles& files, const Promise& promise) {
    MemoryDisk::Mount(files);
    std::string error;
    auto store = Open(&error);
    Holding found;
    found.damaged = error;
    if (store != nullptr) found = Look(store.get());
    if (!Count(found)) return;
    if (found.batches < promise.acked) {
      tally.Count(&tally.lost, std::to_string(promise.acked) + " acked, " +
                                   std::to_string(found.batches) + " found");
      return;
    }
    if (found.batches > promise.begun) {
      tally.Count(&tally.twice, "a batch that nobody sent");
      return;
    }
    tally.unacked += found.batches > promise.acked ? 1 : 0;
    const End expected =
        found.batches > promise.acked ? End::kClaimed : End::kDone;
    if (store->Commit(BatchOf(promise.acked)).end != expected) {
      tally.Count(&tally.torn, "sent again, it did not go on");
      return;
    }
    const Holding after = Look(store.get());
    if (Count(after) && after.batches != promise.acked + 1) {
      tally.Count(&tally.twice, "sent again, it is not there once");
    }
  }

  /// Counts what no store may hold. False if it holds such.
  bool Count(const Holding& found) {
    if (!found.damaged.empty())
      tally.Count(&tally.damaged, found.damaged);
    else if (!found.torn.empty())
      tally.Count(&tally.torn, found.torn);
    else if (found.twice)
      tally.Count(&tally.twice, "a batch again");
    return found.damaged.empty() && found.torn.empty() && !found.twice;
  }

  /// Cuts a life after each of its steps, or after one of them.
  void Cut(const DiskFiles& start, const Life& life, int depth) {
    const size_t only = random() % (life.steps.size() + 1);
    PowerCut disk(start);
    size_t next = 0;
    for (size_t step = 0; step <= life.steps.size(); ++step) {
      while (next + 1 < life.promises.size() &&
             life.promises[next + 1].steps <= step) {
        ++next;
      }
      if (depth == 1 || step == only) {
        CutHere(disk.Draw(&random), life.promises[next], depth);
      }
      if (step < life.steps.size()) disk.Take(life.steps[step]);
    }
  }

  void CutHere(const DiskFiles& left, const Promise& promise, int depth) {
    ++tally.cuts;
    tally.in_recovery += depth > 1 ? 1 : 0;
    tally.acked += promise.acked;
    const int64_t wrong = tally.wrong();
    Judge(left, promise);
    if (tally.wrong() != wrong || depth == kDeepest || random() % 4 != 0) {
      return;
    }
    Cut(left, Live(left, promise.acked, promise.acked + 2), depth + 1);
  }

  void Run(int64_t cuts) {
    while (tally.cuts < cuts) {
      Cut({}, Live({}, 0, kBatchesALife), 1);
    }
    std::printf(
        "synchronous=%s: %lld cuts, %lld of them during the recovery from "
        "another; %lld acknowledged batches at stake, %lld batches durable "
        "that were not acknowledged: %lld lost, %lld torn, %lld twice, %lld "
        "damaged%s%s\n",
        synchronous.c_str(), static_cast<long long>(tally.cuts),
        static_cast<long long>(tally.in_recovery),
        static_cast<long long>(tally.acked),
        static_cast<long long>(tally.unacked),
        static_cast<long long>(tally.lost), static_cast<long long>(tally.torn),
        static_cast<long long>(tally.twice),
        static_cast<long long>(tally.damaged),
        tally.first.empty() ? "" : "; first: ", tally.first.c_str());
    std::fflush(stdout);
  }
};

int Main(int64_t cuts, uint64_t seed) {
  MemoryDisk::Register();
  sqlite3_auto_extension(reinterpret_cast<void (*)()>(Catch));
  Campaign full{kAsOpened, Random(seed), {}};
  full.Run(cuts);
  // The controls: what must be seen if the store did not insist on FULL.
  Campaign normal{"NORMAL", Random(seed), {}};
  normal.Run(cuts / 10);
  Campaign off{"OFF", Random(seed), {}};
  off.Run(cuts / 10);
  std::filesystem::remove(StorePath() + ".lock");
  const bool seen = normal.tally.lost > 0 && off.tally.lost > 0 &&
                    off.tally.damaged + off.tally.torn > 0;
  if (!seen) std::printf("the controls show no loss: nothing is proved\n");
  return full.tally.wrong() == 0 && seen ? 0 : 1;
}

}  // namespace
}  // namespace cashmatch

int main(int argc, char** argv) {
  return cashmatch::Main(argc > 1 ? std::atoll(argv[1]) : 20'000,
                         argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1);
}
