// SPDX-License-Identifier: Apache-2.0
// sqlite_store.cc - a batch is one transaction of SQLite.
// Tested by tests/unit/adapters/store/store_test.cc
#include "adapters/store/sqlite/sqlite_store.h"

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

#include "adapters/store/chain.h"
#include "adapters/store/lock_file.h"
#include "adapters/store/sqlite/claim_order.h"
#include "adapters/store/sqlite/connection.h"
#include "adapters/store/sqlite/statement.h"
#include "engine/base/planted_bug.h"

namespace cashmatch::sqlite {
namespace {

using End = Committed::End;

constexpr int kCheckpointPages = 2'000;

std::string_view AsText(const Link& link) {
  return {reinterpret_cast<const char*>(link.data()), link.size()};
}

Link AsLink(std::string_view bytes) {
  Link link{};
  std::memcpy(link.data(), bytes.data(), std::min(bytes.size(), link.size()));
  return link;
}

class SqliteStore final : public Store {
 public:
  SqliteStore(std::string path, Connection connection,
              std::unique_ptr<LockFile> lock)
      : path_(std::move(path)),
        lock_(std::move(lock)),
        connection_(std::move(connection)) {
    if (lock_ != nullptr) sqlite3_wal_hook(connection_.get(), NoteLog, this);
  }

  Committed Commit(const Batch& batch, const Proof& proof) override {
    Committed result;
    if (lock_ == nullptr) {
      result.error = path_ + ": open for reading only";
      return result;
    }
    if (broken_) {
      result.end = End::kUnknown;
      result.error = path_ + ": a write failed before, open the store anew";
      return result;
    }
    Settle();
    if (Planted("acked before the commit"))
      Execute(connection_.get(), "COMMIT", &result.error);
    if (!Execute(connection_.get(), "BEGIN IMMEDIATE", &result.error)) {
      return result;
    }
    if (Fill(batch, &result) && Holds(proof, &result)) {
      CommitFilled(&result);
    } else {
      RollBack(&result);
    }
    return result;
  }

