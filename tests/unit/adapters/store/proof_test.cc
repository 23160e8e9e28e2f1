// SPDX-License-Identifier: Apache-2.0
// proof_test.cc - what does not hold is rolled back, in both stores.
#include <gtest/gtest.h>

#include <filesystem>

#include "adapters/store/store.h"
#include "tests/unit/adapters/store/batch_of_one.h"
#include "tests/unit/adapters/store/postgres_database.h"

namespace cashmatch {
namespace {

using End = Committed::End;

class ProofTest : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    const std::string name =
        (GetParam() ? "proof_postgres_" : "proof_sqlite_") +
        std::to_string(
            testing::UnitTest::GetInstance()->current_test_info()->line());
    folder_ = testing::TempDir() + name;
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    std::string error;
    store_ = OpenStore(
        GetParam() ? FreshDatabase("t_" + name) : folder_ + "/journal.db",
        StoreAccess::kWrite, &error);
    ASSERT_NE(store_, nullptr) << error;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  int CountRows() {
    int count = 0;
    std::string error;
    EXPECT_TRUE(store_->Scan(
        "acme", 0,
        [&count](const JournalRow&) {
          ++count;
          return true;
        },
        &error))
        << error;
    return count;
  }

  std::string folder_;
  std::unique_ptr<Store> store_;
};

TEST_P(ProofTest, WhatDoesNotHoldIsNotWritten) {
  ASSERT_EQ(store_->Commit(BatchOfOne("R1")).end, End::kDone);
  std::string error;
  const auto head = store_->HeadOf("acme", &error);
  Batch batch = BatchOfOne("R2");
  batch.claims = {{"receipt", "a#1"}};
  batch.answer = Answer{"kim", "key", "hash", 200, "done"};
  const Committed refused =
      store_->Commit(batch, [] { return "money is missing"; });
  EXPECT_EQ(refused.end, End::kRefused);
  EXPECT_EQ(refused.error, "money is missing");
  EXPECT_EQ(store_->HeadOf("acme", &error), head);
  EXPECT_EQ(CountRows(), 1);
  EXPECT_EQ(store_->ClaimedAt("acme", {"receipt", "a#1"}, &error), 0u);
  std::optional<Answer> answer;
  EXPECT_TRUE(store_->FindAnswer("acme", "kim", "key", &answer, &error));
  EXPECT_FALSE(answer);
  EXPECT_EQ(store_->Commit(batch, [] { return ""; }).end, End::kDone);
}

TEST_P(ProofTest, TheProofIsAskedOnceNothingElseIsInTheWay) {
  Batch batch = BatchOfOne("R1");
  batch.claims = {{"receipt", "a#1"}};
  ASSERT_EQ(store_->Commit(batch).end, End::kDone);
  bool asked = false;
  const auto proof = [&asked] {
    asked = true;
    return "";
  };
  EXPECT_EQ(store_->Commit(batch, proof).end, End::kClaimed);
  batch.claims.clear();
  batch.decided_on = 0;
  EXPECT_EQ(store_->Commit(batch, proof).end, End::kMoved);
  EXPECT_FALSE(asked);
}

INSTANTIATE_TEST_SUITE_P(Sqlite, ProofTest, testing::Values(false));
INSTANTIATE_TEST_SUITE_P(Postgres, ProofTest, testing::Values(true));

}  // namespace
}  // namespace cashmatch
