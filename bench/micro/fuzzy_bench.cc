// SPDX-License-Identifier: Apache-2.0
// fuzzy_bench.cc - building and asking the indexes of references.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bench/micro/slips.h"
#include "engine/base/hash.h"
#include "engine/fuzzy/amount_references.h"
#include "engine/fuzzy/edit_batch.h"
#include "engine/fuzzy/edit_distance.h"
#include "engine/fuzzy/nearest.h"
#include "engine/fuzzy/reference_index.h"

namespace cashmatch {
namespace {

/// Ten digits out of a range twenty times as large: dense, as real ones are.
std::string ReferenceOf(uint64_t i, uint64_t count) {
  return std::to_string(4'000'000'000 + HashMix(5, i) % (count * 20));
}

struct References {
  explicit References(size_t count) {
    for (size_t i = 0; i < count; ++i) texts.push_back(ReferenceOf(i, count));
    forms.assign(texts.begin(), texts.end());
  }
  std::vector<std::string> texts;
  std::vector<std::string_view> forms;
};

void BuildReferences(benchmark::State& state) {
  const References references(static_cast<size_t>(state.range(0)));
  size_t bytes = 0;
  for (auto _ : state) {
    bytes = ReferenceIndex::Build(references.forms, 1).bytes();
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.counters["bytes/row"] =
      static_cast<double>(bytes) / static_cast<double>(state.range(0));
}
BENCHMARK(BuildReferences)->Name("fuzzy_reference/build")->Arg(20'000);
BENCHMARK(BuildReferences)
    ->Name("fuzzy_reference/build/large")
    ->Arg(1'000'000)
    ->UseRealTime();

size_t ScanCount(std::string_view query, const References& references) {
  return static_cast<size_t>(std::count_if(
      references.forms.begin(), references.forms.end(),
      [&](std::string_view form) { return EditDistance(query, form, 1) < 2; }));
}

/// Numbers with a slip, and the rows they were.
struct Slips {
  Slips(const References& references, int count) {
    Draw draw(9);
    for (int i = 0; i < count; ++i) {
      wanted.push_back(draw.Below(references.texts.size()));
      texts.push_back(
          Mistyped(references.texts[wanted.back()], "0123456789", &draw));
    }
    forms.assign(texts.begin(), texts.end());
  }
  /// How many rows within one edit of query `i` are not in `near`: the one it
  /// was, and for a few queries all, by comparing the whole book.
  uint64_t Missed(size_t i, std::span<const ReferenceIndex::Near> near,
                  const References& references) const {
    uint64_t missed =
        std::none_of(near.begin(), near.end(),
                     [&](const auto& one) { return one.row == wanted[i]; });
    if (i % 5000 == 0) missed += ScanCount(forms[i], references) - near.size();
    return missed;
  }
  std::vector<std::string> texts;
  std::vector<std::string_view> forms;
  std::vector<size_t> wanted;
};

void FindReferences(benchmark::State& state) {
  const References references(static_cast<size_t>(state.range(0)));
  const ReferenceIndex index = ReferenceIndex::Build(references.forms, 1);
  const Slips slips(references, 100'000);
  std::vector<ReferenceIndex::Near> near;
  size_t at = 0;
  uint64_t found = 0;
  for (auto _ : state) {
    index.Find(slips.forms[at], 1000, &near);
    found += near.size();
    at = at + 1 == slips.forms.size() ? 0 : at + 1;
  }
  state.SetItemsProcessed(state.iterations());
  state.counters["found"] =
      static_cast<double>(found) / static_cast<double>(state.iterations());
  Stopwatch watch;
  uint64_t missed = 0;
  for (size_t i = 0; i < slips.forms.size(); ++i) {
    watch.Time([&] { index.Find(slips.forms[i], 1000, &near); });
    missed += slips.Missed(i, near, references);
  }
  watch.Report(&state);
  state.counters["missed"] = static_cast<double>(missed);
}
BENCHMARK(FindReferences)->Name("fuzzy_reference/find")->Arg(20'000);
BENCHMARK(FindReferences)
    ->Name("fuzzy_reference/find/large")
    ->Arg(1'000'000)
    ->Arg(10'000'000);

/// The same, a thousand numbers at a time.
void FindManyReferences(benchmark::State& state) {
  constexpr size_t kBatch = 1000;
  const References references(static_cast<size_t>(state.range(0)));
  const ReferenceIndex index = ReferenceIndex::Build(references.forms, 1);
  const Slips slips(references, 500'000);
  const std::span<const std::string_view> queries = slips.forms;
  ReferenceIndex::Answers answers;
  size_t at = 0;
  for (auto _ : state) {
    index.FindEach(queries.subspan(at, kBatch), 1000, &answers);
    benchmark::DoNotOptimize(answers);
    at = at + kBatch == queries.size() ? 0 : at + kBatch;
  }
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(kBatch));
  uint64_t missed = 0;
  for (size_t from = 0; from < queries.size(); from += kBatch) {
    index.FindEach(queries.subspan(from, kBatch), 1000, &answers);
    for (size_t i = 0; i < kBatch; ++i) {
      missed += slips.Missed(from + i, answers[i], references);
    }
  }
  state.counters["missed"] = static_cast<double>(missed);
}
BENCHMARK(FindManyReferences)->Name("fuzzy_reference/find_each")->Arg(20'000);
BENCHMARK(FindManyReferences)
    ->Name("fuzzy_reference/find_each/large")
    ->Arg(1'000'000)
    ->Arg(10'000'000);

/// Amounts in cents, as items have them: over twelve e-folds, small and large
/// ones alike.
uint64_t AmountOf(uint64_t i) {
  const auto share = static_cast<double>(HashMix(23, i) >> 11) * 0x1p-53;
  return static_cast<uint64_t>(100 * std::exp(12 * share));
}

/// The same where the amount is known, too.
void FindByAmount(benchmark::State& state) {
  constexpr size_t kBatch = 1000;
  const References references(static_cast<size_t>(state.range(0)));
  std::vector<AmountReferences::Reference> all, queries;
  for (size_t i = 0; i < references.forms.size(); ++i) {
    all.push_back({references.forms[i], AmountOf(i)});
  }
  const auto index = AmountReferences::Build(all, 1);
  const Slips slips(references, 500'000);
  for (size_t i = 0; i < slips.forms.size(); ++i) {
    queries.push_back({slips.forms[i], all[slips.wanted[i]].amount});
  }
  std::vector<std::vector<uint32_t>> rows;
  size_t at = 0;
  for (auto _ : state) {
    index.FindEach(std::span(queries).subspan(at, kBatch), &rows);
    benchmark::DoNotOptimize(rows);
    at = at + kBatch == queries.size() ? 0 : at + kBatch;
  }
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(kBatch));
  state.counters["bytes/row"] =
      static_cast<double>(index.bytes()) / static_cast<double>(state.range(0));
  index.FindEach(queries, &rows);
  uint64_t missed = 0;
  for (size_t i = 0; i < queries.size(); ++i) {
    missed += std::count(rows[i].begin(), rows[i].end(), slips.wanted[i]) != 1;
  }
  state.counters["missed"] = static_cast<double>(missed);
}
BENCHMARK(FindByAmount)->Name("fuzzy_reference/find_by_amount")->Arg(20'000);
BENCHMARK(FindByAmount)
    ->Name("fuzzy_reference/find_by_amount/large")
    ->Arg(10'000'000);

/// Two edits among the 50 open items of a payer.
void Nearest(benchmark::State& state) {
  const References references(50);
  Draw draw(4);
  std::vector<std::string> queries;
  for (int i = 0; i < 1000; ++i) {
    const std::string once =
        Mistyped(references.texts[draw.Below(50)], "0123456789", &draw);
    queries.push_back(Mistyped(once, "0123456789", &draw));
  }
  size_t at = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(NearestAmong(queries[at], references.forms));
    at = at + 1 == queries.size() ? 0 : at + 1;
  }
  state.SetItemsProcessed(state.iterations() * 50);
}
BENCHMARK(Nearest)->Name("fuzzy_reference/nearest_of_50");

/// One number against many of its length, side by side.
void Distances(benchmark::State& state) {
  const References references(static_cast<size_t>(state.range(0)));
  const EditBatch batch(references.forms);
  Draw draw(4);
  std::vector<std::string> queries;
  for (int i = 0; i < 1000; ++i) {
    queries.push_back(Mistyped(references.texts[draw.Below(batch.size())],
                               "0123456789", &draw));
  }
  std::vector<uint8_t> distances(batch.size());
  size_t at = 0;
  for (auto _ : state) {
    batch.Find(queries[at], distances);
    benchmark::DoNotOptimize(distances.data());
    at = at + 1 == queries.size() ? 0 : at + 1;
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(Distances)->Name("fuzzy_reference/edit_batch")->Arg(10'000);

}  // namespace
}  // namespace cashmatch
