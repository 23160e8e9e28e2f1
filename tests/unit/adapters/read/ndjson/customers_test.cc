// SPDX-License-Identifier: Apache-2.0
// customers_test.cc - customers from NDJSON text to the block.
#include "adapters/read/ndjson/customers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/adapters/read/rows/described.h"

namespace cashmatch {
namespace {

TEST(ReadCustomersNdjsonTest, ReadsTextsNumbersAndLists) {
  CustomerBlock block;
  Findings findings;
  ReadCustomersNdjson(
      {"f",
       "{\"customer_id\":4711,\"name\":\"Müller AG\",\"aliases\":null,"
       "\"ids\":[\"47\",11],\"bank_accounts\":\"DE1|021000021/9\"}"},
      &block, &findings);
  EXPECT_TRUE(findings.empty());
  ASSERT_EQ(block.customers.size(), 1u);
  EXPECT_EQ(block.customers[0].customer_id, "4711");
  EXPECT_EQ(block.customers[0].name, "Müller AG");
  EXPECT_EQ(block.customers[0].aliases, "");
  EXPECT_EQ(block.customers[0].ids, "47|11");
  EXPECT_EQ(block.customers[0].bank_accounts, "DE1|021000021/9");
}

TEST(ReadCustomersNdjsonTest, MakesTheSameChecksAsCsv) {
  CustomerBlock block;
  Findings findings;
  ReadCustomersNdjson({"f",
                       "{\"customer_id\":\"C1\",\"name\":\"A\"}\n"
                       "{\"customer_id\":\"C1\",\"name\":\"\"}\n"},
                      &block, &findings);
  EXPECT_THAT(Codes(findings),
              testing::ElementsAre("2 name CUST-REQUIRED",
                                   "2 customer_id CUST-DUPLICATE"));
  EXPECT_TRUE(block.customers.empty());
}

}  // namespace
}  // namespace cashmatch
