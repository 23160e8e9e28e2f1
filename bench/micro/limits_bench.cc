// SPDX-License-Identifier: Apache-2.0
// limits_bench.cc - what the machine can do at all; every other figure is read
// beside these, from the same run.
#include <benchmark/benchmark.h>

#include <cstring>
#include <numeric>
#include <vector>

#include "engine/base/hash.h"
#include "engine/base/huge_array.h"

namespace cashmatch {
namespace {

struct Line {
  uint64_t words[8];
};

/// Independent reads of random cache lines, the limit of any hash index.
void RandomLines(benchmark::State& state) {
  const auto bytes = static_cast<size_t>(state.range(0)) << 20;
  HugeArray<Line> lines(bytes / sizeof(Line));
  for (size_t i = 0; i < lines.size(); ++i) lines[i].words[0] = i;
  constexpr int kAhead = 32;
  uint64_t at[kAhead];
  uint64_t count = 0;
  uint64_t sum = 0;
  for (auto _ : state) {
    for (uint64_t& position : at) {
      position = HashMix(7, ++count) % lines.size();
      __builtin_prefetch(&lines[position]);
    }
    for (const uint64_t position : at) sum += lines[position].words[0];
  }
  benchmark::DoNotOptimize(sum);
  state.SetItemsProcessed(state.iterations() * kAhead);
}
BENCHMARK(RandomLines)->Name("limit/random_lines_MiB")->Arg(16);
BENCHMARK(RandomLines)->Name("limit/random_lines_MiB/large")->Arg(512);

/// A newline search over text that lies in memory, the limit of any reader.
void Newlines(benchmark::State& state) {
  std::string text(size_t{32} << 20, 'x');
  for (size_t i = 79; i < text.size(); i += 80) text[i] = '\n';
  for (auto _ : state) {
    size_t lines = 0;
    for (const char *at = text.data(), *end = at + text.size();
         (at = static_cast<const char*>(
              std::memchr(at, '\n', static_cast<size_t>(end - at)))) != nullptr;
         ++at) {
      ++lines;
    }
    benchmark::DoNotOptimize(lines);
  }
  state.SetBytesProcessed(state.iterations() *
                          static_cast<int64_t>(text.size()));
}
BENCHMARK(Newlines)->Name("limit/newline_scan");

}  // namespace
}  // namespace cashmatch
