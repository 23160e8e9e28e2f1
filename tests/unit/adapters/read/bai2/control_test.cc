// SPDX-License-Identifier: Apache-2.0
// control_test.cc - totals, counts and what a difference may be.
#include "adapters/read/bai2/control.h"

#include <gtest/gtest.h>

namespace cashmatch::bai2 {
namespace {

BaiAmount Known(Minor minor) {
  BaiAmount amount;
  amount.state = BaiAmount::State::kRead;
  amount.minor = minor;
  return amount;
}

TEST(Totals, AreReadBeyondWhatOneAmountMayBe) {
  const auto read = [](std::string_view text) {
    const BaiTotal total = ReadBaiTotal(text, true, 2);
    return total.known()                              ? PlainDigits(total.sum)
           : total.state == BaiAmount::State::kAbsent ? "none"
                                                      : "unreadable";
  };
  EXPECT_EQ(read("-199999999999999998"), "-199999999999999998");
  EXPECT_EQ(read("+18446744073709551616"), "18446744073709551616");
  EXPECT_EQ(read("1000000000000000000000000000"), PlainDigits(kTotalMax));
  EXPECT_EQ(read("1000000000000000000000000001"), "unreadable");
  EXPECT_EQ(read(std::string(100000, '9')), "unreadable");
  EXPECT_EQ(read("12.50"), "1250");
  EXPECT_EQ(read(""), "none");
  for (const char* other : {"-", "1O0", "--1", "1,0"}) {
    EXPECT_EQ(read(other), "unreadable") << other;
  }
  EXPECT_FALSE(ReadBaiTotal("12.50", false, 2).known());
}

TEST(Totals, AreSumsAsWritten) {
  Sums sums;
  sums.AddAmount(10, -5);
  sums.AddAmount(165, 100);
  sums.AddAmount(475, 30);
  EXPECT_EQ(CheckTotal(sums, 125), TotalCheck::kProved);
  EXPECT_EQ(CheckTotal(sums, 65), TotalCheck::kConvention);
  EXPECT_EQ(CheckTotal(sums, 95), TotalCheck::kFailed);
}

TEST(Totals, AGroupMayAddUpWhatItsAccountsDeclare) {
  Sums account;
  account.AddAmount(165, 100);
  Sums group;
  group.AddPart(account, {BaiAmount::State::kRead, 70});
  group.AddPart(account, BaiTotal());
  EXPECT_EQ(group.parts, 2u);
  EXPECT_EQ(CheckTotal(group, 200), TotalCheck::kProved);
  EXPECT_EQ(CheckTotal(group, 170), TotalCheck::kProved);
  EXPECT_EQ(CheckTotal(group, 140), TotalCheck::kFailed);
}

TEST(Counts, KnownHabitsAreNamed) {
  Sums sums;
  sums.AddRecord(0);
  sums.AddRecord(3);
  sums.AddRecord(0);
  EXPECT_EQ(sums.records, 6u);
  EXPECT_EQ(CountHabit(sums, 3), "88s not counted");
  EXPECT_EQ(CountHabit(sums, 5), "trailer not counted");
  EXPECT_EQ(CountHabit(sums, 2), "88s and trailer not counted");
  EXPECT_EQ(CountHabit(sums, 4), "");
}

TEST(Differences, AreTracedToWhatTheyEqual) {
  Sums sums;
  sums.AddAmount(10, 1000);
  sums.AddAmount(165, 250);
  sums.AddAmount(475, 40);
  const std::vector<SummaryLine> summaries = {{10, Known(1000)}};
  std::vector<Detail> details(2);
  details[0].number = 1;
  details[0].type = 165;
  details[0].amount = Known(250);
  details[1].number = 2;
  details[1].type = 475;
  details[1].amount = Known(40);
  const auto hint = [&](WideMinor declared) {
    return DifferenceHint(sums, declared, summaries, DetailList(details));
  };
  EXPECT_EQ(hint(210), "it is the net of the details alone");
  EXPECT_EQ(hint(1250), "the difference is detail 2");
  EXPECT_EQ(hint(1540), "the difference is detail 1");
  EXPECT_EQ(hint(290), "the difference is the summary of type 10");
  EXPECT_EQ(hint(7), "");
}

}  // namespace
}  // namespace cashmatch::bai2
