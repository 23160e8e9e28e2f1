// SPDX-License-Identifier: Apache-2.0
// ledger_load.cc - open items that the ERP sent, over what was applied since.
// Tested by tests/unit/adapters/ledger/ledger_test.cc
#include <algorithm>
#include <utility>

#include "adapters/ledger/ledger.h"
#include "adapters/read/book_input/book_input.h"
#include "engine/base/planted_bug.h"

namespace cashmatch {
namespace {

/// Calls `visit` with every line that is not blank, without its CR.
template <class Visit>
void ForEachLine(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (!line.empty()) visit(line);
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

Minor OpenAsLoaded(const OpenItem& item) {
  return item.status == ItemStatus::kClosed ? 0 : item.amount;
}

}  // namespace

/// One load, with what is applied and not yet posted by item.
struct Ledger::Load {
  BookDecision decision;
  std::map<std::string_view, WideMinor> pending;
};

bool Ledger::TakeBook(const JournalRow& row) {
  Load load;
  std::string error, bytes;
  if (!FromJson(row.decision.payload, &load.decision, &error)) {
    return Break(error);
  }
  if (!LoadCustomers(load.decision) || !LoadPosted(load.decision)) return false;
  if (!read_spool_(load.decision.items_sha256, &bytes, &error)) {
    return Break(error);
  }
  OpenItemBlock block;
  Findings findings;
  ReadOpenItems(Source{"open items", bytes}, nullptr, &block, &findings);
  if (findings.rejected()) return Break("open items that cannot be read");
  for (const auto& [id, pending] : pending_) {
    load.pending[pending.item] += pending.amount;
  }
  arena_.Adopt(std::move(block.arena));
  ++loads_;
  if (load.decision.as_of != kNoDay) as_of_ = load.decision.as_of;
  for (const OpenItem& item : block.items) LoadItem(load, item);
  if (load.decision.snapshot) CloseWhatIsGone(load);
  return true;
}

bool Ledger::LoadCustomers(const BookDecision& load) {
  if (load.customers_sha256.empty()) return true;
  std::string bytes, error;
  if (!read_spool_(load.customers_sha256, &bytes, &error)) return Break(error);
  CustomerBlock block;
  Findings findings;
  ReadCustomers(Source{"customers", bytes}, &block, &findings);
  if (findings.rejected()) return Break("customers that cannot be read");
  customers_ = std::move(block);
  return true;
}

/// What the ERP has posted stands in its amounts already, and what we made for
/// it stands there under an id of the ERP's.
bool Ledger::LoadPosted(const BookDecision& load) {
  if (load.posted_sha256.empty()) return true;
  std::string bytes, error;
  if (!read_spool_(load.posted_sha256, &bytes, &error)) return Break(error);
  ForEachLine(bytes, [this](std::string_view id) {
    if (const auto cash = cash_pending_.find(id); cash != cash_pending_.end()) {
      cash_pending_.erase(cash);
      return;
    }
    if (pending_.contains(id)) {
      DropPending(std::string(id));
      return;
    }
    const auto item = items_.find(id);
    if (item == items_.end() || item->second.item.origin_receipt_id.empty()) {
      return;  // the header, or posted before
    }
    open_[item->second.item.currency] -= item->second.open;
    items_.erase(item);
  });
  return true;
}

/// Sets an item to what the ERP says, less what it does not know of yet. Where
/// that would turn its sign, the ERP and we contradict each other: the item
/// stays as it is, and a person looks.
void Ledger::LoadItem(const Load& load, const OpenItem& item) {
  LedgerItem& state = items_[std::string(item.item_id)];
  const auto pending = load.pending.find(item.item_id);
  const WideMinor applied = pending == load.pending.end() ? 0 : pending->second;
  const Minor loaded = OpenAsLoaded(item);
  const WideMinor open = loaded - applied;
  state.loads = loads_;
  if ((item.amount < 0 ? open > 0 : open < 0) &&
      !Planted("a conflict is loaded")) {
    conflicts_[std::string(item.item_id)] = {seq_, std::string(item.item_id),
                                             loaded, Narrow(applied),
                                             item.currency};
    if (state.item.item_id.empty()) items_.erase(std::string(item.item_id));
    return;
  }
  conflicts_.erase(std::string(item.item_id));
  if (!state.item.item_id.empty()) open_[state.item.currency] -= state.open;
  state.item = item;
  state.open = static_cast<Minor>(open);
  // What rows took off it may come back, also where the ERP has posted them.
  const WideMinor before = open + state.applied;
  state.most = item.amount < 0 ? std::min<WideMinor>(item.amount, before)
                               : std::max<WideMinor>(item.amount, before);
  state.closed_on = open == 0 ? load.decision.as_of : kNoDay;
  open_[item.currency] += state.open;
}

/// A snapshot is all that is open: what it leaves out was settled elsewhere,
/// unless we made it and the ERP does not know it.
void Ledger::CloseWhatIsGone(const Load& load) {
  for (auto& [id, state] : items_) {
    if (state.loads == loads_ || !state.item.origin_receipt_id.empty()) {
      continue;
    }
    const auto found = load.pending.find(id);
    const WideMinor pending = found == load.pending.end() ? 0 : found->second;
    const WideMinor applied = state.item.amount < 0 ? -pending : pending;
    if (state.open == 0 && applied >= 0) {
      conflicts_.erase(id);
      continue;
    }
    if (applied > 0) {
      conflicts_[id] = {seq_, id, 0, Narrow(pending), state.item.currency};
      continue;
    }
    conflicts_.erase(id);
    // Nothing is open there, and what we took back is not posted yet.
    open_[state.item.currency] -= state.open;
    state.open = Narrow(-pending);
    open_[state.item.currency] += state.open;
    if (state.open == 0) state.closed_on = load.decision.as_of;
  }
}

}  // namespace cashmatch
