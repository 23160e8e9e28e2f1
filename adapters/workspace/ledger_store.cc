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

constexpr int kTriesMax = 100;  // a writer that is always too late gives up

bool IsAddress(const std::string& store) {
  return store.find("://") != std::string::npos;
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
  ledger_ = std::make_unique<Ledger>(
      [spool = spool_.get()](std::string_view sha256, std::string* bytes,
                             std::string* why) {
        return ReadSpooled(*spool, sha256, bytes, why);
      });
  link_ = {};
  return CatchUp(watch);
}

bool LedgerStore::CatchUp(const RunWatch& watch) {
  Chain chain;
  std::string error, broken;
  last_end_ = Committed::End::kDone;
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
        if (on_row_) on_row_(row);
        return true;
      },
      &error);
  if (broken.empty()) broken = ledger_->broken();
  if (read && broken.empty()) return true;
  watch.Fail(place_.tenant + ": " + (read ? broken : error));
  return false;
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
    committed = store_->Commit(batch);
    last_end_ = committed.end;
    if (committed.end != Committed::End::kDone &&
        committed.end != Committed::End::kMoved) {
      return committed;
    }
    const bool done = committed.end == Committed::End::kDone;
    if (!(done ? TakeOwn(std::move(batch), committed.head, watch)
               : CatchUp(watch))) {
      last_end_ = committed.end = Committed::End::kUnknown;
    }
    if (committed.end != Committed::End::kMoved) return committed;
  }
  return committed;
}

/// Folds what was committed just now. It need not be read again for that: the
/// link at the head binds the very bytes. The batch is let go as a whole, after
/// what is made of it: in its holes that would hold its pages.
bool LedgerStore::TakeOwn(Batch batch, const Head& head,
                          const RunWatch& watch) {
  if (ledger_->seq() + batch.decisions.size() != head.seq) {
    return CatchUp(watch);
  }
  JournalRow row{place_.tenant, ledger_->seq(), batch.at, batch.who, {}, {}};
  for (Decision& decision : batch.decisions) {
    ++row.seq;
    std::swap(row.decision, decision);
    if (!ledger_->Take(row)) {
      watch.Fail(place_.tenant + ": " + ledger_->broken());
      return false;
    }
    if (on_row_) on_row_(row);
    std::swap(row.decision, decision);
  }
  link_ = head.link;
  return true;
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
