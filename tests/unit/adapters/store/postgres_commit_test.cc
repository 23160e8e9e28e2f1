// SPDX-License-Identifier: Apache-2.0
// postgres_commit_test.cc - what a COMMIT promises, and one whose answer is
// lost.
#include <dlfcn.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <libpq-fe.h>
#include <sys/socket.h>

#include <cctype>
#include <string_view>

#include "adapters/store/store.h"
#include "tests/unit/adapters/store/batch_of_one.h"
#include "tests/unit/adapters/store/postgres_database.h"

namespace {

enum class Cut { kNever, kBefore, kAfter };
Cut cut = Cut::kNever;  // where the line ends at the next COMMIT

}  // namespace

/// Stands before the one of libpq.
extern "C" PGresult* PQexec(PGconn* connection, const char* sql) {
  static const auto real =
      reinterpret_cast<decltype(&PQexec)>(dlsym(RTLD_NEXT, "PQexec"));
  if (cut == Cut::kNever || std::string_view(sql) != "COMMIT") {
    return real(connection, sql);
  }
  if (cut == Cut::kAfter) PQclear(real(connection, sql));
  cut = Cut::kNever;
  shutdown(PQsocket(connection), SHUT_RDWR);
  return real(connection, sql);
}

namespace cashmatch {
namespace {

using End = Committed::End;

class PostgresCommitTest : public testing::Test {
 protected:
  void SetUp() override {
    // Tests run side by side.
    std::string name =
        testing::UnitTest::GetInstance()->current_test_info()->name();
    for (char& c : name) c = static_cast<char>(tolower(c));
    where_ = FreshDatabase("t_" + name);
    store_ = Open();
    ASSERT_NE(store_, nullptr);
  }

  std::unique_ptr<Store> Open() {
    std::string error;
    auto store = OpenStore(where_, StoreAccess::kWrite, &error);
    EXPECT_NE(store, nullptr) << error;
    return store;
  }

  uint64_t Rows() {
    std::string error;
    const auto head = Open()->HeadOf("acme", &error);
    EXPECT_TRUE(head) << error;
    return head.value_or(Head{}).seq;
  }

  std::string where_;
  std::unique_ptr<Store> store_;
  const Batch batch_ = BatchOfOne("R1");
};

TEST_F(PostgresCommitTest, OneWhoseAnswerIsLostIsDone) {
  cut = Cut::kAfter;
  const Committed done = store_->Commit(batch_);
  EXPECT_EQ(done.end, End::kDone) << done.error;
  EXPECT_EQ(done.head.seq, 1u);
  EXPECT_EQ(Rows(), 1u);
}

TEST_F(PostgresCommitTest, OneThatNeverArrivedIsRefused) {
  cut = Cut::kBefore;
  EXPECT_EQ(store_->Commit(batch_).end, End::kRefused);
  EXPECT_EQ(Rows(), 0u);
  EXPECT_EQ(store_->Commit(batch_).end, End::kDone);
  EXPECT_EQ(Rows(), 1u);
}

TEST_F(PostgresCommitTest, WaitsForTheDiskWhateverTheDatabaseSays) {
  ASSERT_TRUE(RunOnPostgres(where_, R"(
      DO $$ BEGIN EXECUTE format(
        'ALTER DATABASE %I SET synchronous_commit = off', current_database());
      END $$;
      CREATE FUNCTION ask() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF current_setting('synchronous_commit') <> 'on' THEN
          RAISE 'this commit does not wait'; END IF;
        RETURN NEW; END $$;
      CREATE TRIGGER ask BEFORE INSERT ON cashmatch.journal
        FOR EACH ROW EXECUTE FUNCTION ask())"));
  EXPECT_FALSE(RunOnPostgres(where_,
                             "INSERT INTO cashmatch.journal VALUES ('x', 1, "
                             "'', '', 'allocated', '', '', sha256('x'))"));
  const Committed done = Open()->Commit(batch_);
  EXPECT_EQ(done.end, End::kDone) << done.error;
}

}  // namespace
}  // namespace cashmatch
