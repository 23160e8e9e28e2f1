// SPDX-License-Identifier: Apache-2.0
// claim_order_test.cc - the order of the index, whatever the keys begin with.
#include "adapters/store/sqlite/claim_order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <tuple>

namespace cashmatch::sqlite {
namespace {

TEST(ClaimOrderTest, IsThatOfScopeAndKey) {
  std::mt19937 random(7);
  std::vector<Claim> claims;
  const std::string words[] = {"",         "a",         "b",
                               "\xff",     "decision",  "decisions",
                               "decisiom", "decision9", std::string(1, '\0')};
  for (int i = 0; i < 2000; ++i) {
    std::string key;
    for (int k = random() % 4; k >= 0; --k) key += words[random() % 9];
    claims.push_back({words[random() % 9], key});
  }
  const std::vector<const Claim*> sorted = InOrderOfIndex(claims);
  ASSERT_EQ(sorted.size(), claims.size());
  EXPECT_TRUE(std::is_sorted(
      sorted.begin(), sorted.end(), [](const Claim* a, const Claim* b) {
        return std::tie(a->scope, a->key) < std::tie(b->scope, b->key);
      }));
}

}  // namespace
}  // namespace cashmatch::sqlite
