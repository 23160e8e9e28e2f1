// SPDX-License-Identifier: Apache-2.0
// postgres_store.cc - a batch is one transaction of PostgreSQL.
// Tested by tests/unit/adapters/store/store_test.cc
#include "adapters/store/postgres/postgres_store.h"

#include <utility>

#include "adapters/store/chain.h"
#include "adapters/store/postgres/schema.h"
#include "adapters/store/postgres/session.h"
#include "engine/base/planted_bug.h"

namespace cashmatch::postgres {
namespace {

using End = Committed::End;

constexpr const char* kPage = "5000";  // rows of a scan that are held at once
constexpr size_t kRowsAtOnce = 1000;   // of those that are named

/// Reads bytea in its hex form, `\x...`.
Link AsLink(std::string_view text) {
  Link link{};
  const auto digit = [](char c) {
    return static_cast<unsigned char>(c <= '9' ? c - '0' : c - 'a' + 10);
  };
  if (text.size() != 2 + 2 * link.size()) return link;
  for (size_t i = 0; i < link.size(); ++i) {
    link[i] = static_cast<unsigned char>(digit(text[2 + 2 * i]) << 4 |
                                         digit(text[3 + 2 * i]));
  }
  return link;
}

class PostgresStore final : public Store {
 public:
  PostgresStore(std::string url, StoreAccess access)
      : url_(std::move(url)), access_(access) {}

  bool Connect(std::string* error) {
    std::string why;
    if (session_.Connect(url_, &why) && Prepare(&session_, access_, &why)) {
      return true;
    }
    *error = "PostgreSQL: " + why;
    return false;
  }

  Committed Commit(const Batch& batch, const Proof& proof) override {
    Committed result;
    if (access_ == StoreAccess::kRead) {
      result.error = "PostgreSQL: open for reading only";
      return result;
    }
    if (!session_.alive() && !Connect(&result.error)) return result;
    if (!session_.RunAll("BEGIN").ok()) {
      Tell(&result.error);
      return result;
    }
    if (!Fill(batch, &result) || !Holds(proof, &result)) {
      session_.RunAll("ROLLBACK");
      if (result.end == End::kClaimed) NameClaim(batch, &result);
      return result;
    }
    if (session_.RunAll("COMMIT").ok()) {
      result.end = End::kDone;
    } else {
      Tell(&result.error);
      FindOut(batch.tenant, &result);
      if (Planted("a cut commit is a failed one")) result.end = End::kRefused;
    }
    return result;
  }

  std::optional<Head> HeadOf(std::string_view tenant,
                             std::string* error) override {
    const Rows rows = session_.Run(
        "SELECT seq, link FROM cashmatch.journal WHERE tenant = $1 ORDER BY "
        "seq DESC LIMIT 1",
        {tenant});
    if (!rows.ok()) {
      Tell(error);
      return std::nullopt;
    }
    if (rows.count() == 0) return Head{};
    return Head{static_cast<uint64_t>(rows.NumberAt(0, 0)),
                AsLink(rows.At(0, 1))};
  }

  bool Scan(std::string_view tenant, uint64_t after,
            const std::function<bool(const JournalRow&)>& take,
            std::string* error) override {
    for (;;) {
      const Rows rows = session_.Run(
          "SELECT seq, at, who, kind, subject, payload, link FROM "
          "cashmatch.journal WHERE tenant = $1 AND seq > $2::text::bigint "
          "ORDER BY seq LIMIT $3::text::bigint",
          {tenant, std::to_string(after), kPage});
      if (!rows.ok()) return Tell(error);
      if (rows.count() == 0) return true;
      for (int i = 0; i < rows.count(); ++i) {
        JournalRow row;
        if (!ReadRow(rows, i, tenant, &row, error)) return false;
        if (!take(row)) return true;
        after = row.seq;
      }
    }
  }

  bool RowsAt(std::string_view tenant, std::span<const uint64_t> seqs,
              const std::function<void(const JournalRow&)>& take,
              std::string* error) override {
    while (!seqs.empty()) {
      const auto some = seqs.first(std::min(seqs.size(), kRowsAtOnce));
      seqs = seqs.subspan(Planted("only a thousand of named rows are read")
                              ? seqs.size()
                              : some.size());
      std::string list = "{";
      for (const uint64_t seq : some) {
        if (list.size() > 1) list += ',';
        list += std::to_string(seq);
      }
      const Rows rows = session_.Run(
          "SELECT seq, at, who, kind, subject, payload, link FROM "
          "cashmatch.journal WHERE tenant = $1 AND seq = ANY($2::text::"
          "bigint[])",
          {tenant, list + "}"});
      if (!rows.ok()) return Tell(error);
      for (int i = 0; i < rows.count(); ++i) {
        JournalRow row;
        if (!ReadRow(rows, i, tenant, &row, error)) return false;
        take(row);
      }
    }
    return true;
  }

