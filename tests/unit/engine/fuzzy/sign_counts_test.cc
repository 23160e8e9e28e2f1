// SPDX-License-Identifier: Apache-2.0
// sign_counts_test.cc - nothing that is near is ruled out.
#include "engine/fuzzy/sign_counts.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "engine/fuzzy/edit_distance.h"

namespace cashmatch {
namespace {

bool MayBeWithin(std::string_view a, std::string_view b, size_t edits) {
  return SignCounts(a).MayBeWithin(SignCounts(b), edits);
}

TEST(SignCounts, NeverRuleOutWhatIsNear) {
  std::mt19937 random(1);
  const std::string signs = "0012345678ABCIV\xC3";
  size_t near = 0, ruled_out = 0;
  for (int i = 0; i < 200'000; ++i) {
    std::string a, b;
    for (auto left = random() % 9; left > 0; --left) {
      a += signs[random() % signs.size()];
    }
    b = a;
    for (auto edits = random() % 4; edits > 0 && !b.empty(); --edits) {
      const size_t at = random() % b.size();
      switch (random() % 4) {
        case 0:
          b[at] = signs[random() % signs.size()];
          break;
        case 1:
          b.erase(at, 1);
          break;
        case 2:
          b.insert(at, 1, signs[random() % signs.size()]);
          break;
        default:
          std::swap(b[at], b[random() % b.size()]);
      }
    }
    for (const int most : {1, 2}) {
      const bool may = MayBeWithin(a, b, static_cast<size_t>(most));
      const bool is = EditDistance(a, b, most) <= most;
      ASSERT_TRUE(may || !is) << a << " " << b;
      near += is ? 1 : 0;
      ruled_out += may ? 0 : 1;
    }
  }
  EXPECT_GT(near, 100'000u);
  EXPECT_GT(ruled_out, 40'000u);
}

TEST(SignCounts, RuleOutWhatIsFar) {
  EXPECT_FALSE(MayBeWithin("INV001571", "INV001660", 2));
  EXPECT_FALSE(MayBeWithin("123456", "1234", 1));
  EXPECT_TRUE(MayBeWithin("123456", "654321", 1)) << "the order is not counted";
}

TEST(SignCounts, CountsThatDoNotFitRuleNothingOut) {
  const std::string many(300, '1');
  EXPECT_TRUE(MayBeWithin(many, many + "1", 1));
  EXPECT_TRUE(MayBeWithin(many, std::string(299, '1'), 1));
}

}  // namespace
}  // namespace cashmatch
