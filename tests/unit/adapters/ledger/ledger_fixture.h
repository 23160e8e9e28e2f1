// SPDX-License-Identifier: Apache-2.0
// ledger_fixture.h - three items and what may happen to them.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "adapters/ledger/ledger.h"

namespace cashmatch {

inline const Currency kUsd = *ParseCurrency("USD");

class LedgerTest : public testing::Test {
 protected:
  LedgerTest() {
    Load(
        "item_id,customer_id,document_number,currency,amount,document_date,"
        "document_type\n"
        "I1,C1,INV-1,USD,100.00,2026-01-01,invoice\n"
        "I2,C1,INV-2,USD,50.00,2026-01-01,invoice\n"
        "K1,C1,CM-1,USD,-10.00,2026-01-01,credit_memo\n");
  }

  bool Take(DecisionKind kind, const std::string& subject,
            const std::string& payload) {
    JournalRow row;
    row.seq = ledger_.seq() + 1;
    row.decision = {kind, subject, payload};
    return ledger_.Take(row);
  }

  bool Load(const std::string& items, bool snapshot = true,
            const std::string& posted = {}) {
    BookDecision load;
    load.snapshot = snapshot;
    load.as_of = *ParseIsoDay("2026-03-01");
    load.items_sha256 = "items" + std::to_string(files_.size());
    files_[load.items_sha256] = items;
    if (!posted.empty()) {
      load.posted_sha256 = "posted" + std::to_string(files_.size());
      files_[load.posted_sha256] = posted;
    }
    return Take(DecisionKind::kBookLoaded, load.items_sha256, ToJson(load));
  }

  /// A receipt of `amount` with these rows; what is over is unapplied.
  static ReceiptDecision Paying(Minor amount, std::vector<DecidedRow> rows) {
    ReceiptDecision decision;
    decision.status = ReceiptStatus::kApplied;
    decision.currency = kUsd;
    decision.amount = amount;
    for (const DecidedRow& row : rows) {
      if (row.kind == ApplicationKind::kPayment) amount -= row.amount;
    }
    if (amount != 0) {
      decision.parts = {{RemainderKind::kUnapplied, "C1", "", "", amount}};
    }
    decision.rows = std::move(rows);
    return decision;
  }

  static DecidedRow Payment(const std::string& item, Minor amount) {
    return {item, "", ApplicationKind::kPayment, amount, ""};
  }

  bool Allocate(const std::string& receipt, const ReceiptDecision& decision) {
    return Take(DecisionKind::kAllocated, receipt, ToJson(decision));
  }

  Minor Open(const std::string& item) const {
    const auto found = ledger_.items().find(item);
    return found == ledger_.items().end() ? kNotStated : found->second.open;
  }

  std::map<std::string, std::string, std::less<>> files_;
  Ledger ledger_{
      [this](std::string_view sha256, std::string* bytes, std::string* error) {
        const auto found = files_.find(sha256);
        *error = "no such file";
        if (found == files_.end()) return false;
        *bytes = found->second;
        return true;
      }};
};

}  // namespace cashmatch
