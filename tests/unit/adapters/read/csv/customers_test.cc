// SPDX-License-Identifier: Apache-2.0
// customers_test.cc - customers from CSV text to the block.
#include "adapters/read/csv/customers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/adapters/read/rows/described.h"

namespace cashmatch {
namespace {

TEST(ReadCustomersCsvTest, ReadsNamesInOldEncodings) {
  CustomerBlock block;
  Findings findings;
  ReadCustomersCsv({"f",
                    "customer_id,name,aliases\n"
                    "C1,M\xFCller AG,\"Muller, M.|M\xFCller\"\n"},
                   &block, &findings);
  EXPECT_THAT(Codes(findings), testing::ElementsAre("2 TEXT-ENCODING"));
  ASSERT_EQ(block.customers.size(), 1u);
  EXPECT_EQ(block.customers[0].name, "Müller AG");
  EXPECT_EQ(block.customers[0].aliases, "Muller, M.|Müller");
}

TEST(ReadCustomersCsvTest, RefusesTheSameCustomerTwice) {
  CustomerBlock block;
  Findings findings;
  ReadCustomersCsv({"f", "customer_id,name\nC1,A\nC2,B\nC1,A\n"}, &block,
                   &findings);
  EXPECT_THAT(Described(findings),
              testing::ElementsAre(
                  "4: customer_id: CUST-DUPLICATE: found 'C1' again, first in "
                  "line 2, expected each customer_id once; file rejected"));
  EXPECT_TRUE(block.customers.empty());
}

}  // namespace
}  // namespace cashmatch
