// SPDX-License-Identifier: Apache-2.0
// key_index_bench.cc - building and probing the hash index.
#include <benchmark/benchmark.h>

#include <array>
#include <unordered_map>

#include "engine/base/hash.h"
#include "engine/base/key_index.h"

namespace cashmatch {
namespace {

uint64_t KeyOf(uint64_t row) { return HashMix(11, row); }

std::vector<KeyIndex::Entry> Entries(uint32_t rows) {
  std::vector<KeyIndex::Entry> entries(rows);
  for (uint32_t i = 0; i < rows; ++i) entries[i] = {KeyOf(i), i};
  return entries;
}

void Build(benchmark::State& state) {
  const auto rows = static_cast<uint32_t>(state.range(0));
  const std::vector<KeyIndex::Entry> entries = Entries(rows);
  size_t bytes = 0;
  for (auto _ : state) bytes = KeyIndex::Build(entries).bytes();
  state.SetItemsProcessed(state.iterations() * rows);
  state.counters["bytes/key"] =
      static_cast<double>(bytes) / static_cast<double>(rows);
}
BENCHMARK(Build)->Name("key_index/build")->Arg(100'000);
BENCHMARK(Build)->Name("key_index/build/large")->Arg(10'000'000);

/// One probe after the other, as a rule that looks at one receipt does it.
void Probe(benchmark::State& state) {
  const auto rows = static_cast<uint32_t>(state.range(0));
  const KeyIndex index = KeyIndex::Build(Entries(rows));
  uint64_t count = 0;
  uint64_t sum = 0;
  for (auto _ : state) {
    index.Visit(KeyOf(HashMix(5, ++count) % rows), [&](uint32_t row) {
      sum += row;
      return true;
    });
  }
  benchmark::DoNotOptimize(sum);
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(Probe)->Name("key_index/probe")->Arg(100'000);
BENCHMARK(Probe)->Name("key_index/probe/large")->Arg(10'000'000);

/// The same in batches that ask for their buckets first.
void ProbeBatch(benchmark::State& state) {
  const auto rows = static_cast<uint32_t>(state.range(0));
  const KeyIndex index = KeyIndex::Build(Entries(rows));
  std::array<uint64_t, 32> keys;
  uint64_t count = 0;
  uint64_t sum = 0;
  for (auto _ : state) {
    for (uint64_t& key : keys) {
      key = KeyOf(HashMix(5, ++count) % rows);
      index.Prefetch(key);
    }
    for (const uint64_t key : keys) {
      index.Visit(key, [&](uint32_t row) {
        sum += row;
        return true;
      });
    }
  }
  benchmark::DoNotOptimize(sum);
  state.SetItemsProcessed(state.iterations() *
                          static_cast<int64_t>(keys.size()));
}
BENCHMARK(ProbeBatch)->Name("key_index/probe_batch")->Arg(100'000);
BENCHMARK(ProbeBatch)->Name("key_index/probe_batch/large")->Arg(10'000'000);

/// What one would use otherwise.
void ProbeStd(benchmark::State& state) {
  const auto rows = static_cast<uint32_t>(state.range(0));
  std::unordered_multimap<uint64_t, uint32_t> index;
  for (uint32_t i = 0; i < rows; ++i) index.emplace(KeyOf(i), i);
  uint64_t count = 0;
  uint64_t sum = 0;
  for (auto _ : state) {
    const auto [first, last] =
        index.equal_range(KeyOf(HashMix(5, ++count) % rows));
    for (auto at = first; at != last; ++at) sum += at->second;
  }
  benchmark::DoNotOptimize(sum);
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(ProbeStd)->Name("peer/std_unordered_multimap/probe")->Arg(100'000);

}  // namespace
}  // namespace cashmatch
