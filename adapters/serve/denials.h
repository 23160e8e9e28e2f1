// SPDX-License-Identifier: Apache-2.0
// denials.h - who tried what they may not, on the way into the journal.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <tuple>
#include <vector>

namespace cashmatch::serve {

/// Tries of one key that were refused for one reason.
struct Denied {
  std::string tenant, owner, key;
  std::string operation;  // operationId
  std::string why;        // role, revoked, expired, operator
  uint64_t tries = 0;
};

/// Counts refused tries. The first of its sort is due at once, those of the
/// minute after it become one row, so that whoever tries without end does not
/// fill the journal.
/// Threads: any.
class Denials {
 public:
  using Time = std::chrono::steady_clock::time_point;
  static constexpr std::chrono::seconds kPause{60};

  /// Adds one try; its own count is not read. Returns true if one is due.
  bool Note(const Denied& denied, Time now);

  /// Returns what is due, or `all`, sorted, and begins to count anew.
  std::vector<Denied> Take(Time now, bool all);

 private:
  using Sort = std::tuple<std::string, std::string, std::string, std::string,
                          std::string>;
  struct Count {
    uint64_t tries = 0;
    Time due;
  };
  std::mutex lock_;
  std::map<Sort, Count> counts_;
};

}  // namespace cashmatch::serve
