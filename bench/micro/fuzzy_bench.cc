// SPDX-License-Identifier: Apache-2.0
// fuzzy_bench.cc - building and asking the indexes of references and names.
#include <benchmark/benchmark.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/hash.h"
#include "engine/fuzzy/amount_references.h"
#include "engine/fuzzy/edit_batch.h"
#include "engine/fuzzy/name_index.h"
#include "engine/fuzzy/nearest.h"
#include "engine/fuzzy/reference_index.h"

namespace cashmatch {
namespace {

/// Draws numbers that are the same in every run.
class Draw {
 public:
  explicit Draw(uint64_t seed) : state_(seed) {}
  uint64_t Below(uint64_t limit) { return HashMix(state_, ++count_) % limit; }
  /// Small numbers often: position `i` about 1/(i+1) as often as the first.
  uint64_t Zipf(uint64_t limit) {
    uint64_t bits = 1;
    while ((uint64_t{1} << bits) < limit) ++bits;
    return Below(std::min(limit, uint64_t{2} << Below(bits)));
  }
  template <class List>
  std::string_view Of(const List& list) {
    return list[Below(list.size())];
  }

 private:
  uint64_t state_;
  uint64_t count_ = 0;
};

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

/// Plants one edit inside `text`.
std::string Mistyped(std::string text, std::string_view letters, Draw* draw) {
  const size_t at = 1 + draw->Below(text.size() - 2);
  const char letter = letters[draw->Below(letters.size())];
  switch (draw->Below(4)) {
    case 0:
      text[at] = letter;
      break;
    case 1:
      text.erase(at, 1);
      break;
    case 2:
      text.insert(at, 1, letter);
      break;
    default:
      std::swap(text[at], text[at + 1]);
  }
  return text;
}

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

/// Times each call on its own, for the slowest ones, by the clock of the
/// thread: what neighbours on the machine take does not count.
class Stopwatch {
 public:
  template <class Call>
  void Time(const Call& call) {
    const int64_t begin = Now();
    call();
    nanoseconds_.push_back(Now() - begin);
  }
  void Report(benchmark::State* state) {
    std::sort(nanoseconds_.begin(), nanoseconds_.end());
    const auto at = [&](size_t permille) {
      const size_t place = nanoseconds_.size() * permille / 1000;
      return static_cast<double>(
                 nanoseconds_[std::min(place, nanoseconds_.size() - 1)]) /
             1e3;
    };
    state->counters["p50_us"] = at(500);
    state->counters["p99_us"] = at(990);
    state->counters["p999_us"] = at(999);
  }

 private:
  static int64_t Now() {
    timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
  }

  std::vector<int64_t> nanoseconds_;
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
  uint64_t first = 0;
  uint64_t spent = 0;
  uint64_t work = 0;
  for (size_t i = 0; i < queries.size(); ++i) {
    NameIndex::Answer answer;
    watch.Time([&] { answer = index.Find(queries[i], 8); });
    spent += answer.spent;
    work += answer.work;
    // Two names may be the same text: any row of it is the right one.
    first += !answer.candidates.empty() &&
             names.texts[answer.candidates[0].row] == names.texts[wanted[i]];
  }
  watch.Report(&state);
  const auto all = static_cast<double>(queries.size());
  state.counters["first"] = static_cast<double>(first) / all;
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

}  // namespace
}  // namespace cashmatch
