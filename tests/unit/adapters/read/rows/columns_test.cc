// SPDX-License-Identifier: Apache-2.0
// columns_test.cc - names of columns.
#include "adapters/read/rows/columns.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

TEST(FindColumnTest, FindsEveryColumnInAnyLetterCase) {
  for (size_t i = 0; i < kItemColumnCount; ++i) {
    EXPECT_EQ(FindColumn(kItemColumns, kItemColumns[i].name), i);
  }
  EXPECT_EQ(FindColumn(kItemColumns, "Item_ID"), 0u);
  EXPECT_EQ(FindColumn(kCustomerColumns, "BANK_ACCOUNTS"),
            static_cast<size_t>(CustomerColumn::kBankAccounts));
}

TEST(FindColumnTest, KnowsNoOthers) {
  for (const std::string_view name : {"", "item", "item_ids", "item-id"}) {
    EXPECT_EQ(FindColumn(kItemColumns, name), kNoColumn) << name;
  }
}

TEST(TrimTest, CutsBlanksOfBothEnds) {
  EXPECT_EQ(Trim(" \ta b\t "), "a b");
  EXPECT_EQ(Trim("  "), "");
}

TEST(ListNamesTest, StopsAfterEight) {
  EXPECT_EQ(ListNames(std::vector<std::string>{"a", "b"}), "'a', 'b'");
  EXPECT_EQ(ListNames(std::vector<std::string>(10, "x")),
            "'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x' and 2 more");
}

}  // namespace
}  // namespace cashmatch
