// SPDX-License-Identifier: Apache-2.0
// decide.h - from what a run decided to decisions for the journal.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "adapters/ledger/ledger.h"
#include "adapters/store/journal.h"
#include "adapters/write/results.h"
#include "engine/model/earlier.h"
#include "engine/model/policy.h"
#include "engine/model/receipt_identity.h"

namespace cashmatch {

/// What the decisions of a run are stamped with.
struct RunStamp {
  std::string rules_sha256;
  std::string engine;              // its version
  const Policy* policy = nullptr;  // of the rules
};

/// What a run was given besides its receipts.
struct RunGiven {
  EarlierPayments earlier;
  // The advice that joined a receipt, as ReceiptDecision::advice has it.
  std::map<ReceiptRow, std::string> advice;
  // Intraday ones without the advice, which stays open for the final copy.
  std::map<ReceiptRow, Receipt> as_they_came;
  // Accounts, by OwnAccountKey, and booking dates of which a final statement
  // came, in this run or before.
  std::set<std::pair<std::string, Day>> final_days;
  ReceiptBlock intraday;  // of earlier runs, not seen in a final statement yet
  // Of the receipts that arrived, as the ledger counts them: as they came, for
  // advice that joins adds to their texts.
  std::vector<std::string> identities;
  // Lumps of earlier runs whose items came now, by id, with what is told of it.
  std::map<std::string, std::string> replaced;
};

/// Returns what the ledger knows of receipts that arrived, and sets the
/// identities of `given`. Of equal receipts in one file those are known that
/// were counted themselves, then those that are not held, the first ones first.
/// Money is counted under the account that its file names, and looked for under
/// all that `own` says are the same. Source: CONTRACT section 4 (identity),
/// across runs.
std::vector<Known> KnownOf(const Ledger& ledger, const ReceiptBlock& receipts,
                           const OwnAccounts& own, RunGiven* given);

/// Turns the outcomes of a run into decisions, as it settled them, and into
/// what may be true once: an occurrence of money, a turn of a receipt.
/// A duplicate is no decision on a receipt; the caller counts it with its file.
/// A receipt that waited and still stands as it stood has no decision either.
/// An intraday receipt that a final statement came without is withdrawn; a lump
/// that is replaced is a duplicate from now on.
void Decide(const Ledger& ledger, const Results& results, const RunGiven& given,
            const RunStamp& stamp, Batch* batch);

}  // namespace cashmatch
