// SPDX-License-Identifier: Apache-2.0
// slips.h - what the benches of references and of names have in common.
#pragma once

#include <benchmark/benchmark.h>
#include <time.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/hash.h"

namespace cashmatch {

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

/// Plants one edit inside `text`.
inline std::string Mistyped(std::string text, std::string_view letters,
                            Draw* draw) {
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

}  // namespace cashmatch
