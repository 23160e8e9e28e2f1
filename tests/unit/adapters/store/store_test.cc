// SPDX-License-Identifier: Apache-2.0
// store_test.cc - one set of promises, kept by both stores.
#include "adapters/store/store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <atomic>
#include <filesystem>
#include <map>
#include <thread>

#include "adapters/store/chain.h"
#include "tests/unit/adapters/store/postgres_database.h"

namespace cashmatch {
namespace {

using End = Committed::End;
using testing::ElementsAre;
using testing::HasSubstr;

bool RunOnSqlite(const std::string& path, const std::string& sql) {
  sqlite3* connection = nullptr;
  sqlite3_open(path.c_str(), &connection);
  const int end =
      sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr);
  sqlite3_close(connection);
  return end == SQLITE_OK;
}

class StoreTest : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    std::string name =
        testing::UnitTest::GetInstance()->current_test_info()->name();
    for (char& c : name) c = c == '/' ? '_' : static_cast<char>(tolower(c));
    if (!postgres()) {
      folder_ = testing::TempDir() + "store_" + name;
      std::filesystem::remove_all(folder_);
      std::filesystem::create_directories(folder_);
      where_ = folder_ + "/journal.db";
      return;
    }
    where_ = FreshDatabase("t_" + name);
    ASSERT_FALSE(where_.empty());
  }

  bool postgres() const { return GetParam(); }

  std::unique_ptr<Store> Open(StoreAccess access = StoreAccess::kWrite) {
    std::string error;
    auto store = OpenStore(where_, access, &error);
    EXPECT_NE(store, nullptr) << error;
    return store;
  }

  bool RunSql(const std::string& sql) const {
    return postgres() ? RunOnPostgres(where_, sql) : RunOnSqlite(where_, sql);
  }

  std::string Table(const std::string& name) const {
    return postgres() ? "cashmatch." + name : name;
  }

  std::string where_, folder_;
};

Batch BatchOf(std::vector<Decision> decisions) {
  Batch batch;
  batch.tenant = "acme";
  batch.at = "2026-03-02T10:00:00Z";
  batch.who = "kim";
  batch.decisions = std::move(decisions);
  return batch;
}

Decision Allocated(const std::string& receipt) {
  return {DecisionKind::kAllocated, receipt, "{\"why\":\"tab\\t\",\"a\\b\":1}"};
}

std::vector<JournalRow> AllRows(Store* store, uint64_t after = 0) {
  std::vector<JournalRow> rows;
  std::string error;
  EXPECT_TRUE(store->Scan(
      "acme", after,
      [&](const JournalRow& row) {
        rows.push_back(row);
        return true;
      },
      &error))
      << error;
  return rows;
}

TEST_P(StoreTest, KeepsABatchAcrossOpening) {
  Head head;
  {
    const auto store = Open();
    Batch batch = BatchOf({Allocated("R1"), Allocated("R\t2\n\\")});
    const Committed done = store->Commit(batch);
    ASSERT_EQ(done.end, End::kDone) << done.error;
    head = done.head;
    EXPECT_EQ(head.seq, 2u);
  }
  const auto store = Open();
  std::string error;
  EXPECT_EQ(store->HeadOf("acme", &error), head);
  EXPECT_EQ(store->HeadOf("nobody", &error), Head{});
  EXPECT_THAT(store->Tenants(&error), testing::Optional(ElementsAre("acme")));
  const auto rows = AllRows(store.get());
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[1].decision.subject, "R\t2\n\\");
  EXPECT_EQ(rows[1].decision.payload, Allocated("").payload);
  EXPECT_EQ(rows[1].who, "kim");
  EXPECT_EQ(rows[1].at, "2026-03-02T10:00:00Z");
  ChainWalk walk("acme");
  for (const JournalRow& row : rows) EXPECT_TRUE(walk.Take(row));
  EXPECT_EQ(walk.head(), head);
  EXPECT_EQ(AllRows(store.get(), 1).size(), 1u);
}