  /// Moves pages from the log into the file, once there are many. What fails
  /// here stays in the log, where it is durable.
  void Settle() override {
    if (log_pages_ < kCheckpointPages || broken_) return;
    log_pages_ = 0;
    sqlite3_wal_checkpoint_v2(connection_.get(), nullptr,
                              SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  }

  std::optional<Head> HeadOf(std::string_view tenant,
                             std::string* error) override {
    head_.Text(tenant);
    const int end = head_.Step();
    std::optional<Head> head;
    if (end == SQLITE_ROW) {
      head = {static_cast<uint64_t>(head_.NumberAt(0)),
              AsLink(head_.TextAt(1))};
    } else if (end == SQLITE_DONE) {
      head = Head{};
    } else {
      Tell(error);
    }
    head_.Rewind();
    return head;
  }

  bool Scan(std::string_view tenant, uint64_t after,
            const std::function<bool(const JournalRow&)>& take,
            std::string* error) override {
    Statement scan(connection_.get(),
                   "SELECT seq, at, who, kind, subject, payload, link FROM "
                   "journal WHERE tenant = ? AND seq > ? ORDER BY seq");
    if (!scan.ready()) return Tell(error);
    scan.Text(tenant).Number(static_cast<int64_t>(after));
    JournalRow row;
    row.tenant = tenant;
    int end = scan.Step();
    for (; end == SQLITE_ROW; end = scan.Step()) {
      if (!ReadRow(scan, &row, error)) return false;
      if (!take(row)) return true;
    }
    return end == SQLITE_DONE || Tell(error);
  }

  bool RowsAt(std::string_view tenant, std::span<const uint64_t> seqs,
              const std::function<void(const JournalRow&)>& take,
              std::string* error) override {
    Statement find(connection_.get(),
                   "SELECT seq, at, who, kind, subject, payload, link FROM "
                   "journal WHERE tenant = ? AND seq = ?");
    if (!find.ready()) return Tell(error);
    JournalRow row;
    row.tenant = tenant;
    for (const uint64_t seq : seqs) {
      find.Text(tenant).Number(static_cast<int64_t>(seq));
      const int end = find.Step();
      if (seq == seqs.back() && Planted("the last of named rows is not read"))
        return true;
      if (end != SQLITE_ROW && end != SQLITE_DONE) return Tell(error);
      if (end == SQLITE_ROW) {
        if (!ReadRow(find, &row, error)) return false;
        take(row);
      }
      find.Rewind();
    }
    return true;
  }

  std::optional<uint64_t> ClaimedAt(std::string_view tenant, const Claim& claim,
                                    std::string* error) override {
    Statement find(connection_.get(),
                   "SELECT seq FROM claim WHERE tenant = ? AND scope = ? AND "
                   "key = ?");
    find.Text(tenant).Text(claim.scope).Text(claim.key);
    const int end = find.Step();
    if (end == SQLITE_ROW) return static_cast<uint64_t>(find.NumberAt(0));
    if (end == SQLITE_DONE) return 0;
    Tell(error);
    return std::nullopt;
  }

  bool FindAnswer(std::string_view tenant, std::string_view principal,
                  std::string_view key, std::optional<Answer>* found,
                  std::string* error) override {
    Statement find(connection_.get(),
                   "SELECT request_sha256, status, body FROM answer WHERE "
                   "tenant = ? AND principal = ? AND key = ?");
    find.Text(tenant).Text(principal).Text(key);
    const int end = find.Step();
    found->reset();
    if (end == SQLITE_ROW) {
      *found = Answer{
          std::string(principal), std::string(key), std::string(find.TextAt(0)),
          static_cast<int>(find.NumberAt(1)), std::string(find.TextAt(2))};
    }
    return end == SQLITE_ROW || end == SQLITE_DONE || Tell(error);
  }

  std::optional<std::vector<std::string>> Tenants(std::string* error) override {
    Statement list(connection_.get(),
                   "SELECT DISTINCT tenant FROM journal ORDER BY tenant");
    std::vector<std::string> tenants;
    int end = list.Step();
    for (; end == SQLITE_ROW; end = list.Step()) {
      tenants.emplace_back(list.TextAt(0));
    }
    if (end == SQLITE_DONE) return tenants;
    Tell(error);
    return std::nullopt;
  }

  bool Backup(const std::string& path, std::string* error) override {
    Statement copy(connection_.get(), "VACUUM INTO ?");
    copy.Text(path);
    return copy.Step() == SQLITE_DONE || Tell(error);
  }

 private:
  /// Reads what stands in a row, but for the tenant.
  bool ReadRow(const Statement& at, JournalRow* row, std::string* error) const {
    row->seq = static_cast<uint64_t>(at.NumberAt(0));
    const auto kind = DecisionKindOf(at.TextAt(3));
    if (!kind) {
      *error = path_ + ": row " + std::to_string(row->seq) + ": found kind '" +
               std::string(at.TextAt(3)) + "', unknown to this version";
      return false;
    }
    row->at = at.TextAt(1);
    row->who = at.TextAt(2);
    row->decision = {*kind, std::string(at.TextAt(4)),
                     std::string(at.TextAt(5))};
    row->link = AsLink(at.TextAt(6));
    return true;
  }

  static int NoteLog(void* store, sqlite3*, const char*, int pages) {
    static_cast<SqliteStore*>(store)->log_pages_ = pages;
    return SQLITE_OK;
  }

  bool Tell(std::string* error) {
    *error = path_ + ": " + sqlite3_errmsg(connection_.get());
    return false;
  }

  /// Writes all of a batch inside the open transaction; false to roll back.
  bool Fill(const Batch& batch, Committed* result) {
    const std::optional<Head> head = HeadOf(batch.tenant, &result->error);
    if (!head) return false;
    if (batch.decided_on && *batch.decided_on != head->seq &&
        !Planted("decided on an old state")) {
      result->end = End::kMoved;
      result->head = *head;
      return false;
    }
    result->head = *head;
    return InsertRows(batch, result) && InsertClaims(batch, result) &&
           InsertApprovals(batch, result) && InsertWarrants(batch, result) &&
           InsertAnswer(batch, result);
  }

  bool InsertRows(const Batch& batch, Committed* result) {
    JournalRow row{batch.tenant, 0, batch.at, batch.who, {}, {}};
    for (const Decision& decision : batch.decisions) {
      row.seq = result->head.seq + 1;
      row.decision = decision;
      row.link = chain_.LinkOf(result->head.link, row);
      const int end = insert_row_.Text(row.tenant)
                          .Number(static_cast<int64_t>(row.seq))
                          .Text(row.at)
                          .Text(row.who)
                          .Text(NameOf(decision.kind))
                          .Text(decision.subject)
                          .Text(decision.payload)
                          .Bytes(AsText(row.link))
                          .Run();
      if (end != SQLITE_DONE) return Tell(&result->error);
      result->head = {row.seq, row.link};
    }
    return true;
  }

  /// Tells a constraint, which is an answer, from a fault.
  bool Refuse(int code, End end, Committed* result) {
    Tell(&result->error);
    if ((code & 0xff) == SQLITE_CONSTRAINT) result->end = end;
    return false;
  }

  bool InsertClaims(const Batch& batch, Committed* result) {
    for (const Claim* const claim : InOrderOfIndex(batch.claims)) {
      const int end = insert_claim_.Text(batch.tenant)
                          .Text(claim->scope)
                          .Text(claim->key)
                          .Number(static_cast<int64_t>(result->head.seq))
                          .Run();
      if (end == SQLITE_DONE) continue;
      result->claim = *claim;
      return Refuse(end, End::kClaimed, result);
    }
    return true;
  }

  bool InsertApprovals(const Batch& batch, Committed* result) {
    for (const Approval& approval : batch.approvals) {
      const int end = insert_approval_.Text(batch.tenant)
                          .Text(approval.proposal)
                          .Text(approval.maker)
                          .Text(approval.approver)
                          .Number(static_cast<int64_t>(result->head.seq))
                          .Run();
      if (end != SQLITE_DONE) return Refuse(end, End::kForbidden, result);
    }
    return true;
  }

  bool InsertWarrants(const Batch& batch, Committed* result) {
    for (const Warrant& warrant : batch.warrants) {
      const int end = insert_warrant_.Text(batch.tenant)
                          .Number(static_cast<int64_t>(result->head.seq))
                          .Text(warrant.person)
                          .Text(warrant.currency)
                          .Number(warrant.asked)
                          .Number(warrant.allowed)
                          .Run();
      if (end != SQLITE_DONE) return Refuse(end, End::kForbidden, result);
    }
    return true;
  }

  bool InsertAnswer(const Batch& batch, Committed* result) {
    if (!batch.answer) return true;
    const Answer& answer = *batch.answer;
    const int end = insert_answer_.Text(batch.tenant)
                        .Text(answer.principal)
                        .Text(answer.key)
                        .Text(answer.request_sha256)
                        .Number(answer.status)
                        .Text(answer.body)
                        .Number(static_cast<int64_t>(result->head.seq))
                        .Run();
    return end == SQLITE_DONE || Refuse(end, End::kAnswered, result);
  }

  /// After a failed COMMIT nobody knows whether it will be found durable.
  void CommitFilled(Committed* result) {
    std::string error;
    if (Planted("acked before the commit") ||
        Execute(connection_.get(), "COMMIT", &error) ||
        Planted("a failed commit is acked")) {
      result->end = End::kDone;
      return;
    }
    broken_ = !Planted("writes go on after a failed commit");
    result->end = End::kUnknown;
    result->error = path_ + ": " + error;
  }

  void RollBack(Committed* result) {
    std::string error;
    if (sqlite3_get_autocommit(connection_.get()) == 0 &&
        !Execute(connection_.get(), "ROLLBACK", &error)) {
      broken_ = true;
      result->error += "; " + error;
    }
  }

  std::string path_;
  std::unique_ptr<LockFile> lock_;  // released after the connection is closed
  Connection connection_;
  Chain chain_;
  bool broken_ = false;
  int log_pages_ = 0;  // since the last checkpoint
  Statement head_{connection_.get(),
                  "SELECT seq, link FROM journal WHERE tenant = ? "
                  "ORDER BY seq DESC LIMIT 1"};
  Statement insert_row_{connection_.get(),
                        "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)"};
  Statement insert_claim_{
      connection_.get(), Planted("claims are not unique in SQLite")
                             ? "INSERT OR IGNORE INTO claim VALUES (?, ?, ?, ?)"
                             : "INSERT INTO claim VALUES (?, ?, ?, ?)"};
  Statement insert_approval_{
      connection_.get(),
      Planted("two eyes are enough in SQLite")
          ? "INSERT OR IGNORE INTO approval VALUES (?, ?, ?, ?, ?)"
          : "INSERT INTO approval VALUES (?, ?, ?, ?, ?)"};
  Statement insert_warrant_{connection_.get(),
                            Planted("a warrant is not looked at in SQLite")
                                ? "INSERT OR IGNORE INTO warrant VALUES (?, ?, "
                                  "?, ?, ?, ?)"
                                : "INSERT INTO warrant VALUES (?, ?, ?, ?, ?, "
                                  "?)"};
  Statement insert_answer_{connection_.get(),
                           "INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?, ?)"};
};

}  // namespace

std::unique_ptr<Store> Open(const std::string& path, StoreAccess access,
                            std::string* error) {
  std::unique_ptr<LockFile> lock;
  if (access == StoreAccess::kWrite) {
    lock = std::make_unique<LockFile>();
    if (!lock->Take(path + ".lock", error)) return nullptr;
  }
  Connection connection = Connect(path, access, error);
  if (connection == nullptr) return nullptr;
  return std::make_unique<SqliteStore>(path, std::move(connection),
                                       std::move(lock));
}

}  // namespace cashmatch::sqlite
