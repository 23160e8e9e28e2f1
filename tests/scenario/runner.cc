// SPDX-License-Identifier: Apache-2.0
// runner.cc - every scenario of every table is one test.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <cstdio>
#include <deque>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/read/rules/rules.h"
#include "engine/engine.h"
#include "tests/scenario/change.h"
#include "tests/scenario/outcome.h"
#include "tests/scenario/table.h"

namespace cashmatch::scenario {
namespace {

OpenItemBlock CopyOf(const OpenItemBlock& items) {
  OpenItemBlock copy;  // the texts stay with the scenario
  copy.items = items.items;
  return copy;
}

CustomerBlock CopyOf(const CustomerBlock& customers) {
  CustomerBlock copy;
  copy.customers = customers.customers;
  return copy;
}

constexpr size_t kLeast = 300;      // scenarios
constexpr size_t kTrapsLeast = 40;  // traps

class ScenarioTest : public testing::Test {
 public:
  explicit ScenarioTest(const Scenario* scenario) : s_(*scenario) {}

  void TestBody() override {
    ASSERT_THAT(s_.faults, testing::IsEmpty());
    Policy policy;
    ReadOptions options;
    std::vector<std::string> errors;
    ASSERT_TRUE(ReadRules(s_.rules, s_.file, &policy, &options, &errors))
        << testing::PrintToString(errors);
    EXPECT_EQ(Outcome(policy, false, 1, 1), s_.expected) << "one thread";
    EXPECT_EQ(Outcome(policy, true, 2, 77), s_.expected)
        << "two threads, items and customers in reverse, another hash seed";
    ExpectWaysOut(policy);
  }

 private:
  std::vector<std::string> Outcome(const Policy& policy, bool reversed,
                                   size_t threads, uint64_t seed) {
    const tbb::global_control limit(
        tbb::global_control::max_allowed_parallelism, threads);
    OpenItemBlock items = CopyOf(s_.items);
    CustomerBlock customers = CopyOf(s_.customers);
    if (reversed) {
      std::reverse(items.items.begin(), items.items.end());
      std::reverse(customers.customers.begin(), customers.customers.end());
    }
    const Book book =
        Book::Build(std::move(items), std::move(customers), policy, seed);
    const Report report = Apply(book, s_.receipts, policy);
    EXPECT_THAT(report.broken, testing::IsEmpty());
    return AskedOf(WriteOutcome(book, s_.receipts, report), s_.expected);
  }

  /// A change is to help where nobody else is after the same items: others that
  /// were not settled without it are out of the game.
  static void SetUnsettledAside(const Report& report, uint32_t helped,
                                ReceiptBlock* receipts) {
    for (uint32_t i = 0; i < report.outcomes.size(); ++i) {
      const ReceiptOutcome& outcome = report.outcomes[i];
      const bool unsettled = outcome.status == ReceiptStatus::kSuggested ||
                             outcome.status == ReceiptStatus::kUnapplied ||
                             outcome.status == ReceiptStatus::kUnidentified;
      if (i != helped && unsettled) receipts->receipts[i].held = "ASIDE";
    }
  }

  /// Makes each change that is said to help a receipt, on its own, and sees
  /// the receipt applied.
  void ExpectWaysOut(const Policy& policy) const {
    const Book book =
        Book::Build(CopyOf(s_.items), CopyOf(s_.customers), policy, 1);
    const Report report = Apply(book, s_.receipts, policy);
    for (uint32_t i = 0; i < report.outcomes.size(); ++i) {
      for (const WayOut& way : report.WaysOut(report.outcomes[i])) {
        std::vector<Changed> worlds =
            MakeChange(s_, policy, book, report, ReceiptRow{i}, way);
        EXPECT_FALSE(worlds.empty()) << NameOf(way.kind);
        for (Changed& world : worlds) {
          Scenario& changed = world.scenario;
          SetUnsettledAside(report, i, &changed.receipts);
          const Book other =
              Book::Build(CopyOf(changed.items), CopyOf(changed.customers),
                          world.policy, 1);
          const Report after = Apply(other, changed.receipts, world.policy);
          const ReceiptStatus status = after.outcomes[i].status;
          EXPECT_TRUE(status == ReceiptStatus::kApplied ||
                      status == ReceiptStatus::kPartial)
              << NameOf(way.kind) << " " << way.number << " does not help "
              << s_.receipts.receipts[i].id;
        }
      }
    }
  }

  const Scenario& s_;
};

/// All scenarios, in places that do not move.
std::deque<Scenario>& AllScenarios() {
  static std::deque<Scenario> all;
  return all;
}

size_t Register(const std::string& folder) {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".scenario") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  for (const std::string& path : paths) {
    for (Scenario& read : ReadTable(path)) {
      const Scenario& scenario = AllScenarios().emplace_back(std::move(read));
      const std::string suite = std::filesystem::path(path).stem();
      testing::RegisterTest(suite.c_str(), scenario.title.c_str(), nullptr,
                            nullptr, path.c_str(), scenario.line,
                            [&scenario]() -> testing::Test* {
                              return new ScenarioTest(&scenario);
                            });
    }
  }
  return AllScenarios().size();
}

using TitlesByTrap = std::map<std::string, std::vector<std::string>>;

/// The traps of the README's table, without scenarios yet.
TitlesByTrap TrapsOf(const std::string& folder) {
  TitlesByTrap traps;
  std::ifstream in(folder + "/README.md");
  bool here = false;
  for (std::string line; std::getline(in, line);) {
    here = here || line == "## Traps";
    if (!here || !line.starts_with("| `")) continue;
    traps[line.substr(3, line.find('`', 3) - 3)];
  }
  return traps;
}

/// Tells which scenarios show each trap; false, and says so, if a trap of the
/// README has none, or a scenario names one that is not there.
bool AllTrapsAreShown(const std::string& folder, bool print) {
  TitlesByTrap traps = TrapsOf(folder);
  bool all = traps.size() >= kTrapsLeast;
  for (const Scenario& scenario : AllScenarios()) {
    for (const std::string& trap : scenario.traps) {
      const auto known = traps.find(trap);
      if (known != traps.end()) {
        known->second.push_back(scenario.file + ": " + scenario.title);
        continue;
      }
      std::fprintf(stderr, "%s:%d: trap %s is not in the README\n",
                   scenario.file.c_str(), scenario.line, trap.c_str());
      all = false;
    }
  }
  for (const auto& [trap, titles] : traps) {
    if (titles.empty()) {
      std::fprintf(stderr, "trap %s has no scenario\n", trap.c_str());
      all = false;
    }
    for (const std::string& title : titles) {
      if (print) std::printf("%s\t%s\n", trap.c_str(), title.c_str());
    }
  }
  return all;
}

}  // namespace
}  // namespace cashmatch::scenario

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  using namespace cashmatch::scenario;
  const std::string folder = CASHMATCH_SOURCE_DIR "/tests/scenario";
  const size_t count = Register(folder);
  if (count < kLeast) {
    std::fprintf(stderr, "only %zu scenarios found, expected %zu\n", count,
                 kLeast);
    return 1;
  }
  const bool print = argc > 1 && std::string_view(argv[1]) == "--traps";
  if (!AllTrapsAreShown(folder, print)) return 1;
  return print ? 0 : RUN_ALL_TESTS();
}
