// SPDX-License-Identifier: Apache-2.0
// edit_batch_test.cc - distances side by side, against the textbook.
#include "engine/fuzzy/edit_batch.h"

#include <gtest/gtest.h>
#include <hwy/highway.h>

#include <random>

#include "tests/reference/reference_edits.h"

namespace cashmatch {
namespace {

using reference::SlowEditDistance;

std::string DrawText(size_t most, std::string_view letters,
                     std::mt19937_64* random) {
  std::string text;
  for (size_t left = (*random)() % (most + 1); left > 0; --left) {
    text += letters[(*random)() % letters.size()];
  }
  return text;
}

/// Compares each query with all texts at once and one by one.
void Agree(const std::vector<std::string>& queries,
           const std::vector<std::string>& texts) {
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  const EditBatch batch(views);
  std::vector<uint8_t> distances(texts.size(), 77);
  for (const std::string& query : queries) {
    batch.Find(query, distances);
    for (size_t i = 0; i < texts.size(); ++i) {
      ASSERT_EQ(distances[i], SlowEditDistance(query, texts[i]))
          << "'" << query << "' '" << texts[i] << "'";
    }
  }
}

class EditBatchTest : public testing::TestWithParam<int64_t> {
 protected:
  EditBatchTest() {
    hwy::SetSupportedTargetsForTest(GetParam());
    hwy::GetChosenTarget().DeInit();
  }
  ~EditBatchTest() override {
    hwy::SetSupportedTargetsForTest(0);
    hwy::GetChosenTarget().DeInit();
  }
  std::mt19937_64 random_{7};
};

TEST_P(EditBatchTest, OfTextsOfAnyLength) {
  for (const std::string_view letters : {"AB", "0123456789", "INV-0123/"}) {
    std::vector<std::string> queries, texts;
    for (int i = 0; i < 60; ++i)
      queries.push_back(DrawText(16, letters, &random_));
    for (int i = 0; i < 333; ++i)
      texts.push_back(DrawText(16, letters, &random_));
    Agree(queries, texts);
  }
}

TEST_P(EditBatchTest, OfTextsOfOneLength) {
  std::vector<std::string> texts;
  for (int i = 0; i < 320; ++i) {
    texts.push_back(std::to_string(4'500'000'000 + random_() % 300));
  }
  Agree({texts[0], "4500000012", "5400000012", "4500000", "", "X"}, texts);
}

TEST_P(EditBatchTest, OfWhatNoBlockHolds) {
  const std::vector<std::string> texts = {"",
                                          "ABCDEFGHIJKLMNOP",
                                          "ABCDEFGHIJKLMNOPQ",
                                          "abc",
                                          "A\xC3\x84"
                                          "C",
                                          "~1~",
                                          std::string("\0\xFF", 2),
                                          "1001"};
  Agree({"", "ABCDEFGHIJKLMNPO", "ABCDEFGHIJKLMNOPQRS", "abd",
         "A\xC3\x84"
         "B",
         "~1", "AC", std::string("\xFF\0", 2)},
        texts);
  const EditBatch none(std::vector<std::string_view>{});
  none.Find("1001", {});
  EXPECT_EQ(none.size(), 0u);
}

TEST_P(EditBatchTest, StopsAt255) {
  const std::string text(300, 'A');
  const std::vector<std::string_view> texts = {text, "A"};
  std::array<uint8_t, 2> distances;
  EditBatch(texts).Find("B", distances);
  EXPECT_EQ(distances[0], 255);
  EXPECT_EQ(distances[1], 1);
}

INSTANTIATE_TEST_SUITE_P(EveryTarget, EditBatchTest,
                         testing::ValuesIn(hwy::SupportedAndGeneratedTargets()),
                         [](const auto& one) {
                           return std::string(hwy::TargetName(one.param));
                         });

}  // namespace
}  // namespace cashmatch
