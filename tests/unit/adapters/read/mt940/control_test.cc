// SPDX-License-Identifier: Apache-2.0
// control_test.cc - what proves a message, what refutes it.
#include "adapters/read/mt940/control.h"

#include <gtest/gtest.h>

#include <string>

namespace cashmatch::mt940 {
namespace {

Message Balances(std::string_view opening, std::string_view closing) {
  Message message;
  message.entries.emplace_back();
  if (!opening.empty()) ReadBalance(opening, &message.opening);
  if (!closing.empty()) ReadBalance(closing, &message.closing);
  return message;
}

Tally Of(std::initializer_list<std::pair<Mark, Minor>> entries) {
  Tally tally;
  for (const auto& [mark, amount] : entries) tally.Add(mark, amount);
  return tally;
}

TEST(Control, OpeningAndEntriesGiveTheClosing) {
  const Message message = Balances("C260313EUR1,00", "D260314EUR1,00");
  EXPECT_EQ(
      ProveBalances(message, Of({{Mark::kCredit, 100}, {Mark::kDebit, 300}}))
          .control,
      Control::kProved);
  const Check wrong = ProveBalances(message, Of({{Mark::kDebit, 300}}));
  EXPECT_EQ(wrong.control, Control::kFailed);
  EXPECT_EQ(wrong.code, "MT-BALANCE");
  EXPECT_EQ(wrong.found, "opening EUR 1.00 and the entries give EUR -2.00");
  EXPECT_EQ(wrong.expected, "closing EUR -1.00, difference EUR 1.00");
}

TEST(Control, ReversalsCountByTheirSide) {
  const Message up = Balances("C260313EUR1,00", "C260314EUR2,00");
  EXPECT_EQ(ProveBalances(up, Of({{Mark::kReverseDebit, 100}})).control,
            Control::kProved);
  const Check turned = ProveBalances(up, Of({{Mark::kReverseCredit, 100}}));
  EXPECT_EQ(turned.control, Control::kFailed);
  EXPECT_EQ(turned.code, "MT-REVERSAL-SIGN");
  EXPECT_EQ(turned.found,
            "opening EUR 1.00 and the entries give EUR 0.00, with the "
            "reversals' sides turned EUR 2.00");
}

TEST(Control, ExpectedEntriesAreNotBooked) {
  const Message same = Balances("C260313EUR1,00", "C260314EUR1,00");
  EXPECT_EQ(ProveBalances(same, Of({{Mark::kExpectedCredit, 100}})).control,
            Control::kProved);
}

TEST(Control, ABalanceThatIsMissingProvesNothing) {
  for (const auto& [opening, closing] :
       {std::pair("", "C260314EUR1,"), std::pair("C260314EUR1,", ""),
        std::pair("C020315105000,00", "C260314EUR1,")}) {
    const Check check = ProveBalances(Balances(opening, closing), Tally());
    EXPECT_EQ(check.control, Control::kAbsent);
    EXPECT_EQ(check.code, "MT-BALANCE");
  }
  EXPECT_EQ(ProveBalances(Message(), Tally()).code, "");
}

TEST(Control, BalancesOfTwoCurrenciesDisagree) {
  const Check check =
      ProveBalances(Balances("C260313EUR1,", "C260314USD1,"), Tally());
  EXPECT_EQ(check.control, Control::kFailed);
}

TEST(Control, AnUnreadableEntryLeavesItOpen) {
  Tally tally;
  tally.readable = false;
  const Check check =
      ProveBalances(Balances("C260313EUR1,", "C260314EUR2,"), tally);
  EXPECT_EQ(check.control, Control::kAbsent);
  EXPECT_EQ(check.code, "");
}

/// An interim report in EUR with these sums.
Message Sums(std::string_view credits, std::string_view debits) {
  Message message;
  message.floor_currency = *ParseCurrency("EUR");
  if (!credits.empty()) ReadSum(credits, &message.credits);
  if (!debits.empty()) ReadSum(debits, &message.debits);
  return message;
}

TEST(Control, SumsOfAnInterimReport) {
  const Message message = Sums("2EUR3,00", "2EUR3,00");
  const Tally both = Of({{Mark::kCredit, 100}, {Mark::kReverseDebit, 200}});
  EXPECT_EQ(ProveSum(message, true, both).control, Control::kProved);
  EXPECT_EQ(CompareCount(message, true, both).code, "");
  // With or without the expected ones.
  const Tally expected =
      Of({{Mark::kCredit, 100}, {Mark::kExpectedCredit, 200}});
  EXPECT_EQ(ProveSum(message, true, expected).control, Control::kProved);
  EXPECT_EQ(CompareCount(message, true, expected).code, "");
  const Check wrong = ProveSum(message, false, both);
  EXPECT_EQ(wrong.control, Control::kFailed);
  EXPECT_EQ(wrong.found, "debits of EUR 0.00");
  EXPECT_EQ(wrong.expected, "EUR 3.00 by :90D:");
  EXPECT_EQ(CompareCount(message, false, both).code, "MT-COUNT");
}

TEST(Control, EntriesBelowTheFloorLimitAreNotListed) {
  Message message = Sums("3EUR3,00", "");
  const Tally one = Of({{Mark::kCredit, 100}});
  message.credit_floor = 100;
  EXPECT_EQ(ProveSum(message, true, one).control, Control::kAbsent);
  EXPECT_EQ(ProveSum(message, true, one).code, "");
  EXPECT_EQ(CompareCount(message, true, one).code, "");
  // Two entries below 0.99 are not 2.00.
  message.credit_floor = 99;
  EXPECT_EQ(ProveSum(message, true, one).code, "MT-TOTAL");
  // Nor is it a matter of the limit when nothing is missing.
  message.credit_floor = 100;
  const Tally four = Of({{Mark::kCredit, 400}});
  EXPECT_EQ(ProveSum(message, true, four).code, "MT-TOTAL");
}

TEST(Control, AnUnreadableSumIsAtFault) {
  EXPECT_EQ(ProveSum(Sums("2EUR3.00", ""), true, Tally()).code, "MT-TOTAL");
  EXPECT_EQ(ProveSum(Sums("0EUR0,", "0USD0,"), false, Tally()).code,
            "MT-TOTAL");
  EXPECT_EQ(ProveSum(Sums("", ""), true, Tally()).code, "");
}

}  // namespace
}  // namespace cashmatch::mt940
