// SPDX-License-Identifier: Apache-2.0
// sums_bench.cc - counting the subsets that make a sum, by instruction set.
#include <benchmark/benchmark.h>
#include <hwy/highway.h>
#include <time.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "engine/base/hash.h"
#include "engine/sums/accidents.h"
#include "engine/sums/density.h"
#include "engine/sums/few.h"
#include "engine/sums/sum_search.h"

namespace cashmatch {
namespace {

/// Draws that are the same on every run.
class Draws {
 public:
  explicit Draws(uint64_t seed) : seed_(seed) {}
  double Unit() {
    return static_cast<double>(HashMix(seed_, ++count_) >> 11) * 0x1p-53;
  }
  size_t Below(size_t n) {
    return static_cast<size_t>(Unit() * static_cast<double>(n));
  }
  double Normal() {
    const double radius = std::sqrt(-2 * std::log(1 - Unit()));
    return radius * std::cos(6.283185307179586 * Unit());
  }

 private:
  uint64_t seed_;
  uint64_t count_ = 0;
};

struct Instance {
  std::vector<Minor> amounts;
  Minor target = 0;
};

/// One payer's open items: log-normal, often priced in steps, some recurring.
std::vector<Minor> DrawAmounts(size_t n, Draws* draws) {
  const double median = 11 + 1.3 * draws->Normal();
  const double spread = 0.4 + 0.9 * draws->Unit();
  const double kind = draws->Unit();
  const Minor price_step = kind < 0.55   ? 1
                           : kind < 0.70 ? 5
                           : kind < 0.80 ? 50
                                         : 100;
  const double recurring = std::vector{0.0, 0.0, 0.1, 0.5}[draws->Below(4)];
  const auto draw = [&] {
    const double amount =
        std::min(1e8, std::exp(median + spread * draws->Normal()));
    const Minor step =
        price_step == 1 && draws->Unit() < 0.2 ? 100 : price_step;
    return std::max<Minor>(
        100, std::llround(amount / static_cast<double>(step)) * step);
  };
  std::vector<Minor> again(1 + draws->Below(4));
  for (Minor& amount : again) amount = draw();
  std::vector<Minor> amounts(n);
  for (Minor& amount : amounts) {
    amount =
        draws->Unit() < recurring ? again[draws->Below(again.size())] : draw();
  }
  return amounts;
}

/// A payment of some items (40 %), of the oldest (25 %), of all but a few
/// (15 %), or of none of them (20 %).
Instance DrawInstance(size_t n, Draws* draws) {
  Instance instance{DrawAmounts(n, draws), 0};
  std::vector<Minor> amounts = instance.amounts;
  const Minor total = std::accumulate(amounts.begin(), amounts.end(), Minor{0});
  const double kind = draws->Unit();
  size_t items = 1 + draws->Below(n);
  if (kind < 0.40) {
    items = 1;
    while (items < n && draws->Unit() < 0.7) ++items;
    for (size_t i = 0; i < items; ++i) {
      std::swap(amounts[i], amounts[i + draws->Below(n - i)]);
    }
  } else if (kind >= 0.65) {
    items = n - std::min(n - 1, 1 + draws->Below(3));
  }
  instance.target =
      kind < 0.80
          ? std::accumulate(amounts.begin(), amounts.begin() + items, Minor{0})
          : std::max<Minor>(100,
                            static_cast<Minor>(static_cast<double>(total) *
                                               std::pow(draws->Unit(), 1.5)));
  return instance;
}

std::vector<Instance> DrawMany(size_t n) {
  Draws draws(42);
  std::vector<Instance> instances(n <= 20   ? 20'000
                                  : n <= 24 ? 4'000
                                  : n <= 32 ? 1'000
                                            : 300);
  for (Instance& instance : instances) instance = DrawInstance(n, &draws);
  return instances;
}

void UseTarget(int64_t target) {
  hwy::SetSupportedTargetsForTest(target);
  hwy::GetChosenTarget().DeInit();
}

constexpr SumBudget kUnlimited = {.units_max = uint64_t{1} << 40};

/// Time on the processor, the least of three runs, which leaves out what the
/// neighbours of a core cost.
template <class Run>
double Microseconds(const Run& run) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e6 * static_cast<double>(time.tv_sec) +
           1e-3 * static_cast<double>(time.tv_nsec);
  };
  double least = 1e9;
  for (int i = 0; i < 3; ++i) {
    const double begin = now();
    run();
    least = std::min(least, now() - begin);
  }
  return least;
}

