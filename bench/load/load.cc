// SPDX-License-Identifier: Apache-2.0
// load.cc - the whole job end to end, from files to result files: seconds and
// CPU time a line of each stage, beside what the machine could do at best.
#include "adapters/workspace/load.h"

#include <simdjson.h>
#include <tbb/global_control.h>
#include <tbb/info.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/bytes/input.h"
#include "adapters/bytes/keep_memory.h"
#include "adapters/corpus/generate.h"
#include "adapters/read/rules/rules.h"
#include "adapters/workspace/match.h"
#include "bench/load/limits.h"
#include "bench/load/rounds.h"
#include "engine/book/book.h"
#include "engine/book/tables.h"

namespace cashmatch::bench {
namespace {

namespace fs = std::filesystem;

constexpr const char* kUsage =
    R"(Usage: bench_load [OPTIONS] ITEMS RECEIPTS ROUNDS [THREADS]
       bench_load [OPTIONS] --corpus DIR ROUNDS [THREADS]

Generates a book and bank files in a temporary folder, matches them ROUNDS
times in this process and prints the first round (cold: buffers untouched) and
the median of the others (steady). Beside each stage stands the least CPU time
that this machine could spend on it: scanning the input for line ends, two
random cache lines a receipt, writing the output.

  --mix FILE    what the receipts are (cashmatch generate --help)
  --brief       the small results, as with cashmatch match --brief
  --corpus DIR  a folder that cashmatch generate wrote, instead of a new one
  --out DIR     where the results of the last round are left
  --json FILE   every round, in Google Benchmark's form (scripts/compare_bench)

Example: bench_load --mix bench/mixes/exact_lockbox.toml --brief \
           1100000 1000000 6
)";

struct Job {
  std::string mix, corpus, out, json;  // paths, or empty
  bool brief = false;
  uint64_t items = 0, receipts = 0;
  int rounds = 1;
  int threads = 1;
};

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0 : values[values.size() / 2];
}

/// Where the files of a job lie, and where its results go.
struct Folders {
  fs::path corpus, out;
};

/// Adds a round, and says how many items and receipts it was about.
bool ReadTiming(const fs::path& path, Job* job, Stages* stages) {
  simdjson::dom::parser parser;
  simdjson::dom::element timing;
  if (parser.load(path.string()).get(timing)) return false;
  for (const auto stage : timing["stages"].get_array()) {
    Stage& to = (*stages)[std::string(stage["stage"].get_string().value())];
    to.seconds.push_back(stage["seconds"].get_double().value());
    to.cpu_seconds.push_back(stage["cpu_seconds"].get_double().value());
    const std::string_view name = stage["stage"].get_string().value();
    const uint64_t lines = stage["lines"].get_uint64().value();
    if (name == "book") job->items = lines;
    if (name == "read") job->receipts = lines;
  }
  return true;
}

/// Runs the match once into a new folder and adds what its timing.json says.
bool RunOnce(const Folders& folders, Job* job, Stages* stages) {
  MatchRequest request;
  request.open_items = folders.corpus / "open_items.csv";
  request.customers = folders.corpus / "customers.csv";
  request.rules = folders.corpus / "rules.toml";
  request.inputs = {folders.corpus / "bank"};
  request.out = folders.out;
  request.tables.brief = job->brief;
  request.threads = job->threads;
  request.version = "bench";
  fs::remove_all(request.out);
  RunWatch watch;
  watch.fail = [](std::string_view line) {
    std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data());
  };
  std::string headline;
  const Ending ending = Match(request, watch, &headline);
  if (ending != Ending::kDone && ending != Ending::kHeld) return false;
  return ReadTiming(folders.out / "timing.json", job, stages);
}

double BytesBelow(const fs::path& path) {
  if (fs::is_regular_file(path)) {
    return static_cast<double>(fs::file_size(path));
  }
  double bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    if (entry.is_regular_file())
      bytes += static_cast<double>(entry.file_size());
  }
  return bytes;
}

