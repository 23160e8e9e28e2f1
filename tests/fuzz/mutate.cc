// SPDX-License-Identifier: Apache-2.0
// mutate.cc - damages honest inputs and sees that nothing worse than a finding
// comes of it.
//
// Every input has a number, and depends only on the seed and that number, so
// that a failure can be made again alone: `--seed S --only N`.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/fuzz/death.h"
#include "tests/fuzz/feed.h"
#include "tests/fuzz/mutation.h"
#include "tests/fuzz/seeds.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define CASHMATCH_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define CASHMATCH_SANITIZED 1
#endif
#endif

namespace cashmatch::fuzz {
namespace {

constexpr char kUsage[] =
    "Damages honest inputs and feeds them to every reader and the engine.\n"
    "Usage: mutate [--seed S] [--count N] [--only N] [--save FILE] PATH...\n"
    "  PATH         files or folders of honest inputs\n"
    "  --seed S     another series (default 1)\n"
    "  --count N    how many inputs (default 5000)\n"
    "  --only N     this one input of the series, to look into a failure\n"
    "  --save FILE  with --only: write the input to FILE\n";

/// Processor seconds one input may take; a sanitized build is slower.
#ifdef CASHMATCH_SANITIZED
constexpr int kSecondsMax = 20;
#else
constexpr int kSecondsMax = 4;
#endif
/// After this the input is taken to hang, and the program is stopped.
constexpr unsigned kHangSeconds = 120;

struct Arguments {
  uint64_t seed = 1, count = 5000;
  int64_t only = -1;
  std::string save;
  std::vector<std::string> paths;
};

bool ReadNumber(const char* text, uint64_t* number) {
  char* end = nullptr;
  *number = std::strtoull(text, &end, 10);
  return end != text && *end == '\0';
}

bool ReadArguments(int argc, char** argv, Arguments* arguments) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (!word.starts_with("--")) {
      arguments->paths.emplace_back(word);
      continue;
    }
    if (i + 1 == argc) return false;
    const char* const value = argv[++i];
    uint64_t number = 0;
    if (word == "--save") {
      arguments->save = value;
    } else if (!ReadNumber(value, &number)) {
      return false;
    } else if (word == "--seed") {
      arguments->seed = number;
    } else if (word == "--count") {
      arguments->count = number;
    } else if (word == "--only") {
      arguments->only = static_cast<int64_t>(number);
    } else {
      return false;
    }
  }
  return !arguments->paths.empty();
}

int64_t CpuMilliseconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1'000'000;
}

/// One series of inputs and what became of them.
class Series {
 public:
  Series(const Arguments& arguments, std::vector<Seed> seeds)
      : arguments_(arguments), seeds_(std::move(seeds)), feeder_(seeds_) {
    for (const Seed& seed : seeds_) texts_.push_back(seed.bytes);
  }

  /// Feeds the honest inputs as they are: what the readers refuse here makes
  /// the whole run worthless.
  bool FeedHonest() {
    bool good = true;
    for (const Seed& seed : seeds_) {
      Draw draw(0);
      const Fed fed = feeder_.Feed(seed.kind, seed.bytes, nullptr);
      if (fed.verdict == Verdict::kRejected || !fed.fault.empty()) {
        std::printf("honest input %s: %s\n", seed.name.c_str(),
                    fed.fault.empty() ? "rejected" : fed.fault.c_str());
        good = false;
      }
    }
    return good;
  }

