// SPDX-License-Identifier: Apache-2.0
// row_findings.cc - counting findings.
// Tested by tests/unit/adapters/read/rows/row_findings_test.cc
#include "adapters/read/rows/row_findings.h"

#include <algorithm>
#include <utility>

namespace cashmatch {

RowFindings::Counter* RowFindings::CounterOf(std::string_view code,
                                             Severity severity) {
  for (Counter& counter : counters_) {
    if (counter.code == code && counter.severity == severity) return &counter;
  }
  counters_.push_back({code, severity});
  return &counters_.back();
}

Finding* RowFindings::Add(std::string_view code, Severity severity,
                          RowPlace place, std::string_view column) {
  Counter* const counter = CounterOf(code, severity);
  if (counter->worded == Findings::kMost) {
    ++counter->unworded;
    return nullptr;
  }
  ++counter->worded;
  Finding& finding = list_.emplace_back();
  finding.code = code;
  finding.severity = severity;
  finding.place = {place.line, place.offset, std::string(column)};
  if (severity == Severity::kRejected) finding.done = "file rejected";
  return &finding;
}

void RowFindings::MoveTo(Findings* findings) {
  std::stable_sort(list_.begin(), list_.end(),
                   [](const Finding& a, const Finding& b) {
                     return a.place.line < b.place.line;
                   });
  for (Finding& finding : list_) findings->Add(std::move(finding));
  for (const Counter& counter : counters_) {
    for (uint64_t i = 0; i < counter.unworded; ++i) {
      Finding finding;
      finding.code = counter.code;
      finding.severity = counter.severity;
      findings->Add(std::move(finding));
    }
  }
  list_.clear();
  counters_.clear();
}

}  // namespace cashmatch
