// SPDX-License-Identifier: Apache-2.0
// decide.cc - one decision a receipt, with everything that it did.
// Tested by tests/system/ledger_test.py
#include "adapters/ledger/decide.h"

#include <map>
#include <unordered_map>
#include <utility>

#include "adapters/bytes/sha256.h"
#include "adapters/write/canonical.h"
#include "engine/base/hash.h"
#include "engine/model/receipt_identity.h"

namespace cashmatch {
namespace {

constexpr size_t kIdentityDigits = 32;  // 128 bits of the hash

std::string HashOf(const ReceiptBlock& receipts, const Receipt& receipt) {
  return Sha256Hex(IdentityOf(receipts, receipt)).substr(0, kIdentityDigits);
}

/// Money that takes a place among its equals; what is only shown does not.
bool IsCounted(const ReceiptOutcome& outcome) {
  return outcome.status != ReceiptStatus::kDuplicate &&
         outcome.status != ReceiptStatus::kHeld &&
         outcome.status != ReceiptStatus::kProvisional;
}

DecisionKind KindOf(ReceiptStatus status) {
  switch (status) {
    case ReceiptStatus::kApplied:
    case ReceiptStatus::kPartial:
      return DecisionKind::kAllocated;
    case ReceiptStatus::kReversal:
      return DecisionKind::kReversed;
    case ReceiptStatus::kSuggested:
      return DecisionKind::kSuggested;
    default:
      return DecisionKind::kPlaced;
  }
}

class Decider {
 public:
  Decider(const Ledger& ledger, const Results& results, const RunStamp& stamp)
      : ledger_(ledger), results_(results), stamp_(stamp) {
    for (const MadeItem& made : results.report.made) {
      made_.emplace(made.item.origin_receipt_id, &made.item);
    }
  }

  void Add(ReceiptRow row, Batch* batch) {
    const Receipt& receipt = results_.ReceiptAt(row);
    const ReceiptOutcome& outcome = results_.OutcomeAt(row);
    if (outcome.status == ReceiptStatus::kDuplicate) return;
    const auto known = ledger_.receipts().find(receipt.id);
    const bool waited = known != ledger_.receipts().end();
    ReceiptDecision decision = Describe(receipt, outcome);
    if (waited) {
      const LedgerReceipt& before = known->second;
      if (before.status == outcome.status &&
          before.exception == outcome.exception &&
          before.customer == decision.customer) {
        return;
      }
      decision.turn = before.turn + 1;
      decision.receipt.clear();
    }
    // An intraday copy, or one that was held, is counted when it becomes money.
    const bool counted_before = waited && known->second.counted;
    if (IsCounted(outcome) && !counted_before) {
      decision.identity = HashOf(results_.receipts, receipt);
      const uint32_t occurrence = ledger_.CountOf(decision.identity) +
                                  ++occurrences_[decision.identity];
      batch->claims.push_back(
          {"receipt", decision.identity + "#" + std::to_string(occurrence)});
    }
    batch->claims.push_back({"decision", std::string(receipt.id) + "/" +
                                             std::to_string(decision.turn)});
    batch->decisions.push_back(
        {KindOf(outcome.status), std::string(receipt.id), ToJson(decision)});
  }

 private:
  std::string ItemId(ItemRow item) const {
    return std::string(results_.book.ItemId(item));
  }
  std::string CustomerId(CustomerRow customer) const {
    return customer == kNoCustomer
               ? std::string()
               : std::string(results_.book.CustomerId(customer));
  }

  ReceiptDecision Describe(const Receipt& receipt,
                           const ReceiptOutcome& outcome) const {
    ReceiptDecision decision;
    decision.status = outcome.status;
    decision.rule = outcome.rule;
    decision.exception = outcome.exception;
    decision.confidence = outcome.confidence;
    decision.currency = receipt.currency;
    decision.amount = SignedAmount(receipt);
    decision.customer = CustomerId(outcome.customer);
    if (outcome.original != kNoReceipt) {
      decision.original = results_.ReceiptAt(outcome.original).id;
    }
    AddRows(outcome, &decision);
    const auto [first, last] = made_.equal_range(receipt.id);
    for (auto made = first; made != last; ++made) {
      AppendOpenItemJson(*made->second, &decision.made.emplace_back());
      decision.made.back().pop_back();  // the line feed
    }
    AppendReceiptJson(results_.receipts, receipt, &decision.receipt);
    decision.receipt.pop_back();
    decision.rules_sha256 = stamp_.rules_sha256;
    decision.engine = stamp_.engine;
    return decision;
  }

  void AddRows(const ReceiptOutcome& outcome, ReceiptDecision* decision) const {
    for (const Application& row : results_.report.Applications(outcome)) {
      decision->rows.push_back({ItemId(row.item), std::string(row.reason_code),
                                row.kind, row.amount});
    }
    for (const Remainder& part : results_.report.Remainders(outcome)) {
      decision->parts.push_back({part.kind, CustomerId(part.customer),
                                 std::string(part.reference),
                                 std::string(part.reason_code), part.amount});
    }
    for (const Suggestion& offer : results_.report.Suggestions(outcome)) {
      decision->offers.push_back(
          {offer.rank,
           offer.confidence,
           offer.rule,
           {ItemId(offer.item), "", offer.kind, offer.amount}});
    }
  }

  const Ledger& ledger_;
  const Results& results_;
  const RunStamp& stamp_;
  std::multimap<std::string_view, const OpenItem*> made_;  // by receipt
  std::unordered_map<std::string, uint32_t, TextHash> occurrences_;
};

}  // namespace

std::vector<Known> KnownOf(const Ledger& ledger, const ReceiptBlock& receipts,
                           size_t arrived) {
  std::vector<Known> known(receipts.receipts.size(), Known::kWaits);
  // By file and identity: how many of it were seen in this file so far.
  std::map<std::pair<uint32_t, std::string>, uint32_t> seen;
  for (size_t i = 0; i < arrived; ++i) {
    const Receipt& receipt = receipts.receipts[i];
    std::string identity = HashOf(receipts, receipt);
    const uint32_t counted = ledger.CountOf(identity);
    known[i] =
        counted != 0 && ++seen[{receipt.file, std::move(identity)}] <= counted
            ? Known::kCounted
            : Known::kNew;
  }
  return known;
}

void Decide(const Ledger& ledger, const Results& results, const RunStamp& stamp,
            Batch* batch) {
  Decider decider(ledger, results, stamp);
  for (const ReceiptRow row : results.report.order) decider.Add(row, batch);
}

}  // namespace cashmatch
