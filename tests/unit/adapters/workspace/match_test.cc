// SPDX-License-Identifier: Apache-2.0
// match_test.cc - how a run ends, and that only a good end leaves results.
#include "adapters/workspace/match.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/unit/adapters/write/hand_made_run.h"

namespace cashmatch {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view kItems =
    "item_id,customer_id,document_number,currency,amount,document_date\n"
    "I1,ACME,INV-1001,USD,100.00,2026-01-10\n";
constexpr std::string_view kReceipt =
    R"({"amount":"100.00","currency":"USD","value_date":"2026-03-02",)"
    R"("references":[{"type":"invoice","value":"INV-1001"}]})"
    "\n";

class MatchUseCase : public testing::Test {
 protected:
  MatchUseCase() {
    request_.open_items = Put("items.csv", kItems);
    request_.out = folder_.path() + "/out";
    request_.version = "1.0";
    watch_.fail = [this](std::string_view line) { failed_ = line; };
    watch_.started = [this](Stage stage) { stages_.push_back(stage); };
  }

  std::string Put(const std::string& name, std::string_view text) {
    const std::string path = folder_.path() + "/" + name;
    std::ofstream(path) << text;
    return path;
  }

  Ending Run() { return Match(request_, watch_, &headline_); }
  bool OutExists() const { return std::filesystem::exists(request_.out); }
  // Nothing but the inputs, also no hidden folder.
  size_t Entries() const {
    const std::filesystem::directory_iterator all(folder_.path());
    return static_cast<size_t>(std::distance(begin(all), end(all)));
  }

  ScratchFolder folder_;
  MatchRequest request_;
  RunWatch watch_;
  std::vector<Stage> stages_;
  std::string failed_, headline_;
};

TEST_F(MatchUseCase, StagesComeInOrderAndResultsAreThere) {
  request_.inputs = {Put("r.ndjson", kReceipt)};
  EXPECT_EQ(Run(), Ending::kDone) << failed_;
  EXPECT_EQ(stages_, (std::vector{Stage::kRules, Stage::kBook, Stage::kRead,
                                  Stage::kMatch, Stage::kWrite}));
  EXPECT_THAT(headline_, StartsWith("Cash proof USD: difference 0.00\n"));
  EXPECT_THAT(folder_.Text("out/receipts.csv"), HasSubstr(",applied,ACME,"));
  EXPECT_THAT(folder_.Text("out/timing.json"), HasSubstr("\"write\""));
}

TEST_F(MatchUseCase, AnInterruptionLeavesNothing) {
  request_.inputs = {Put("r.ndjson", kReceipt)};
  watch_.interrupted = [] { return true; };
  EXPECT_EQ(Run(), Ending::kInterrupted);
  EXPECT_EQ(Entries(), 2u);
}

TEST_F(MatchUseCase, TheRunIsAskedAgainWhileItWrites) {
  static bool stop;
  stop = false;
  request_.inputs = {Put("r.ndjson", kReceipt)};
  watch_.started = [](Stage stage) { stop = stage == Stage::kWrite; };
  watch_.interrupted = [] { return stop; };
  EXPECT_EQ(Run(), Ending::kInterrupted);
  EXPECT_EQ(Entries(), 2u);
}

TEST_F(MatchUseCase, AnExistingFolderIsRefusedBeforeAnyWork) {
  std::filesystem::create_directory(request_.out);
  request_.open_items = "nowhere";
  EXPECT_EQ(Run(), Ending::kFailed);
  EXPECT_THAT(failed_, HasSubstr("--overwrite"));
  EXPECT_TRUE(stages_.empty());
}

TEST_F(MatchUseCase, WrongRulesAreWrongUsage) {
  request_.rules = Put("rules.toml", "[nonsense]\n");
  EXPECT_EQ(Run(), Ending::kWrongUsage);
  EXPECT_FALSE(OutExists());
}

TEST_F(MatchUseCase, ARejectedInputEndsTheRunUnlessSkipped) {
  request_.inputs = {Put("r.ndjson", kReceipt), Put("x", "nonsense")};
  EXPECT_EQ(Run(), Ending::kFailed);
  EXPECT_FALSE(OutExists());
  request_.skip_rejected = true;
  EXPECT_EQ(Run(), Ending::kHeld);
  EXPECT_TRUE(OutExists());
}

TEST_F(MatchUseCase, AHeldPartEndsAStrictRun) {
  request_.inputs = {
      Put("r.ndjson",
          std::string(kReceipt) +
              R"({"amount":"1.001","currency":"USD","value_date":"2026-03-02"})"
              "\n")};
  request_.strictness = Strictness::kStrict;
  EXPECT_EQ(Run(), Ending::kFailed);
  EXPECT_FALSE(OutExists());
  request_.strictness = Strictness::kNormal;
  EXPECT_EQ(Run(), Ending::kHeld);
  EXPECT_TRUE(OutExists());
}

TEST_F(MatchUseCase, WithoutInputsTheOpenItemsComeBack) {
  EXPECT_EQ(Run(), Ending::kDone);
  EXPECT_THAT(folder_.Text("out/residual_open_items.csv"),
              HasSubstr("\nI1,,ACME,invoice,INV-1001,,USD,100.00,"));
}

}  // namespace
}  // namespace cashmatch
