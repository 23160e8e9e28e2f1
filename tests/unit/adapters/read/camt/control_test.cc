// SPDX-License-Identifier: Apache-2.0
// control_test.cc - what balances and totals prove, refute and leave open.
#include "adapters/read/camt/control.h"

#include <gtest/gtest.h>

#include <string>

namespace cashmatch {
namespace {

class ControlOf : public testing::Test {
 protected:
  void Balance(std::string_view code, std::string_view amount,
               std::string_view side = "CRDT",
               std::string_view currency = "EUR") {
    statement_.balances.push_back({code, "", side, "", {amount, currency, 0}});
  }

  void Add(std::string_view amount, Side side,
           Booking booking = Booking::kBooked, bool reversal = false,
           std::string_view currency = "EUR") {
    control_.Add(ReadMoney({amount, currency, 0}, Currency::kNone), side,
                 reversal, booking);
  }

  Proof Prove() const { return control_.Prove(statement_); }

  Statement statement_;
  StatementControl control_;
};

TEST_F(ControlOf, NothingProvesNothing) {
  Add("5.00", Side::kCredit);
  EXPECT_EQ(Prove().control, Control::kAbsent);
}

TEST_F(ControlOf, OpeningAndEntriesGiveClosing) {
  Balance("OPBD", "100.00");
  Balance("CLBD", "20.00", "DBIT");
  Add("30.00", Side::kCredit);
  Add("150.00", Side::kDebit);
  EXPECT_EQ(Prove().control, Control::kProved);
  EXPECT_TRUE(Prove().balances_proved);
}

TEST_F(ControlOf, ThePreviousClosingIsAnOpening) {
  Balance("PRCD", "100.00");
  Balance("CLBD", "130.00");
  Add("30.00", Side::kCredit);
  EXPECT_EQ(Prove().control, Control::kProved);
}

TEST_F(ControlOf, ADifferenceFailsWithItsAmount) {
  Balance("OPBD", "100.00");
  Balance("CLBD", "130.00");
  Add("20.00", Side::kCredit);
  const Proof proof = Prove();
  EXPECT_EQ(proof.control, Control::kFailed);
  EXPECT_EQ(proof.money_code, "CAMT-BALANCE");
  EXPECT_EQ(proof.expected, "closing EUR 130.00, difference EUR 10.00");
}

TEST_F(ControlOf, PendingEntriesDoNotCount) {
  Balance("OPBD", "100.00");
  Balance("CLBD", "130.00");
  Add("30.00", Side::kCredit);
  Add("7.00", Side::kCredit, Booking::kPending);
  EXPECT_EQ(Prove().control, Control::kProved);
}

TEST_F(ControlOf, BalancesThatIncludePendingEntriesProveNothing) {
  Balance("OPBD", "100.00");
  Balance("CLBD", "107.00");
  Add("7.00", Side::kCredit, Booking::kPending);
  EXPECT_EQ(Prove().control, Control::kAbsent);
}

TEST_F(ControlOf, ReversalsThatKeepTheFirstDirectionAreNamed) {
  Balance("OPBD", "100.00");
  Balance("CLBD", "1290.00");
  Add("1190.00", Side::kDebit, Booking::kBooked, true);
  const Proof proof = Prove();
  EXPECT_EQ(proof.control, Control::kFailed);
  EXPECT_EQ(proof.money_code, "CAMT-REVERSAL-SIGN");
}

TEST_F(ControlOf, EntriesWithoutStatusAreBookedIfTheBalancesSaySo) {
  Balance("OPBD", "100.00");
  Balance("CLBD", "130.00");
  Add("30.00", Side::kCredit, Booking::kUnstated);
  EXPECT_EQ(Prove().control, Control::kProved);
  EXPECT_FALSE(Prove().unstated_is_not_booked);
  Add("5.00", Side::kCredit, Booking::kBooked);
  EXPECT_EQ(Prove().control, Control::kFailed);
}

TEST_F(ControlOf, EntriesWithoutStatusAreNotBookedIfOnlyTheOthersAgree) {
  Balance("OPBD", "100.00");
  Balance("CLBD", "105.00");
  Add("30.00", Side::kCredit, Booking::kUnstated);
  Add("5.00", Side::kCredit);
  EXPECT_EQ(Prove().control, Control::kProved);
  EXPECT_TRUE(Prove().unstated_is_not_booked);
}

TEST_F(ControlOf, AnUnreadableEntryLeavesItOpen) {
  Balance("OPBD", "100.00");
  Balance("CLBD", "130.00");
  control_.AddUnreadable();
  EXPECT_EQ(Prove().control, Control::kAbsent);
}

TEST_F(ControlOf, EachCurrencyIsProvedForItself) {
  Balance("OPBD", "1.00");
  Balance("CLBD", "3.00");
  Balance("OPBD", "10.00", "CRDT", "USD");
  Balance("CLBD", "10.00", "CRDT", "USD");
  Add("2.00", Side::kCredit);
  EXPECT_EQ(Prove().control, Control::kProved);
  Add("2.00", Side::kCredit, Booking::kBooked, false, "CHF");
  EXPECT_EQ(Prove().control, Control::kAbsent);
}

TEST_F(ControlOf, BalancesInDifferentCurrenciesDisagree) {
  Balance("OPBD", "1.00");
  Balance("CLBD", "1.00", "CRDT", "SEK");
  EXPECT_EQ(Prove().control, Control::kFailed);
}

TEST_F(ControlOf, SeveralDaysGoFromTheFirstOpeningToTheLastClosing) {
  Balance("OPBD", "1.00");
  Balance("CLBD", "2.00");
  Balance("OPBD", "2.00");
  Balance("CLBD", "5.00");
  Add("4.00", Side::kCredit);
  EXPECT_EQ(Prove().control, Control::kProved);
}

TEST_F(ControlOf, ASubtypeIsAnotherBalance) {
  Balance("OPBD", "1.00");
  Balance("CLBD", "2.00");
  Balance("CLBD", "9.00");
  statement_.balances.back().subtype = "INTM";
  Add("1.00", Side::kCredit);
  EXPECT_EQ(Prove().control, Control::kProved);
}

TEST_F(ControlOf, InterimBalancesJoinPages) {
  statement_.page = "2";
  Balance("ITBD", "5.00");
  Balance("CLBD", "8.00");
  Add("3.00", Side::kCredit);
  EXPECT_EQ(Prove().control, Control::kProved);
  Add("1.00", Side::kCredit);
  EXPECT_EQ(Prove().control, Control::kAbsent);  // it may stand anywhere
}

TEST_F(ControlOf, DeclaredSumsAreControlTotals) {
  statement_.credits = {"1", "30.00", 0};
  Add("30.00", Side::kCredit);
  EXPECT_EQ(Prove().control, Control::kProved);
  EXPECT_FALSE(Prove().balances_proved);
  statement_.debits = {"1", "5.00", 0};
  Add("4.00", Side::kDebit);
  EXPECT_EQ(Prove().control, Control::kFailed);
  EXPECT_EQ(Prove().money_code, "CAMT-TOTAL");
}

TEST_F(ControlOf, DeclaredSumsMayLeaveOutWhatIsNotBooked) {
  statement_.all = {"1", "30.00", 0};
  Add("30.00", Side::kCredit);
  Add("9.00", Side::kCredit, Booking::kPending);
  EXPECT_EQ(Prove().control, Control::kProved);
  EXPECT_EQ(Prove().count_code, "");
}

TEST_F(ControlOf, AWrongCountIsNoWrongMoney) {
  statement_.all = {"14", "30.00", 99};
  Add("30.00", Side::kCredit);
  const Proof proof = Prove();
  EXPECT_EQ(proof.control, Control::kProved);
  EXPECT_EQ(proof.count_code, "CAMT-COUNT");
  EXPECT_EQ(proof.count_found, "1 entries");
  EXPECT_EQ(proof.count_offset, 99u);
}

TEST_F(ControlOf, TheNetOfAllEntries) {
  Add("30.00", Side::kCredit);
  Add("50.00", Side::kDebit);
  statement_.all = {"2", "", 7, "20.00", "DBIT"};
  EXPECT_EQ(Prove().control, Control::kProved);
  statement_.all.net_side = "";
  EXPECT_EQ(Prove().control, Control::kProved);
  statement_.all.net_side = "CRDT";
  EXPECT_EQ(Prove().control, Control::kFailed);
  EXPECT_EQ(Prove().money_code, "CAMT-TOTAL");
  EXPECT_EQ(Prove().found, "net entries of -20.00");
  EXPECT_EQ(Prove().expected, "20.00 by TxsSummry");
}

TEST_F(ControlOf, TheNetMayCountTheBookedOnly) {
  Add("30.00", Side::kCredit);
  Add("7.00", Side::kCredit, Booking::kPending);
  statement_.all = {"", "", 7, "30.00", "CRDT"};
  EXPECT_EQ(Prove().control, Control::kProved);
  statement_.all.net = "37.00";
  EXPECT_EQ(Prove().control, Control::kProved);
  statement_.all.net = "31.00";
  EXPECT_EQ(Prove().control, Control::kFailed);
}

TEST_F(ControlOf, TheNetMayTurnReversalsThatAreNotBooked) {
  Add("30.00", Side::kCredit);
  Add("10.00", Side::kCredit, Booking::kNotBooked, true);
  statement_.all = {"", "", 7, "20.00", "CRDT"};
  EXPECT_EQ(Prove().control, Control::kProved);
  Add("5.00", Side::kCredit, Booking::kBooked, true);
  statement_.all.net = "15.00";  // a booked one it may not
  EXPECT_EQ(Prove().control, Control::kFailed);
}

TEST_F(ControlOf, WhatCannotBeReadProvesNothingBesideWhatCan) {
  Balance("OPBD", "100.00");
  Balance("CLBD", "130.00");
  Add("30.00", Side::kCredit);
  statement_.credits = {"1", "3o.00", 99};
  const Proof sum = Prove();
  EXPECT_EQ(sum.control, Control::kAbsent);
  EXPECT_TRUE(sum.unreadable);
  EXPECT_FALSE(sum.balances_proved);
  EXPECT_EQ(sum.money_code, "CAMT-TOTAL");
  EXPECT_EQ(sum.money_offset, 99u);
  statement_.credits = {};
  Balance("PRCD", "10e2");
  EXPECT_EQ(Prove().control, Control::kAbsent);
  EXPECT_EQ(Prove().money_code, "CAMT-BALANCE");
  EXPECT_EQ(Prove().found, "PRCD '10e2'");
}

TEST_F(ControlOf, ABalanceThatProvesNothingAnywayMayBeAnything) {
  Balance("OPBD", "100.00");
  Balance("CLBD", "130.00");
  Balance("CLAV", "?");
  Balance("ITBD", "?");
  Add("30.00", Side::kCredit);
  EXPECT_EQ(Prove().control, Control::kProved);
  EXPECT_EQ(Prove().money_code, "");
}

TEST_F(ControlOf, MoneyThatDisagreesOutranksWhatCannotBeRead) {
  Balance("OPBD", "100.00");
  Balance("CLBD", "131.00");
  Balance("PRCD", "x");
  Add("30.00", Side::kCredit);
  statement_.credits = {"1", "?", 99};
  EXPECT_EQ(Prove().control, Control::kFailed);
  EXPECT_EQ(Prove().money_offset, 0u);
  EXPECT_NE(Prove().found.find("the entries give"), std::string::npos);
}

}  // namespace
}  // namespace cashmatch