/// Seconds of one core that the machine needs for each stage at best.
std::map<std::string, double> Floors(const Folders& folders, const Job& job,
                                     const Limits& limits) {
  constexpr double kLinesAReceipt = 2;  // its bucket, and the row it points to
  return {{"book",
           BytesBelow(folders.corpus / "open_items.csv") / limits.scan_bytes},
          {"read", BytesBelow(folders.corpus / "bank") / limits.scan_bytes},
          {"match", kLinesAReceipt * static_cast<double>(job.receipts) /
                        limits.random_lines},
          {"write", BytesBelow(folders.out) / limits.file_bytes}};
}

/// Prints one row: wall seconds, lines a second, CPU time a line, its floor.
void PrintRow(const char* name, double seconds, double cpu, double floor,
              double lines) {
  std::printf("%-8s %9.3f %9.3f %12.0f %10.1f %10.1f %7.1f %%\n", name, seconds,
              cpu, lines / seconds, cpu / lines * 1e9, floor / lines * 1e9,
              100 * floor / cpu);
}

template <class Choose>
void PrintTable(const char* title, const Stages& stages, const Job& job,
                const std::map<std::string, double>& floors,
                const Choose& choose) {
  std::printf("\n%s\n%-8s %9s %9s %12s %10s %10s %9s\n", title, "stage",
              "wall s", "CPU s", "lines/s", "CPU ns/ln", "floor ns", "reached");
  double seconds = 0, cpu = 0, floor = 0;
  for (const char* name : {"book", "read", "match", "write"}) {
    const Stage& stage = stages.at(name);
    const double lines = static_cast<double>(
        std::string_view(name) == "book" ? job.items : job.receipts);
    const double wall = choose(stage.seconds);
    const double spent = choose(stage.cpu_seconds);
    PrintRow(name, wall, spent, floors.at(name), lines);
    seconds += wall;
    cpu += spent;
    floor += floors.at(name);
    if (std::string_view(name) == "book") seconds = cpu = floor = 0;
  }
  PrintRow("no book", seconds, cpu, floor, static_cast<double>(job.receipts));
}

void PrintLimits(const Limits& limits) {
  constexpr double kGiga = 1e9;
  std::printf(
      "one core of this machine: line ends %.1f GB/s, memory %.1f GB/s, random "
      "lines %.0f M/s, new file %.2f GB/s\n",
      limits.scan_bytes / kGiga, limits.memory_bytes / kGiga,
      limits.random_lines / 1e6, limits.file_bytes / kGiga);
}

void PrintBook(const char* name, const Book& book) {
  const BookMemory memory = book.memory();
  const auto each = [&](size_t bytes) {
    return static_cast<double>(bytes) / static_cast<double>(book.item_count());
  };
  std::printf(
      "%-26s %6.1f bytes an item: rows %.1f, texts %.1f, indexes %.1f\n", name,
      each(memory.rows + memory.texts + memory.indexes), each(memory.rows),
      each(memory.texts), each(memory.indexes));
}

/// Loads the book alone, as a run does, and prints where its bytes go: with the
/// index of numbers, and with those that come to it when somebody asks.
void PrintMemory(const fs::path& folder) {
  Rules rules;
  const RunWatch watch;
  if (!LoadRules(folder / "rules.toml", watch, &rules)) return;
  const auto book =
      LoadBook(folder / "open_items.csv", {}, rules.policy, watch);
  if (!book) return;
  std::printf("\nbook, beside %.1f MB of its file\n",
              static_cast<double>(book->memory().input) / 1e6);
  PrintBook("exact numbers", *book);
  book->tables().amounts.Get();
  book->tables().customer_items.Get();
  PrintBook("and amounts, customers", *book);
  std::vector<ItemRow> none;
  book->tables().near_numbers.Find("0000", 0, &none);
  PrintBook("and numbers one slip away", *book);
}

