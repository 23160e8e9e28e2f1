// SPDX-License-Identifier: Apache-2.0
// ledger_file.cc - received files: their statements, and advice that waits.
// Tested by tests/system/advice_over_time_test.py
#include "adapters/ledger/ledger.h"
#include "engine/base/planted_bug.h"

namespace cashmatch {

bool Ledger::TakeFile(const JournalRow& row) {
  FileDecision file;
  std::string error;
  if (!FromJson(row.decision.payload, &file, &error)) return Break(error);
  if (!files_.insert(row.decision.subject).second &&
      !Planted("a file is received twice")) {
    return Break("was received before");
  }
  for (StatementEnds& ends : file.ends) {
    ends.file = file.name + ", received in row " + std::to_string(row.seq);
    statement_ends_.push_back(std::move(ends));
  }
  for (const auto& [id, content] : file.parts) {
    parts_.try_emplace(id,
                       ReceivedPart{content, file.name + ", received in row " +
                                                 std::to_string(row.seq)});
  }
  file.parts.clear();
  file.ends.clear();
  file.duplicates.clear();
  if (file.advice != 0) {
    const uint32_t left = file.advice;
    open_advice_[row.decision.subject] = {row.seq, std::move(file), left};
  }
  return true;
}

/// An advice joins one receipt, once.
bool Ledger::TakeAdvice(const std::string& advice) {
  if (advice.empty()) return true;
  if (!used_advice_.insert(advice).second) {
    return Break("advice " + advice + " is used already");
  }
  const auto file = open_advice_.find(advice.substr(0, advice.find('#')));
  if (file == open_advice_.end()) {
    return Break("advice " + advice + " was not received");
  }
  if (--file->second.left == 0) open_advice_.erase(file);
  return true;
}

}  // namespace cashmatch
