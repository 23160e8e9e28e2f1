// SPDX-License-Identifier: Apache-2.0
// decide.cc - one decision a receipt, with everything that it did.
// Tested by tests/system/ledger_test.py
#include "adapters/ledger/decide.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <unordered_map>
#include <utility>

#include "adapters/bytes/sha256.h"
#include "adapters/ledger/decision_order.h"
#include "adapters/write/canonical.h"
#include "engine/base/hash.h"
#include "engine/base/planted_bug.h"
#include "engine/model/own_account.h"
#include "engine/model/receipt_identity.h"

namespace cashmatch {
namespace {

constexpr size_t kIdentityDigits = 32;  // 128 bits of the hash
constexpr size_t kDrawnDigits = 15;     // 60 bits
constexpr uint64_t kOne = 1'000'000;    // in millionths

std::string HashOf(std::string_view identity) {
  return Sha256Hex(identity).substr(0, kIdentityDigits);
}

std::string HashOf(const ReceiptBlock& receipts, const Receipt& receipt) {
  return HashOf(IdentityOf(receipts, receipt));
}

/// How often that money was counted, whatever the account was called.
uint32_t CountOf(const Ledger& ledger, const ReceiptBlock& receipts,
                 const OwnAccounts& own, const Receipt& receipt,
                 const std::string& identity) {
  if (own.empty()) return ledger.CountOf(identity);
  uint32_t count = 0;
  for (const std::string& key : own.KeysOf(receipt.account)) {
    count += ledger.CountOf(HashOf(IdentityUnder(key, receipts, receipt)));
  }
  return count;
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

/// Copies of one money in one file.
struct Copies {
  uint32_t counted = 0;  // of that money, by the ledger
  std::vector<size_t> rows;
};

class Decider {
 public:
  Decider(const Ledger& ledger, const Results& results, const RunGiven& given,
          const RunStamp& stamp)
      : ledger_(ledger), results_(results), given_(given), stamp_(stamp) {
    for (const auto& [row, advice] : given.advice) {
      const ReceiptOutcome& outcome = results.OutcomeAt(row);
      const bool copy = outcome.status == ReceiptStatus::kDuplicate &&
                        outcome.original != kNoReceipt;
      advice_.emplace(copy ? outcome.original : row, &advice);
    }
    for (const EarlierUndo& undo : results.report.earlier) {
      const Receipt& original =
          given.earlier.receipts.receipts[Index(undo.original)];
      earlier_.emplace(undo.reversal, original.id);
    }
    for (const MadeItem& made : results.report.made) {
      made_.emplace(made.item.origin_receipt_id, &made.item);
    }
  }

  void Add(ReceiptRow row, Batch* batch) {
    const Receipt& receipt = results_.ReceiptAt(row);
    const ReceiptOutcome& outcome = results_.OutcomeAt(row);
    if (outcome.status == ReceiptStatus::kDuplicate) return;
    if (outcome.status == ReceiptStatus::kHeld) {
      held_.insert(HashOf(results_.receipts, receipt));
    }
    const auto known = ledger_.receipts().find(receipt.id);
    const bool waited = known != ledger_.receipts().end();
    ReceiptDecision decision = Describe(row, receipt, outcome);
    if (waited) {
      const LedgerReceipt& before = known->second;
      if (decision.advice.empty()) {
        if (StandsAs(before, decision, receipt)) return;
        // As it came; what becomes money in this run is no longer held or
        // provisional, also where later runs look at it.
        if (before.counted || !IsCounted(outcome)) decision.receipt.clear();
      }
      decision.turn = before.turn + 1;
    }
    // An intraday copy, or one that was held, is counted when it becomes money.
    const bool counted_before = waited && known->second.counted;
    if (IsCounted(outcome) && !counted_before) {
      decision.identity = Index(row) < given_.identities.size()
                              ? given_.identities[Index(row)]
                              : HashOf(results_.receipts, receipt);
      const uint32_t occurrence = ledger_.CountOf(decision.identity) +
                                  ++occurrences_[decision.identity];
      batch->claims.push_back(
          {"receipt", decision.identity + "#" + std::to_string(occurrence)});
    }
    if (!decision.advice.empty()) {
      batch->claims.push_back({"advice", decision.advice});
    }
    decision.qa_sample = Draw(decision, receipt.id);
    if (!decision.original.empty()) NameUndone(outcome, &decision);
    turns_[receipt.id] = decision.turn;
    Journal(KindOf(outcome.status), receipt.id, decision, batch);
  }

  /// Ends lumps whose items came.
  void EndReplaced(Batch* batch) {
    for (const auto& [id, why] : given_.replaced) {
      const LedgerReceipt& before = ledger_.receipts().find(id)->second;
      ReceiptDecision decision = Ended(before);
      decision.note = why;
      turns_[id] = decision.turn;
      Journal(DecisionKind::kPlaced, id, decision, batch);
    }
  }

  /// Withdraws intraday receipts of earlier runs that a final statement came
  /// without; those that it brought in other words are copies of what it has.
  void EndIntraday(Batch* batch) {
    for (const Receipt& receipt : given_.intraday.receipts) {
      if (turns_.contains(receipt.id) || !IsFinal(receipt)) continue;
      ReceiptDecision decision =
          Ended(ledger_.receipts().find(receipt.id)->second);
      if (!Came(receipt)) {
        decision.status = ReceiptStatus::kProvisional;
        decision.exception = ExceptionCode::kWithdrawn;
      }
      Journal(DecisionKind::kPlaced, receipt.id, decision, batch);
    }
  }

 private:
  /// True if a receipt stands as it stood. One that was withdrawn is not shown
  /// again because an old file came late, and a broken intraday copy says no
  /// more than the one before it.
  static bool StandsAs(const LedgerReceipt& before, const ReceiptDecision& now,
                       const Receipt& receipt) {
    if (before.status == ReceiptStatus::kProvisional && receipt.provisional &&
        now.status == ReceiptStatus::kHeld) {
      return true;
    }
    if (before.status != now.status || before.customer != now.customer) {
      return before.status == ReceiptStatus::kProvisional &&
             now.status == ReceiptStatus::kProvisional &&
             before.exception == ExceptionCode::kWithdrawn;
    }
    return before.exception == now.exception ||
           before.exception == ExceptionCode::kWithdrawn;
  }

  bool IsFinal(const Receipt& receipt) const {
    return given_.final_days.contains(
        {own_.KeyOf(receipt.account), receipt.booking_date});
  }

  /// True if money that was shown intraday was counted, now or before, or is
  /// held now.
  bool Came(const Receipt& receipt) const {
    for (const std::string& key : own_.KeysOf(receipt.account)) {
      const std::string identity =
          HashOf(IdentityUnder(key, given_.intraday, receipt));
      if (occurrences_.contains(identity) || held_.contains(identity) ||
          ledger_.CountOf(identity) != 0) {
        return true;
      }
    }
    return false;
  }

  /// The last turn of a receipt that other receipts stand for.
  ReceiptDecision Ended(const LedgerReceipt& before) const {
    ReceiptDecision decision;
    decision.turn = before.turn + 1;
    decision.status = ReceiptStatus::kDuplicate;
    decision.exception = ExceptionCode::kDuplicate;
    decision.currency = before.currency;
    decision.amount = before.amount;
    decision.rules_sha256 = stamp_.rules_sha256;
    decision.engine = stamp_.engine;
    return decision;
  }

  static void Journal(DecisionKind kind, std::string_view receipt,
                      const ReceiptDecision& decision, Batch* batch) {
    const std::string id(receipt);
    batch->claims.push_back(
        {"decision", id + "/" + std::to_string(decision.turn)});
    batch->decisions.push_back({kind, id, ToJson(decision)});
  }

  std::string ItemId(ItemRow item) const {
    return std::string(results_.book.ItemId(item));
  }
  std::string CustomerId(CustomerRow customer) const {
    return customer == kNoCustomer
               ? std::string()
               : std::string(results_.book.CustomerId(customer));
  }

  /// Returns the share that its customer's rules want a person to look at, if
  /// the receipt is drawn. The same receipt is drawn whenever it is decided on.
  Millionths Draw(const ReceiptDecision& decision, std::string_view id) const {
    if (KindOf(decision.status) != DecisionKind::kAllocated ||
        decision.rows.empty()) {
      return 0;
    }
    const Millionths share = stamp_.policy->For(decision.customer).qa_sample;
    if (share == 0) return 0;
    uint64_t drawn = 0;
    const std::string digits =
        Sha256Hex("qa sample\n" + std::string(id)).substr(0, kDrawnDigits);
    std::from_chars(digits.data(), digits.data() + digits.size(), drawn, 16);
    return drawn % kOne < static_cast<uint64_t>(share) ? share : 0;
  }

  /// The rows of a reversal name those of its original, which it has in the
  /// same order.
  void NameUndone(const ReceiptOutcome& outcome,
                  ReceiptDecision* decision) const {
    const auto known = ledger_.receipts().find(decision->original);
    const auto now = turns_.find(decision->original);
    for (size_t i = 0; i < decision->rows.size(); ++i) {
      if (now != turns_.end() && outcome.original != kNoReceipt) {
        decision->rows[i].undoes =
            ApplicationId(decision->original, now->second, i + 1);
      } else if (known != ledger_.receipts().end() &&
                 i < known->second.live.size()) {
        decision->rows[i].undoes = known->second.live[i].id;
      }
    }
  }

  ReceiptDecision Describe(ReceiptRow row, const Receipt& receipt,
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
    } else if (const auto undone = earlier_.find(row);
               undone != earlier_.end()) {
      decision.original = undone->second;
    }
    if (outcome.status == ReceiptStatus::kProvisional && IsFinal(receipt)) {
      decision.exception = ExceptionCode::kWithdrawn;
    }
    // What is only shown uses no advice up.
    if (const auto advice = advice_.find(row);
        advice != advice_.end() && IsCounted(outcome)) {
      decision.advice = *advice->second;
    }
    AddRows(outcome, &decision);
    const auto [first, last] = made_.equal_range(receipt.id);
    for (auto made = first; made != last; ++made) {
      AppendOpenItemJson(*made->second, &decision.made.emplace_back());
      decision.made.back().pop_back();  // the line feed
    }
    const auto came = given_.as_they_came.find(row);
    const bool shown = !IsCounted(outcome) && came != given_.as_they_came.end();
    AppendReceiptJson(results_.receipts, shown ? came->second : receipt,
                      &decision.receipt);
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
  const RunGiven& given_;
  const RunStamp& stamp_;
  const OwnAccounts& own_ = stamp_.policy->own_accounts;
  std::multimap<std::string_view, const OpenItem*> made_;  // by receipt
  std::unordered_map<std::string, uint32_t, TextHash> occurrences_;
  std::set<std::string, std::less<>> held_;  // identities of what is held now
  std::unordered_map<std::string_view, uint32_t, TextHash> turns_;  // of here
  std::unordered_map<ReceiptRow, std::string_view> earlier_;  // what is undone
  std::unordered_map<ReceiptRow, const std::string*> advice_;
};

}  // namespace

std::vector<Known> KnownOf(const Ledger& ledger, const ReceiptBlock& receipts,
                           const OwnAccounts& own, RunGiven* given) {
  std::vector<Known> known(receipts.receipts.size(), Known::kNew);
  given->identities.clear();
  // Copies of counted money, by file and identity, and how many of them count.
  std::map<std::pair<uint32_t, std::string>, Copies> copies;
  for (size_t i = 0; i < known.size(); ++i) {
    const Receipt& receipt = receipts.receipts[i];
    given->identities.push_back(HashOf(receipts, receipt));
    const uint32_t counted =
        CountOf(ledger, receipts, own, receipt, given->identities.back());
    if (counted == 0 || Planted("known money is counted again")) continue;
    std::string identity = HashOf(IdentityOf(receipts, receipt, own));
    Copies& of = copies[{receipt.file, std::move(identity)}];
    of.counted = counted + Planted("a twin more is known money");
    of.rows.push_back(i);
  }
  for (auto& [place, of] : copies) {
    std::ranges::stable_sort(of.rows, {}, [&](size_t row) {
      const Receipt& receipt = receipts.receipts[row];
      const auto before = ledger.receipts().find(receipt.id);
      const bool itself =
          before != ledger.receipts().end() && before->second.counted;
      return std::pair(!itself, !receipt.held.empty());
    });
    for (size_t i = 0; i < std::min<size_t>(of.counted, of.rows.size()); ++i) {
      known[of.rows[i]] = Known::kCounted;
    }
  }
  return known;
}

void Decide(const Ledger& ledger, const Results& results, const RunGiven& given,
            const RunStamp& stamp, Batch* batch) {
  Decider decider(ledger, results, given, stamp);
  const std::vector<ReceiptRow> order =
      DecisionOrder(results.receipts, results.report);
  const size_t count = order.size();
  batch->decisions.reserve(batch->decisions.size() + count);
  batch->claims.reserve(batch->claims.size() + 2 * count);
  for (const ReceiptRow row : order) decider.Add(row, batch);
  decider.EndReplaced(batch);
  decider.EndIntraday(batch);
}

}  // namespace cashmatch
