// SPDX-License-Identifier: Apache-2.0
// render_test.cc - a score in both of its forms.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/score/score.h"

namespace cashmatch {
namespace {

using testing::HasSubstr;
using testing::Not;

ScoreResult Example() {
  ScoreResult score;
  score.classes = {{"exact", 3, 3, 2, 3, 0, 1},
                   {"unmatched", 1, 0, 0, 0, 0, 0}};
  score.total = {"all", 4, 3, 2, 3, 0, 1};
  score.rows = 3;
  score.rows_right = 2;
  score.rows_due = 3;
  score.wrong = {{"R\"1", "exact", "I1 1.00", "I2 1.00"}};
  score.conservation = Control::kProved;
  return score;
}

TEST(ScoreAsJson, HasAllFigures) {
  const std::string json = ScoreAsJson(Example());
  EXPECT_THAT(json, HasSubstr("{\"precision\":0.666666,\"coverage\":0.666666,"
                              "\"conservation\":\"proved\",\"rows\":3,"));
  EXPECT_THAT(json,
              HasSubstr("{\"class\":\"unmatched\",\"receipts\":1,\"due\":0,"
                        "\"right\":0,\"coverage\":null,\"applied\":0,"
                        "\"part\":0,\"wrong\":0}"));
  EXPECT_THAT(json, HasSubstr("\"bank_reference\":\"R\\\"1\""));
  EXPECT_EQ(json.back(), '\n');
}

TEST(ScoreAsJson, EscapesWhatIsNotText) {
  ScoreResult score = Example();
  score.broken = "a\\b\n\x1f";
  EXPECT_THAT(ScoreAsJson(score),
              HasSubstr("\"broken\":\"a\\\\b\\u000a\\u001f\","));
}

TEST(ScoreAsJson, NothingAppliedHasNoPrecision) {
  ScoreResult score = Example();
  score.rows = score.rows_right = 0;
  EXPECT_THAT(ScoreAsJson(score), HasSubstr("\"precision\":null"));
}

TEST(ScoreAsText, ReadsLikeAReport) {
  const std::string text = ScoreAsText(Example());
  EXPECT_THAT(text, HasSubstr("precision     66.66 % of 3 payment rows\n"));
  EXPECT_THAT(text,
              HasSubstr("coverage      66.66 % of 3 receipts to be applied\n"));
  EXPECT_THAT(text, HasSubstr("conservation  proved\n"));
  EXPECT_THAT(text, HasSubstr("R\"1 (exact): expected I1 1.00; found I2 1.00"));
  EXPECT_THAT(text, Not(HasSubstr("not scored")));
}

TEST(ScoreAsText, SaysWhatDoesNotAddUp) {
  ScoreResult score = Example();
  score.conservation = Control::kFailed;
  score.broken = "R7: wrong";
  score.unknown_rows = 5;
  EXPECT_THAT(ScoreAsText(score), HasSubstr("failed (R7: wrong)"));
  EXPECT_THAT(ScoreAsText(score), HasSubstr("not scored    5 payment rows"));
}

// One wrong row in a million is not a precision of one.
TEST(Score, NeverRoundsUp) {
  ScoreResult score = Example();
  score.rows = 10'000'000;
  score.rows_right = 9'999'999;
  EXPECT_THAT(ScoreAsJson(score), HasSubstr("\"precision\":0.999999"));
  EXPECT_THAT(ScoreAsText(score), HasSubstr("99.99 %"));
}

}  // namespace
}  // namespace cashmatch
