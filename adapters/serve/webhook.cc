// SPDX-License-Identifier: Apache-2.0
// webhook.cc - libcurl posts, OpenSSL signs.
// Tested by tests/system/serve_webhook_test.py
#include "adapters/serve/webhook.h"

#include <curl/curl.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <memory>
#include <utility>
#include <vector>

#include "adapters/serve/clock.h"
#include "adapters/serve/log.h"

namespace cashmatch::serve {
namespace {

constexpr std::string_view kSecretPrefix = "whsec_";
constexpr int kDoublingsMax = 12;  // of a second: about an hour
constexpr long kSeconds = 15;      // for one try

/// Decodes base64 with its padding; empty if it is none.
std::vector<unsigned char> FromBase64(std::string_view text) {
  std::vector<unsigned char> bytes(text.size() / 4 * 3 + 3);
  const int size = EVP_DecodeBlock(
      bytes.data(), reinterpret_cast<const unsigned char*>(text.data()),
      static_cast<int>(text.size()));
  if (size < 0 || text.empty()) return {};
  bytes.resize(static_cast<size_t>(size));
  for (size_t i = text.size(); i > 0 && text[i - 1] == '='; --i) {
    bytes.pop_back();
  }
  return bytes;
}

size_t Ignore(char*, size_t size, size_t count, void*) { return size * count; }

}  // namespace

std::string SignatureOf(std::string_view secret, std::string_view id,
                        std::string_view timestamp, std::string_view body) {
  if (!secret.starts_with(kSecretPrefix)) return {};
  const std::vector<unsigned char> key =
      FromBase64(secret.substr(kSecretPrefix.size()));
  if (key.empty()) return {};
  std::string text(id);
  text += '.';
  text += timestamp;
  text += '.';
  text += body;
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(),
       digest.data(), &size);
  std::array<unsigned char, 64> base64{};
  const int length =
      EVP_EncodeBlock(base64.data(), digest.data(), static_cast<int>(size));
  return "v1," + std::string(reinterpret_cast<const char*>(base64.data()),
                             static_cast<size_t>(length));
}

Webhooks::Webhooks(WebhookOptions options, JobBook* jobs, Metrics* metrics)
    : options_(std::move(options)), jobs_(*jobs), metrics_(*metrics) {
  if (!options_.empty()) thread_ = std::thread([this] { Run(); });
}

void Webhooks::Tell(const std::string& job) {
  if (options_.empty()) return;
  {
    const std::lock_guard guard(lock_);
    due_.emplace(std::chrono::steady_clock::now(), std::pair(job, 0));
  }
  news_.notify_one();
}

void Webhooks::Stop() {
  {
    const std::lock_guard guard(lock_);
    stopped_ = true;
  }
  news_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Webhooks::Run() {
  std::unique_lock guard(lock_);
  while (!stopped_) {
    const Time now = std::chrono::steady_clock::now();
    if (due_.empty() || due_.begin()->first > now) {
      if (due_.empty()) {
        news_.wait(guard);
      } else {
        news_.wait_until(guard, Time(due_.begin()->first));
      }
      continue;
    }
    const auto [id, tries] = due_.begin()->second;
    due_.erase(due_.begin());
    guard.unlock();
    const std::optional<Job> job = jobs_.Look(id);
    const auto to = job ? options_.find(job->tenant) : options_.end();
    const bool wanted = to != options_.end();
    const bool told = !wanted || Post(*job, to->second);
    if (wanted && told) {
      jobs_.Change(id, [](Job* of) { of->told = true; });
    }
    if (wanted) metrics_.CountWebhook(told ? "delivered" : "failed");
    guard.lock();
    if (told) continue;
    due_.emplace(std::chrono::steady_clock::now() +
                     std::chrono::seconds(1 << std::min(tries, kDoublingsMax)),
                 std::pair(id, tries + 1));
  }
}

bool Webhooks::Post(const Job& job, const Webhook& to) const {
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(
      curl_easy_init(), curl_easy_cleanup);
  if (curl == nullptr) return false;
  const std::string id = "job_" + job.id + "_" + std::to_string(job.tries);
  const std::string timestamp = std::to_string(std::time(nullptr));
  const std::string body = JsonObject()
                               .Text("type", "job.ended")
                               .Text("timestamp", Now())
                               .Text("tenant", job.tenant)
                               .Raw("data", ToJson(job))
                               .Take();
  curl_slist* list = nullptr;
  for (const std::string& header :
       {std::string("Content-Type: application/json"), "webhook-id: " + id,
        "webhook-timestamp: " + timestamp,
        "webhook-signature: " + SignatureOf(to.secret, id, timestamp, body)}) {
    list = curl_slist_append(list, header.c_str());
  }
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(
      list, curl_slist_free_all);
  curl_easy_setopt(curl.get(), CURLOPT_URL, to.url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl.get(), CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, kSeconds);
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, body.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE_LARGE,
                   static_cast<curl_off_t>(body.size()));
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, Ignore);
  long status = 0;
  const CURLcode end = curl_easy_perform(curl.get());
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  const bool told = end == CURLE_OK && status >= 200 && status < 300;
  Log(told ? "info" : "warning", "webhook",
      JsonObject()
          .Text("job", job.id)
          .Flag("delivered", told)
          .Number("status", static_cast<uint64_t>(status)));
  return told;
}

}  // namespace cashmatch::serve
