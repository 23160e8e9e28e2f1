// SPDX-License-Identifier: Apache-2.0
// finding.cc - collecting and wording findings.
// Tested by tests/unit/adapters/read/finding_test.cc
#include "adapters/read/finding.h"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace cashmatch {
namespace {

/// Returns the length of a valid UTF-8 sequence at `at`, or 0.
size_t SequenceLength(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) { return static_cast<uint8_t>(text[i]); };
  const uint8_t lead = byte(at);
  const size_t length = lead >= 0xF0   ? 4
                        : lead >= 0xE0 ? 3
                        : lead >= 0xC2 ? 2
                                       : 0;
  if (length == 0 || lead > 0xF4 || at + length > text.size()) return 0;
  for (size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return 0;
  }
  return length;
}

}  // namespace

Findings::Counter* Findings::CounterOf(const std::string& code) {
  const auto known =
      std::find_if(counters_.begin(), counters_.end(),
                   [&](const Counter& c) { return c.code == code; });
  return known == counters_.end() ? nullptr : &*known;
}

/// Counts a finding; true if it is to be listed.
bool Findings::Count(const Finding& finding) {
  worst_ =
      list_.empty() ? finding.severity : std::max(worst_, finding.severity);
  Counter* counter = CounterOf(finding.code);
  if (counter == nullptr) {
    counter =
        &counters_.emplace_back(Counter{finding.code, 0, finding.severity});
  }
  counter->severity = std::max(counter->severity, finding.severity);
  return ++counter->count <= kMost;
}

void Findings::Add(Finding finding) {
  if (Count(finding)) list_.push_back(std::move(finding));
}

void Findings::Append(Findings later) {
  for (Finding& finding : later.list_) Add(std::move(finding));
  for (const Counter& more : later.counters_) {
    Counter* const counter = CounterOf(more.code);
    counter->severity = std::max(counter->severity, more.severity);
    worst_ = std::max(worst_, more.severity);
    if (more.count > kMost) counter->count += more.count - kMost;
  }
}

void Findings::Insert(Finding finding) {
  if (!Count(finding)) return;
  const auto behind = std::upper_bound(
      list_.begin(), list_.end(), finding.place.line,
      [](uint32_t line, const Finding& f) { return line < f.place.line; });
  list_.insert(behind, std::move(finding));
}

void Findings::Finish() {
  const size_t listed = list_.size();
  for (size_t i = 0; i < listed; ++i) {
    Counter& counter = *CounterOf(list_[i].code);
    if (counter.count <= kMost) continue;
    Finding more;
    more.code = counter.code;
    more.severity = counter.severity;
    more.found = std::to_string(counter.count - kMost) + " more of this kind";
    list_.push_back(std::move(more));
    counter.count = kMost;
  }
}

std::string Quote(std::string_view text) {
  constexpr size_t kMost = 64;
  std::string out = "'";
  size_t at = 0;
  while (at < text.size() && out.size() <= kMost) {
    const auto byte = static_cast<uint8_t>(text[at]);
    const size_t length = byte >= 0x20 && byte < 0x7F
                              ? 1
                              : (byte < 0x80 ? 0 : SequenceLength(text, at));
    if (length == 0) {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\x%02X", byte);
      out += escaped;
      ++at;
    } else {
      out.append(text.substr(at, length));
      at += length;
    }
  }
  out += at < text.size() ? "…'" : "'";
  return out;
}

std::string MaskAccount(std::string_view account) {
  constexpr size_t kShown = 4;
  if (account.size() <= kShown) return std::string(account);
  return "…" + std::string(account.substr(account.size() - kShown));
}

std::string MessageOf(const Finding& finding) {
  std::string out;
  if (!finding.found.empty()) out += "found " + finding.found;
  if (!finding.expected.empty()) {
    out += (out.empty() ? "expected " : ", expected ") + finding.expected;
  }
  if (!finding.done.empty()) out += (out.empty() ? "" : "; ") + finding.done;
  return out;
}

std::string Describe(std::string_view file, const Finding& finding) {
  std::string out(file);
  out += ':';
  if (finding.place.line != 0) out += std::to_string(finding.place.line) + ":";
  if (!finding.place.path.empty()) out += " " + finding.place.path + ":";
  return out + " " + finding.code + ": " + MessageOf(finding);
}

std::string_view NameOf(Severity severity) {
  switch (severity) {
    case Severity::kWarning:
      return "warning";
    case Severity::kHeld:
      return "held";
    case Severity::kRejected:
      return "rejected";
  }
  return "";
}

}  // namespace cashmatch