bool Generate(const fs::path& folder, const Job& job) {
  CorpusOptions options;
  options.items = job.items;
  options.receipts = job.receipts;
  Input mix;
  std::string fault;
  if (!job.mix.empty() && LoadInput(job.mix, &mix, &fault)) {
    options.mix_toml = mix.bytes();
  }
  FolderSink sink(folder);
  if (fault.empty()) fault = GenerateCorpus(options, &sink);
  if (!fault.empty()) std::fprintf(stderr, "%s\n", fault.c_str());
  return fault.empty();
}

void PrintAll(const Folders& folders, const Job& job, const Stages& stages) {
  const Limits limits = MeasureLimits(folders.out.parent_path());
  const std::map<std::string, double> floors = Floors(folders, job, limits);
  std::printf("%llu items, %llu receipts, %d threads, %d rounds%s\n",
              static_cast<unsigned long long>(job.items),
              static_cast<unsigned long long>(job.receipts), job.threads,
              job.rounds, job.brief ? ", brief" : "");
  PrintLimits(limits);
  PrintTable("cold", stages, job, floors,
             [](const std::vector<double>& rounds) { return rounds.front(); });
  if (job.rounds > 1) {
    PrintTable("steady", stages, job, floors,
               [](const std::vector<double>& rounds) {
                 return Median({rounds.begin() + 1, rounds.end()});
               });
  }
  PrintMemory(folders.corpus);
}

int Run(Job job) {
  const fs::path folder =
      fs::temp_directory_path() /
      ("cashmatch-bench-" +
       std::to_string(
           std::chrono::steady_clock::now().time_since_epoch().count()));
  fs::create_directories(folder);
  const Folders folders{job.corpus.empty() ? folder : fs::path(job.corpus),
                        job.out.empty() ? folder / "out" : fs::path(job.out)};
  if (fs::exists(folders.out)) {
    std::fprintf(stderr, "%s is there already\n", folders.out.c_str());
    return 2;
  }
  bool good = !job.corpus.empty() || Generate(folder, job);
  Stages stages;
  for (int i = 0; good && i < job.rounds; ++i) {
    good = RunOnce(folders, &job, &stages);
  }
  if (good) PrintAll(folders, job, stages);
  if (good && !job.json.empty()) good = WriteRounds(job.json, stages);
  fs::remove_all(folder);
  return good ? 0 : 1;
}

/// Reads the options; returns where the numbers begin, or 0 if one is unknown.
int ReadOptionsOf(int argc, char** argv, Job* job) {
  const std::map<std::string_view, std::string*> paths = {
      {"--mix", &job->mix},
      {"--corpus", &job->corpus},
      {"--out", &job->out},
      {"--json", &job->json}};
  int at = 1;
  for (; at < argc && std::string_view(argv[at]).starts_with("--"); ++at) {
    const auto path = paths.find(argv[at]);
    if (std::string_view(argv[at]) == "--brief") {
      job->brief = true;
    } else if (path != paths.end() && at + 1 < argc) {
      *path->second = argv[++at];
    } else {
      return 0;
    }
  }
  return at;
}

/// Reads the arguments; false if they are not of the usage.
bool ReadArguments(int argc, char** argv, Job* job) {
  int at = ReadOptionsOf(argc, argv, job);
  if (at == 0) return false;
  if (job->corpus.empty()) {
    if (argc - at < 3) return false;
    job->items = std::strtoull(argv[at++], nullptr, 10);
    job->receipts = std::strtoull(argv[at++], nullptr, 10);
    if (job->items == 0) return false;
  }
  if (argc - at < 1 || argc - at > 2) return false;
  job->rounds = std::atoi(argv[at]);
  job->threads = argc - at == 2 ? std::atoi(argv[at + 1])
                                : tbb::info::default_concurrency();
  return job->rounds > 0 && job->threads > 0;
}

}  // namespace
}  // namespace cashmatch::bench

int main(int argc, char** argv) {
  cashmatch::KeepFreedMemory();
  cashmatch::bench::Job job;
  if (!cashmatch::bench::ReadArguments(argc, argv, &job)) {
    std::fputs(cashmatch::bench::kUsage, stderr);
    return 2;
  }
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                  static_cast<size_t>(job.threads));
  return cashmatch::bench::Run(job);
}
