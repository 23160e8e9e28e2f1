// SPDX-License-Identifier: Apache-2.0
// cut_test.cc - parts begin and end between records, with their lines.
#include "adapters/read/rows/cut.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/adapters/read/rows/padded.h"

namespace cashmatch {
namespace {

/// A record a line, some with line feeds inside quotes.
std::string Table(int records) {
  std::string text;
  for (int i = 0; i < records; ++i) {
    text += i % 7 == 3 ? "\"two\nlines, \"\"quoted\"\"\",x\n" : "plain,y\n";
  }
  return text;
}

TEST(CutTextTest, PartsJoinToTheTextAndEndBetweenRecords) {
  const std::string table = Table(500) + "no line end";
  const Padded padded(table);
  for (const size_t part_bytes : {1, 5, 63, 64, 65, 200, 100'000}) {
    std::string joined;
    for (const TextPart& part :
         CutText(padded.text(), LineEnds::kOutsideQuotes, 10, 2, part_bytes)) {
      EXPECT_EQ(part.offset, 10 + joined.size());
      EXPECT_EQ(part.first_line,
                2 + std::count(joined.begin(), joined.end(), '\n'));
      EXPECT_EQ(part.lines,
                std::count(part.text.begin(), part.text.end(), '\n'));
      EXPECT_EQ(std::count(part.text.begin(), part.text.end(), '"') % 2, 0);
      joined += part.text;
      EXPECT_TRUE(joined == table || joined.back() == '\n');
    }
    EXPECT_EQ(joined, table) << part_bytes;
  }
}

TEST(CutTextTest, OneRecordMayBeLongerThanManyParts) {
  const Padded padded("a\n\"" + std::string(1000, '\n') + "\"\nb\n");
  const std::vector<TextPart> parts =
      CutText(padded.text(), LineEnds::kOutsideQuotes, 0, 1, 100);
  ASSERT_EQ(parts.size(), 2u);
  EXPECT_EQ(parts[1].text, "b\n");
  EXPECT_EQ(parts[1].first_line, 1003u);
}

TEST(CutTextTest, MayIgnoreQuotes) {
  const Padded padded("\"a\nb\nc\n");
  EXPECT_EQ(CutText(padded.text(), LineEnds::kAll, 0, 1, 1).size(), 3u);
  EXPECT_EQ(CutText(padded.text(), LineEnds::kOutsideQuotes, 0, 1, 1).size(),
            1u);
}

TEST(CutTextTest, NothingHasNoParts) {
  const Padded padded("");
  EXPECT_TRUE(CutText(padded.text(), LineEnds::kAll, 0, 1, 8).empty());
}

}  // namespace
}  // namespace cashmatch