  std::optional<uint64_t> ClaimedAt(std::string_view tenant, const Claim& claim,
                                    std::string* error) override {
    const Rows rows = session_.Run(
        "SELECT seq FROM cashmatch.claim WHERE tenant = $1 AND scope = $2 AND "
        "key = $3",
        {tenant, claim.scope, claim.key});
    if (!rows.ok()) {
      Tell(error);
      return std::nullopt;
    }
    return rows.count() == 0 ? 0 : static_cast<uint64_t>(rows.NumberAt(0, 0));
  }

  bool FindAnswer(std::string_view tenant, std::string_view principal,
                  std::string_view key, std::optional<Answer>* found,
                  std::string* error) override {
    const Rows rows = session_.Run(
        "SELECT request_sha256, status, body FROM cashmatch.answer WHERE "
        "tenant = $1 AND principal = $2 AND key = $3",
        {tenant, principal, key});
    found->reset();
    if (!rows.ok()) return Tell(error);
    if (rows.count() != 0) {
      *found = Answer{
          std::string(principal), std::string(key), std::string(rows.At(0, 0)),
          static_cast<int>(rows.NumberAt(0, 1)), std::string(rows.At(0, 2))};
    }
    return true;
  }

  std::optional<std::vector<std::string>> Tenants(std::string* error) override {
    const Rows rows = session_.RunAll(
        "SELECT DISTINCT tenant COLLATE \"C\" FROM cashmatch.journal ORDER BY "
        "1");
    if (!rows.ok()) {
      Tell(error);
      return std::nullopt;
    }
    std::vector<std::string> tenants;
    tenants.reserve(static_cast<size_t>(rows.count()));
    for (int i = 0; i < rows.count(); ++i) tenants.emplace_back(rows.At(i, 0));
    return tenants;
  }

  bool Backup(const std::string& path, std::string* error) override {
    *error =
        "PostgreSQL: back up with pg_dump --schema=cashmatch --file=" + path;
    return false;
  }

 private:
  bool Tell(std::string* error) {
    *error = "PostgreSQL: " + session_.Words();
    return false;
  }

  bool ReadRow(const Rows& rows, int i, std::string_view tenant,
               JournalRow* row, std::string* error) {
    const auto kind = DecisionKindOf(rows.At(i, 3));
    if (!kind) {
      *error = "PostgreSQL: row " + std::string(rows.At(i, 0)) +
               ": found kind '" + std::string(rows.At(i, 3)) +
               "', unknown to this version";
      return false;
    }
    *row = {std::string(tenant),
            static_cast<uint64_t>(rows.NumberAt(i, 0)),
            std::string(rows.At(i, 1)),
            std::string(rows.At(i, 2)),
            {*kind, std::string(rows.At(i, 4)), std::string(rows.At(i, 5))},
            AsLink(rows.At(i, 6))};
    return true;
  }

  /// Writers of a tenant queue here, so that a head stays the head.
  bool Lock(std::string_view tenant, std::string* error) {
    return Planted("writers do not queue") ||
           session_
               .Run("SELECT pg_advisory_xact_lock(hashtextextended($1, 1))",
                    {tenant})
               .ok() ||
           Tell(error);
  }

  bool Fill(const Batch& batch, Committed* result) {
    if (!Lock(batch.tenant, &result->error)) return false;
    const std::optional<Head> head = HeadOf(batch.tenant, &result->error);
    if (!head) return false;
    result->head = *head;
    if (batch.decided_on && *batch.decided_on != head->seq) {
      result->end = End::kMoved;
      return false;
    }
    return CopyRows(batch, result) && CopyClaims(batch, result) &&
           InsertApprovals(batch, result) && InsertWarrants(batch, result) &&
           InsertAnswer(batch, result);
  }

  bool CopyRows(const Batch& batch, Committed* result) {
    std::string lines;
    JournalRow row{batch.tenant, 0, batch.at, batch.who, {}, {}};
    for (const Decision& decision : batch.decisions) {
      row.seq = result->head.seq + 1;
      row.decision = decision;
      row.link = chain_.LinkOf(result->head.link, row);
      result->head = {row.seq, row.link};
      const std::string seq = std::to_string(row.seq);
      for (const std::string_view field :
           {std::string_view(row.tenant), std::string_view(seq),
            std::string_view(row.at), std::string_view(row.who),
            NameOf(decision.kind), std::string_view(decision.subject),
            std::string_view(decision.payload)}) {
        AppendField(field, &lines);
      }
      AppendField("\\x" + HexOf(row.link), &lines);
      lines += '\n';
    }
    return lines.empty() ||
           session_.Copy("COPY cashmatch.journal FROM STDIN", lines).ok() ||
           Tell(&result->error);
  }

