// SPDX-License-Identifier: Apache-2.0
// figures.cc - adds judged receipts up.
// Tested by tests/unit/adapters/backtest/figures_test.cc
#include "adapters/backtest/figures.h"

#include <string_view>

namespace cashmatch {
namespace {

void Add(const JudgedReceipt& judged, const Receipt& receipt, Measure* to) {
  ++to->receipts;
  to->lines += judged.lines;
  to->money[receipt.currency] += receipt.amount;
}

void Add(const JudgedReceipt& judged, Stratum* to) {
  ++to->receipts;
  to->due += judged.due() ? 1 : 0;
  to->unseen += judged.unseen ? 1 : 0;
  to->right += judged.judgement == Judgement::kRight ? 1 : 0;
}

template <class Word>
std::vector<Stratum> Strata(int count, std::string_view none) {
  std::vector<Stratum> strata(static_cast<size_t>(count));
  for (int i = 0; i < count; ++i) {
    const std::string_view name = NameOf(static_cast<Word>(i));
    strata[static_cast<size_t>(i)].name = name.empty() ? none : name;
  }
  return strata;
}

// Cases of one share, with both ways to bundle them.
struct Cases {
  std::vector<Case> by_customer, by_month;

  Share ToShare() const {
    Share share;
    share.whole = by_customer.size();
    for (const Case& one : by_customer) share.part += one.hit ? 1 : 0;
    share.plain = Wilson(share.part, share.whole);
    share.by_customer = Clustered(by_customer);
    share.by_month = Clustered(by_month);
    return share;
  }
};

void CountOne(const JudgedReceipt& judged, const Receipt& receipt,
              const ReceiptOutcome& outcome, Figures* figures) {
  Add(judged, receipt, &figures->all);
  if (judged.due()) Add(judged, receipt, &figures->due);
  if (judged.unseen) Add(judged, receipt, &figures->unseen);
  if (judged.judgement == Judgement::kRight) {
    Add(judged, receipt, &figures->right);
  }
  if (judged.difference != DifferenceJudgement::kNone) ++figures->differences;
  if (judged.difference == DifferenceJudgement::kRight) {
    ++figures->differences_right;
  }
  if (!judged.due()) {
    ++figures->nothing_due;
    figures->nothing_due_applied += judged.unseen ? 1 : 0;
  }
  if (outcome.status == ReceiptStatus::kSuggested) {
    ++figures->suggested;
    figures->proposals_right += judged.proposal_right ? 1 : 0;
  }
  Add(judged, &figures->rules[static_cast<size_t>(outcome.rule)]);
  Add(judged, &figures->evidence[static_cast<size_t>(judged.evidence)]);
  if (judged.judgement == Judgement::kLeft) {
    Add(judged, &figures->exceptions[static_cast<size_t>(outcome.exception)]);
  }
}

}  // namespace

Figures Count(const Backtrack& run, const Judged& judged,
              const Reopened& reopened) {
  Figures figures;
  figures.rules = Strata<Rule>(kRuleCount, "none");
  figures.evidence = Strata<Evidence>(kEvidenceCount, "none");
  figures.exceptions = Strata<ExceptionCode>(kExceptionCount, "none");
  figures.no_money = judged.no_money;
  figures.same_name = judged.same_name;
  figures.lost_clearings = judged.lost_clearings;
  figures.reopened = reopened;

  std::map<Day, std::string> months;
  Cases precision, coverage;
  for (const JudgedReceipt& one : judged.receipts) {
    const Receipt& receipt = run.receipts.receipts[Index(one.receipt)];
    CountOne(one, receipt, run.report.outcomes[Index(one.receipt)], &figures);
    std::string& month = months[receipt.booking_date];
    if (month.empty()) month = FormatDay(receipt.booking_date).substr(0, 7);
    const bool right = one.judgement == Judgement::kRight;
    for (Cases* const cases : {&precision, &coverage}) {
      if (cases == &precision ? !one.unseen : !one.due()) continue;
      cases->by_customer.push_back({one.customer, right});
      cases->by_month.push_back({month, right});
    }
  }
  figures.precision = precision.ToShare();
  figures.coverage = coverage.ToShare();
  return figures;
}

}  // namespace cashmatch
