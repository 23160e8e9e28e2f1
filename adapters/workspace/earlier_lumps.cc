// SPDX-License-Identifier: Apache-2.0
// earlier_lumps.cc - the money of a lump is counted once, over all runs.
// Tested by tests/system/lumps_over_time_test.py
#include "adapters/workspace/earlier_lumps.h"

#include <algorithm>
#include <string>

#include "engine/fold_lumps.h"

namespace cashmatch {
namespace {

/// Why somebody relies on a lump already; "": nobody does.
std::string_view WhyItStays(const Ledger& ledger, std::string_view id) {
  const LedgerReceipt& state = ledger.receipts().find(id)->second;
  if (state.reversed) return "the bank took it back";
  if (state.by_person) return "a person decided on it";
  if (!state.cash_posting.empty()) return "its cash went to the ERP";
  const bool may_go = ledger.Waits(id) ||
                      state.status == ReceiptStatus::kProvisional ||
                      state.status == ReceiptStatus::kNotReceivable;
  return may_go ? "" : "it is settled";
}

class Together {
 public:
  Together(const Ledger& ledger, const ReceiptBlock& receipts,
           const RunWatch& watch, std::vector<Known>* known, RunGiven* given)
      : ledger_(ledger),
        receipts_(receipts),
        watch_(watch),
        known_(*known),
        given_(*given) {}

  void Add(const Lump& lump) {
    if (!HasArrived(lump.items.front())) {
      return Count(lump.rows, lump.rows, lump,
                   "; it was counted with them, the lump is a duplicate");
    }
    std::string_view stays;
    for (const uint32_t row : lump.rows) {
      if (stays.empty() && !HasArrived(row)) {
        stays = WhyItStays(ledger_, IdOf(row));
      }
    }
    if (stays.empty()) return Replace(lump);
    Count(lump.items, lump.rows, lump,
          "; the lump was counted and " + std::string(stays) +
              ", the items are duplicates");
  }

 private:
  bool HasArrived(uint32_t row) const { return row < known_.size(); }
  std::string_view IdOf(uint32_t row) const {
    return receipts_.receipts[row].id;
  }
  std::string NameOf(uint32_t row) const {
    const Receipt& it = receipts_.receipts[row];
    return std::string(receipts_.files[it.file].name) + ":" +
           std::to_string(it.line) +
           (HasArrived(row) ? "" : " of an earlier run");
  }
  bool IsNew(uint32_t row) const {
    return HasArrived(row) && known_[row] == Known::kNew;
  }

  /// Their money was counted before, and so was that of copies of the lump.
  void Count(const std::vector<uint32_t>& rows,
             const std::vector<uint32_t>& copies, const Lump& lump,
             std::string_view done) {
    bool any = false;
    for (const auto* const some : {&rows, &copies}) {
      for (const uint32_t row : *some) {
        if (!IsNew(row)) continue;
        known_[row] = Known::kCounted;
        any = true;
      }
    }
    if (any) Tell(lump, done);
  }

  void Replace(const Lump& lump) {
    for (const uint32_t row : lump.rows) {
      if (HasArrived(row)) {
        known_[row] = Known::kCounted;
      } else {
        given_.replaced.emplace(
            IdOf(row), "its items came in " + NameOf(lump.items.front()));
      }
    }
    Tell(lump, "; the items used, the lump is a duplicate from now on");
  }

  void Tell(const Lump& lump, std::string_view done) const {
    const Receipt& first = receipts_.receipts[lump.rows.front()];
    WideMinor sum = 0;
    for (const uint32_t row : lump.items) sum += receipts_.receipts[row].amount;
    watch_.Say(NameOf(lump.rows.front()) + ": LUMP: found " +
               FormatMoney(sum, first.currency) + " " +
               std::string(CodeOf(first.currency)) + " that " +
               std::to_string(lump.items.size()) + " receipts from " +
               NameOf(lump.items.front()) + " on add up to" +
               std::string(done));
  }

  const Ledger& ledger_;
  const ReceiptBlock& receipts_;
  const RunWatch& watch_;
  std::vector<Known>& known_;
  RunGiven& given_;
};

}  // namespace

bool StandsAsMoney(const LedgerReceipt& receipt) {
  return receipt.status != ReceiptStatus::kDuplicate &&
         receipt.status != ReceiptStatus::kHeld &&
         receipt.exception != ExceptionCode::kWithdrawn;
}

void PutLumpsTogether(const Ledger& ledger, const ReceiptBlock& receipts,
                      const OwnAccounts& own, const RunWatch& watch,
                      std::vector<Known>* known, RunGiven* given) {
  Together together(ledger, receipts, watch, known, given);
  for (const Lump& lump : FindLumps(receipts, own)) together.Add(lump);
}

}  // namespace cashmatch
