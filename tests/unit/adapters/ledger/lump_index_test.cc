// SPDX-License-Identifier: Apache-2.0
// lump_index_test.cc - who may belong together, and who is never read again.
#include "adapters/ledger/lump_index.h"

#include <gtest/gtest.h>

#include <string_view>

namespace cashmatch {
namespace {

constexpr Day kMonday = 20000;
const Currency kUsd = *ParseCurrency("USD");

LumpSigns Signs(std::string_view format, std::string_view type, Day booking,
                Day value) {
  return {std::string(format), std::string(type), booking, value, kUsd, {}};
}

class LumpIndexTest : public testing::Test {
 protected:
  /// What belongs to one receipt that arrives.
  std::set<std::string_view> Find(std::string_view format,
                                  std::string_view type, Day day,
                                  std::string_view reference = {},
                                  Known known = Known::kNew) {
    ReceiptBlock block;
    block.AddFile("now", format);
    Receipt* const receipt = block.Add();
    receipt->type_code = type;
    receipt->booking_date = receipt->value_date = day;
    receipt->currency = kUsd;
    block.AddReference(ReferenceType::kOther, reference);
    const Known all[] = {known};
    return index_.Find(block, all);
  }

  using Ids = std::set<std::string_view>;
  LumpIndex index_;
};

TEST_F(LumpIndexTest, DepositsAndChecksOfADayFindEachOther) {
  index_.Add("check", Signs("lockbox", "", kMonday, kMonday));
  index_.Add("report", Signs("x12.823", "", kMonday, kMonday));
  index_.Add("deposit", Signs("bai2", "115", kMonday, kMonday + 1));
  index_.Add("wire", Signs("bai2", "195", kMonday, kMonday));
  EXPECT_EQ(Find("bai2", "115", kMonday), (Ids{"check", "report"}));
  EXPECT_EQ(Find("bai2", "195", kMonday), Ids());
  // A deposit may be booked later, but not before its checks.
  EXPECT_EQ(Find("bai2", "115", kMonday + 3), (Ids{"check", "report"}));
  EXPECT_EQ(Find("bai2", "115", kMonday + 4), Ids());
  EXPECT_EQ(Find("bai2", "115", kMonday - 1), Ids());
  // It is of its booking and of its value date; those that came for the same
  // day may be a part of it.
  EXPECT_EQ(Find("lockbox", "", kMonday), (Ids{"check", "deposit", "report"}));
  EXPECT_EQ(Find("lockbox", "", kMonday + 1), Ids{"deposit"});
  EXPECT_EQ(Find("lockbox", "", kMonday - 2), Ids{"deposit"});
  EXPECT_EQ(Find("lockbox", "", kMonday - 4), Ids());
  EXPECT_EQ(Find("lockbox", "", kMonday + 2), Ids());
}

TEST_F(LumpIndexTest, EntriesAndDetailsFindEachOtherByAReference) {
  LumpSigns entry = Signs("mt940", "NTRF", kMonday, kMonday);
  entry.references = {"BATCH-1", ""};
  index_.Add("entry", entry);
  EXPECT_EQ(Find("camt.054", "", kMonday, "BATCH-1"), Ids{"entry"});
  EXPECT_EQ(Find("camt.054", "", kMonday, "BATCH-2"), Ids());
  EXPECT_EQ(Find("camt.054", "", kMonday + 1, "BATCH-1"), Ids());
  // Any statement may have the batch in one sum; a check is no batch.
  EXPECT_EQ(Find("bai2", "142", kMonday, "BATCH-1"), Ids{"entry"});
  EXPECT_EQ(Find("csv", "", kMonday, "BATCH-1"), Ids{"entry"});
  EXPECT_EQ(Find("lockbox", "", kMonday, "BATCH-1"), Ids());
}

TEST_F(LumpIndexTest, WhatIsKnownLooksForNothing) {
  index_.Add("check", Signs("lockbox", "", kMonday, kMonday));
  EXPECT_EQ(Find("bai2", "115", kMonday, {}, Known::kCounted), Ids());
}

}  // namespace
}  // namespace cashmatch
