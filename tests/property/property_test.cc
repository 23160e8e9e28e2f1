// SPDX-License-Identifier: Apache-2.0
// What holds of every run, over thousands of random books. A failure names the
// seed of its case.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <random>

#include "engine/engine.h"
#include "tests/property/random_case.h"
#include "tests/reference/reference_matcher.h"
#include "tests/scenario/outcome.h"

namespace cashmatch::property {
namespace {

constexpr uint64_t kCases = 3000;
constexpr CaseOptions kEverything = {true, true, true, true, true, true};

using Lines = std::vector<std::string>;

Lines RunOn(const RandomCase& c, std::vector<ReceiptBlock> files,
            uint64_t seed = 0) {
  const Book book = c.MakeBook(seed);
  const ReceiptBlock receipts = Join(std::move(files));
  const Report report = Apply(book, receipts, c.policy);
  EXPECT_THAT(report.broken, testing::IsEmpty());
  return scenario::WriteOutcome(book, receipts, report);
}

TEST(Property, MoneyIsConservedAndNoItemIsOverApplied) {
  size_t applied = 0;
  size_t suggested = 0;
  for (uint64_t seed = 0; seed < kCases; ++seed) {
    RandomCase c = MakeCase(seed, kEverything);
    const Lines lines = RunOn(c, std::move(c.files));
    ASSERT_FALSE(HasFailure()) << "seed " << seed;
    for (const std::string& line : lines) {
      applied += line.starts_with("alloc");
      suggested += line.starts_with("suggest");
    }
  }
  // The cases are worth their name only if much happens in them.
  EXPECT_GT(applied, kCases);
  EXPECT_GT(suggested, kCases);
}

TEST(Property, TheOrderOfInputsDoesNotMatter) {
  for (uint64_t seed = 0; seed < kCases; ++seed) {
    RandomCase c = MakeCase(seed, kEverything);
    RandomCase shuffled = MakeCase(seed, kEverything);
    std::mt19937_64 random(seed);
    std::shuffle(shuffled.items.begin(), shuffled.items.end(), random);
    std::shuffle(shuffled.customers.begin(), shuffled.customers.end(), random);
    std::shuffle(shuffled.files.begin(), shuffled.files.end(), random);
    ASSERT_EQ(RunOn(c, std::move(c.files)),
              RunOn(shuffled, std::move(shuffled.files), seed + 1))
        << "seed " << seed;
  }
}

TEST(Property, TheNumberOfThreadsDoesNotMatter) {
  for (uint64_t seed = 0; seed < kCases / 3; ++seed) {
    std::vector<Lines> outcomes;
    for (const size_t threads : {1, 2, 8}) {
      const tbb::global_control limit(
          tbb::global_control::max_allowed_parallelism, threads);
      RandomCase c = MakeCase(seed, kEverything);
      outcomes.push_back(RunOn(c, std::move(c.files)));
    }
    ASSERT_EQ(outcomes[0], outcomes[1]) << "seed " << seed;
    ASSERT_EQ(outcomes[0], outcomes[2]) << "seed " << seed;
  }
}

/// Adds, a week later, the return of every receipt.
void ReturnEverything(RandomCase* c) {
  ReceiptBlock& returns = c->files.emplace_back();
  returns.AddFile("returns", "test");
  const size_t files = c->files.size() - 1;
  for (size_t f = 0; f < files; ++f) {
    for (const Receipt& original : c->files[f].receipts) {
      Receipt back = original;
      back.references_count = back.texts_count = back.advice_count = 0;
      back.direction = Direction::kDebit;
      back.booking_date = back.value_date = original.booking_date + 7;
      back.file = 0;
      *returns.Add() = back;
      returns.receipts.back().id =
          returns.Keep("return-" + std::string(original.id));
    }
  }
}

TEST(Property, ReturningEveryReceiptRestoresTheBook) {
  for (uint64_t seed = 0; seed < kCases / 3; ++seed) {
    RandomCase c = MakeCase(seed, {.advice = true, .companies = true});
    ReturnEverything(&c);
    const Book book = c.MakeBook();
    const ReceiptBlock receipts = Join(std::move(c.files));
    const Report report = Apply(book, receipts, c.policy);
    ASSERT_THAT(report.broken, testing::IsEmpty()) << "seed " << seed;
    for (uint32_t i = 0; i < book.item_count(); ++i) {
      const OpenItem item = book.Item(ItemRow{i});
      const Minor before = item.status == ItemStatus::kClosed ? 0 : item.amount;
      ASSERT_EQ(report.residuals[i], before) << "seed " << seed;
    }
    ASSERT_TRUE(report.made.empty()) << "seed " << seed;
  }
}

TEST(Property, AgreesWithTheReferenceMatcher) {
  size_t applied = 0;
  for (uint64_t seed = 0; seed < kCases; ++seed) {
    RandomCase c = MakeCase(seed, {});
    const ReceiptBlock receipts = Join(std::move(c.files));
    const Book book = c.MakeBook();
    const Report report = Apply(book, receipts, c.policy);
    Lines ours = scenario::WriteOutcome(book, receipts, report);
    // The reference decides; it does not list alternatives or made items.
    std::erase_if(ours, [](const std::string& line) {
      return line.starts_with("suggest") || line.starts_with("made");
    });
    const Lines expected =
        reference::Match(c.items, c.customers, receipts, c.policy);
    ASSERT_EQ(ours, expected) << "seed " << seed;
    for (const std::string& line : ours) applied += line.starts_with("alloc");
  }
  EXPECT_GT(applied, kCases);
}

}  // namespace
}  // namespace cashmatch::property
