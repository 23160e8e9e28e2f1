// SPDX-License-Identifier: Apache-2.0
// nearest_name_test.cc - typing errors and what they were meant to be.
#include "adapters/read/rules/nearest_name.h"

#include <gtest/gtest.h>

#include <vector>

namespace cashmatch {
namespace {

TEST(NearestName, DistanceCountsSingleLetters) {
  EXPECT_EQ(EditDistance("tolerance", "tolerance"), 0u);
  EXPECT_EQ(EditDistance("Tolerance", "tolerance"), 0u);
  EXPECT_EQ(EditDistance("tolernce", "tolerance"), 1u);    // lost
  EXPECT_EQ(EditDistance("tolerrance", "tolerance"), 1u);  // doubled
  EXPECT_EQ(EditDistance("tolerence", "tolerance"), 1u);   // another
  EXPECT_EQ(EditDistance("toelrance", "tolerance"), 1u);   // swapped
  EXPECT_EQ(EditDistance("", "abc"), 3u);
  EXPECT_EQ(EditDistance("kitten", "sitting"), 3u);
  EXPECT_EQ(EditDistance(std::string(1000, 'a'), "a"), 1000u);
}

TEST(NearestName, SuggestsOnlyWhatIsNear) {
  const std::vector<std::string> names = {"apply", "suggest", "wait_days"};
  EXPECT_EQ(NearestName("aply", names), "apply");
  EXPECT_EQ(NearestName("waitdays", names), "wait_days");
  EXPECT_EQ(NearestName("colour", names), "");
  EXPECT_EQ(Suggestion("sugest", names), "; did you mean 'suggest'?");
  EXPECT_EQ(Suggestion("colour", names),
            "; valid here: apply, suggest, wait_days");
}

TEST(NearestName, ShortNamesAreNotGuessed) {
  const std::vector<std::string> names = {"ab"};
  EXPECT_EQ(NearestName("xy", names), "");
}

}  // namespace
}  // namespace cashmatch
