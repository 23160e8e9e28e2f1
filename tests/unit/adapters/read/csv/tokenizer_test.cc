// SPDX-License-Identifier: Apache-2.0
// tokenizer_test.cc - RFC 4180, and what real files do to it.
#include "adapters/read/csv/tokenizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/unit/adapters/read/rows/padded.h"
#include "tests/unit/engine/sums/every_target.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using Records = std::vector<std::vector<std::string>>;
using Kind = CsvTokenizer::FaultKind;

struct Outcome {
  Records records;
  std::vector<uint32_t> lines;
  std::vector<CsvTokenizer::Fault> faults;
};

Outcome Split(std::string_view text) {
  const Padded padded(text);
  TextArena arena;
  CsvTokenizer tokenizer(padded.text(), 1, &arena);
  Outcome outcome;
  std::vector<std::string_view> cells;
  while (tokenizer.Next(&cells)) {
    outcome.records.emplace_back(cells.begin(), cells.end());
    outcome.lines.push_back(tokenizer.line());
  }
  outcome.faults = tokenizer.faults();
  return outcome;
}

TEST(CsvTokenizerTest, SplitsCellsAndRecords) {
  const Records expected = {{"a", "b", ""}, {"", "2", "3"}};
  for (const char* text : {"a,b,\n,2,3\n", "a,b,\n,2,3", "a,b,\r\n,2,3\r\n",
                           "\n\r\na,b,\n\n,2,3\n\n"}) {
    EXPECT_EQ(Split(text).records, expected) << text;
  }
  EXPECT_TRUE(Split("").records.empty());
  EXPECT_TRUE(Split("\n\n").records.empty());
}

TEST(CsvTokenizerTest, ReadsQuotedCells) {
  const Outcome outcome = Split(
      "\"a,1\",\"say \"\"hi\"\"\",\"\"\n\"two\r\nlines\",\"\"\"\",x\r\ny\n");
  EXPECT_EQ(
      outcome.records,
      (Records{{"a,1", "say \"hi\"", ""}, {"two\r\nlines", "\"", "x"}, {"y"}}));
  EXPECT_THAT(outcome.lines, ElementsAre(1, 2, 4));
  EXPECT_TRUE(outcome.faults.empty());
}

TEST(CsvTokenizerTest, AllowsBlanksAroundQuotesAndNoLastLineEnd) {
  EXPECT_EQ(Split("1, \"a\" \t,\"b\" \r\n\"c\"").records,
            (Records{{"1", "a", "b"}, {"c"}}));
}

TEST(CsvTokenizerTest, NotesALoneQuoteAndGoesOn) {
  const Outcome outcome = Split("1\n5\" pipe,2\n\"a\"b,3\nc,4\n");
  EXPECT_EQ(outcome.records,
            (Records{{"1"}, {"5\" pipe", "2"}, {"\"a\"b", "3"}, {"c", "4"}}));
  ASSERT_EQ(outcome.faults.size(), 2u);
  EXPECT_EQ(outcome.faults[0].kind, Kind::kLone);
  EXPECT_EQ(outcome.faults[0].line, 2u);
  EXPECT_EQ(outcome.faults[0].offset, 2u);
  EXPECT_EQ(outcome.faults[1].kind, Kind::kAfterClosing);
  EXPECT_EQ(outcome.faults[1].line, 3u);
}

TEST(CsvTokenizerTest, NotesAQuoteThatIsNeverClosed) {
  for (const char* text : {"a,b\n1,\"x\ny,z\n", "a,b\n1,\"", "a,b\n1,\"\"\""}) {
    const Outcome outcome = Split(text);
    ASSERT_EQ(outcome.faults.size(), 1u) << text;
    EXPECT_EQ(outcome.faults[0].kind, Kind::kNeverClosed);
    EXPECT_EQ(outcome.faults[0].line, 2u);
    EXPECT_EQ(outcome.records.size(), 2u);
  }
}