  /// Tells a constraint, which is an answer, from a fault.
  bool Refuse(const Rows& rows, End end, Committed* result) {
    Tell(&result->error);
    if (rows.sqlstate().starts_with("23")) result->end = end;
    return false;
  }

  bool CopyClaims(const Batch& batch, Committed* result) {
    if (batch.claims.empty()) return true;
    std::string lines;
    const std::string seq = std::to_string(result->head.seq);
    for (const Claim& claim : batch.claims) {
      for (const std::string* field :
           {&batch.tenant, &claim.scope, &claim.key, &seq}) {
        AppendField(*field, &lines);
      }
      lines += '\n';
    }
    const Rows rows = session_.Copy("COPY cashmatch.claim FROM STDIN", lines);
    return rows.ok() || Refuse(rows, End::kClaimed, result);
  }

  /// Of many claims, finds the first that was true before.
  void NameClaim(const Batch& batch, Committed* result) {
    std::string ignored;
    for (const Claim& claim : batch.claims) {
      if (ClaimedAt(batch.tenant, claim, &ignored).value_or(0) != 0) {
        result->claim = claim;
        return;
      }
    }
  }

  bool InsertApprovals(const Batch& batch, Committed* result) {
    for (const Approval& approval : batch.approvals) {
      const Rows rows = session_.Run(
          "INSERT INTO cashmatch.approval VALUES ($1, $2, $3, $4, "
          "$5::text::bigint)",
          {batch.tenant, approval.proposal, approval.maker, approval.approver,
           std::to_string(result->head.seq)});
      if (!rows.ok()) return Refuse(rows, End::kForbidden, result);
    }
    return true;
  }

  bool InsertWarrants(const Batch& batch, Committed* result) {
    for (const Warrant& warrant : batch.warrants) {
      const Rows rows = session_.Run(
          "INSERT INTO cashmatch.warrant VALUES ($1, $2::text::bigint, $3, $4, "
          "$5::text::bigint, $6::text::bigint)",
          {batch.tenant, std::to_string(result->head.seq), warrant.person,
           warrant.currency, std::to_string(warrant.asked),
           std::to_string(warrant.allowed)});
      if (!rows.ok()) return Refuse(rows, End::kForbidden, result);
    }
    return true;
  }

  bool InsertAnswer(const Batch& batch, Committed* result) {
    if (!batch.answer) return true;
    const Answer& answer = *batch.answer;
    const Rows rows = session_.Run(
        "INSERT INTO cashmatch.answer VALUES ($1, $2, $3, $4, $5::text::int, "
        "$6, $7::text::bigint)",
        {batch.tenant, answer.principal, answer.key, answer.request_sha256,
         std::to_string(answer.status), answer.body,
         std::to_string(result->head.seq)});
    return rows.ok() || Refuse(rows, End::kAnswered, result);
  }

  /// After a COMMIT without an answer: asks anew. The lock is free only when
  /// the old transaction is over, and the link of the last row, which binds all
  /// of the batch, is there if and only if it was committed.
  void FindOut(std::string_view tenant, Committed* result) {
    result->end = End::kUnknown;
    std::string ignored;
    if (!Connect(&ignored) || !session_.RunAll("BEGIN").ok()) return;
    if (Lock(tenant, &ignored)) {
      const Rows rows = session_.Run(
          "SELECT link FROM cashmatch.journal WHERE tenant = $1 AND seq = "
          "$2::text::bigint",
          {tenant, std::to_string(result->head.seq)});
      if (rows.ok()) {
        const bool there =
            rows.count() == 1 && AsLink(rows.At(0, 0)) == result->head.link;
        result->end = there ? End::kDone : End::kRefused;
        if (there) result->error.clear();
      }
    }
    session_.RunAll("ROLLBACK");
  }

  std::string url_;
  StoreAccess access_;
  Session session_;
  Chain chain_;
};

}  // namespace

std::unique_ptr<Store> Open(const std::string& url, StoreAccess access,
                            std::string* error) {
  auto store = std::make_unique<PostgresStore>(url, access);
  if (!store->Connect(error)) return nullptr;
  return store;
}

}  // namespace cashmatch::postgres
