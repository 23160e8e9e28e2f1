// SPDX-License-Identifier: Apache-2.0
// name_bench.cc - building and asking the index of names.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "bench/micro/slips.h"
#include "engine/base/hash.h"
#include "engine/fuzzy/name_form.h"
#include "engine/fuzzy/name_index.h"

namespace cashmatch {
namespace {

constexpr std::array<std::string_view, 24> kGeneric = {
    "International", "Manufacturing", "Services",     "Holdings",
    "Group",         "Trading",       "Solutions",    "Systems",
    "Technologies",  "Industries",    "Enterprises",  "Partners",
    "Associates",    "Logistics",     "Construction", "Capital",
    "Energy",        "Foods",         "National",     "United",
    "American",      "European",      "Consulting",   "Engineering"};
constexpr std::array<std::string_view, 10> kLegal = {
    "Inc.", "LLC",  "GmbH",       "Ltd.", "S.A.R.L.",
    "AG",   "S.A.", "Sp. z o.o.", "B.V.", "Corp."};
constexpr std::array<std::string_view, 32> kSyllables = {
    "ba",  "cor", "del", "fen", "gar", "hol", "jen",  "kal",
    "lan", "mer", "nor", "pol", "qui", "ros", "sten", "tar",
    "ul",  "vin", "wal", "xen", "yor", "zim", "ack",  "bri",
    "cle", "dro", "eis", "fro", "gru", "hei", "ill",  "kro"};

/// The `i`th made-up word.
std::string WordOf(uint64_t i) {
  Draw draw(HashMix(17, i));
  std::string word;
  for (uint64_t left = 3 + draw.Below(2); left > 0; --left) {
    word += draw.Of(kSyllables);
  }
  word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

std::string NameOf(uint64_t i) {
  Draw draw(HashMix(3, i));
  std::string name;
  const uint64_t own = draw.Below(20) == 0 ? 0 : 1 + draw.Below(2);
  for (uint64_t left = own; left > 0; --left) {
    name += WordOf(draw.Zipf(200'000)) + " ";
  }
  for (uint64_t left = (own == 0 ? 2 : 0) + draw.Below(3); left > 0; --left) {
    name += std::string(draw.Of(kGeneric)) + " ";
  }
  return name + std::string(draw.Of(kLegal));
}

struct Names {
  explicit Names(size_t count) {
    for (size_t i = 0; i < count; ++i) texts.push_back(NameOf(i));
    for (size_t i = 0; i < count; ++i) {
      entries.push_back({texts[i], static_cast<uint32_t>(i)});
    }
  }
  std::vector<std::string> texts;
  std::vector<NameIndex::Entry> entries;
};

void BuildNames(benchmark::State& state) {
  const Names names(static_cast<size_t>(state.range(0)));
  size_t bytes = 0;
  for (auto _ : state) bytes = NameIndex::Build(names.entries, 1).bytes();
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.counters["bytes/name"] =
      static_cast<double>(bytes) / static_cast<double>(state.range(0));
}
BENCHMARK(BuildNames)->Name("fuzzy_name/build")->Arg(20'000);
BENCHMARK(BuildNames)
    ->Name("fuzzy_name/build/large")
    ->Arg(1'000'000)
    ->UseRealTime();

enum class Noise { kNone, kMistyped, kCut, kReordered, kMixed };

std::string Noisy(std::string name, Noise noise, Draw* draw) {
  if (noise == Noise::kMixed) noise = static_cast<Noise>(draw->Below(4));
  if (noise == Noise::kMistyped) {
    return Mistyped(name, "abcdefghijklmnopqrstuvwxyz", draw);
  }
  if (noise == Noise::kCut) {
    constexpr std::array<size_t, 4> kCuts = {18, 22, 30, 35};
    return name.substr(0, kCuts[draw->Below(2)]);
  }
  if (noise == Noise::kReordered) {
    const size_t blank = name.find(' ');
    return name.substr(blank + 1) + " " + name.substr(0, blank);
  }
  return name;
}

void FindNames(benchmark::State& state, Noise noise) {
  const auto count = static_cast<size_t>(state.range(0));
  const Names names(count);
  const NameIndex index = NameIndex::Build(names.entries, 1);
  Draw draw(6);
  std::vector<std::string> queries;
  std::vector<size_t> wanted;
  for (int i = 0; i < 20'000; ++i) {
    wanted.push_back(draw.Below(count));
    queries.push_back(Noisy(names.texts[wanted.back()], noise, &draw));
  }
  size_t at = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(index.Find(queries[at], 8));
    at = at + 1 == queries.size() ? 0 : at + 1;
  }
  state.SetItemsProcessed(state.iterations());
  Stopwatch watch;
  uint64_t first = 0, among = 0, tied = 0, spent = 0, work = 0;
  for (size_t i = 0; i < queries.size(); ++i) {
    NameIndex::Answer answer;
    watch.Time([&] { answer = index.Find(queries[i], 8); });
    spent += answer.spent;
    work += answer.work;
    // Names that differ in their legal form alone, or not at all, are one name:
    // any row of it is right.
    const std::string core = ParseName(names.texts[wanted[i]]).core;
    const auto& candidates = answer.candidates;
    const auto right =
        std::find_if(candidates.begin(), candidates.end(), [&](const auto& c) {
          return ParseName(names.texts[c.row]).core == core;
        });
    if (right == candidates.end()) continue;
    ++among;
    first += right == candidates.begin() ? 1 : 0;
    tied +=
        right->score.millionths == candidates.front().score.millionths ? 1 : 0;
  }
  watch.Report(&state);
  const auto all = static_cast<double>(queries.size());
  state.counters["first"] = static_cast<double>(first) / all;
  state.counters["first_or_tied"] = static_cast<double>(tied) / all;
  state.counters["among_8"] = static_cast<double>(among) / all;
  state.counters["spent"] = static_cast<double>(spent) / all;
  state.counters["work"] = static_cast<double>(work) / all;
}
BENCHMARK_CAPTURE(FindNames, find, Noise::kMixed)
    ->Name("fuzzy_name/find_mixed")
    ->Arg(20'000);
BENCHMARK_CAPTURE(FindNames, exact, Noise::kNone)
    ->Name("fuzzy_name/find_exact/large")
    ->Arg(1'000'000);
BENCHMARK_CAPTURE(FindNames, mistyped, Noise::kMistyped)
    ->Name("fuzzy_name/find_mistyped/large")
    ->Arg(1'000'000);
BENCHMARK_CAPTURE(FindNames, cut, Noise::kCut)
    ->Name("fuzzy_name/find_cut/large")
    ->Arg(1'000'000);
BENCHMARK_CAPTURE(FindNames, reordered, Noise::kReordered)
    ->Name("fuzzy_name/find_reordered/large")
    ->Arg(1'000'000);
BENCHMARK_CAPTURE(FindNames, mixed, Noise::kMixed)
    ->Name("fuzzy_name/find_mixed/large")
    ->Arg(1'000'000);

}  // namespace
}  // namespace cashmatch
