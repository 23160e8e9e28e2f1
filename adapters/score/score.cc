// SPDX-License-Identifier: Apache-2.0
// score.cc - compares the rows of a run with the truth, receipt by receipt.
// Tested by tests/unit/adapters/score/score_test.cc
#include "adapters/score/score.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>

#include "adapters/score/rows.h"
#include "adapters/score/table.h"

namespace cashmatch {
namespace {

// The rows of one receipt in a table sorted by receipt.
template <class Row>
std::span<const Row> RowsOf(const std::vector<Row>& rows, uint64_t receipt) {
  const auto less = [](const Row& row, uint64_t key) {
    return row.receipt < key;
  };
  const auto first = std::lower_bound(rows.begin(), rows.end(), receipt, less);
  auto last = first;
  while (last != rows.end() && last->receipt == receipt) ++last;
  return {first, last};
}

// How many rows two sorted tables have in common.
template <class Row>
uint64_t Common(std::span<const Row> a, std::span<const Row> b) {
  uint64_t common = 0;
  size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (a[i] == b[j]) {
      ++common;
      ++i;
      ++j;
    } else if (a[i] < b[j]) {
      ++i;
    } else {
      ++j;
    }
  }
  return common;
}

// A truth that does not say which item bears a bank's fee pays the item with
// the fee; the results pay it without, beside a row for the fee.
std::vector<PaidRow> WithFees(std::span<const PaidRow> paid,
                              std::span<const PaidRow> fees) {
  std::vector<PaidRow> rows(paid.begin(), paid.end());
  for (const PaidRow& fee : fees) {
    for (PaidRow& row : rows) {
      if (row.item == fee.item) row.amount += fee.amount;
    }
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

Minor Sum(std::span<const PaidRow> rows) {
  WideMinor sum = 0;
  for (const PaidRow& row : rows) sum += row.amount;
  return Narrow(sum);
}

class Scorer {
 public:
  Scorer(const Truth& truth, const ResultRows& results, ScoreResult* score)
      : truth_(truth), results_(results), score_(*score) {}

  void Run() {
    score_.total.name = "all";
    for (const std::string& name : truth_.classes) {
      score_.classes.emplace_back().name = name;
    }
    for (const TrueReceipt& receipt : truth_.receipts) Compare(receipt);
    score_.unknown_rows = results_.paid.size() - score_.rows;
    // Brief results do not state differences.
    if (!results_.brief) {
      score_.differences.expected = truth_.differences.size();
    }
    for (ClassScore& cls : score_.classes) AddToTotal(cls);
    Prove();
  }

  /// The receipts with wrong rows, in the order of the truth, at most `most`.
  std::vector<uint64_t> FirstWrong(size_t most) {
    std::sort(wrong_.begin(), wrong_.end());
    std::vector<uint64_t> keys;
    for (const auto& [order, receipt] : wrong_) {
      if (keys.size() < most) keys.push_back(receipt);
    }
    return keys;
  }

  /// The first receipt whose rows are not what is stated of it; 0: none.
  uint64_t unproved() const { return unproved_; }

 private:
  void Compare(const TrueReceipt& receipt);
  void AddToTotal(const ClassScore& cls);
  void Prove();

  const Truth& truth_;
  const ResultRows& results_;
  ScoreResult& score_;
  std::vector<std::pair<uint64_t, uint64_t>> wrong_;  // order, receipt
  uint64_t unproved_ = 0;
};

void Scorer::Compare(const TrueReceipt& receipt) {
  const auto due = RowsOf(truth_.paid, receipt.receipt);
  const bool fee_somewhere =
      std::binary_search(truth_.fee_somewhere.begin(),
                         truth_.fee_somewhere.end(), receipt.receipt);
  auto found = RowsOf(results_.paid, receipt.receipt);
  std::vector<PaidRow> with_fees;
  if (fee_somewhere) {
    with_fees = WithFees(found, RowsOf(results_.fees, receipt.receipt));
    found = with_fees;
  }
  const uint64_t right = Common(due, found);
  score_.rows += found.size();
  score_.rows_right += right;
  score_.rows_due += due.size();
  const auto differences = RowsOf(results_.differences, receipt.receipt);
  score_.differences.found += differences.size();
  score_.differences.right +=
      Common(RowsOf(truth_.differences, receipt.receipt), differences);

  ClassScore& cls = score_.classes[receipt.cls];
  ++cls.receipts;
  cls.due += receipt.due ? 1 : 0;
  if (found.empty()) return;
  ++cls.applied;
  if (right < found.size()) {
    ++cls.wrong;
    wrong_.emplace_back(receipt.order, receipt.receipt);
  } else if (right < due.size()) {
    ++cls.part;
  } else if (receipt.due) {
    ++cls.right;
  }
}

void Scorer::AddToTotal(const ClassScore& cls) {
  ClassScore& total = score_.total;
  total.receipts += cls.receipts;
  total.due += cls.due;
  total.right += cls.right;
  total.applied += cls.applied;
  total.part += cls.part;
  total.wrong += cls.wrong;
}

// The rows of each receipt must be what its own line says is applied. With
// --brief, a receipt without a line is applied to its last unit.
void Scorer::Prove() {
  for (const StatedReceipt& stated : results_.receipts) {
    const auto same = RowsOf(results_.receipts, stated.receipt);
    WideMinor applied = 0;
    for (const StatedReceipt& one : same) applied += one.applied;
    if (applied == Sum(RowsOf(results_.paid, stated.receipt))) continue;
    unproved_ = stated.receipt;
    return;
  }
  if (!results_.brief) return;
  for (const TrueReceipt& receipt : truth_.receipts) {
    if (!RowsOf(results_.receipts, receipt.receipt).empty()) continue;
    const auto rows = RowsOf(results_.paid, receipt.receipt);
    if (rows.empty() || Sum(rows) == receipt.amount) continue;
    unproved_ = receipt.receipt;
    return;
  }
}

// Fills in the words of the wrong receipts by reading the files once more.
class WrongTexts {
 public:
  WrongTexts(const std::vector<uint64_t>& keys, ScoreResult* score)
      : list_(score->wrong) {
    for (const uint64_t key : keys) {
      places_.emplace(key, list_.size());
      list_.emplace_back();
    }
  }

  void Read(const std::string& results_dir, const std::string& truth_dir) {
    if (list_.empty()) return;
    constexpr std::array<std::string_view, 4> kColumns = {"bank_reference",
                                                          "class", "", ""};
    const auto receipts = OpenTable(truth_dir, "truth_receipts", kColumns);
    while (receipts != nullptr && receipts->Next()) {
      WrongReceipt* const wrong = Find(receipts->Cell(0));
      if (wrong == nullptr) continue;
      wrong->bank_reference = receipts->Cell(0);
      wrong->cls = receipts->Cell(1);
    }
    ReadRows(truth_dir, "truth", &WrongReceipt::expected);
    ReadRows(results_dir, "applications", &WrongReceipt::found);
  }

 private:
  WrongReceipt* Find(std::string_view bank_reference) {
    const auto found = places_.find(KeyOf(bank_reference));
    return found == places_.end() ? nullptr : &list_[found->second];
  }
  void ReadRows(const std::string& folder, const std::string& name,
                std::string WrongReceipt::* text) {
    constexpr std::array<std::string_view, 4> kColumns = {
        "bank_reference", "item_id", "amount", "kind"};
    const auto table = OpenTable(folder, name, kColumns);
    while (table != nullptr && table->Next()) {
      WrongReceipt* const wrong = Find(table->Cell(0));
      if (wrong == nullptr) continue;
      const std::string_view kind = table->Cell(3);
      if (!kind.empty() && kind != "payment") continue;
      std::string& out = wrong->*text;
      out.append(out.empty() ? "" : ", ").append(table->Cell(1));
      out.append(" ").append(table->Cell(2));
    }
    for (WrongReceipt& wrong : list_) {
      if ((wrong.*text).empty()) wrong.*text = "nothing";
    }
  }

  std::vector<WrongReceipt>& list_;
  std::map<uint64_t, size_t> places_;
};

// The bank reference behind a key, from the results.
std::string NameOfReceipt(const std::string& folder, uint64_t key) {
  constexpr std::array<std::string_view, 1> kColumns = {"bank_reference"};
  for (const char* const name : {"receipts", "applications"}) {
    const auto table = OpenTable(folder, name, kColumns);
    while (table != nullptr && table->Next()) {
      if (KeyOf(table->Cell(0)) == key) return std::string(table->Cell(0));
    }
  }
  return {};
}

}  // namespace

ScoreResult ScoreRun(const std::string& results_dir,
                     const std::string& truth_dir) {
  ScoreResult score;
  Truth truth;
  ResultRows results;
  score.error = ReadTruth(truth_dir, &truth);
  if (score.error.empty()) score.error = ReadResults(results_dir, &results);
  if (!score.error.empty()) return score;

  Scorer scorer(truth, results, &score);
  scorer.Run();
  WrongTexts(scorer.FirstWrong(ScoreResult::kWrongShown), &score)
      .Read(results_dir, truth_dir);
  score.broken = results.broken;
  if (score.broken.empty() && scorer.unproved() != 0) {
    score.broken = NameOfReceipt(results_dir, scorer.unproved());
    score.broken += ": its rows are not what is stated as applied";
  }
  score.conservation =
      score.broken.empty() ? Control::kProved : Control::kFailed;
  return score;
}

}  // namespace cashmatch
