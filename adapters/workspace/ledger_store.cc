// SPDX-License-Identifier: Apache-2.0
// ledger_store.cc - open, fold, decide, commit.
// Tested by tests/system/ledger_test.py
#include "adapters/workspace/ledger_store.h"

#include <utility>

#include "adapters/bytes/input.h"
#include "adapters/store/chain.h"
#include "adapters/workspace/load.h"
#include "adapters/write/row.h"
#include "engine/base/planted_bug.h"

namespace cashmatch {
namespace {

using End = Committed::End;

constexpr int kTriesMax = 100;  // a writer that is always too late gives up

bool IsAddress(const std::string& store) {
  return store.find("://") != std::string::npos;
}

/// Visits the decisions of a batch as the rows that they become, without a copy
/// of them, until `visit` returns false.
template <class Visit>
void ForEachRow(Batch* batch, const Visit& visit) {
  JournalRow row{
      batch->tenant, *batch->decided_on, batch->at, batch->who, {}, {}};
  for (Decision& decision : batch->decisions) {
    ++row.seq;
    std::swap(row.decision, decision);
    const bool more = visit(row);
    std::swap(row.decision, decision);
    if (!more) return;
  }
}

}  // namespace

std::string AckOf(std::string_view tenant, const Head& head) {
  std::string ack = "{\"tenant\":";
  AppendJsonString(tenant, &ack);
  return ack + ",\"seq\":" + std::to_string(head.seq) + ",\"head\":\"" +
         HexOf(head.link) + "\"}\n";
}

std::string SpoolOf(const LedgerPlace& place) {
  if (!place.spool.empty()) return place.spool;
  return IsAddress(place.store) ? std::string() : place.store + ".spool";
}

std::optional<std::vector<CsvMapping>> MappingsIn(
    const Spool& spool, const std::vector<std::string>& hashes,
    const RunWatch& watch) {
  std::vector<std::string> paths;
  for (const std::string& hash : hashes) paths.push_back(spool.PathOf(hash));
  return LoadMappings(paths, watch);
}

bool ReadSpooled(const Spool& spool, std::string_view sha256,
                 std::string* bytes, std::string* error) {
  Input input;
  if (!LoadInput(spool.PathOf(sha256), &input, error)) return false;
  *bytes = input.bytes();
  return true;
}

bool LedgerStore::Open(const LedgerPlace& place, StoreAccess access,
                       const RunWatch& watch) {
  if (SpoolOf(place).empty()) {
    watch.Fail("a store on a server needs a folder for files: --spool DIR");
    return false;
  }
  std::string error;
  std::shared_ptr<Store> store = OpenStore(place.store, access, &error);
  if (store == nullptr) {
    watch.Fail(error);
    return false;
  }
  return Open(place, std::move(store), watch);
}

bool LedgerStore::Open(const LedgerPlace& place, std::shared_ptr<Store> store,
                       const RunWatch& watch) {
  place_ = place;
  place_.spool = SpoolOf(place);
  store_ = std::move(store);
  spool_ = std::make_unique<Spool>(place_.spool);
  ledger_ = std::make_unique<Ledger>(EmptyLedger());
  link_ = {};
  return CatchUp(watch);
}

Ledger LedgerStore::EmptyLedger() const {
  return Ledger([spool = spool_.get()](std::string_view sha256,
                                       std::string* bytes, std::string* why) {
    return ReadSpooled(*spool, sha256, bytes, why);
  });
}

bool LedgerStore::CatchUp(const RunWatch& watch) {
  Chain chain;
  std::string error, broken;
  last_end_ = End::kDone;
  if (std::exchange(stale_, false)) {
    *ledger_ = EmptyLedger();  // in place: others hold on to it
    link_ = {};
  }
  uint64_t seq = ledger_->seq();
  const bool read = store_->Scan(
      place_.tenant, seq,
      [&](const JournalRow& row) {
        if (row.seq != ++seq || (chain.LinkOf(link_, row) != row.link &&
                                 !Planted("the chain is not walked"))) {
          broken = "row " + std::to_string(row.seq) +
                   ": the journal was changed from outside";
          return false;
        }
        link_ = row.link;
        if (!ledger_->Take(row)) return false;
        Tell(row);
        return true;
      },
      &error);
  if (broken.empty()) broken = ledger_->broken();
  if (read && broken.empty()) return true;
  watch.Fail(place_.tenant + ": " + (read ? broken : error));
  return false;
}

/// Each row is told once, also where it is folded again.
void LedgerStore::Tell(const JournalRow& row) {
  if (row.seq <= told_) return;
  told_ = row.seq;
  if (on_row_) on_row_(row);
}

Committed LedgerStore::Commit(const Actor& actor,
                              const std::function<bool(Batch* batch)>& decide,
                              const RunWatch& watch) {
  Committed committed;
  for (int tries = 0; tries < kTriesMax; ++tries) {
    Batch batch;
    batch.tenant = place_.tenant;
    batch.at = actor.at;
    batch.who = actor.who;
    batch.decided_on = ledger_->seq();
    if (!decide(&batch)) return committed;
    committed = store_->Commit(batch, [&] { return Fold(&batch); });
    if (committed.end == End::kDone) {
      link_ = committed.head.link;
      stale_ = ledger_->seq() != committed.head.seq;
      ForEachRow(&batch, [this](const JournalRow& row) {
        Tell(row);
        return true;
      });
    }
    // What may be true or not is found out by whoever opens the store anew.
    const bool behind = stale_ && committed.end != End::kUnknown;
    if ((behind || committed.end == End::kMoved) && !CatchUp(watch)) {
      committed.end = End::kUnknown;
    }
    last_end_ = committed.end;
    if (committed.end != End::kMoved) return committed;
  }
  return committed;
}

/// Folds what is about to become true, and says what does not hold of it. Once
/// it is true it need not be read again: the link at the head binds the very
/// bytes.
std::string LedgerStore::Fold(Batch* batch) {
  stale_ = true;
  ForEachRow(batch,
             [this](const JournalRow& row) { return ledger_->Take(row); });
  std::string why = ledger_->broken();
  if (why.empty()) why = ledger_->rights().Whole();
  return why.empty() ? why
                     : place_.tenant + ": " + why + "; nothing was written";
}

bool LedgerStore::DecisionAtRow(uint64_t seq, ReceiptDecision* decision,
                                const RunWatch& watch) {
  std::string payload, error;
  if (!PayloadAt(seq, &payload, watch)) return false;
  if (FromJson(payload, decision, &error)) return true;
  watch.Fail(place_.tenant + ": row " + std::to_string(seq) + ": " + error);
  return false;
}

bool LedgerStore::ReadAhead(std::span<const uint64_t> seqs,
                            const RunWatch& watch) {
  std::string error;
  ahead_.clear();
  const bool read = store_->RowsAt(
      place_.tenant, seqs,
      [this](const JournalRow& row) { ahead_[row.seq] = row.decision.payload; },
      &error);
  if (!read) watch.Fail(place_.tenant + ": " + error);
  return read;
}

bool LedgerStore::PayloadAt(uint64_t seq, std::string* payload,
                            const RunWatch& watch) {
  if (const auto ahead = ahead_.find(seq); ahead != ahead_.end()) {
    *payload = std::move(ahead->second);
    ahead_.erase(ahead);
    return true;
  }
  std::string error;
  bool found = false;
  const bool read = store_->RowsAt(
      place_.tenant, std::span(&seq, 1),
      [&](const JournalRow& row) {
        *payload = row.decision.payload;
        found = true;
      },
      &error);
  if (read && found) return true;
  watch.Fail(place_.tenant + ": row " + std::to_string(seq) + ": " +
             (error.empty() ? "not there" : error));
  return false;
}

}  // namespace cashmatch
