// SPDX-License-Identifier: Apache-2.0
// pulse_test.cc - a run says how far it is, and ends wherever it is told to.
#include "engine/pulse.h"

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <atomic>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace cashmatch {
namespace {

constexpr int kItems = 300;
constexpr int kReceiptsADay = 3000;  // several pieces of work
const Policy kPolicy;

Book ManyItems() {
  OpenItemBlock items;
  for (int i = 0; i < kItems; ++i) {
    OpenItem item;
    item.item_id = item.document_number =
        items.arena.Keep("INV-" + std::to_string(1000 + i));
    item.customer_id = items.arena.Keep("C" + std::to_string(i % 7));
    item.amount = 1000 + i;
    item.currency = *ParseCurrency("USD");
    item.document_date = 20000;
    items.items.push_back(item);
  }
  return Book::Build(std::move(items), {}, kPolicy);
}

/// Three days; most receipts want items that others want as well.
ReceiptBlock ManyReceipts() {
  ReceiptBlock block;
  block.AddFile("f", "bai2");
  for (int i = 0; i < 3 * kReceiptsADay; ++i) {
    Receipt* const receipt = block.Add();
    receipt->id = block.Keep("R" + std::to_string(i));
    receipt->amount = 1000 + i % kItems;
    receipt->currency = *ParseCurrency("USD");
    receipt->booking_date = receipt->value_date = 20010 + i / kReceiptsADay;
    receipt->direction = i % 97 == 0 ? Direction::kDebit : Direction::kCredit;
    receipt->provisional = i % 89 == 0;
    block.AddText(block.Keep("INV-" + std::to_string(1000 + i % kItems)));
  }
  return block;
}

struct Told {
  size_t done, total;
};

std::vector<Told> TellOf(const Book& book, const ReceiptBlock& receipts) {
  std::vector<Told> told;
  RunOptions options;
  options.progress = [&told](size_t done, size_t total) {
    told.push_back({done, total});
  };
  EXPECT_TRUE(Apply(book, receipts, kPolicy, options).broken.empty());
  return told;
}

TEST(PulseTest, ARunTellsHowManyReceiptsItLookedAt) {
  const Book book = ManyItems();
  const ReceiptBlock receipts = ManyReceipts();
  const size_t total = receipts.receipts.size();
  for (const int threads : {1, 4}) {
    const tbb::global_control limit(
        tbb::global_control::max_allowed_parallelism,
        static_cast<size_t>(threads));
    const std::vector<Told> told = TellOf(book, receipts);
    ASSERT_GE(told.size(), 6U);  // not only between days
    size_t before = 0;
    for (const Told& one : told) {
      EXPECT_EQ(one.total, total);
      EXPECT_GT(one.done, before);
      before = one.done;
    }
    EXPECT_EQ(before, total);
  }
}

std::atomic<int> asked{0};
int stop_at = 0;
bool Stop() { return ++asked > stop_at; }

TEST(PulseTest, ARunEndsWhereverItIsTold) {
  const Book book = ManyItems();
  const ReceiptBlock receipts = ManyReceipts();
  RunOptions options;
  options.interrupted = Stop;
  size_t within = 0;  // stopped within the first day
  for (stop_at = 0;; ++stop_at) {
    asked = 0;
    size_t done = 0;
    options.progress = [&done](size_t now, size_t) { done = now; };
    const Report report = Apply(book, receipts, kPolicy, options);
    if (asked <= stop_at) break;  // ended before it was told to
    EXPECT_EQ(report.outcomes.size(), receipts.receipts.size());
    if (stop_at > 1 && stop_at < 4) ++within;
  }
  EXPECT_EQ(within, 2U);
  EXPECT_GT(stop_at, 9);
}

TEST(PulseTest, AfterThatNothingOfTheDayIsLookedAt) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                  1);
  const Book book = ManyItems();
  const ReceiptBlock receipts = ManyReceipts();
  RunOptions options;
  options.interrupted = Stop;
  size_t after = 0;
  options.progress = [&after](size_t, size_t) {
    if (asked > stop_at) ++after;
  };
  stop_at = 2;
  asked = 0;
  Apply(book, receipts, kPolicy, options);
  EXPECT_LE(after, 2U);  // that the day, and that the run is over
}

}  // namespace
}  // namespace cashmatch
