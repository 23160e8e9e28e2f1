// SPDX-License-Identifier: Apache-2.0
// reference_index_test.cc - nothing within one edit is missed, nothing else is
// found.
#include "engine/fuzzy/reference_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "engine/fuzzy/edit_distance.h"
#include "tests/reference/reference_edits.h"

namespace cashmatch {
namespace {

constexpr size_t kAny = 1'000'000;

struct Book {
  std::vector<std::string> texts;
  std::vector<std::string_view> forms;
  void Close() { forms.assign(texts.begin(), texts.end()); }
};

std::vector<uint32_t> Rows(const ReferenceIndex& index,
                           std::string_view query) {
  std::vector<ReferenceIndex::Near> near;
  EXPECT_TRUE(index.Find(query, kAny, &near));
  std::vector<uint32_t> rows;
  for (const auto& one : near) rows.push_back(one.row);
  return rows;
}

std::string Edited(std::string text, std::mt19937* random) {
  const std::string letters = "0123456789OISBAR";
  const char letter = letters[(*random)() % letters.size()];
  if (text.empty()) return {letter};
  const size_t at = (*random)() % text.size();
  switch ((*random)() % 4) {
    case 0:
      text[at] = letter;
      break;
    case 1:
      text.erase(at, 1);
      break;
    case 2:
      text.insert(at + (*random)() % 2, 1, letter);
      break;
    default:
      std::swap(text[at], text[std::min(at + 1, text.size() - 1)]);
  }
  return text;
}

/// Invoice numbers as ledgers have them: runs, years, prefixes, zeros, long
/// structured ones, and repeated ones.
std::string Realistic(std::mt19937* random) {
  const auto number = [&](unsigned below) {
    return std::to_string((*random)() % below);
  };
  switch ((*random)() % 6) {
    case 0:
      return "INV" + number(100'000);
    case 1:
      return "2026" + std::string((*random)() % 4, '0') + number(20'000);
    case 2:
      return "45000" + number(50'000);
    case 3:
      return "RE" + number(99) + "A" + number(999);
    case 4:
      return "RF18" + std::string(12, '0') + number(9'999) + "5390075470";
    default:
      return number(3'000);
  }
}

TEST(ReferenceIndex, FindsEachKindOfEdit) {
  const std::vector<std::string_view> forms = {"4711234", "4711235", "9"};
  const ReferenceIndex index = ReferenceIndex::Build(forms, 5);
  const std::vector<uint32_t> both = {0, 1};
  EXPECT_EQ(Rows(index, "4711234"), both);
  EXPECT_EQ(Rows(index, "471123"), both);                       // lost
  EXPECT_EQ(Rows(index, "4711239"), both);                      // substituted
  EXPECT_EQ(Rows(index, "47112354"), both);                     // extra
  EXPECT_EQ(Rows(index, "7411234"), std::vector<uint32_t>{0});  // swapped
  EXPECT_EQ(Rows(index, "4711324"), std::vector<uint32_t>{0});
  EXPECT_EQ(Rows(index, "7411324"), std::vector<uint32_t>{});  // two edits
  EXPECT_EQ(Rows(index, ""), std::vector<uint32_t>{2});
  EXPECT_EQ(Rows(index, "7"), std::vector<uint32_t>{2});
}

TEST(ReferenceIndex, SaysHowManyEdits) {
  const std::vector<std::string_view> forms = {"4711235", "4711234"};
  const ReferenceIndex index = ReferenceIndex::Build(forms, 5);
  std::vector<ReferenceIndex::Near> near;
  ASSERT_TRUE(index.Find("4711234", kAny, &near));
  ASSERT_EQ(near.size(), 2u);
  EXPECT_EQ(near[0].edits, 1);
  EXPECT_EQ(near[1].edits, 0);
}

TEST(ReferenceIndex, HoldsNothing) {
  EXPECT_TRUE(Rows(ReferenceIndex(), "1").empty());
  EXPECT_TRUE(Rows(ReferenceIndex::Build({}, 1), "1").empty());
}

TEST(ReferenceIndex, FindsAllRowsOfAFormAndStopsAtTheLimit) {
  Book book;
  for (int i = 0; i < 1000; ++i) book.texts.push_back(i % 2 ? "1001" : "77777");
  book.Close();
  const ReferenceIndex index = ReferenceIndex::Build(book.forms, 1);
  EXPECT_EQ(Rows(index, "1007").size(), 500u);
  std::vector<ReferenceIndex::Near> near;
  EXPECT_TRUE(index.Find("1007", 500, &near));
  EXPECT_EQ(near.size(), 500u);
  EXPECT_FALSE(index.Find("1007", 499, &near));
  EXPECT_TRUE(near.empty());
}

TEST(ReferenceIndex, TakesTextsUpToItsLength) {
  const std::string most(ReferenceIndex::kLengthMax, '7');
  const std::string more(ReferenceIndex::kLengthMax + 1, '8');
  const std::vector<std::string_view> forms = {most, more};
  const ReferenceIndex index = ReferenceIndex::Build(forms, 1);
  EXPECT_EQ(Rows(index, most), std::vector<uint32_t>{0});
  EXPECT_EQ(Rows(index, most + "1"), std::vector<uint32_t>{0});
  EXPECT_TRUE(Rows(index, most + "11").empty());
  EXPECT_TRUE(Rows(index, more).empty());
}

/// Every text of a small alphabet asked against every other: no edit, at no
/// place, in no run of equal bytes is missed, and none is made up.
TEST(ReferenceIndex, IsCompleteOnAllShortTexts) {
  Book book;
  book.texts = {""};
  for (size_t i = 0; i < book.texts.size() && book.texts[i].size() < 7; ++i) {
    for (const char c : {'1', '2', '3'})
      book.texts.push_back(book.texts[i] + c);
  }
  book.Close();
  ASSERT_EQ(book.forms.size(), 3280u);
  const ReferenceIndex index = ReferenceIndex::Build(book.forms, 11);
  for (size_t i = 0; i < book.texts.size(); i += 3) {
    ASSERT_EQ(Rows(index, book.texts[i]),
              reference::SlowNearRows(book.texts[i], book.forms, 1))
        << book.texts[i];
  }
}

/// Long runs put the deleted place of two texts far apart.
TEST(ReferenceIndex, IsCompleteOnLongRuns) {
  Book book;
  std::mt19937 random(4);
  for (int i = 0; i < 2000; ++i) {
    std::string text;
    while (text.size() < 40) text.append(random() % 24, "01"[random() % 2]);
    book.texts.push_back(text.substr(0, 20 + random() % 21));
  }
  for (int i = 0; i < 2000; ++i) {
    book.texts.push_back(Edited(book.texts[random() % 2000], &random));
  }
  book.Close();
  const ReferenceIndex index = ReferenceIndex::Build(book.forms, 12);
  size_t found = 0;
  for (int i = 0; i < 500; ++i) {
    const std::string query =
        Edited(book.texts[random() % book.texts.size()], &random);
    const auto slow = reference::SlowNearRows(query, book.forms, 1);
    found += slow.size();
    ASSERT_EQ(Rows(index, query), slow) << query;
  }
  EXPECT_GT(found, 500u);
}

TEST(ReferenceIndex, IsCompleteOnRealisticReferences) {
  Book book;
  std::mt19937 random(6);
  for (int i = 0; i < 200'000; ++i) book.texts.push_back(Realistic(&random));
  book.Close();
  const ReferenceIndex index = ReferenceIndex::Build(book.forms, 13);
  // Every planted edit is found ...
  for (int i = 0; i < 300'000; ++i) {
    const uint32_t row = random() % book.texts.size();
    const std::string query = Edited(book.texts[row], &random);
    const auto rows = Rows(index, query);
    ASSERT_TRUE(std::binary_search(rows.begin(), rows.end(), row))
        << query << " of " << book.texts[row];
    for (const uint32_t other : rows) {
      ASSERT_TRUE(WithinOneEdit(query, book.texts[other]));
    }
  }
  // ... and for some, everything that a search of the whole book finds.
  for (int i = 0; i < 12; ++i) {
    const std::string query =
        Edited(book.texts[random() % book.texts.size()], &random);
    ASSERT_EQ(Rows(index, query), reference::SlowNearRows(query, book.forms, 1))
        << query;
  }
}

/// Many at once find what each finds alone, whatever stands beside it: in any
/// number, with queries too long or empty, with too many rows, asked again.
TEST(ReferenceIndex, FindsTheSameForManyAtOnce) {
  Book book;
  std::mt19937 random(8);
  for (int i = 0; i < 5'000; ++i) book.texts.push_back(Realistic(&random));
  for (int i = 0; i < 9; ++i) book.texts.push_back("4711");
  book.Close();
  const ReferenceIndex index = ReferenceIndex::Build(book.forms, 13);
  ReferenceIndex::Answers answers;
  size_t found = 0, many = 0;
  for (const size_t count : {0, 1, 2, 24, 25, 26, 1000}) {
    std::vector<std::string> queries = {"", "4711", std::string(70, '1')};
    while (queries.size() < count) {
      queries.push_back(Edited(book.texts[random() % 5'009], &random));
    }
    queries.resize(count);
    const std::vector<std::string_view> views(queries.begin(), queries.end());
    index.FindEach(views, 8, &answers);
    for (size_t i = 0; i < count; ++i) {
      std::vector<ReferenceIndex::Near> near;
      ASSERT_EQ(index.Find(queries[i], 8, &near), !answers.TooMany(i));
      ASSERT_EQ(near.size(), answers[i].size()) << queries[i];
      for (size_t k = 0; k < near.size(); ++k) {
        ASSERT_EQ(near[k].row, answers[i][k].row);
        ASSERT_EQ(near[k].edits, answers[i][k].edits);
      }
      found += near.size();
      many += answers.TooMany(i) ? 1 : 0;
    }
  }
  EXPECT_GT(found, 1000u);
  EXPECT_GE(many, 5u);
  ReferenceIndex().FindEach(book.forms, 8, &answers);
  EXPECT_TRUE(answers[0].empty());
}

TEST(ReferenceIndex, DoesNotDependOnTheSeed) {
  Book book;
  std::mt19937 random(7);
  for (int i = 0; i < 30'000; ++i) book.texts.push_back(Realistic(&random));
  book.Close();
  const ReferenceIndex one = ReferenceIndex::Build(book.forms, 1);
  const ReferenceIndex two = ReferenceIndex::Build(book.forms, 0xABCDEF);
  for (int i = 0; i < 20'000; ++i) {
    const std::string query =
        Edited(book.texts[random() % book.texts.size()], &random);
    ASSERT_EQ(Rows(one, query), Rows(two, query)) << query;
  }
}

TEST(ReferenceIndex, StaysWithinItsMemory) {
  Book book;
  for (int i = 0; i < 100'000; ++i) {
    book.texts.push_back(std::to_string(4'000'000'000 + i * 7919LL));
  }
  book.Close();
  EXPECT_LE(ReferenceIndex::Build(book.forms, 1).bytes() / book.forms.size(),
            105u);
}

}  // namespace
}  // namespace cashmatch
