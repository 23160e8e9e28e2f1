// SPDX-License-Identifier: Apache-2.0
// sides_test.cc - a turned side leaves a mark in totals and balances.
#include "adapters/read/bai2/sides.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cashmatch::bai2 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

BaiAmount Known(Minor minor) {
  BaiAmount amount;
  amount.state = BaiAmount::State::kRead;
  amount.minor = minor;
  return amount;
}

std::vector<Detail> Details(
    std::initializer_list<std::pair<TypeCode, Minor>> entries) {
  std::vector<Detail> details;
  for (const auto& [type, amount] : entries) {
    Detail& detail = details.emplace_back();
    detail.type = type;
    detail.amount = Known(amount);
  }
  return details;
}

/// The places of those that are turned, from 0.
std::vector<size_t> FindTurnedSides(const std::vector<SummaryLine>& summaries,
                                    const std::vector<Detail>& details) {
  std::vector<size_t> found;
  ForEachTurnedSide(summaries, DetailList(details), [&](const Detail& detail) {
    found.push_back(detail.number - 1);
  });
  return found;
}

const std::vector<SummaryLine> kTotals = {{100, Known(300)}, {400, Known(50)}};
const std::vector<SummaryLine> kBalances = {{10, Known(1000)},
                                            {15, Known(1250)}};

TEST(TurnedSides, NoneWhereTheSumsAgree) {
  const auto details = Details({{165, 100}, {142, 200}, {475, 50}});
  EXPECT_THAT(FindTurnedSides(kTotals, details), IsEmpty());
  EXPECT_THAT(FindTurnedSides(kBalances, details), IsEmpty());
  EXPECT_THAT(FindTurnedSides({}, details), IsEmpty());
}

TEST(TurnedSides, ACreditThatBecameADebitIsFoundByTotalsOrBalances) {
  const auto details = Details({{165, 100}, {542, 200}, {475, 50}});
  EXPECT_THAT(FindTurnedSides(kTotals, details), ElementsAre(1));
  EXPECT_THAT(FindTurnedSides(kBalances, details), ElementsAre(1));
  EXPECT_THAT(FindTurnedSides({kTotals[0]}, details), ElementsAre(1));
}

TEST(TurnedSides, ADebitThatBecameACreditIsFound) {
  const auto details = Details({{165, 100}, {142, 200}, {175, 50}});
  EXPECT_THAT(FindTurnedSides(kTotals, details), ElementsAre(2));
  EXPECT_THAT(FindTurnedSides(kBalances, details), ElementsAre(2));
}

TEST(TurnedSides, ACodeWithoutASideIsFound) {
  const auto details = Details({{165, 100}, {42, 200}, {475, 50}});
  EXPECT_THAT(FindTurnedSides(kTotals, details), ElementsAre(1));
}

TEST(TurnedSides, WhatNoSingleDetailExplainsIsNotJudged) {
  // A bank that lists only its larger details.
  EXPECT_THAT(FindTurnedSides(kTotals, Details({{165, 100}, {475, 50}})),
              IsEmpty());
  EXPECT_THAT(FindTurnedSides(kBalances, Details({{165, 120}})), IsEmpty());
  // A deposit and its items: too much, and nothing says what debits come to.
  EXPECT_THAT(FindTurnedSides({kTotals[0]}, Details({{115, 300}, {116, 300}})),
              IsEmpty());
  // Totals and balances that contradict each other.
  std::vector<SummaryLine> both = kTotals;
  both.push_back({10, Known(0)});
  both.push_back({15, Known(1)});
  EXPECT_THAT(
      FindTurnedSides(both, Details({{165, 100}, {542, 200}, {475, 50}})),
      IsEmpty());
}

}  // namespace
}  // namespace cashmatch::bai2
