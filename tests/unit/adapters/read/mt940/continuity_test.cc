// SPDX-License-Identifier: Apache-2.0
// continuity_test.cc - pages, gaps, and statements that stand twice.
#include "adapters/read/mt940/continuity.h"

#include <gtest/gtest.h>

#include <string>

namespace cashmatch::mt940 {
namespace {

/// A message "number/page open close", M for a balance of a page.
class Series {
 public:
  std::string Next(uint64_t number, uint64_t page, std::string_view opening,
                   std::string_view closing, std::string_view account = "A") {
    Message message;
    message.account = account;
    text_ = std::to_string(number) + "/" + std::to_string(page);
    message.number_text = text_;
    message.number = number;
    message.page = page;
    message.opening_is_page = opening[0] == 'M';
    message.closing_is_page = closing[0] == 'M';
    ReadBalance(opening.substr(1), &message.opening);
    ReadBalance(closing.substr(1), &message.closing);
    return Told(continuity_.Follow(message, {}));
  }
  std::string End() {
    std::string account, out;
    Break found;
    while (continuity_.NextUnfinished(&account, &found)) {
      out += account + " " + Told(found);
    }
    return out;
  }
  static std::string Told(const Break& found) {
    if (found.code.empty()) return "";
    return std::string(found.code) +
           (found.severity == Severity::kHeld ? " held" : "") + ": " +
           found.expected;
  }

 private:
  Continuity continuity_;
  std::string text_;
};

TEST(Continuity, StatementsFollowEachOther) {
  Series run;
  EXPECT_EQ(run.Next(1, 1, "FC260301EUR1,", "FC260302EUR2,"), "");
  EXPECT_EQ(run.Next(2, 1, "FC260302EUR2,", "FC260303EUR3,"), "");
  EXPECT_EQ(run.Next(9, 1, "FC260302USD7,", "FC260303USD3,", "B"), "");
  EXPECT_EQ(run.End(), "");
}

TEST(Continuity, AnotherBalanceOrNumberIsAGap) {
  Series run;
  run.Next(1, 1, "FC260301EUR1,", "FC260302EUR2,");
  EXPECT_EQ(run.Next(2, 1, "FC260303EUR5,", "FC260304EUR6,"),
            "MT-GAP: closing EUR 2.00 of statement '1/1' before it");
  EXPECT_EQ(run.Next(4, 1, "FC260304EUR6,", "FC260305EUR6,"),
            "MT-GAP: a number that follows '2/1'");
  // Newest first is an order, too.
  EXPECT_EQ(run.Next(3, 1, "FC260303EUR1,", "FC260304EUR6,"), "");
}

TEST(Continuity, StatementsWithoutNumbersHaveNone) {
  Series run;
  run.Next(0, 0, "FC260301EUR1,", "FC260302EUR2,");
  EXPECT_EQ(run.Next(0, 0, "FC260302EUR2,", "FC260303EUR3,"), "");
}

TEST(Continuity, PagesChain) {
  Series run;
  EXPECT_EQ(run.Next(1, 1, "FC260301EUR1,", "MC260301EUR2,"), "");
  EXPECT_EQ(run.Next(1, 2, "MC260301EUR2,", "MC260301EUR3,"), "");
  EXPECT_EQ(run.Next(1, 3, "MC260301EUR3,", "FC260301EUR4,"), "");
  EXPECT_EQ(run.End(), "");
}

TEST(Continuity, AMissingPageIsTold) {
  Series run;
  run.Next(1, 1, "FC260301EUR1,", "MC260301EUR2,");
  EXPECT_EQ(run.Next(1, 3, "MC260301EUR3,", "MC260301EUR4,"),
            "MT-PAGE: the page before it");
  EXPECT_EQ(run.Next(2, 1, "FC260302EUR4,", "MC260302EUR5,"),
            "MT-PAGE: the page after '1/3', not the last one");
  EXPECT_EQ(run.End(), "A MT-PAGE: the page that ends with :62F:");
  EXPECT_EQ(run.End(), "");
  Series first;
  EXPECT_EQ(first.Next(1, 2, "MC260301EUR3,", "FC260301EUR4,"),
            "MT-PAGE: the page before it");
}

TEST(Continuity, APageThatContradictsTheOneBeforeIsHeld) {
  Series run;
  run.Next(1, 1, "FC260301EUR1,", "MC260301EUR2,");
  EXPECT_EQ(run.Next(1, 2, "MC260301EUR3,", "FC260301EUR4,"),
            "MT-PAGE held: closing EUR 2.00 of the page before");
}

TEST(Continuity, TheSameStatementTwice) {
  Continuity continuity;
  Message message;
  message.entries.emplace_back();
  message.line = 3;
  message.number_text = "5/1";
  EXPECT_EQ(continuity.Follow(message, "abc").code, "");
  message.line = 30;
  EXPECT_EQ(continuity.Follow(message, "abd").code, "");
  const Break twice = continuity.Follow(message, "abc");
  EXPECT_EQ(twice.code, "MT-TWICE");
  EXPECT_EQ(twice.severity, Severity::kHeld);
  EXPECT_EQ(twice.found, "statement '5/1' again, the same as in line 3");
  // Written anew, it is known by the way of the balance.
  ReadBalance("C260313EUR1,", &message.opening);
  ReadBalance("C260314EUR2,00", &message.closing);
  EXPECT_EQ(continuity.Follow(message, "x").code, "");
  ReadBalance("C260313EUR1,00", &message.opening);
  EXPECT_EQ(continuity.Follow(message, "y").code, "MT-TWICE");
  message.account = "another";
  EXPECT_EQ(continuity.Follow(message, "y").code, "");
  // A balance that does not move says nothing.
  ReadBalance("C260314EUR2,00", &message.opening);
  EXPECT_EQ(continuity.Follow(message, "p").code, "");
  EXPECT_EQ(continuity.Follow(message, "q").code, "");
  message.entries.clear();  // days without entries may well be alike
  EXPECT_EQ(continuity.Follow(message, "abc").code, "");
}

TEST(Continuity, TheSameEntriesAndBalancesOfAnotherAccountOrDayAreHeld) {
  const auto follow = [](std::string_view account, const char* opening,
                         std::string_view entries, Continuity* continuity) {
    Message message;
    message.line = 3;
    message.account = account;
    message.number_text = "5/1";
    message.entries.emplace_back();
    ReadBalance(opening, &message.opening);
    ReadBalance("C260314EUR2,00", &message.closing);
    return continuity->Follow(message, entries).code;
  };
  Continuity continuity;
  EXPECT_EQ(follow("1", "C260313EUR1,00", "\n:61:X", &continuity), "");
  EXPECT_EQ(follow("2", "C260313EUR1,00", "\n:61:X", &continuity), "MT-TWICE");
  EXPECT_EQ(follow("1", "C260312EUR1,00", "\n:61:X", &continuity), "MT-TWICE");
  EXPECT_EQ(follow("3", "C260313EUR1,50", "\n:61:X", &continuity), "");
  EXPECT_EQ(follow("4", "C260313EUR1,00", "\n:61:Y", &continuity), "");
}

}  // namespace
}  // namespace cashmatch::mt940
