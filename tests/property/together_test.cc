// SPDX-License-Identifier: Apache-2.0
// together_test.cc - what holds of receipts that pay together.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "engine/engine.h"
#include "tests/property/random_case.h"

namespace cashmatch::property {
namespace {

constexpr uint64_t kCases = 3000;

/// What receipts must be that are applied together.
void ExpectTogether(const RandomCase& c, const Book& book,
                    const ReceiptBlock& receipts, const Report& report,
                    const ReceiptOutcome& outcome) {
  Minor brought = 0;
  std::map<ItemRow, Minor> taken;
  Day first = INT32_MAX;
  Day last = INT32_MIN;
  for (const ReceiptRow row : report.Together(outcome)) {
    const Receipt& receipt = receipts.receipts[Index(row)];
    const ReceiptOutcome& other = report.outcomes[Index(row)];
    EXPECT_EQ(other.status, ReceiptStatus::kApplied);
    EXPECT_EQ(other.customer, outcome.customer);
    EXPECT_EQ(other.remainders_count, 0U);
    brought += receipt.amount;
    first = std::min(first, receipt.booking_date);
    last = std::max(last, receipt.booking_date);
    for (const Application& a : report.Applications(other)) {
      taken[a.item] += a.amount;
      if (a.kind == ApplicationKind::kPayment) brought -= a.amount;
      EXPECT_TRUE(a.kind == ApplicationKind::kPayment ||
                  a.kind == ApplicationKind::kDiscount);
    }
  }
  EXPECT_EQ(brought, 0);
  EXPECT_LE(last - first, c.policy.general.wait_days);
  for (const auto& [row, amount] : taken) {
    const OpenItem item = book.Item(row);
    EXPECT_LE(amount, item.amount);
    EXPECT_GT(amount, 0);
    EXPECT_TRUE(item.status == ItemStatus::kOpen ||
                item.status == ItemStatus::kPromised);
  }
}

TEST(Property, ReceiptsTogetherPayWholeItemsWithinTheirDays) {
  size_t together = 0;
  for (uint64_t seed = 0; seed < kCases; ++seed) {
    RandomCase c = MakeCase(
        seed,
        {.companies = true, .mixed = true, .unquoted = true, .parts = true});
    const Book book = c.MakeBook();
    const ReceiptBlock receipts = Join(std::move(c.files));
    const Report report = Apply(book, receipts, c.policy);
    for (const ReceiptOutcome& outcome : report.outcomes) {
      if (outcome.together_count == 0) continue;
      ++together;
      ExpectTogether(c, book, receipts, report, outcome);
    }
    ASSERT_FALSE(testing::Test::HasFailure()) << "seed " << seed;
  }
  EXPECT_GT(together, kCases / 10);
}

}  // namespace
}  // namespace cashmatch::property
