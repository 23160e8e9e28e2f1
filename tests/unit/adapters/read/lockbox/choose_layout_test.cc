// SPDX-License-Identifier: Apache-2.0
// choose_layout_test.cc - which layout a file proves, and when none does.
#include "adapters/read/lockbox/choose_layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/adapters/read/lockbox/sample_file.h"

namespace cashmatch::lockbox {
namespace {

using ::testing::HasSubstr;

std::vector<const Layout*> BuiltIn() {
  std::vector<const Layout*> layouts;
  for (const Layout& layout : BuiltInLockboxLayouts()) {
    layouts.push_back(&layout);
  }
  return layouts;
}

LayoutChoice Choose(std::string_view text) {
  return ChooseLayout(RecordReader(text, {}), BuiltIn());
}

std::string Chosen(const SampleFile& file) {
  const LayoutChoice choice = Choose(file.text());
  return choice.layout == nullptr ? "none" : choice.layout->name;
}

TEST(ChooseLayout, PrefersThePlainOneWhereNothingTellsThemApart) {
  EXPECT_EQ(Chosen(TwoBatches()), "bai80");
}

TEST(ChooseLayout, SeesTheRemitterByItsCheckDateAndColumns) {
  SampleFile file;
  file.Headers().Deposit(8841);
  file.Raw(
      "60010010000010000021000021000445506600000010010228"
      "26"
      "SMITH & SONS                  PAYEE INC");
  file.BatchTotal(1, 8841, 1, 10000).LockboxTotal(8841, 1, 10000).Trailer();
  EXPECT_EQ(Chosen(file), "bai104_remitter");
}

TEST(ChooseLayout, SeesTheLongAccountByTheZerosOfTheCheckNumber) {
  SampleFile wide;
  wide.Headers().Deposit(8841);
  wide.Raw(
      "60010010000010000021000021"
      "00006640331234"
      "0000056344");
  wide.Raw(
      "60010020000025000011000015"
      "00007712298765"
      "0000098112");
  wide.BatchTotal(1, 8841, 2, 35000).LockboxTotal(8841, 2, 35000).Trailer();
  EXPECT_EQ(Chosen(wide), "bai80_acct14");
}

TEST(ChooseLayout, SeesDocumentsWithAmounts) {
  SampleFile file;
  file.Headers().Deposit(8841).Check(1, 1, 10000);
  file.Raw("40010016019INV1001 60.00 INV1002 40.00");
  file.BatchTotal(1, 8841, 1, 10000).LockboxTotal(8841, 1, 10000).Trailer();
  EXPECT_EQ(Chosen(file), "bai80") << "free text has no columns";
  SampleFile exact;
  exact.Headers().Deposit(8841).Check(1, 1, 10000);
  exact.Raw("40010016019INV1001     0000006000INV1002     0000004000");
  exact.BatchTotal(1, 8841, 1, 10000).LockboxTotal(8841, 1, 10000).Trailer();
  EXPECT_EQ(Chosen(exact), "oracle_3inv");
}

TEST(ChooseLayout, IsClearByRoutingNumbersWhereEveryTotalDiffers) {
  SampleFile file;
  file.Headers().Deposit(8841).Check(1, 1, 10000).Check(1, 2, 500);
  file.BatchTotal(1, 8841, 2, 1).LockboxTotal(8841, 2, 2).Trailer();
  EXPECT_EQ(Chosen(file), "bai80");
}

TEST(ChooseLayout, RefusesWhenNothingAgrees) {
  SampleFile file;
  file.Headers().Deposit(8841);
  file.Check(1, 1, 10000, "021000022").Check(1, 2, 500, "123456789");
  file.BatchTotal(1, 8841, 2, 1).LockboxTotal(8841, 2, 2).Trailer();
  const LayoutChoice choice = Choose(file.text());
  EXPECT_EQ(choice.layout, nullptr);
  ASSERT_EQ(choice.ranked.size(), BuiltInLockboxLayouts().size());
  EXPECT_THAT(choice.ranked[0].Describe(),
              HasSubstr("0 of 2 totals agree, 0 of 2 routing numbers valid"));
  EXPECT_THAT(
      choice.ranked[0].Describe(),
      HasSubstr("batch '001' declares 0.01, its checks come to 105.00"));
}

TEST(ChooseLayout, PutsAUsersLayoutFirst) {
  std::vector<Layout> own;
  ASSERT_TRUE(
      ParseLockboxLayouts("[[layout]]\nname='own'\nlike='bai80'\n", &own)
          .empty());
  std::vector<const Layout*> layouts = BuiltIn();
  layouts.insert(layouts.begin(), &own[0]);
  const SampleFile file = TwoBatches();
  const LayoutChoice choice =
      ChooseLayout(RecordReader(file.text(), {}), layouts);
  ASSERT_NE(choice.layout, nullptr);
  EXPECT_EQ(choice.layout->name, "own");
}

TEST(Weigh, CountsWhatAgreesAndWhatDoesNot) {
  const SampleFile file = TwoBatches();
  RecordReader reader(file.text(), {});
  std::vector<Record> records;
  Record record;
  while (reader.Next(&record)) records.push_back(record);
  const Evidence bai80 = Weigh(*BuiltIn()[0], records);
  EXPECT_EQ(bai80.totals.good, 3u);
  EXPECT_EQ(bai80.totals.seen, 3u);
  EXPECT_EQ(bai80.routings.good, 3u);
  EXPECT_EQ(bai80.amounts.seen, 3u);
  const Evidence wide = Weigh(*BuiltIn()[5], records);
  EXPECT_EQ(wide.totals.good, 0u);
  EXPECT_FALSE(wide.Convinces());
  EXPECT_GT(bai80.Score(), wide.Score());
}

}  // namespace
}  // namespace cashmatch::lockbox
