// SPDX-License-Identifier: Apache-2.0
// figures.h - what a buyer wants to know of a run over his own history.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "adapters/backtest/history.h"
#include "adapters/backtest/interval.h"
#include "adapters/backtest/judge.h"

namespace cashmatch {

/// Receipts in three measures. Lines are the items that history says they paid;
/// money is their amount.
struct Measure {
  uint64_t receipts = 0, lines = 0;
  std::map<Currency, WideMinor> money;
};

/// Receipts of one kind, counted.
struct Stratum {
  std::string name;
  uint64_t receipts = 0, due = 0, unseen = 0, right = 0;
};

/// A share with its intervals: cases independent, alike within a customer,
/// alike within a month of booking.
struct Share {
  uint64_t part = 0, whole = 0;
  Interval plain, by_customer, by_month;
};

struct Figures {
  Measure all, due, unseen, right;
  Share precision;  // right of applied unseen
  Share coverage;   // right of the receipts that paid an item
  uint64_t differences = 0, differences_right = 0;
  uint64_t nothing_due = 0, nothing_due_applied = 0;
  uint64_t suggested = 0, proposals_right = 0;
  std::vector<Stratum> rules;       // by Rule
  std::vector<Stratum> evidence;    // by Evidence
  std::vector<Stratum> exceptions;  // due and left, by ExceptionCode
  uint64_t no_money = 0, same_name = 0, lost_clearings = 0;  // see Judged
  Reopened reopened;

  const Stratum& Of(Evidence of) const {
    return evidence[static_cast<size_t>(of)];
  }
};

Figures Count(const Backtrack& run, const Judged& judged,
              const Reopened& reopened);

/// For people.
std::string FiguresAsText(const Figures& figures);
/// One JSON object with a line end.
std::string FiguresAsJson(const Figures& figures);

/// Writes receipts.csv, each judged receipt with what was judged, and
/// disagreements.csv, each wrong one item by item: what history and what the
/// run took off it. Returns false with a message if one cannot be written.
bool WriteJudged(const Backtrack& run, const Judged& judged,
                 const std::string& folder, std::string* error);

}  // namespace cashmatch
