// SPDX-License-Identifier: Apache-2.0
// runner.cc - every scenario of every table is one test.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "adapters/read/rules/rules.h"
#include "engine/engine.h"
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
    return WriteOutcome(book, s_.receipts, report);
  }

  const Scenario& s_;
};

size_t Register(const std::string& folder) {
  static std::vector<std::unique_ptr<std::vector<Scenario>>> tables;
  size_t count = 0;
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".scenario") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  for (const std::string& path : paths) {
    tables.push_back(std::make_unique<std::vector<Scenario>>(ReadTable(path)));
    for (const Scenario& scenario : *tables.back()) {
      const std::string suite = std::filesystem::path(path).stem();
      testing::RegisterTest(suite.c_str(), scenario.title.c_str(), nullptr,
                            nullptr, path.c_str(), scenario.line,
                            [&scenario]() -> testing::Test* {
                              return new ScenarioTest(&scenario);
                            });
      ++count;
    }
  }
  return count;
}

}  // namespace
}  // namespace cashmatch::scenario

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  constexpr size_t kLeast = 200;
  const size_t count =
      cashmatch::scenario::Register(CASHMATCH_SOURCE_DIR "/tests/scenario");
  if (count < kLeast) {
    std::fprintf(stderr, "only %zu scenarios found, expected %zu\n", count,
                 kLeast);
    return 1;
  }
  return RUN_ALL_TESTS();
}
