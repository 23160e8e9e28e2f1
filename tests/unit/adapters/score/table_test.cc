// SPDX-License-Identifier: Apache-2.0
// table_test.cc - quoting, missing columns and faults of tables.
#include "adapters/score/table.h"

#include <array>

#include "tests/unit/adapters/score/score_files.h"

namespace cashmatch {
namespace {

constexpr std::array<std::string_view, 3> kColumns = {"b", "none", "a"};

TEST(Table, ReadsCsvColumnsInAnyOrder) {
  const Folder folder("csv");
  folder.Write("t.csv", "a,x,b\r\n1,,\"two, \"\"2\"\"\"\r\n\r\n3,\"\n\",4");
  const auto table = OpenTable(folder.path(), "t", kColumns);
  ASSERT_NE(table, nullptr);
  ASSERT_TRUE(table->Next());
  EXPECT_EQ(table->Cell(0), "two, \"2\"");
  EXPECT_EQ(table->Cell(1), "");
  EXPECT_EQ(table->Cell(2), "1");
  EXPECT_FALSE(table->Has(1));
  ASSERT_TRUE(table->Next());
  EXPECT_EQ(table->Cell(0), "4");
  EXPECT_EQ(table->Cell(2), "3");
  EXPECT_FALSE(table->Next());
  EXPECT_EQ(table->error(), "");
}

TEST(Table, ReadsLongCsv) {
  const Folder folder("long");
  std::string text = "a,b\n";
  for (int i = 0; i < 300'000; ++i) text += "12345,67890\n";
  folder.Write("t.csv", text);
  const auto table = OpenTable(folder.path(), "t", kColumns);
  int rows = 0;
  while (table->Next()) {
    ++rows;
    ASSERT_EQ(table->Cell(0), "67890");
  }
  EXPECT_EQ(rows, 300'000);
}

TEST(Table, ReadsNdjson) {
  const Folder folder("ndjson");
  folder.Write("t.ndjson",
               "{\"a\":\"1\",\"b\":\"q\\\"\",\"c\":0}\n"
               "{\"a\":7,\"b\":null}\n");
  const auto table = OpenTable(folder.path(), "t", kColumns);
  ASSERT_TRUE(table->Next());
  EXPECT_EQ(table->Cell(0), "q\"");
  EXPECT_EQ(table->Cell(2), "1");
  ASSERT_TRUE(table->Next());
  EXPECT_EQ(table->Cell(0), "");
  EXPECT_EQ(table->Cell(2), "7");
  EXPECT_FALSE(table->Next());
  EXPECT_EQ(table->error(), "");
}

TEST(Table, SaysWhatIsBroken) {
  const Folder folder("broken");
  EXPECT_EQ(OpenTable(folder.path(), "t", kColumns), nullptr);
  folder.Write("short.csv", "a,b\n1,2\n3\n");
  const auto csv = OpenTable(folder.path(), "short", kColumns);
  EXPECT_TRUE(csv->Next());
  EXPECT_FALSE(csv->Next());
  EXPECT_NE(csv->error().find("short.csv:3: expected 2 cells, found 1"),
            std::string::npos)
      << csv->error();
  folder.Write("open.csv", "a,b\n1,\"2\n");
  const auto open = OpenTable(folder.path(), "open", kColumns);
  EXPECT_FALSE(open->Next());
  EXPECT_NE(open->error(), "");
  folder.Write("json.ndjson", "{\"a\":1}\n[1]\n");
  const auto json = OpenTable(folder.path(), "json", kColumns);
  EXPECT_TRUE(json->Next());
  EXPECT_FALSE(json->Next());
  EXPECT_NE(json->error().find(":2: not a JSON object"), std::string::npos);
}

}  // namespace
}  // namespace cashmatch
