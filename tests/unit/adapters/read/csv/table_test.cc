// SPDX-License-Identifier: Apache-2.0
// table_test.cc - headers, and parts that must not show.
#include "adapters/read/csv/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "adapters/read/rows/customer_rows.h"
#include "tests/unit/adapters/read/rows/described.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Outcome {
  std::vector<std::string> rows, said;
};

Outcome Read(std::string_view text, size_t part_bytes = 1 << 20) {
  CustomerBlock block;
  Findings findings;
  CustomerTable table(&block);
  ReadCsvTable({"f", text}, part_bytes, &block.arena, &table, &findings);
  findings.Finish();
  Outcome outcome;
  for (const Customer& c : block.customers) {
    outcome.rows.push_back(std::string(c.customer_id) + "=" +
                           std::string(c.name));
  }
  outcome.said = Described(findings);
  return outcome;
}

TEST(ReadCsvTableTest, MapsColumnsInAnyOrderAndCase) {
  EXPECT_THAT(Read("Name, CUSTOMER_ID \nAcme,1\n\nBeta,2").rows,
              ElementsAre("1=Acme", "2=Beta"));
}

TEST(ReadCsvTableTest, WarnsOnceOfAllUnknownColumns) {
  const Outcome outcome = Read("customer_id,phone,name,,fax\n1,2,Acme,3,4\n");
  EXPECT_THAT(outcome.rows, ElementsAre("1=Acme"));
  EXPECT_THAT(outcome.said,
              ElementsAre("1: CSV-COLUMNS: found unknown columns 'phone', '', "
                          "'fax'; ignored"));
}

TEST(ReadCsvTableTest, RejectsAHeaderThatCannotBeUsed) {
  EXPECT_THAT(Read("customer_id,NAME,name\n1,2,3\n").said,
              ElementsAre("1: CSV-COLUMNS: found column 'name' twice; file "
                          "rejected"));
  EXPECT_THAT(Read("phone\n1\n").said,
              ElementsAre("1: CSV-COLUMNS: found no column 'customer_id', "
                          "'name', expected a header line with the names of "
                          "the columns; file rejected",
                          "1: CSV-COLUMNS: found unknown column 'phone'; "
                          "ignored"));
  EXPECT_THAT(Read("customer_id;name\n1;Acme\n").said[0],
              testing::HasSubstr("separated by ';', expected commas"));
  EXPECT_THAT(Read("customer_id\tname\n1\tAcme\n").said[0],
              testing::HasSubstr("separated by tabs, expected commas"));
}

TEST(ReadCsvTableTest, AcceptsAHeaderWithoutRows) {
  EXPECT_THAT(Read("customer_id,name\n").said,
              ElementsAre(" CSV-EMPTY: found no rows after the header"));
}

TEST(ReadCsvTableTest, RejectsRowsOfAnotherLength) {
  const Outcome outcome = Read("customer_id,name\n1\n2,B,x\n3,C\n");
  EXPECT_THAT(outcome.rows, IsEmpty());
  EXPECT_THAT(outcome.said,
              ElementsAre("2: CSV-CELLS: found 1 cell, expected 2, as in the "
                          "header; file rejected",
                          "3: CSV-CELLS: found 3 cells, expected 2, as in the "
                          "header; file rejected"));
}

TEST(ReadCsvTableTest, RejectsQuotesOutOfPlaceWithTheirLine) {
  EXPECT_THAT(Read("customer_id,name\n1,A\n2,5\" pipe\n").said,
              ElementsAre("3: CSV-QUOTE: found '5\" pipe', expected quotes "
                          "around the whole cell, and doubled inside; file "
                          "rejected"));
  EXPECT_THAT(Read("customer_id,na\"me\"\n").said[0],
              testing::StartsWith("1: CSV-QUOTE"));
}

/// A table whose cells hold commas, quotes and line feeds.
std::string Tricky(int rows) {
  std::string text = "customer_id,name\n";
  for (int i = 0; i < rows; ++i) {
    const std::string id = std::to_string(i);
    text += id + (i % 3 == 0   ? ",\"a\n\"\"b\"\",\r\nc\"\r\n"
                  : i % 3 == 1 ? ",\"\"\n"
                               : ",plain\n");
  }
  return text;
}

TEST(ReadCsvTableTest, PartsNeverShow) {
  std::string faults = Tricky(200);
  faults.insert(faults.size() / 2, "x\"y,z\n9,9,9\n");
  for (const std::string& text :
       {Tricky(200), faults, Tricky(100) + "7,\"never closed\n" + Tricky(50)}) {
    const Outcome whole = Read(text);
    EXPECT_FALSE(whole.said.empty());
    for (const size_t part_bytes : {1, 7, 64, 100, 1000}) {
      const Outcome parts = Read(text, part_bytes);
      EXPECT_EQ(parts.rows, whole.rows) << part_bytes;
      EXPECT_EQ(parts.said, whole.said) << part_bytes;
    }
  }
}

}  // namespace
}  // namespace cashmatch
