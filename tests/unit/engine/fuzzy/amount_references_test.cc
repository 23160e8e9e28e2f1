// SPDX-License-Identifier: Apache-2.0
// amount_references_test.cc - against a look at every row.
#include "engine/fuzzy/amount_references.h"

#include <gtest/gtest.h>

#include <string>

#include "engine/fuzzy/edit_distance.h"

namespace cashmatch {
namespace {

using Reference = AmountReferences::Reference;
using Rows = std::vector<uint32_t>;

/// Every row of the amount that is within one edit, by looking at all.
Rows SlowRows(const Reference& query, const std::vector<Reference>& all) {
  Rows rows;
  for (uint32_t row = 0; row < all.size(); ++row) {
    if (all[row].amount == query.amount &&
        EditDistance(all[row].text, query.text, 1) <= 1) {
      rows.push_back(row);
    }
  }
  return rows;
}

/// All texts of up to `most` signs out of an alphabet.
std::vector<std::string> AllTexts(std::string_view alphabet, size_t most) {
  std::vector<std::string> texts = {""};
  for (size_t i = 0; i < texts.size(); ++i) {
    if (texts[i].size() == most) break;
    for (const char c : alphabet) texts.push_back(texts[i] + c);
  }
  return texts;
}

TEST(AmountReferences, IsCompleteOnAllShortTexts) {
  const std::vector<std::string> texts = AllTexts("123", 6);
  std::vector<Reference> all;
  for (size_t i = 0; i < texts.size(); ++i) all.push_back({texts[i], i % 2});
  const auto index = AmountReferences::Build(all, 3);
  std::vector<Reference> queries;
  for (size_t i = 0; i < texts.size(); i += 2) {
    queries.push_back({texts[i], i / 2 % 3});
  }
  std::vector<Rows> rows;
  index.FindEach(queries, &rows);
  size_t found = 0;
  for (size_t i = 0; i < queries.size(); ++i) {
    ASSERT_EQ(rows[i], SlowRows(queries[i], all)) << queries[i].text;
    found += rows[i].size();
  }
  EXPECT_GT(found, 1000u);
}

TEST(AmountReferences, IsCompleteOnEveryEditOfALongText) {
  const std::vector<std::string> texts = {"123456789012345", "12345678901234",
                                          "1234567890", "123456789"};
  std::vector<Reference> all;
  for (const std::string& text : texts) all.push_back({text, 7});
  const auto index = AmountReferences::Build(all, 4);
  std::vector<std::string> edited = {std::string(40, '1')};
  for (const std::string& text : texts) {
    for (size_t at = 0; at < text.size(); ++at) {
      edited.push_back(text);
      edited.back()[at] = 'X';
      edited.push_back(text);
      edited.back().erase(at, 1);
      edited.push_back(text);
      edited.back().insert(at, 1, 'X');
      edited.push_back(text);
      if (at > 0) std::swap(edited.back()[at], edited.back()[at - 1]);
    }
  }
  const std::vector<Reference> queries = [&] {
    std::vector<Reference> made;
    for (const std::string& text : edited) made.push_back({text, 7});
    return made;
  }();
  std::vector<Rows> rows;
  index.FindEach(queries, &rows);
  for (size_t i = 0; i < queries.size(); ++i) {
    ASSERT_EQ(rows[i], SlowRows(queries[i], all)) << queries[i].text;
    ASSERT_EQ(rows[i].empty(), i == 0);
  }
}

TEST(AmountReferences, HoldsNothing) {
  const std::vector<Reference> queries = {{"1", 1}};
  std::vector<Rows> rows;
  AmountReferences().FindEach(queries, &rows);
  EXPECT_EQ(rows, std::vector<Rows>(1));
  AmountReferences::Build({}, 1).FindEach(queries, &rows);
  EXPECT_EQ(rows, std::vector<Rows>(1));
}

TEST(AmountReferences, StaysWithinItsMemory) {
  std::vector<std::string> texts;
  for (int i = 0; i < 100'000; ++i) {
    texts.push_back(std::to_string(4'000'000'000 + i * 7919LL));
  }
  std::vector<Reference> all;
  for (const std::string& text : texts) all.push_back({text, all.size() / 4});
  EXPECT_LE(AmountReferences::Build(all, 1).bytes() / all.size(), 50u);
}

}  // namespace
}  // namespace cashmatch