TEST(CsvTokenizerTest, TellsWhatFollowsARecord) {
  const Padded padded("h\n\n1\n");
  TextArena arena;
  CsvTokenizer tokenizer(padded.text(), 5, &arena);
  std::vector<std::string_view> cells;
  ASSERT_TRUE(tokenizer.Next(&cells));
  EXPECT_EQ(tokenizer.rest(), "\n1\n");
  EXPECT_EQ(tokenizer.next_line(), 6u);
  ASSERT_TRUE(tokenizer.Next(&cells));
  EXPECT_EQ(tokenizer.line(), 7u);
  EXPECT_EQ(tokenizer.offset(), 3u);
  EXPECT_EQ(tokenizer.rest(), "");
}

/// Writes records with as much quoting as chance wants.
std::string Spell(const Records& records, std::mt19937* random) {
  std::string text;
  for (const auto& record : records) {
    for (size_t i = 0; i < record.size(); ++i) {
      if (i != 0) text += ',';
      const bool must =
          record[i].find_first_of(",\"\n\r") != std::string::npos ||
          (record.size() == 1 && record[i].empty());
      if (!must && (*random)() % 2 == 0) {
        text += record[i];
        continue;
      }
      text += '"';
      for (const char c : record[i]) {
        text += c;
        if (c == '"') text += '"';
      }
      text += '"';
    }
    text += (*random)() % 2 == 0 ? "\n" : "\r\n";
  }
  return text;
}

TEST(CsvTokenizerTest, GivesBackWhatWasWritten) {
  constexpr std::string_view kLetters = "ab,\"\n\r; 1";
  for (unsigned seed = 0; seed < 300; ++seed) {
    std::mt19937 random(seed);
    Records records(1 + random() % 6);
    for (auto& record : records) {
      record.resize(1 + random() % 5);
      for (std::string& cell : record) {
        cell.resize(random() % (random() % 9 == 0 ? 150 : 6));
        for (char& c : cell) c = kLetters[random() % kLetters.size()];
      }
    }
    const std::string text = Spell(records, &random);
    const Outcome outcome = Split(text);
    EXPECT_EQ(outcome.records, records) << "seed " << seed << ": " << text;
    EXPECT_TRUE(outcome.faults.empty());
  }
}

TEST(CsvTokenizerTest, TakesOtherMarks) {
  TextArena unescaped;
  const std::string text = "a;'b;''c''';d,e\n" + std::string(64, '\0');
  CsvTokenizer tokenizer({text.data(), text.size() - 64}, 1, &unescaped,
                         {';', '\''});
  std::vector<std::string_view> cells;
  ASSERT_TRUE(tokenizer.Next(&cells));
  EXPECT_EQ(cells, (std::vector<std::string_view>{"a", "b;'c'", "d,e"}));
  CsvTokenizer plain({text.data(), text.size() - 64}, 1, &unescaped,
                     {';', '\0'});
  ASSERT_TRUE(plain.Next(&cells));
  EXPECT_EQ(cells, (std::vector<std::string_view>{"a", "'b", "''c'''", "d,e"}));
}

/// Cells without quotes, byte by byte.
Records SplitByHand(std::string_view text) {
  Records records;
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    auto& cells = records.emplace_back(1);
    for (const char c : line) {
      if (c == ',') {
        cells.emplace_back();
      } else {
        cells.back() += c;
      }
    }
  }
  return records;
}

TEST(CsvTokenizerTest, EveryInstructionSetSplitsAsAPlainLoop) {
  Records quoted;  // as the first one splits it
  OnEveryTarget([&] {
    std::mt19937 draw(11);
    for (int i = 0; i < 300; ++i) {
      std::string text(draw() % 700, '\0');
      for (char& c : text) c = ",\nabcdefgh i"[draw() % 12];
      ASSERT_EQ(Split(text).records, SplitByHand(text)) << text;
    }
    std::string text(20000, '\0');
    for (char& c : text) c = ",\nabcdefgh\"\r"[draw() % 13];
    const Records records = Split(text).records;
    if (quoted.empty()) quoted = records;
    EXPECT_EQ(records, quoted);
  });
}

}  // namespace
}  // namespace cashmatch
