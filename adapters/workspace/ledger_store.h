// SPDX-License-Identifier: Apache-2.0
// ledger_store.h - a journal that is open, and the receivables it adds up to.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "adapters/ledger/ledger.h"
#include "adapters/read/mapped_csv/mapping.h"
#include "adapters/store/spool.h"
#include "adapters/store/store.h"
#include "adapters/workspace/run_watch.h"
#include "engine/book/book.h"

namespace cashmatch {

/// Where a tenant's receivables live.
struct LedgerPlace {
  std::string store;  // a path, or postgresql://...
  std::string spool;  // a folder; empty: beside the store's file
  std::string tenant = "default";
};

/// Who does something, and when. The clock is the driver's.
struct Actor {
  std::string who;
  std::string at;  // RFC 3339, UTC
};

/// A tenant's journal, open, with its fold so far.
/// Threads: one caller at a time.
class LedgerStore {
 public:
  /// Opens the store and folds the journal; every link and every invariant is
  /// proved on the way. Errors: false, told to `watch`.
  bool Open(const LedgerPlace& place, StoreAccess access,
            const RunWatch& watch);

  /// The same on a store that is open already and that several tenants share.
  bool Open(const LedgerPlace& place, std::shared_ptr<Store> store,
            const RunWatch& watch);

  /// From now on `take` sees each row that is folded. Call it before Open.
  void OnRow(std::function<void(const JournalRow&)> take) {
    on_row_ = std::move(take);
  }

  /// Folds what came since. Errors: false, told to `watch`.
  bool CatchUp(const RunWatch& watch);

  /// Makes decisions and commits them: `decide` sees the ledger as it is and
  /// fills a batch; when another writer was faster, both begin anew. The batch
  /// is folded, and so proved, before it becomes true: one that would break an
  /// invariant ends kRefused, with store and ledger as they were.
  /// Returns how it ended; kDone has been folded in.
  Committed Commit(const Actor& actor,
                   const std::function<bool(Batch* batch)>& decide,
                   const RunWatch& watch);

  /// How the last commit since the last CatchUp ended.
  Committed::End last_end() const { return last_end_; }

  const Ledger& ledger() const { return *ledger_; }
  const Spool& spool() const { return *spool_; }
  Store& store() { return *store_; }
  const std::string& tenant() const { return place_.tenant; }

  /// Reads rows that are asked for next, in few requests to a server; those
  /// read ahead before are forgotten. Errors: false, told to `watch`.
  bool ReadAhead(std::span<const uint64_t> seqs, const RunWatch& watch);
  /// Reads the payload of a row. Errors: false, told to `watch`.
  bool PayloadAt(uint64_t seq, std::string* payload, const RunWatch& watch);
  /// Reads a decision on a receipt. Errors: false, told to `watch`.
  bool DecisionAtRow(uint64_t seq, ReceiptDecision* decision,
                     const RunWatch& watch);

 private:
  Ledger EmptyLedger() const;
  std::string Fold(Batch* batch);
  void Tell(const JournalRow& row);

  LedgerPlace place_;
  std::shared_ptr<Store> store_;
  std::unique_ptr<Spool> spool_;
  std::unique_ptr<Ledger> ledger_;
  Link link_{};
  std::function<void(const JournalRow&)> on_row_;
  uint64_t told_ = 0;   // the last row that on_row_ saw
  bool stale_ = false;  // the fold holds rows that are not in the journal
  std::map<uint64_t, std::string> ahead_;  // payloads, by row
  Committed::End last_end_ = Committed::End::kDone;
};

/// What a use case on a ledger tells besides how it ended.
struct LedgerNews {
  bool rejected = false;  // kFailed for what an input says, not for a fault
  std::string headline;   // for people
  std::string ack;        // for machines: one JSON object a line
};

/// Returns `{"tenant":"acme","seq":17,"head":"4f..."}` and a line feed. Whoever
/// keeps it can prove later that nothing was changed or cut off.
std::string AckOf(std::string_view tenant, const Head& head);

/// Returns the folder of received files; empty: it must be named.
std::string SpoolOf(const LedgerPlace& place);

/// Reads mapping files out of the spool, by their hashes.
/// Errors: told to `watch`; nothing.
std::optional<std::vector<CsvMapping>> MappingsIn(
    const Spool& spool, const std::vector<std::string>& hashes,
    const RunWatch& watch);

/// Reads a whole spooled file. Errors: false, with `*error` told.
bool ReadSpooled(const Spool& spool, std::string_view sha256,
                 std::string* bytes, std::string* error);

}  // namespace cashmatch
