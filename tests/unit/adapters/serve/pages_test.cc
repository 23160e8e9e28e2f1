// SPDX-License-Identifier: Apache-2.0
// pages_test.cc - cursors, filters, CSV out of NDJSON.
#include "adapters/serve/pages.h"

#include <gtest/gtest.h>

namespace cashmatch::serve {
namespace {

constexpr std::string_view kRows =
    "{\"receipt_id\":\"a\",\"status\":\"applied\",\"applied\":\"-1.00\","
    "\"explanation\":\"=1+1\"}\n"
    "{\"receipt_id\":\"b\",\"status\":\"held\",\"applied\":null,"
    "\"explanation\":\"x, \\\"y\\\"\"}\n"
    "{\"receipt_id\":\"c\",\"status\":\"applied\",\"applied\":\"2.00\","
    "\"explanation\":null}\n";

Page Take(const PageRequest& request,
          TableFormat format = TableFormat::kNdjson) {
  Page page;
  EXPECT_TRUE(TakePage(kRows, request, format, &page));
  return page;
}

TEST(PagesTest, PagesAddUpToTheTable) {
  PageRequest request;
  request.limit = 1;
  std::string all;
  for (int i = 0; i < 3; ++i) {
    const Page page = Take(request);
    EXPECT_EQ(page.more, i < 2);
    all += page.rows;
    request.cursor = page.next;
  }
  EXPECT_EQ(all, kRows);
  EXPECT_EQ(Take(request).rows, "");
}

TEST(PagesTest, ACursorInsideARowIsRefused) {
  Page page;
  PageRequest request;
  for (const uint64_t cursor : {uint64_t{1}, uint64_t{kRows.size() + 1}}) {
    request.cursor = cursor;
    EXPECT_FALSE(TakePage(kRows, request, TableFormat::kNdjson, &page));
  }
}

TEST(PagesTest, AFilterCountsOnlyWhatItTakes) {
  PageRequest request;
  request.limit = 1;
  request.filters = {{"status", "applied"}};
  const Page first = Take(request);
  EXPECT_NE(first.rows.find("\"a\""), std::string::npos);
  request.cursor = first.next;
  const Page second = Take(request);
  EXPECT_NE(second.rows.find("\"c\""), std::string::npos);
  EXPECT_EQ(second.rows.find("\"b\""), std::string::npos);
}

TEST(PagesTest, CsvDefusesTextsAndLeavesAmounts) {
  EXPECT_EQ(Take({}, TableFormat::kCsv).rows,
            "receipt_id,status,applied,explanation\n"
            "a,applied,-1.00,'=1+1\n"
            "b,held,,\"x, \"\"y\"\"\"\n"
            "c,applied,2.00,\n");
}

}  // namespace
}  // namespace cashmatch::serve
