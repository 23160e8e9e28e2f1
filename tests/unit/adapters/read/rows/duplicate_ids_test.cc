// SPDX-License-Identifier: Apache-2.0
// duplicate_ids_test.cc - keys that come again.
#include "adapters/read/rows/duplicate_ids.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/unit/adapters/read/rows/described.h"

namespace cashmatch {
namespace {

TEST(FindDuplicatesTest, PairsEachRepetitionWithTheFirst) {
  const std::vector<IdAt> ids = {{"a", {2, 0}},
                                 {"b", {3, 0}},
                                 {"a", {4, 0}},
                                 {"A", {5, 0}},
                                 {"a", {6, 0}}};
  const std::vector<DuplicateId> found = FindDuplicates(ids);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].first.place.line, 2u);
  EXPECT_EQ(found[0].again.place.line, 4u);
  EXPECT_EQ(found[1].first.place.line, 2u);
  EXPECT_EQ(found[1].again.place.line, 6u);
}

TEST(FindDuplicatesTest, FindsTheOneAmongMany) {
  std::vector<std::string> names;
  for (int i = 0; i < 100'000; ++i) names.push_back("INV-" + std::to_string(i));
  names.push_back("INV-77777");
  std::vector<IdAt> ids;
  for (const std::string& name : names) {
    ids.push_back({name, {static_cast<uint32_t>(ids.size() + 1), 0}});
  }
  const std::vector<DuplicateId> found = FindDuplicates(ids);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].first.place.line, 77'778u);
}

TEST(FindDuplicatesTest, HasNoneInNothing) {
  EXPECT_TRUE(FindDuplicates({}).empty());
}

TEST(AddDuplicateFindingsTest, NamesBothLines) {
  RowFindings part;
  AddDuplicateFindings(std::vector<IdAt>{{"X-1", {2, 0}}, {"X-1", {9, 0}}},
                       "ITEM-DUPLICATE", "item_id", &part);
  Findings findings;
  part.MoveTo(&findings);
  EXPECT_THAT(Described(findings),
              testing::ElementsAre(
                  "9: item_id: ITEM-DUPLICATE: found 'X-1' again, first in "
                  "line 2, expected each item_id once; file rejected"));
}

}  // namespace
}  // namespace cashmatch
