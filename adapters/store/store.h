// SPDX-License-Identifier: Apache-2.0
// store.h - where the journal lives; SQLite and PostgreSQL stand behind it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/store/journal.h"

namespace cashmatch {

/// The journal of all tenants, with what must be unique about it.
///
/// The journal is the truth; claims, approvals and answers are kept beside it
/// so that two writers cannot make the same thing true twice. What was acked is
/// durable: it survives a crash of the program, the machine and the power.
///
/// After a write that ended kUnknown the store takes no more of them: open it
/// anew, and send the batch again with the same key.
/// Threads: one caller at a time for each store; open several to read beside
/// the writer.
class Store {
 public:
  virtual ~Store() = default;

  /// Says of a batch that is written, and not yet true, what does not hold;
  /// "": all of it does.
  using Proof = std::function<std::string()>;

  /// Commits all of `batch` durably, or nothing of it. `proof` is asked last,
  /// once nothing else is in the way; what does not hold is rolled back and
  /// ends kRefused, with its words as the error.
  virtual Committed Commit(const Batch& batch, const Proof& proof) = 0;
  Committed Commit(const Batch& batch) { return Commit(batch, nullptr); }

  /// Does what need not be done before a commit is answered. A later Commit
  /// would do it else; nobody need wait for it.
  virtual void Settle() {}

  /// Returns the end of a tenant's journal; zeros for a tenant without one.
  /// Errors: nothing, with `*error` told.
  virtual std::optional<Head> HeadOf(std::string_view tenant,
                                     std::string* error) = 0;

  /// Gives `take` the rows of a tenant after `seq`, in order, until it returns
  /// false. Errors: false, with `*error` told; a row of a kind that this
  /// version does not know is one.
  virtual bool Scan(std::string_view tenant, uint64_t after,
                    const std::function<bool(const JournalRow&)>& take,
                    std::string* error) = 0;

  /// Gives `take` the rows of those numbers that are there, in any order; of
  /// many in few requests. Errors: as Scan.
  virtual bool RowsAt(std::string_view tenant, std::span<const uint64_t> seqs,
                      const std::function<void(const JournalRow&)>& take,
                      std::string* error) = 0;

  /// Returns which row made `claim` true, 0 for none.
  /// Errors: nothing, with `*error` told.
  virtual std::optional<uint64_t> ClaimedAt(std::string_view tenant,
                                            const Claim& claim,
                                            std::string* error) = 0;

  /// Sets `*found` to what was answered to that key, or to nothing.
  /// Errors: false, with `*error` told.
  virtual bool FindAnswer(std::string_view tenant, std::string_view principal,
                          std::string_view key, std::optional<Answer>* found,
                          std::string* error) = 0;

  /// Returns the tenants that have a journal, sorted.
  /// Errors: nothing, with `*error` told.
  virtual std::optional<std::vector<std::string>> Tenants(
      std::string* error) = 0;

  /// Copies the store as it is at one instant to a new file, while others
  /// write. Errors: false, with `*error` told.
  virtual bool Backup(const std::string& path, std::string* error) = 0;

 protected:
  /// Asks for the proof of what is written; false, told, to roll it back.
  static bool Holds(const Proof& proof, Committed* result) {
    if (!proof) return true;
    result->error = proof();
    return result->error.empty();
  }
};

enum class StoreAccess : uint8_t {
  kWrite,  // makes the store if it is not there, brings its schema up to date
  kRead,   // beside a writer; every Commit is refused
};

/// Opens `where`: a path, or postgresql://....
/// Errors: nothing, with `*error` told: not there, held by another process,
/// written by a newer version, or set up so that it could lose what was acked.
std::unique_ptr<Store> OpenStore(const std::string& where, StoreAccess access,
                                 std::string* error);

}  // namespace cashmatch
