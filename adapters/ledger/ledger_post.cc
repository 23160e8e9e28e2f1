// SPDX-License-Identifier: Apache-2.0
// ledger_post.cc - what was handed to the ERP, and what it said.
// Tested by tests/unit/adapters/ledger/ledger_test.cc
#include "adapters/ledger/ledger.h"
#include "adapters/ledger/posting_decision.h"
#include "engine/base/planted_bug.h"

namespace cashmatch {

/// Each posting is handed out once; the cash of a receipt too, unless the ERP
/// refused it.
bool Ledger::TakePosted(const JournalRow& row) {
  PostedDecision posted;
  std::string error;
  if (!FromJson(row.decision.payload, &posted, &error)) return Break(error);
  const auto receipt = receipts_.find(row.decision.subject);
  if (receipt == receipts_.end()) return Break("receipt is not known");
  if (!posted.cash.empty()) {
    if (!receipt->second.cash_posting.empty()) {
      return Break("its cash was handed out before");
    }
    receipt->second.cash_posting = posted.cash;
    cash_pending_.emplace(posted.cash, receipt->first);
  }
  for (const std::string& id : posted.applications) {
    const auto pending = pending_.find(id);
    if (pending == pending_.end() || pending->second.handed_out) {
      return Break("posting " + id + " is not known or was handed out before");
    }
    pending->second.handed_out = !Planted("a posting is handed out again");
  }
  return true;
}

/// What the ERP took stands in its amounts from now on. What it refused does
/// not, and neither need it take that back.
bool Ledger::TakeAnswered(const JournalRow& row) {
  AnsweredDecision answer;
  std::string error;
  if (!FromJson(row.decision.payload, &answer, &error)) return Break(error);
  const std::string& id = row.decision.subject;
  if (const auto cash = cash_pending_.find(id); cash != cash_pending_.end()) {
    if (!answer.accepted) receipts_[cash->second].cash_posting.clear();
    cash_pending_.erase(cash);
    return true;
  }
  const auto pending = pending_.find(id);
  if (pending == pending_.end() || !pending->second.handed_out) {
    return Break("answers what was not handed out, or answers again");
  }
  DropPending(id);
  if (answer.accepted) return true;
  const auto back = taken_back_.find(id);
  if (back == taken_back_.end()) {
    refused_.insert(id);
  } else if (!pending_.find(back->second)->second.handed_out) {
    DropPending(std::string(back->second));
  }
  return true;
}

}  // namespace cashmatch
