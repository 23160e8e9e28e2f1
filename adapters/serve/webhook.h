// SPDX-License-Identifier: Apache-2.0
// webhook.h - tells another system that a job ended, until it hears.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "adapters/serve/jobs.h"
#include "adapters/serve/metrics.h"

namespace cashmatch::serve {

struct Webhook {
  std::string url;
  std::string secret;  // whsec_<base64>
};

/// Who is told of a tenant's jobs; of a tenant that is not there, nobody.
using WebhookOptions = std::map<std::string, Webhook, std::less<>>;

/// Returns what `webhook-signature` says: "v1," and the base64 of the
/// HMAC-SHA256 of `<id>.<timestamp>.<body>`. Nothing of a secret that is none.
/// Source: Standard Webhooks, "Signature scheme".
std::string SignatureOf(std::string_view secret, std::string_view id,
                        std::string_view timestamp, std::string_view body);

/// One thread that posts `{"type":"job.ended","timestamp":…,"data":{job}}` for
/// each job that ended. The jobs are the outbox: one stays untold in its file
/// until a 2xx came, so that a crash loses none; the receiver may hear twice,
/// with the same webhook-id. Redirects are not followed. Between tries the wait
/// doubles, from a second to an hour.
/// Threads: Tell from any.
class Webhooks {
 public:
  Webhooks(WebhookOptions options, JobBook* jobs, Metrics* metrics);
  ~Webhooks() { Stop(); }

  /// Tells of a job that ended, or soon again.
  void Tell(const std::string& job);
  /// True if anybody wants to hear of that tenant.
  bool Speaks(std::string_view tenant) const {
    return options_.contains(tenant);
  }
  void Stop();

 private:
  using Time = std::chrono::steady_clock::time_point;
  void Run();
  bool Post(const Job& job, const Webhook& to) const;

  const WebhookOptions options_;
  JobBook& jobs_;
  Metrics& metrics_;
  std::mutex lock_;
  std::condition_variable news_;
  std::multimap<Time, std::pair<std::string, int>> due_;  // job, tries so far
  bool stopped_ = false;
  std::thread thread_;
};

}  // namespace cashmatch::serve
