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

void Findings::Add(Finding finding) {
  worst_ =
      list_.empty() ? finding.severity : std::max(worst_, finding.severity);
  auto counter =
      std::find_if(counters_.begin(), counters_.end(),
                   [&](const Counter& c) { return c.code == finding.code; });
  if (counter == counters_.end()) {
    counter =
        counters_.insert(counters_.end(), {finding.code, 0, finding.severity});
  }
  counter->severity = std::max(counter->severity, finding.severity);
  if (++counter->count <= kMost) list_.push_back(std::move(finding));
}

void Findings::Finish() {
  for (Counter& counter : counters_) {
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