TEST_P(StoreTest, ReadsMoreRowsThanAPage) {
  const auto store = Open();
  std::vector<Decision> many;
  for (int i = 0; i < 12'001; ++i) many.push_back(Allocated(std::to_string(i)));
  ASSERT_EQ(store->Commit(BatchOf(many)).end, End::kDone);
  const auto rows = AllRows(store.get());
  ASSERT_EQ(rows.size(), 12'001u);
  EXPECT_EQ(rows.back().decision.subject, "12000");
}

TEST_P(StoreTest, NamedRowsAreReadHoweverMany) {
  const auto store = Open();
  std::vector<Decision> many;
  for (int i = 1; i <= 5'000; ++i) {
    many.push_back(Allocated("R" + std::to_string(i)));
  }
  ASSERT_EQ(store->Commit(BatchOf(many)).end, End::kDone);
  std::vector<uint64_t> named = {9'999};  // is not there
  for (uint64_t seq = 4'999; seq < 5'000; seq -= 2) named.push_back(seq);
  std::map<uint64_t, std::string> found;
  std::string error;
  EXPECT_TRUE(store->RowsAt(
      "acme", named,
      [&found](const JournalRow& row) {
        EXPECT_EQ(row.tenant, "acme");
        EXPECT_TRUE(found.emplace(row.seq, row.decision.subject).second);
      },
      &error))
      << error;
  ASSERT_EQ(found.size(), 2'500u);
  for (const auto& [seq, subject] : found) {
    EXPECT_EQ(seq % 2, 1u);
    EXPECT_EQ(subject, "R" + std::to_string(seq));
  }
  EXPECT_TRUE(store->RowsAt(
      "nobody", named, [](const JournalRow&) { ADD_FAILURE(); }, &error));
}

TEST_P(StoreTest, WhatIsTrueOnceIsNotMadeTrueTwice) {
  const auto store = Open();
  Batch first = BatchOf({Allocated("R1")});
  first.claims = {{"receipt", "a#1"}, {"receipt", "b#1"}};
  ASSERT_EQ(store->Commit(first).end, End::kDone);
  Batch second = BatchOf({Allocated("R2")});
  second.claims = {{"receipt", "c#1"}, {"receipt", "b#1"}};
  const Committed refused = store->Commit(second);
  EXPECT_EQ(refused.end, End::kClaimed);
  EXPECT_EQ(refused.claim.scope + " " + refused.claim.key, "receipt b#1");
  EXPECT_EQ(AllRows(store.get()).size(), 1u);
  std::string error;
  EXPECT_EQ(store->ClaimedAt("acme", {"receipt", "b#1"}, &error), 1u);
  EXPECT_EQ(store->ClaimedAt("acme", {"receipt", "c#1"}, &error), 0u);
  second.claims = {{"receipt", "c#1"}};
  EXPECT_EQ(store->Commit(second).end, End::kDone);
  second.tenant = "other";
  EXPECT_EQ(store->Commit(second).end, End::kDone);
}

TEST_P(StoreTest, ADecisionOnAnOldStateIsMadeAnew) {
  const auto store = Open();
  Batch batch = BatchOf({Allocated("R1")});
  batch.decided_on = 0;
  ASSERT_EQ(store->Commit(batch).end, End::kDone);
  const Committed moved = store->Commit(batch);
  EXPECT_EQ(moved.end, End::kMoved);
  EXPECT_EQ(moved.head.seq, 1u);
  batch.decided_on = 1;
  EXPECT_EQ(store->Commit(batch).end, End::kDone);
}

TEST_P(StoreTest, NobodyApprovesWhatTheyProposed) {
  const auto store = Open();
  Batch batch = BatchOf({{DecisionKind::kApproved, "W1", "{}"}});
  batch.warrants = {{"kim", "USD", 501, 500}};
  EXPECT_EQ(store->Commit(batch).end, End::kForbidden);
  batch.warrants = {{"kim", "USD", 500, 500}, {"kim", "EUR", 0, 0}};
  batch.approvals = {{"W1", "kim", "kim"}};
  EXPECT_EQ(store->Commit(batch).end, End::kForbidden);
  batch.approvals = {{"W1", "kim", "lee"}};
  EXPECT_EQ(store->Commit(batch).end, End::kDone);
  batch.approvals = {{"W1", "kim", "max"}};
  EXPECT_EQ(store->Commit(batch).end, End::kForbidden);
  EXPECT_EQ(AllRows(store.get()).size(), 1u);
}

TEST_P(StoreTest, AKeyIsAnsweredOnce) {
  const auto store = Open();
  Batch batch = BatchOf({Allocated("R1")});
  batch.answer = Answer{"key-1", "k", "ff", 202, "{\"job\":1}"};
  ASSERT_EQ(store->Commit(batch).end, End::kDone);
  EXPECT_EQ(store->Commit(batch).end, End::kAnswered);
  std::string error;
  std::optional<Answer> found;
  ASSERT_TRUE(store->FindAnswer("acme", "key-1", "k", &found, &error));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->request_sha256, "ff");
  EXPECT_EQ(found->status, 202);
  EXPECT_EQ(found->body, "{\"job\":1}");
  ASSERT_TRUE(store->FindAnswer("acme", "key-2", "k", &found, &error));
  EXPECT_FALSE(found);
  EXPECT_EQ(AllRows(store.get()).size(), 1u);
}

TEST_P(StoreTest, TheJournalIsNeverChangedOrCut) {
  Open()->Commit(BatchOf({Allocated("R1"), Allocated("R2")}));
  for (const std::string& sql :
       {"UPDATE " + Table("journal") + " SET who = 'eve'",
        "DELETE FROM " + Table("journal") + " WHERE seq = 2"}) {
    EXPECT_FALSE(RunSql(sql)) << sql;
  }
  EXPECT_TRUE(RunSql("SELECT 1"));
  const auto store = Open(StoreAccess::kRead);
  const auto rows = AllRows(store.get());
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].who, "kim");
}

TEST_P(StoreTest, AReaderReadsBesideTheWriterAndWritesNothing) {
  const auto writer = Open();
  ASSERT_EQ(writer->Commit(BatchOf({Allocated("R1")})).end, End::kDone);
  const auto reader = Open(StoreAccess::kRead);
  ASSERT_EQ(writer->Commit(BatchOf({Allocated("R2")})).end, End::kDone);
  EXPECT_EQ(AllRows(reader.get()).size(), 2u);
  const Committed refused = reader->Commit(BatchOf({Allocated("R3")}));
  EXPECT_EQ(refused.end, End::kRefused);
  EXPECT_THAT(refused.error, HasSubstr("reading only"));
}

TEST_P(StoreTest, ARowOfALaterVersionIsNotSkipped) {
  Open()->Commit(BatchOf({Allocated("R1")}));
  const std::string link = postgres() ? "sha256('x')" : "zeroblob(32)";
  ASSERT_TRUE(RunSql("INSERT INTO " + Table("journal") +
                     " VALUES ('acme', 2, '', '', 'dreamt', '', '', " + link +
                     ")"));
  const auto store = Open();
  std::string error;
  EXPECT_FALSE(
      store->Scan("acme", 0, [](const JournalRow&) { return true; }, &error));
  EXPECT_THAT(error, HasSubstr("row 2: found kind 'dreamt'"));
}

TEST_P(StoreTest, ANewerSchemaIsRefused) {
  Open();
  ASSERT_TRUE(RunSql(postgres()
                         ? "INSERT INTO cashmatch.schema_step VALUES (99)"
                         : "PRAGMA user_version = 99"));
  std::string error;
  EXPECT_EQ(OpenStore(where_, StoreAccess::kWrite, &error), nullptr);
  EXPECT_THAT(error, HasSubstr("written by a newer version (schema 99"));
}

TEST_P(StoreTest, AMigrationThatFailsInTheMiddleLeavesNothingBehind) {
  // A table of that name is in the way: the step made others before it.
  ASSERT_TRUE(RunSql((postgres() ? "CREATE SCHEMA cashmatch; " : "") +
                     ("CREATE TABLE " + Table("approval") + " (a int)")));
  std::string error;
  EXPECT_EQ(OpenStore(where_, StoreAccess::kWrite, &error), nullptr);
  EXPECT_THAT(error, HasSubstr("approval"));
  EXPECT_FALSE(RunSql("SELECT 1 FROM " + Table("journal")));
  ASSERT_TRUE(RunSql("DROP TABLE " + Table("approval")));
  EXPECT_EQ(Open()->Commit(BatchOf({Allocated("R1")})).end, End::kDone);
}

INSTANTIATE_TEST_SUITE_P(Sqlite, StoreTest, testing::Values(false));
INSTANTIATE_TEST_SUITE_P(Postgres, StoreTest, testing::Values(true));

class SqliteStoreTest : public StoreTest {};
INSTANTIATE_TEST_SUITE_P(Sqlite, SqliteStoreTest, testing::Values(false));

TEST_P(SqliteStoreTest, ASecondWriterIsRefused) {
  const auto first = Open();
  std::string error;
  EXPECT_EQ(OpenStore(where_, StoreAccess::kWrite, &error), nullptr);
  EXPECT_THAT(error, HasSubstr("held by process"));
}

TEST_P(SqliteStoreTest, AnotherProgramsFileIsLeftAlone) {
  ASSERT_TRUE(RunSql("CREATE TABLE theirs (a); PRAGMA user_version = 7"));
  std::string error;
  EXPECT_EQ(OpenStore(where_, StoreAccess::kWrite, &error), nullptr);
  EXPECT_THAT(error, HasSubstr("no store of cashmatch"));
}

TEST_P(SqliteStoreTest, ABackupTakenWhileWritingIsAWholePrefix) {
  const auto writer = Open();
  writer->Commit(BatchOf({Allocated("R0"), Allocated("R0")}));
  std::atomic<bool> stop = false;
  std::thread writing([&] {
    while (!stop) writer->Commit(BatchOf({Allocated("A"), Allocated("B")}));
  });
  const auto reader = Open(StoreAccess::kRead);
  std::string error;
  for (int i = 0; i < 5; ++i) {
    const std::string copy = folder_ + "/copy" + std::to_string(i);
    ASSERT_TRUE(reader->Backup(copy, &error)) << error;
    const auto restored = OpenStore(copy, StoreAccess::kWrite, &error);
    ASSERT_NE(restored, nullptr) << error;
    ChainWalk walk("acme");
    for (const JournalRow& row : AllRows(restored.get())) {
      EXPECT_TRUE(walk.Take(row)) << walk.broken();
    }
    EXPECT_EQ(walk.head().seq % 2, 0u) << "half a batch";
  }
  stop = true;
  writing.join();
}

class PostgresStoreTest : public StoreTest {};
INSTANTIATE_TEST_SUITE_P(Postgres, PostgresStoreTest, testing::Values(true));

TEST_P(PostgresStoreTest, WritersInTurnMakeOneChain) {
  Open();
  std::vector<std::thread> writers;
  std::atomic<int> done = 0;
  for (int w = 0; w < 4; ++w) {
    writers.emplace_back([&, w] {
      std::string error;
      const auto store = OpenStore(where_, StoreAccess::kWrite, &error);
      for (int i = 0; store != nullptr && i < 25; ++i) {
        Batch batch = BatchOf({Allocated(std::to_string(w))});
        // The same money, brought by all of them at once.
        batch.claims = {{"receipt", std::to_string(i)}};
        if (store->Commit(batch).end == End::kDone) ++done;
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(done, 25);
  const auto store = Open();
  ChainWalk walk("acme");
  for (const JournalRow& row : AllRows(store.get())) {
    EXPECT_TRUE(walk.Take(row)) << walk.broken();
  }
  EXPECT_EQ(walk.head().seq, 25u);
}

TEST_P(PostgresStoreTest, WritersQueueAndNoneIsTurnedAway) {
  Open();
  std::vector<std::thread> writers;
  for (int w = 0; w < 4; ++w) {
    writers.emplace_back([&] {
      const auto store = Open();
      for (int i = 0; store != nullptr && i < 25; ++i) {
        const Committed done = store->Commit(BatchOf({Allocated("R")}));
        EXPECT_EQ(done.end, End::kDone) << done.error;
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(AllRows(Open().get()).size(), 100u);
}

TEST_P(PostgresStoreTest, GoesOnAfterTheServerCutTheLine) {
  const auto store = Open();
  ASSERT_EQ(store->Commit(BatchOf({Allocated("R1")})).end, End::kDone);
  RunSql(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
      "current_database() AND pid <> pg_backend_pid()");
  // The first batch finds the line cut; nothing of it is there.
  const Committed cut = store->Commit(BatchOf({Allocated("R2")}));
  EXPECT_EQ(cut.end, End::kRefused);
  EXPECT_EQ(store->Commit(BatchOf({Allocated("R2")})).end, End::kDone);
  EXPECT_EQ(AllRows(store.get()).size(), 2u);
}

}  // namespace
}  // namespace cashmatch
