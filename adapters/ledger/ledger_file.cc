// SPDX-License-Identifier: Apache-2.0
// ledger_file.cc - received files: their statements, and advice that waits.
// Tested by tests/system/advice_over_time_test.py
#include <algorithm>
#include <charconv>
#include <utility>

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
  if (file.advice != 0) OpenAdviceOf(row, std::move(file));
  return true;
}

/// What joined its receipt already is not open in a file that comes later.
void Ledger::OpenAdviceOf(const JournalRow& row, FileDecision file) {
  uint32_t left = 0;
  for (uint32_t place = 0; place < file.advice; ++place) {
    const std::string content =
        AdviceContent(row.decision.subject, file, place);
    if (used_advice_.contains(content)) continue;
    advice_in_[content].push_back(row.decision.subject);
    ++left;
  }
  if (left == 0) return;
  open_advice_[row.decision.subject] = {row.seq, std::move(file), left};
}

/// Files that were received before contents were kept have none: each of their
/// advices is its own.
std::string Ledger::AdviceContent(const std::string& sha256,
                                  const FileDecision& file, uint32_t place) {
  return place < file.advice_ids.size() ? file.advice_ids[place]
                                        : sha256 + "#" + std::to_string(place);
}

/// An advice joins one receipt, once, in whichever file it came.
bool Ledger::TakeAdvice(const std::string& advice) {
  if (advice.empty()) return true;
  const size_t cut = std::min(advice.find('#'), advice.size() - 1);
  uint32_t place = 0;
  std::from_chars(advice.data() + cut + 1, advice.data() + advice.size(),
                  place);
  const auto file = open_advice_.find(advice.substr(0, cut));
  if (file == open_advice_.end() || place >= file->second.file.advice) {
    return Break("advice " + advice + " was not received, or is used already");
  }
  const std::string content =
      AdviceContent(file->first, file->second.file, place);
  if (!used_advice_.insert(content).second) {
    return Break("advice " + advice + " is used already");
  }
  for (const std::string& sha256 : advice_in_[content]) {
    const auto open = open_advice_.find(sha256);
    if (--open->second.left == 0) open_advice_.erase(open);
  }
  advice_in_.erase(content);
  return true;
}

}  // namespace cashmatch
