// SPDX-License-Identifier: Apache-2.0
// subfields_test.cc - which keys are free, and what they get.
#include "adapters/write/enrich/subfields.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

std::string Join(const std::vector<Subfield>& added) {
  std::string out;
  for (const Subfield& subfield : added) out += subfield.text;
  return out;
}

TEST(Subfields, FollowTheLastOneOfThePurpose) {
  EXPECT_EQ(Join(MoreSubfields("166?00GUT?20RE?21NR?32ACME", '?', {"INV-1"})),
            "?22INV-1");
  EXPECT_EQ(Join(MoreSubfields("166?00GUT?32ACME", '?', {"INV-1"})),
            "?20INV-1");
  EXPECT_EQ(Join(MoreSubfields("166?29A", '?', {"INV-1"})), "?60INV-1");
}

TEST(Subfields, TagsGetThePurposeUnlessTheyEndInIt) {
  EXPECT_EQ(Join(MoreSubfields("166?20EREF+1", '?', {"INV-1"})),
            "?21SVWZ+INV-1");
  EXPECT_EQ(Join(MoreSubfields("166?20SVWZ+RE", '?', {"INV-1"})), "?21INV-1");
}

TEST(Subfields, AFullOneIsFollowedByABlank) {
  const std::string full(27, 'A');
  EXPECT_EQ(Join(MoreSubfields("166?20" + full, '?', {"INV-1"})), "?21 INV-1");
}

TEST(Subfields, HoldWholeWordsAndAreNotFull) {
  const auto added = MoreSubfields(
      "166?20RE", '?', {"INV-1000001", "INV-1000002", "INV-1000003"});
  EXPECT_EQ(Join(added), "?21INV-1000001 INV-1000002?22INV-1000003");
  EXPECT_EQ(added[0].words, 2U);
}

TEST(Subfields, EndWithTheLastKey) {
  EXPECT_TRUE(MoreSubfields("166?63A", '?', {"INV-1"}).empty());
  const std::string longest(21, '7');
  EXPECT_EQ(Join(MoreSubfields("166?20EREF+1?62A", '?', {longest, "INV-1"})),
            "?63SVWZ+" + longest);
}

}  // namespace
}  // namespace cashmatch
