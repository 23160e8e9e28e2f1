// SPDX-License-Identifier: Apache-2.0
// metrics.cc - a few maps under one lock.
// Tested by tests/system/serve_test.py
#include "adapters/serve/metrics.h"

namespace cashmatch::serve {
namespace {

void Family(std::string_view name, std::string_view type, std::string* out) {
  *out += "# TYPE ";
  *out += name;
  *out += ' ';
  *out += type;
  *out += '\n';
}

void Line(std::string_view name, const std::string& labels,
          const std::string& value, std::string* out) {
  *out += name;
  if (!labels.empty()) *out += "{" + labels + "}";
  *out += " " + value + "\n";
}

std::string Label(std::string_view name, std::string_view value) {
  return std::string(name) + "=\"" + std::string(value) + "\"";
}

/// A number of thousandths or millionths as a decimal: 1500, 3 -> 1.500.
std::string Scaled(uint64_t value, size_t digits) {
  std::string text = std::to_string(value);
  if (text.size() <= digits) text.insert(0, digits + 1 - text.size(), '0');
  return text.insert(text.size() - digits, ".");
}

}  // namespace

void Metrics::CountRequest(std::string_view operation, int status,
                           std::chrono::microseconds took) {
  const std::lock_guard guard(lock_);
  ++requests_[{std::string(operation), status}];
  Spread& spread = seconds_[std::string(operation)];
  for (size_t i = 0; i < kMillisecondsUpTo.size(); ++i) {
    if (took <= std::chrono::milliseconds(kMillisecondsUpTo[i])) {
      ++spread.within[i];
    }
  }
  ++spread.count;
  spread.microseconds += static_cast<uint64_t>(took.count());
}

void Metrics::CountJob(std::string_view state) {
  const std::lock_guard guard(lock_);
  ++jobs_[std::string(state)];
}

void Metrics::CountWebhook(std::string_view result) {
  const std::lock_guard guard(lock_);
  ++webhooks_[std::string(result)];
}

void Metrics::CountDenied(std::string_view operation, std::string_view why) {
  const std::lock_guard guard(lock_);
  ++denied_[{std::string(operation), std::string(why)}];
}

void Metrics::CountConnection(int change) {
  const std::lock_guard guard(lock_);
  connections_ += change;
}

void Metrics::Refused(std::string_view why) {
  const std::lock_guard guard(lock_);
  ++refused_[std::string(why)];
}

std::string Metrics::Text() const {
  const std::lock_guard guard(lock_);
  std::string out;
  Family("cashmatch_http_requests_total", "counter", &out);
  for (const auto& [of, count] : requests_) {
    Line("cashmatch_http_requests_total",
         Label("operation", of.first) + "," +
             Label("code", std::to_string(of.second)),
         std::to_string(count), &out);
  }
  Family("cashmatch_http_request_duration_seconds", "histogram", &out);
  for (const auto& [operation, spread] : seconds_) {
    const std::string name = "cashmatch_http_request_duration_seconds";
    const std::string label = Label("operation", operation);
    for (size_t i = 0; i < kMillisecondsUpTo.size(); ++i) {
      Line(name + "_bucket",
           label + "," +
               Label("le",
                     Scaled(static_cast<uint64_t>(kMillisecondsUpTo[i]), 3)),
           std::to_string(spread.within[i]), &out);
    }
    Line(name + "_bucket", label + ",le=\"+Inf\"", std::to_string(spread.count),
         &out);
    Line(name + "_sum", label, Scaled(spread.microseconds, 6), &out);
    Line(name + "_count", label, std::to_string(spread.count), &out);
  }
  Family("cashmatch_jobs_total", "counter", &out);
  for (const auto& [state, count] : jobs_) {
    Line("cashmatch_jobs_total", Label("state", state), std::to_string(count),
         &out);
  }
  Family("cashmatch_webhook_deliveries_total", "counter", &out);
  for (const auto& [result, count] : webhooks_) {
    Line("cashmatch_webhook_deliveries_total", Label("result", result),
         std::to_string(count), &out);
  }
  Family("cashmatch_refused_total", "counter", &out);
  for (const auto& [why, count] : refused_) {
    Line("cashmatch_refused_total", Label("reason", why), std::to_string(count),
         &out);
  }
  Family("cashmatch_denied_total", "counter", &out);
  for (const auto& [of, count] : denied_) {
    Line("cashmatch_denied_total",
         Label("operation", of.first) + "," + Label("reason", of.second),
         std::to_string(count), &out);
  }
  Family("cashmatch_http_connections", "gauge", &out);
  Line("cashmatch_http_connections", "", std::to_string(connections_), &out);
  return out;
}

}  // namespace cashmatch::serve
