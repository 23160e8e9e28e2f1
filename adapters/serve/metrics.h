// SPDX-License-Identifier: Apache-2.0
// metrics.h - counters, in the text format of Prometheus.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace cashmatch::serve {

/// Counts what the service did. Labels are words of ours: routes, states,
/// never a tenant, a payer or an amount.
/// Threads: any.
class Metrics {
 public:
  void CountRequest(std::string_view operation, int status,
                    std::chrono::microseconds took);
  void CountJob(std::string_view state);
  void CountWebhook(std::string_view result);
  void CountConnection(int change);
  /// A try of what one may not.
  void CountDenied(std::string_view operation, std::string_view why);
  void Refused(std::string_view why);

  /// Returns all counters as text, version 0.0.4 of the format.
  std::string Text() const;

 private:
  static constexpr std::array<int, 6> kMillisecondsUpTo = {1,   5,    25,
                                                           100, 1000, 10000};
  struct Spread {
    std::array<uint64_t, kMillisecondsUpTo.size()> within{};
    uint64_t count = 0, microseconds = 0;
  };

  mutable std::mutex lock_;
  std::map<std::pair<std::string, int>, uint64_t> requests_;
  std::map<std::pair<std::string, std::string>, uint64_t> denied_;
  std::map<std::string, Spread, std::less<>> seconds_;
  std::map<std::string, uint64_t, std::less<>> jobs_, webhooks_, refused_;
  int64_t connections_ = 0;
};

}  // namespace cashmatch::serve
