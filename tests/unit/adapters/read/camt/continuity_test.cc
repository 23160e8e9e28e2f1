// SPDX-License-Identifier: Apache-2.0
// continuity_test.cc - pages and statements that follow, and that do not.
#include "adapters/read/camt/continuity.h"

#include <gtest/gtest.h>

#include <string>

namespace cashmatch {
namespace {

const Currency kEur = *ParseCurrency("EUR");

struct Ends {
  int open_rank = 3, close_rank = 2;
  WideMinor open = 0, close = 0;
};

class Follows : public testing::Test {
 protected:
  /// What is said of a statement: "CAMT-GAP", "CAMT-PAGE!" if held.
  std::string Say(std::string_view number, const Ends& ends,
                  std::string_view page = "", std::string_view last = "",
                  Day day = 100) {
    Statement statement;
    statement.account = "DE89370400440532013000";
    statement.number = number;
    statement.page = page;
    statement.last_page = last;
    Proof proof;
    proof.balances_proved = true;
    proof.balances[kEur] = {
        ends.open_rank, ends.close_rank, ends.open, ends.close, day, day};
    return Text(continuity_.Follow(statement, proof, {}));
  }

  std::string Unfinished() { return Text(continuity_.NextUnfinished()); }

  static std::string Text(const std::optional<CamtBreak>& found) {
    if (!found) return "";
    return std::string(found->code) +
           (found->severity == Severity::kHeld ? "!" : "");
  }

  CamtContinuity continuity_;
};

TEST_F(Follows, StatementsOneAfterTheOther) {
  EXPECT_EQ(Say("1", {3, 2, 0, 5}), "");
  EXPECT_EQ(Say("2", {3, 2, 5, 7}), "");
  EXPECT_EQ(Unfinished(), "");
}

TEST_F(Follows, AnOpeningThatIsNotTheClosingBefore) {
  Say("1", {3, 2, 0, 5});
  EXPECT_EQ(Say("2", {3, 2, 6, 7}, "", "", 101), "CAMT-GAP");
}

TEST_F(Follows, NewestFirstIsNoGap) {
  Say("2", {3, 2, 5, 7}, "", "", 101);
  EXPECT_EQ(Say("1", {3, 2, 0, 5}, "", "", 100), "");
}

TEST_F(Follows, ANumberLeftOut) {
  Say("1", {3, 2, 0, 5});
  EXPECT_EQ(Say("3", {3, 2, 5, 7}), "CAMT-GAP");
}

TEST_F(Follows, PagesOneAfterTheOther) {
  EXPECT_EQ(Say("1", {3, 1, 0, 5}, "1", "false"), "");
  EXPECT_EQ(Say("1", {1, 1, 5, 6}, "2", "false"), "");
  EXPECT_EQ(Say("1", {1, 2, 6, 9}, "3", "true"), "");
  EXPECT_EQ(Unfinished(), "");
}

TEST_F(Follows, APageThatIsMissingBetween) {
  Say("1", {3, 1, 0, 5}, "1", "false");
  EXPECT_EQ(Say("1", {1, 2, 6, 9}, "3", "true"), "CAMT-PAGE");
}

TEST_F(Follows, APageThatContradictsTheOneBefore) {
  Say("1", {3, 1, 0, 5}, "1", "false");
  EXPECT_EQ(Say("1", {1, 2, 6, 9}, "2", "true"), "CAMT-PAGE!");
}

TEST_F(Follows, APageWithTheBalancesOfTheWholeContradictsNothing) {
  Say("1", {3, 2, 0, 9}, "1", "false");
  EXPECT_EQ(Say("1", {3, 2, 0, 9}, "2", "true"), "");
}

TEST_F(Follows, APageOfAnotherStatement) {
  Say("1", {3, 1, 0, 5}, "1", "false");
  EXPECT_EQ(Say("2", {1, 2, 5, 9}, "2", "true"), "CAMT-PAGE");
}

TEST_F(Follows, AStatementThatGoesOnAndDoesNot) {
  Say("1", {3, 1, 0, 5}, "1", "false");
  EXPECT_EQ(Say("2", {3, 2, 5, 9}), "CAMT-PAGE");
  EXPECT_EQ(Unfinished(), "");
  Say("3", {3, 1, 9, 10}, "1", "false");
  EXPECT_EQ(Unfinished(), "CAMT-PAGE");
  EXPECT_EQ(Unfinished(), "");
}

TEST_F(Follows, APageThatIsWholeByItsBalancesIsNone) {
  EXPECT_EQ(Say("1", {3, 2, 0, 5}, "2", "true"), "");
  EXPECT_EQ(Say("2", {1, 2, 5, 7}, "2", "true"), "CAMT-PAGE");
}

TEST_F(Follows, AMessageThatGoesOnAndDoesNot) {
  continuity_.NoteMessage({1, true}, {});
  continuity_.NoteMessage({2, false}, {});
  EXPECT_EQ(Unfinished(), "");
  continuity_.NoteMessage({1, true}, {});
  EXPECT_EQ(Unfinished(), "CAMT-PAGE");
  EXPECT_EQ(Unfinished(), "");
}

TEST(CamtPages, OneWithoutASign) {
  EXPECT_FALSE(ReadPage("", "").paged());
  EXPECT_FALSE(ReadPage("1", "true").paged());
  EXPECT_TRUE(ReadPage("2", "true").paged());
  EXPECT_TRUE(ReadPage("1", "0").paged());
  EXPECT_FALSE(ReadPage("x", "").paged());
}

}  // namespace
}  // namespace cashmatch
