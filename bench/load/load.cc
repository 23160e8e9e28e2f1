// SPDX-License-Identifier: Apache-2.0
// load.cc - the whole job end to end, from files to result files: lines a
// second of each stage, the median of several rounds.
#include <simdjson.h>
#include <tbb/global_control.h>
#include <tbb/info.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "adapters/bytes/input.h"
#include "adapters/corpus/generate.h"
#include "adapters/read/book_input/book_input.h"
#include "adapters/workspace/match.h"
#include "engine/book/book.h"

namespace cashmatch {
namespace {

namespace fs = std::filesystem;

constexpr const char* kUsage =
    "Usage: bench_load ITEMS RECEIPTS ROUNDS [THREADS]\n"
    "Generates a book and bank files in a temporary folder, matches them\n"
    "ROUNDS times and prints medians.\n";

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

struct Rounds {
  std::map<std::string, std::vector<double>> seconds;  // by stage
  std::map<std::string, double> lines;
  std::vector<double> whole;
};

/// Runs the match once and adds what its timing.json says.
bool RunOnce(const fs::path& folder, int threads, Rounds* rounds) {
  MatchRequest request;
  request.open_items = folder / "open_items.csv";
  request.customers = folder / "customers.csv";
  request.rules = folder / "rules.toml";
  request.inputs = {folder / "bank"};
  request.out = folder / "out";
  request.overwrite = true;
  request.threads = threads;
  request.version = "bench";
  RunWatch watch;
  watch.fail = [](std::string_view line) {
    std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data());
  };
  std::string headline;
  const auto begin = std::chrono::steady_clock::now();
  const Ending ending = Match(request, watch, &headline);
  const std::chrono::duration<double> took =
      std::chrono::steady_clock::now() - begin;
  if (ending != Ending::kDone && ending != Ending::kHeld) return false;
  rounds->whole.push_back(took.count());
  simdjson::dom::parser parser;
  simdjson::dom::element timing;
  if (parser.load((folder / "out" / "timing.json").string()).get(timing)) {
    return false;
  }
  for (const auto stage : timing["stages"].get_array()) {
    const std::string name(stage["stage"].get_string().value());
    rounds->seconds[name].push_back(stage["seconds"].get_double().value());
    rounds->lines[name] =
        static_cast<double>(stage["lines"].get_uint64().value());
  }
  return true;
}

/// Loads the book alone and prints where its bytes go.
void PrintMemory(const fs::path& folder) {
  Input items;
  std::string error;
  if (!LoadInput(folder / "open_items.csv", &items, &error)) return;
  OpenItemBlock block;
  Findings findings;
  const Policy policy;
  ReadOpenItems({"open_items.csv", items.bytes()}, &policy, &block, &findings);
  const Book book = Book::Build(std::move(block), {}, policy);
  const BookMemory memory = book.memory();
  const auto each = [&](size_t bytes) {
    return static_cast<double>(bytes) / static_cast<double>(book.item_count());
  };
  std::printf(
      "book: %.1f bytes an item (rows %.1f, texts %.1f, indexes %.1f)\n",
      each(memory.rows + memory.texts + memory.indexes), each(memory.rows),
      each(memory.texts), each(memory.indexes));
}

int Run(uint64_t items, uint64_t receipts, int count, int threads) {
  const fs::path folder =
      fs::temp_directory_path() /
      ("cashmatch-bench-" +
       std::to_string(
           std::chrono::steady_clock::now().time_since_epoch().count()));
  fs::create_directories(folder);
  FolderSink sink(folder);
  CorpusOptions options;
  options.items = items;
  options.receipts = receipts;
  const std::string fault = GenerateCorpus(options, &sink);
  Rounds rounds;
  bool good = fault.empty();
  if (!good) std::fprintf(stderr, "%s\n", fault.c_str());
  for (int i = 0; good && i < count; ++i) {
    good = RunOnce(folder, threads, &rounds);
  }
  if (good) {
    std::printf("%llu items, %llu receipts, %d threads, median of %d rounds\n",
                static_cast<unsigned long long>(items),
                static_cast<unsigned long long>(receipts), threads, count);
    std::printf("%-8s %10s %14s\n", "stage", "seconds", "lines/s");
    for (const char* stage : {"book", "read", "match", "write"}) {
      const double seconds = Median(rounds.seconds[stage]);
      std::printf("%-8s %10.3f %14.0f\n", stage, seconds,
                  rounds.lines[stage] / seconds);
    }
    const double whole = Median(rounds.whole);
    std::printf("%-8s %10.3f %14.0f\n", "all", whole,
                static_cast<double>(receipts) / whole);
    PrintMemory(folder);
  }
  fs::remove_all(folder);
  return good ? 0 : 1;
}

}  // namespace
}  // namespace cashmatch

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fputs(cashmatch::kUsage, stderr);
    return 2;
  }
  const int threads =
      argc > 4 ? std::atoi(argv[4]) : tbb::info::default_concurrency();
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                  static_cast<size_t>(threads));
  return cashmatch::Run(std::strtoull(argv[1], nullptr, 10),
                        std::strtoull(argv[2], nullptr, 10), std::atoi(argv[3]),
                        threads);
}