void Count(benchmark::State& state, int64_t target) {
  UseTarget(target);
  const std::vector<Instance> instances =
      DrawMany(static_cast<size_t>(state.range(0)));
  SumSearch search;
  size_t next = 0;
  for (auto _ : state) {
    const Instance& instance = instances[next];
    next = next + 1 == instances.size() ? 0 : next + 1;
    benchmark::DoNotOptimize(
        search.Find(instance.amounts, instance.target, kUnlimited));
  }
  state.SetItemsProcessed(state.iterations());
  UseTarget(0);
}

/// The time of each instance by itself.
void Latency(benchmark::State& state, int64_t target) {
  UseTarget(target);
  const std::vector<Instance> instances =
      DrawMany(static_cast<size_t>(state.range(0)));
  SumSearch search;
  std::vector<double> times(instances.size());
  for (auto _ : state) {
    for (size_t i = 0; i < instances.size(); ++i) {
      times[i] = Microseconds([&] {
        search.Find(instances[i].amounts, instances[i].target, kUnlimited);
      });
    }
  }
  std::sort(times.begin(), times.end());
  state.counters["p50_us"] = times[times.size() / 2];
  state.counters["p99_us"] = times[times.size() * 99 / 100];
  UseTarget(0);
}

void Few(benchmark::State& state) {
  const auto n = static_cast<size_t>(state.range(0));
  Draws draws(42);
  std::vector<Instance> instances(200);
  for (Instance& instance : instances) instance = DrawInstance(n, &draws);
  FewSearch search;
  int64_t done = 0;
  for (auto _ : state) {
    const Instance& instance =
        instances[static_cast<size_t>(done++) % instances.size()];
    for (const FewSide side : {FewSide::kTaken, FewSide::kLeftOut}) {
      benchmark::DoNotOptimize(search.Find(instance.amounts, instance.target,
                                           side, FewItemsMax(n), kUnlimited));
    }
  }
  state.SetItemsProcessed(done);
}
BENCHMARK(Few)->Name("sums/few_both_sides")->Arg(40)->Arg(200)->Arg(600);

void EstimateDensity(benchmark::State& state) {
  const std::vector<Instance> instances =
      DrawMany(static_cast<size_t>(state.range(0)));
  DensityEstimator estimator;
  int64_t done = 0;
  for (auto _ : state) {
    const Instance& instance =
        instances[static_cast<size_t>(done++) % instances.size()];
    benchmark::DoNotOptimize(
        estimator.Count(instance.amounts, instance.target));
  }
  state.SetItemsProcessed(done);
}
BENCHMARK(EstimateDensity)->Name("sums/density")->Arg(30)->Arg(100);

/// How far the estimate is from the number of solutions, where there are ten or
/// more: the median over instances of so many amounts, and that of what
/// CountAccidents says.
void DensityError(benchmark::State& state) {
  const auto n = static_cast<size_t>(state.range(0));
  Draws draws(42);
  SumSearch search;
  DensityEstimator estimator;
  std::vector<double> estimated, counted, few;
  for (auto _ : state) {
    for (int i = 0; i < (n > 36 ? 60 : 400); ++i) {
      const Instance instance = DrawInstance(n, &draws);
      const auto all =
          search.Count(instance.amounts, instance.target, kUnlimited.units_max);
      if (!all || *all < 10) continue;
      const auto solutions = static_cast<double>(*all);
      const auto off = [&](const Density& density) {
        return std::fabs(std::exp(density.log_count) / solutions - 1);
      };
      estimated.push_back(
          off(estimator.Count(instance.amounts, instance.target)));
      if (*all < kSumHitsMax) few.push_back(estimated.back());
      counted.push_back(off(CountAccidents(instance.amounts, instance.target,
                                           &estimator, &search)));
    }
  }
  const auto median = [](std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : 100 * values[values.size() / 2];
  };
  state.counters["instances"] = static_cast<double>(estimated.size());
  state.counters["estimate_off_%"] = median(estimated);
  state.counters["estimate_off_below_256_%"] = median(few);
  state.counters["count_off_%"] = median(counted);
}
BENCHMARK(DensityError)
    ->Name("sums/density_error")
    ->DenseRange(12, 20, 4)
    ->Iterations(1);
BENCHMARK(DensityError)
    ->Name("sums/density_error/large")
    ->DenseRange(24, 44, 4)
    ->Iterations(1);

/// The same instances for every instruction set that this machine has.
const bool kRegistered = [] {
  for (const int64_t target : hwy::SupportedAndGeneratedTargets()) {
    const std::string name = hwy::TargetName(target);
    benchmark::RegisterBenchmark(("sums/count/" + name).c_str(), Count, target)
        ->Arg(10)
        ->Arg(15)
        ->Arg(20);
    benchmark::RegisterBenchmark(("sums/latency/large/" + name).c_str(),
                                 Latency, target)
        ->Arg(24)
        ->Arg(32)
        ->Arg(40)
        ->Iterations(1);
  }
  return true;
}();

}  // namespace
}  // namespace cashmatch
