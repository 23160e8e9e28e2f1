// SPDX-License-Identifier: Apache-2.0
// mix_test.cc - shares of classes and formats, and what a mix file may say.
#include "adapters/corpus/mix.h"

#include <gtest/gtest.h>

#include <numeric>
#include <string>

namespace cashmatch {
namespace {

uint32_t ShareOf(const Mix& mix, ReceiptClass cls) {
  return mix.classes[static_cast<size_t>(cls)];
}

TEST(Mix, DefaultAddsUp) {
  const Mix mix = DefaultMix();
  EXPECT_EQ(std::accumulate(mix.classes.begin(), mix.classes.end(), 0u),
            10'000u);
  EXPECT_EQ(std::accumulate(mix.formats.begin(), mix.formats.end(), 0u),
            10'000u);
  // A million receipts must be payable out of a million items.
  EXPECT_LT(mix.ItemsFor(1'000'000), 980'000u);
}

TEST(Mix, EveryStretchHasItsShare) {
  const Mix mix = DefaultMix();
  for (const uint64_t from : {uint64_t{0}, uint64_t{777}, uint64_t{1} << 40}) {
    std::array<int, kReceiptClassCount> seen{};
    for (uint64_t i = 0; i < 200; ++i) {
      ++seen[static_cast<size_t>(mix.ClassOf(9, from + i))];
    }
    for (int cls = 0; cls < kReceiptClassCount; ++cls) {
      const int share = static_cast<int>(mix.classes[cls]) * 200 / 10'000;
      EXPECT_NEAR(seen[cls], share, 3) << "class " << cls;
    }
  }
}

TEST(ParseMix, ReadsClassesAndFormats) {
  Mix mix;
  EXPECT_EQ(ParseMix("exact = 55\nseveral = 12.5\nunmatched = 32.5\n"
                     "[formats]\nbai2 = 60\ncamt = 40\n",
                     &mix),
            "");
  EXPECT_EQ(ShareOf(mix, ReceiptClass::kExact), 5500u);
  EXPECT_EQ(ShareOf(mix, ReceiptClass::kSeveral), 1250u);
  EXPECT_EQ(ShareOf(mix, ReceiptClass::kTypo), 0u);  // left out
  EXPECT_EQ(mix.formats, (std::array<uint32_t, 4>{6000, 0, 4000, 0}));
}

TEST(ParseMix, KeepsDefaultsOfWhatIsNotThere) {
  Mix mix;
  EXPECT_EQ(ParseMix("[formats]\nlockbox = 100\n", &mix), "");
  EXPECT_EQ(mix.classes, DefaultMix().classes);
  EXPECT_EQ(ParseMix("exact = 100\n", &mix), "");
  EXPECT_EQ(mix.formats, DefaultMix().formats);
}

TEST(ParseMix, ReadsHowManyItemsAPayerHas) {
  Mix mix;
  EXPECT_EQ(ParseMix("[payers]\nitems = 12\n", &mix), "");
  EXPECT_EQ(mix.payer_items, 12u);
  EXPECT_EQ(mix.classes, DefaultMix().classes);
  EXPECT_EQ(ParseMix("", &mix), "");
  EXPECT_EQ(mix.payer_items, 0u);
}

TEST(ParseMix, SaysWhatIsWrong) {
  Mix mix;
  EXPECT_EQ(ParseMix("exact = 60\n\nexakt = 40\n", &mix),
            "line 3: 'exakt' is no receipt class");
  EXPECT_EQ(ParseMix("exact = 60\n", &mix),
            "the shares of each receipt class must add up to 100, they add up "
            "to 60.00");
  EXPECT_EQ(ParseMix("exact = 101\n", &mix),
            "line 1: exact: expected a per cent from 0 to 100 with at most two "
            "decimals");
  EXPECT_NE(ParseMix("exact = -1\n", &mix), "");
  EXPECT_NE(ParseMix("exact = \"60\"\n", &mix), "");
  EXPECT_NE(ParseMix("exact = 0.001\n", &mix), "");
  EXPECT_NE(ParseMix("exact = nan\n", &mix), "");
  EXPECT_EQ(ParseMix("structured = 100\n", &mix),
            "line 1: 'structured' is no receipt class");
  EXPECT_EQ(ParseMix("[formats]\nmt940 = 100\n", &mix),
            "line 2: 'mt940' is no bank file format");
  EXPECT_EQ(ParseMix("[banks]\na = 1\n", &mix),
            "line 1: [banks] is unknown; there are [formats] and [payers]");
  for (const char* payers : {"items = 0", "items = 1001", "items = 1.5",
                             "items = \"12\"", "whales = 1"}) {
    EXPECT_EQ(ParseMix(std::string("[payers]\n") + payers + "\n", &mix),
              "line 2: [payers] has a number `items` only, from 1 to 1000");
  }
  EXPECT_EQ(ParseMix("exact = \n", &mix).substr(0, 8), "line 1: ");
}

}  // namespace
}  // namespace cashmatch
