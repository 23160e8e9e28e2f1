// SPDX-License-Identifier: Apache-2.0
// mutate_reader.cc - a long series of mutations for one reader alone, without
// the engine: made for the sanitizers and for counts of a million.
//
// Every input has a number and depends only on the seeds and that number.
#include <sys/resource.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "tests/fuzz/death.h"
#include "tests/fuzz/readers.h"
#include "tests/fuzz/records.h"
#include "tests/fuzz/seeds.h"

namespace cashmatch::fuzz {
namespace {

constexpr char kUsage[] =
    "Mutates the records and fields of honest inputs of one reader.\n"
    "Usage: mutate_reader --reader NAME [--seed S] [--count N] [--first N]\n"
    "                     [--save FILE] PATH...\n"
    "  PATH         files or folders of honest inputs\n"
    "  --reader     bai2, lockbox, camt, remt.001, mt940, x12, nacha, ndjson,\n"
    "               mapped, mail, advice, packed, open_items, customers, "
    "rules\n"
    "  --count N    how many inputs (default 10000)\n"
    "  --first N    the number of the first (default 0)\n"
    "  --save FILE  write the first input to FILE\n"
    "Prints one line of counts; exit 1 after the first fault, whose number "
    "and\n"
    "text are said.\n";

/// After so many seconds one input is taken to hang.
constexpr unsigned kHangSeconds = 20;
constexpr size_t kLargestSeed = 8 << 10;

struct Arguments {
  const Reader* reader = nullptr;
  uint64_t seed = 1, count = 10'000, first = 0;
  std::string save;
  std::vector<std::string> paths;
};

bool ReadArguments(int argc, char** argv, Arguments* arguments) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (!word.starts_with("--")) {
      arguments->paths.emplace_back(word);
      continue;
    }
    if (i + 1 == argc) return false;
    const char* const value = argv[++i];
    const uint64_t number = std::strtoull(value, nullptr, 10);
    if (word == "--reader") {
      arguments->reader = FindReader(value);
    } else if (word == "--seed") {
      arguments->seed = number;
    } else if (word == "--count") {
      arguments->count = number;
    } else if (word == "--first") {
      arguments->first = number;
    } else if (word == "--save") {
      arguments->save = value;
    } else {
      return false;
    }
  }
  return arguments->reader != nullptr && !arguments->paths.empty();
}

/// True for a seed that this reader is for. `endings` stand with blanks
/// between.
bool IsFor(const Reader& reader, const Seed& seed) {
  if (reader.name == "mapped") return seed.kind == Kind::kMapped;
  if (seed.kind == Kind::kMapped) return false;
  if (reader.name == "open_items" && seed.kind != Kind::kOpenItems) {
    return false;
  }
  if (reader.name == "customers" && seed.kind != Kind::kCustomers) return false;
  const size_t dot = seed.name.rfind('.');
  if (dot == std::string::npos) return false;
  const std::string_view ending = std::string_view(seed.name).substr(dot);
  for (std::string_view left = reader.endings; !left.empty();) {
    const size_t blank = left.find(' ');
    if (left.substr(0, blank) == ending) return true;
    left.remove_prefix(blank == std::string_view::npos ? left.size()
                                                       : blank + 1);
  }
  return false;
}

class Series {
 public:
  explicit Series(const Arguments& arguments) : arguments_(arguments) {
    const bool packed = arguments.reader->form == Form::kPacked;
    for (Seed& seed : LoadSeeds(arguments.paths)) {
      if (seed.bytes.size() > kLargestSeed) continue;
      const bool ours = IsFor(*arguments.reader, seed);
      // Around what is packed anew stand all other bank files.
      if (packed && !ours && seed.kind == Kind::kBankFile) {
        others_.push_back(seed.bytes);
      }
      if (!ours) continue;
      if (!packed) others_.push_back(seed.bytes);
      honest_.push_back(std::move(seed.bytes));
    }
  }

  bool empty() const { return honest_.empty(); }

  bool FeedOne(uint64_t number) {
    Draw draw(SeedOf(arguments_.seed, number));
    const std::string& honest = honest_[draw.Below(honest_.size())];
    const std::string mutant =
        MutateRecords(arguments_.reader->form, honest, others_, &draw);
    SayAtDeath("\nmutate_reader: died at --reader %s --seed %llu --first %llu",
               arguments_.reader->name, arguments_.seed, number);
    Save(mutant);
    const Reading reading = Feed(*arguments_.reader, mutant);
    accepted_ += reading.verdict == Verdict::kAccepted;
    held_ += reading.verdict == Verdict::kHeld;
    receipts_ += reading.receipts;
    bytes_ += mutant.size();
    if (reading.fault.empty()) return true;
    std::printf("FAULT: %s\n--reader %s --seed %llu --first %llu\n",
                reading.fault.c_str(), arguments_.reader->name.data(),
                static_cast<unsigned long long>(arguments_.seed),
                static_cast<unsigned long long>(number));
    return false;
  }

  void Print(uint64_t inputs, double seconds) const {
    const auto number = [](uint64_t it) {
      return static_cast<unsigned long long>(it);
    };
    std::printf(
        "%-10s %9llu inputs of %3zu seeds, %8llu accepted, %8llu held, %8llu "
        "rejected, %9llu receipts, %.0f s, %.0f us and %llu bytes each\n",
        arguments_.reader->name.data(), number(inputs), honest_.size(),
        number(accepted_), number(held_), number(inputs - accepted_ - held_),
        number(receipts_), seconds,
        seconds * 1e6 / static_cast<double>(inputs + !inputs),
        number(bytes_ / (inputs + !inputs)));
  }

  /// A series in which nothing gets through, or nothing is refused, proves
  /// nothing.
  bool WentDeep(uint64_t inputs) const {
    return inputs < 1000 || (accepted_ + held_ > 0 && accepted_ < inputs);
  }

 private:
  void Save(const std::string& mutant) {
    if (arguments_.save.empty() || saved_) return;
    saved_ = true;
    if (FILE* file = std::fopen(arguments_.save.c_str(), "wb")) {
      std::fwrite(mutant.data(), 1, mutant.size(), file);
      std::fclose(file);
    }
  }

  const Arguments& arguments_;
  std::vector<std::string> honest_, others_;
  uint64_t accepted_ = 0, held_ = 0, receipts_ = 0, bytes_ = 0;
  bool saved_ = false;
};

double CpuSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) /
             1e6;
}

int Run(const Arguments& arguments) {
  WatchForDeath();
  Series series(arguments);
  if (series.empty()) {
    std::fputs("mutate_reader: no seed for this reader\n", stderr);
    return 2;
  }
  const double started = CpuSeconds();
  uint64_t done = 0;
  bool good = true;
  for (; done < arguments.count && good; ++done) {
    if (done % 256 == 0) WatchForHang(kHangSeconds);
    good = series.FeedOne(arguments.first + done);
  }
  WatchForHang(0);
  series.Print(done, CpuSeconds() - started);
  if (!series.WentDeep(done)) {
    std::printf("mutate_reader: all accepted, or none\n");
    return 1;
  }
  return good ? 0 : 1;
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
