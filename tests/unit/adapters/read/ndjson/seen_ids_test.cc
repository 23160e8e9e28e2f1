// SPDX-License-Identifier: Apache-2.0
// seen_ids_test.cc - ids that come again, beyond what memory holds.
#include "adapters/read/ndjson/seen_ids.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cashmatch {
namespace {

TEST(SeenIds, TellsOtherContentInTheOrderOfTheStream) {
  constexpr uint32_t kIds = 1'200'000;  // more than one run of the sort
  constexpr uint32_t kAtOnce = 1000;
  SeenIds seen;
  std::vector<std::string> texts(kAtOnce);
  for (uint32_t i = 0; i < kIds; i += kAtOnce) {
    ReceiptPart part;
    for (uint32_t j = i; j < i + kAtOnce; ++j) {
      // Each id twice, half of the file apart; one of 100,000 with other
      // content.
      const uint32_t id = j % (kIds / 2);
      const bool other = j >= kIds / 2 && id % 100'000 == 7;
      texts[j - i] = "id" + std::to_string(id);
      part.ids.push_back({texts[j - i], {j + 1, j * 10}});
      part.contents.push_back({id, other ? 1U : 0U});
    }
    seen.Add(part);
  }
  std::string told;
  EXPECT_TRUE(seen.ForEachOther([&](RowPlace first, RowPlace again) {
    told += std::to_string(first.line) + " " + std::to_string(again.line) +
            " " + std::to_string(again.offset) + "\n";
  }));
  EXPECT_EQ(told,
            "8 600008 6000070\n100008 700008 7000070\n"
            "200008 800008 8000070\n300008 900008 9000070\n"
            "400008 1000008 10000070\n500008 1100008 11000070\n");
}

TEST(SeenIds, KnowsNothingOfNoIds) {
  SeenIds seen;
  EXPECT_TRUE(
      seen.ForEachOther([](RowPlace, RowPlace) { FAIL() << "there is none"; }));
}

}  // namespace
}  // namespace cashmatch
