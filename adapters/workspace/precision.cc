// SPDX-License-Identifier: Apache-2.0
// precision.cc - samples counted, share by share and rule by rule.
// Tested by tests/system/sample_test.py
#include "adapters/workspace/precision.h"

#include <map>
#include <utility>

#include "adapters/backtest/interval.h"
#include "adapters/write/row.h"

namespace cashmatch {
namespace {

using State = DrawnSample::State;

constexpr int32_t kMillionthsEach = 100;  // in a hundredth of a percent

struct Count {
  uint64_t waiting = 0, gone = 0, right = 0, wrong = 0;

  void Add(State state) {
    waiting += state == State::kWaits ? 1 : 0;
    gone += state == State::kGone ? 1 : 0;
    right += state == State::kRight ? 1 : 0;
    wrong += state == State::kWrong ? 1 : 0;
  }
};

/// By share, then rule; Rule::kNone stands for all of them.
using Counts = std::map<std::pair<Millionths, Rule>, Count>;

Counts CountAll(const Ledger& ledger) {
  Counts counts;
  for (const auto& [id, receipt] : ledger.receipts()) {
    const DrawnSample& sample = receipt.sample;
    if (sample.state == State::kNone) continue;
    counts[{sample.share, Rule::kNone}].Add(sample.state);
    counts[{sample.share, sample.rule}].Add(sample.state);
  }
  return counts;
}

void AppendShares(const Count& count, RowAppender* row) {
  const uint64_t judged = count.right + count.wrong;
  if (judged == 0) {
    row->Word("").Word("").Word("");
    return;
  }
  const Interval interval = Wilson(count.right, judged);
  row->Probability(static_cast<Millionths>(count.right * 1'000'000 / judged))
      .Probability(interval.low * kMillionthsEach)
      .Probability(interval.high * kMillionthsEach);
}

}  // namespace

Ending WritePrecision(const LedgerPlace& place, const RunWatch& watch,
                      std::string* csv) {
  LedgerStore store;
  if (!store.Open(place, StoreAccess::kRead, watch)) return Ending::kFailed;
  const TableLayout layout(TableFormat::kCsv,
                           {"qa_sample", "rule", "drawn", "waiting", "gone",
                            "right", "wrong", "precision", "low", "high"});
  csv->append(layout.header());
  RowAppender row(layout, csv);
  for (const auto& [key, count] : CountAll(store.ledger())) {
    row.Probability(key.first)
        .Word(key.second == Rule::kNone ? "all" : NameOf(key.second))
        .Number(count.waiting + count.gone + count.right + count.wrong)
        .Number(count.waiting)
        .Number(count.gone)
        .Number(count.right)
        .Number(count.wrong);
    AppendShares(count, &row);
    row.End();
  }
  return Ending::kDone;
}

}  // namespace cashmatch
