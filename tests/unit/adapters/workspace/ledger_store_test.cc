// SPDX-License-Identifier: Apache-2.0
// ledger_store_test.cc - what does not hold is never written.
#include "adapters/workspace/ledger_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace cashmatch {
namespace {

using End = Committed::End;
using testing::ElementsAre;
using testing::HasSubstr;

class LedgerStoreTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = testing::TempDir() + "ledger_store_" +
              testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    watch_.fail = [this](std::string_view line) { failed_.emplace_back(line); };
    watch_.say = [](std::string_view) {};
    store_.OnRow([this](const JournalRow& row) {
      rows_.push_back(row.decision.subject);
    });
    ASSERT_TRUE(
        store_.Open({folder_ + "/cash.db", {}}, StoreAccess::kWrite, watch_));
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  /// Money of a receipt that nobody knows; `placed` of it has a place.
  static Decision Placed(const std::string& id, Minor amount, Minor placed,
                         uint32_t turn = 1) {
    ReceiptDecision decision;
    decision.turn = turn;
    decision.currency = *ParseCurrency("USD");
    decision.amount = amount;
    decision.receipt = "{}";
    decision.identity = turn == 1 ? id : "";
    decision.parts = {{RemainderKind::kUnidentified, "", "", "", placed}};
    return {DecisionKind::kPlaced, id, ToJson(decision)};
  }

  Committed Commit(const std::vector<Decision>& decisions) {
    return store_.Commit(
        {"kim", "2026-03-02T10:00:00Z"},
        [&](Batch* batch) {
          batch->decisions = decisions;
          return true;
        },
        watch_);
  }

  Head HeadNow() {
    std::string error;
    return store_.store().HeadOf("default", &error).value_or(Head{});
  }

  std::string folder_;
  RunWatch watch_;
  std::vector<std::string> failed_, rows_;
  LedgerStore store_;
};

TEST_F(LedgerStoreTest, ABatchThatBreaksTheLedgerFailsWhole) {
  ASSERT_EQ(Commit({Placed("R1", 100, 100)}).end, End::kDone);
  const Head before = HeadNow();
  const std::vector<std::vector<Decision>> broken = {
      {Placed("R2", 100, 100), Placed("R3", 100, 99)},      // does not add up
      {Placed("R2", 100, 100), Placed("R1", 100, 100, 3)},  // turn 2 is missing
      {Placed("R2", 100, 100), Placed("R1", 101, 101, 2)},  // other money
      {Placed("R2", 100, 100), {DecisionKind::kPlaced, "R4", "{"}},
      {{DecisionKind::kBookLoaded, "x", "{\"items\":\"not there\"}"}},
  };
  for (const auto& decisions : broken) {
    const Committed refused = Commit(decisions);
    EXPECT_EQ(refused.end, End::kRefused);
    EXPECT_THAT(refused.error, HasSubstr("default: row "));
    EXPECT_EQ(HeadNow(), before);
    EXPECT_EQ(store_.ledger().receipts().size(), 1u);
    EXPECT_EQ(store_.ledger().broken(), "");
  }
  EXPECT_THAT(failed_, testing::IsEmpty());  // whoever asked tells it
}

TEST_F(LedgerStoreTest, TheLedgerGoesOnAfterARefusal) {
  ASSERT_EQ(Commit({Placed("R1", 100, 100)}).end, End::kDone);
  ASSERT_EQ(Commit({Placed("R2", 100, 1)}).end, End::kRefused);
  EXPECT_EQ(store_.last_end(), End::kRefused);
  const Committed done = Commit({Placed("R2", 100, 100)});
  EXPECT_EQ(done.end, End::kDone) << done.error;
  EXPECT_EQ(done.head, HeadNow());
  EXPECT_TRUE(store_.CatchUp(watch_));
  EXPECT_THAT(rows_, ElementsAre("R1", "R2"));  // each once
  LedgerStore again;
  EXPECT_TRUE(
      again.Open({folder_ + "/cash.db", {}}, StoreAccess::kRead, watch_));
  EXPECT_EQ(again.ledger().receipts().size(), 2u);
}

}  // namespace
}  // namespace cashmatch
