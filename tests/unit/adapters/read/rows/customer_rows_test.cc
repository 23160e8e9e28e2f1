// SPDX-License-Identifier: Apache-2.0
// customer_rows_test.cc - the checks of a customer.
#include "adapters/read/rows/customer_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/adapters/read/rows/described.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using Row = std::array<std::string_view, kCustomerColumnCount>;

Findings Read(const std::vector<Row>& rows, CustomerBlock* block) {
  CustomerTable table(block);
  const std::array<TextPart, 2> parts;
  table.Start(parts);
  for (size_t i = 0; i < rows.size(); ++i) {
    // Two parts: the first row in one, the rest in the other.
    table.part(i == 0 ? 0 : 1)->Add(rows[i], {static_cast<uint32_t>(i + 2), 0});
  }
  Findings findings;
  table.Finish(&findings);
  return findings;
}

TEST(CustomerRowsTest, TakesEveryColumn) {
  CustomerBlock block;
  const Findings findings =
      Read({{"C1", "ACME", "Acme Ltd|ACM", "47|ACH9", "C0", "v1", "b1|b2"},
            {" C2 ", "Beta"}},
           &block);
  EXPECT_TRUE(findings.empty());
  ASSERT_EQ(block.customers.size(), 2u);
  const Customer& first = block.customers[0];
  EXPECT_EQ(first.name, "ACME");
  EXPECT_EQ(first.aliases, "Acme Ltd|ACM");
  EXPECT_EQ(first.ids, "47|ACH9");
  EXPECT_EQ(first.parent_id, "C0");
  EXPECT_EQ(first.virtual_accounts, "v1");
  EXPECT_EQ(first.bank_accounts, "b1|b2");
  EXPECT_EQ(block.customers[1].customer_id, "C2");
}

TEST(CustomerRowsTest, RejectsDuplicatesAndGapsOverAllParts) {
  CustomerBlock block;
  const std::string large(kCellBytesMax + 1, 'n');
  const Findings findings = Read(
      {{"C1", "ACME"}, {"C2", ""}, {"C1", "Acme"}, {"C3", large}, {"", "x"}},
      &block);
  EXPECT_THAT(Codes(findings),
              ElementsAre("3 name CUST-REQUIRED", "5 name CUST-LENGTH",
                          "6 customer_id CUST-REQUIRED",
                          "4 customer_id CUST-DUPLICATE"));
  EXPECT_TRUE(block.customers.empty());
}

}  // namespace
}  // namespace cashmatch