  bool FeedMutant(uint64_t number) {
    Draw draw(SeedOf(arguments_.seed, number));
    const Seed& seed = seeds_[draw.Below(seeds_.size())];
    const std::string mutant = Mutate(seed.bytes, texts_, &draw);
    SayAtDeath("\nmutate: from %s, --seed %llu --only %llu", seed.name,
               arguments_.seed, number);
    if (!arguments_.save.empty()) Save(mutant);
    const int64_t started = CpuMilliseconds();
    alarm(kHangSeconds);
    Fed fed = feeder_.Feed(seed.kind, mutant, &draw);
    alarm(0);
    const int64_t spent = CpuMilliseconds() - started;
    slowest_ = std::max(slowest_, spent);
    if (spent > kSecondsMax * 1000 && fed.fault.empty()) {
      fed.fault = "took " + std::to_string(spent) + " ms for " +
                  std::to_string(mutant.size()) + " bytes";
    }
    Count(fed);
    if (fed.fault.empty()) return true;
    std::printf("FAULT: %s\nmutate: from %s, --seed %llu --only %llu\n",
                fed.fault.c_str(), seed.name.c_str(),
                static_cast<unsigned long long>(arguments_.seed),
                static_cast<unsigned long long>(number));
    return false;
  }

  void PrintCounts() const {
    std::printf("%-12s %9s %9s %9s %9s %9s %9s\n", "format", "inputs",
                "accepted", "held", "rejected", "receipts", "applied");
    for (const auto& [format, it] : counts_) {
      std::printf("%-12s %9llu %9llu %9llu %9llu %9llu %9llu\n", format.c_str(),
                  it.inputs, it.accepted, it.held, it.rejected, it.receipts,
                  it.applied);
    }
    std::printf("slowest input: %lld ms\n", static_cast<long long>(slowest_));
  }

  /// A series that never gets past the readers or never applies proves nothing.
  bool WentDeep() const {
    unsigned long long accepted = 0, rejected = 0, applied = 0;
    for (const auto& [format, it] : counts_) {
      accepted += it.accepted;
      rejected += it.rejected;
      applied += it.applied;
    }
    return accepted > 0 && rejected > 0 && applied > 0;
  }

 private:
  struct Counts {
    unsigned long long inputs = 0, accepted = 0, held = 0, rejected = 0,
                       receipts = 0, applied = 0;
  };

  void Count(const Fed& fed) {
    Counts& it = counts_[fed.format.empty() ? "unknown" : fed.format];
    ++it.inputs;
    it.accepted += fed.verdict == Verdict::kAccepted;
    it.held += fed.verdict == Verdict::kHeld;
    it.rejected += fed.verdict == Verdict::kRejected;
    it.receipts += fed.receipts;
    it.applied += fed.applied;
  }

  void Save(const std::string& mutant) const {
    if (FILE* file = std::fopen(arguments_.save.c_str(), "wb")) {
      std::fwrite(mutant.data(), 1, mutant.size(), file);
      std::fclose(file);
    }
  }

  const Arguments& arguments_;
  std::vector<Seed> seeds_;
  std::vector<std::string> texts_;
  Feeder feeder_;
  std::map<std::string, Counts> counts_;
  int64_t slowest_ = 0;
};

int Run(const Arguments& arguments) {
  WatchForDeath();
  Series series(arguments, LoadSeeds(arguments.paths));
  if (!series.FeedHonest()) return 1;
  if (arguments.only >= 0) {
    return series.FeedMutant(static_cast<uint64_t>(arguments.only)) ? 0 : 1;
  }
  uint64_t faults = 0;
  for (uint64_t number = 0; number < arguments.count && faults < 20; ++number) {
    if (!series.FeedMutant(number)) ++faults;
  }
  series.PrintCounts();
  if (!series.WentDeep()) {
    std::printf("mutate: nothing accepted, rejected or applied at all\n");
    return 1;
  }
  std::printf("mutate: seed %llu, %llu faults\n",
              static_cast<unsigned long long>(arguments.seed),
              static_cast<unsigned long long>(faults));
  return faults == 0 ? 0 : 1;
}

}  // namespace
}  // namespace cashmatch::fuzz

int main(int argc, char** argv) {
  cashmatch::fuzz::Arguments arguments;
  if (!cashmatch::fuzz::ReadArguments(argc, argv, &arguments)) {
    std::fputs(cashmatch::fuzz::kUsage, stderr);
    return 2;
  }
  return cashmatch::fuzz::Run(arguments);
}
