// SPDX-License-Identifier: Apache-2.0
// explain.cc - the sentences. Facts come from the report, never from a guess.
// Tested by tests/unit/adapters/write/explain_test.cc
#include "adapters/write/explain.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "adapters/read/finding.h"
#include "adapters/write/seen_words.h"

namespace cashmatch {
namespace {

constexpr size_t kNamedItems = 3;  // more are counted
constexpr int kKinds = 6;

// Appends "A", "A and B", "A, B and C" or "A, B, C and 11 more".
void AppendList(std::span<const std::string_view> names, size_t total,
                std::string* out) {
  for (size_t i = 0; i < names.size(); ++i) {
    const bool last = i + 1 == names.size() && total == names.size();
    if (i > 0) out->append(last ? " and " : ", ");
    out->append(names[i]);
  }
  if (total > names.size()) {
    out->append(" and " + std::to_string(total - names.size()) + " more");
  }
}

// The items of some rows, without repeats that follow each other, and how many.
struct NamedItems {
  std::array<std::string_view, kNamedItems> first;
  size_t total = 0;
  std::span<const std::string_view> names() const {
    return std::span(first).first(std::min(total, kNamedItems));
  }
};

template <class Rows>
NamedItems NameItems(const Book& book, const Rows& rows) {
  NamedItems items;
  ItemRow last = kNoItem;
  for (const auto& row : rows) {
    if (row.kind != ApplicationKind::kPayment || row.item == last) continue;
    last = row.item;
    if (items.total < kNamedItems) {
      items.first[items.total] = book.DocumentNumber(row.item);
    }
    ++items.total;
  }
  return items;
}

void AppendMoney(WideMinor minor, Currency currency, std::string* out) {
  AppendDecimal(minor, ExponentOf(currency), out);
}

// "; discount 200.00, write-off 2.90"
void AppendDifferences(const Results& results, const Receipt& receipt,
                       const ReceiptOutcome& outcome, std::string* out) {
  static constexpr std::array<std::string_view, kKinds> kWords = {
      "payment", "discount", "deduction", "write-off", "fee", "withholding"};
  std::array<WideMinor, kKinds> sums{};
  for (const Application& row : results.report.Applications(outcome)) {
    sums[static_cast<size_t>(row.kind)] += row.amount;
  }
  std::string_view before = "; ";
  for (size_t kind = 1; kind < kKinds; ++kind) {
    if (sums[kind] == 0) continue;
    out->append(before).append(kWords[kind]).append(" ");
    AppendMoney(sums[kind], receipt.currency, out);
    before = ", ";
  }
}

// "; 750.00 unapplied, quoting 'INV-9999', not among the open items"
void AppendRemainders(const Results& results, const Receipt& receipt,
                      const ReceiptOutcome& outcome, std::string* out) {
  static constexpr std::array<std::string_view, 6> kWords = {
      "unapplied",      "on account", "unidentified",
      "not receivable", "claim",      "gain within tolerance"};
  for (const Remainder& row : results.report.Remainders(outcome)) {
    out->append("; ");
    AppendMoney(row.amount, receipt.currency, out);
    out->append(" ").append(kWords[static_cast<size_t>(row.kind)]);
    if (row.reference.empty()) continue;
    out->append(", quoting ").append(Quote(row.reference));
    if (outcome.exception == ExceptionCode::kUnknownReference) {
      out->append(", not among the open items");
    }
  }
}

// "; RENT-3 is one of 14 interchangeable items"
void AppendAlike(const Results& results, const ReceiptOutcome& outcome,
                 std::string* out) {
  const Application* first = nullptr;
  size_t count = 0;
  for (const Application& row : results.report.Applications(outcome)) {
    if (row.alike == 0 || row.kind != ApplicationKind::kPayment) continue;
    if (count++ == 0) first = &row;
  }
  if (count == 0) return;
  out->append("; ").append(results.book.DocumentNumber(first->item));
  if (count > 1) {
    out->append(" and " + std::to_string(count - 1) +
                " more stand for interchangeable items, in the order of their "
                "numbers");
    return;
  }
  out->append(" is one of " + std::to_string(first->alike) +
              " interchangeable items");
}

// " together with R2 and R3"
void AppendTogether(const Results& results, const Receipt& receipt,
                    const ReceiptOutcome& outcome, std::string* out) {
  if (outcome.together_count == 0) return;
  std::vector<std::string> ids;
  for (const ReceiptRow row : results.report.Together(outcome)) {
    const Receipt& other = results.ReceiptAt(row);
    if (&other != &receipt) ids.push_back(results.receipts.IdOf(other));
  }
  NamedItems others;
  others.total = ids.size();
  std::copy_n(ids.begin(), others.names().size(), others.first.begin());
  out->append(" together with ");
  AppendList(others.names(), others.total, out);
}

// How it was settled that others want the same items.
std::string_view WordsOfContest(const ReceiptOutcome& outcome) {
  switch (outcome.contest) {
    case ContestKind::kNone:
    case ContestKind::kProven:
      return {};
    case ContestKind::kGreedy:
      return "; too many receipts want the same items to compare all ways to "
             "share them out";
    case ContestKind::kJoint:
      return outcome.status == ReceiptStatus::kApplied
                 ? "; what other receipts pay leaves no other answer"
                 : "; not sure enough in view of what other receipts pay";
  }
  return {};
}

void AppendSettled(const Results& results, const Receipt& receipt,
                   const ReceiptOutcome& outcome, std::string* out) {
  const bool undone = outcome.status == ReceiptStatus::kReversal;
  const NamedItems items =
      NameItems(results.book, results.report.Applications(outcome));
  out->append(undone ? "undoes the payment of " : "paid ");
  AppendList(items.names(), items.total, out);
  if (!undone) out->append(" by ").append(WordsOf(outcome.rule));
  AppendAlike(results, outcome, out);
  AppendTogether(results, receipt, outcome, out);
  AppendDifferences(results, receipt, outcome, out);
}

// "; proposed INV-1 and INV-2 (1 of 3 alternatives)"
void AppendProposed(const Results& results, const ReceiptOutcome& outcome,
                    std::string* out) {
  const auto rows = results.report.Suggestions(outcome);
  if (rows.empty()) return;
  size_t first = 0;
  while (first < rows.size() && rows[first].rank == rows[0].rank) ++first;
  const NamedItems items = NameItems(results.book, rows.first(first));
  out->append("; proposed ");
  AppendList(items.names(), items.total, out);
  const int alternatives = rows.back().rank;
  if (alternatives > 1) {
    out->append(", one of " + std::to_string(alternatives) + " alternatives");
  }
}

void AppendOpenQuestion(const Results& results, const Receipt& receipt,
                        const ReceiptOutcome& outcome, std::string* out) {
  out->append(MeaningOf(outcome.exception));
  if (!receipt.held.empty()) out->append(": ").append(receipt.held);
  if (outcome.original != kNoReceipt) {
    const Receipt& original = results.ReceiptAt(outcome.original);
    out->append(", receipt ")
        .append(results.receipts.IdOf(original))
        .append(" in ");
    out->append(results.receipts.files[original.file].name);
  }
  AppendProposed(results, outcome, out);
}

// ": 0.93 likely"
void AppendLikely(const Trial& trial, std::string* out) {
  if (trial.share == 0) return;
  out->append(": ");
  AppendMillionths(trial.share, out);
  out->append(" likely");
}

}  // namespace

std::string_view WordsOf(Rule rule) {
  static constexpr std::array<std::string_view, kRuleCount> kWords = {
      "no rule",
      "structured reference",
      "exact reference",
      "alternate reference",
      "normalized reference",
      "fuzzy reference",
      "payer and amount",
      "references and the sum of others",
      "payer and sum",
      "oldest first, by policy",
      "reversal",
      "not receivable"};
  static_assert(!kWords.back().empty());
  return kWords[static_cast<size_t>(rule)];
}

void AppendOutcome(const Results& results, ReceiptRow row, std::string* out) {
  const Receipt& receipt = results.ReceiptAt(row);
  const ReceiptOutcome& outcome = results.OutcomeAt(row);
  if (outcome.applications_count > 0) {
    AppendSettled(results, receipt, outcome, out);
  } else if (outcome.status == ReceiptStatus::kApplied) {
    out->append("nothing to apply");  // an advice of amount 0, fully netted
  } else {
    AppendOpenQuestion(results, receipt, outcome, out);
  }
  AppendRemainders(results, receipt, outcome, out);
  out->append(WordsOfContest(outcome));
  const size_t before = out->size();
  out->append("; would apply with ");
  const size_t after = out->size();
  AppendWaysOut(results, row, out);
  if (out->size() == after) out->resize(before);
}

void AppendTrial(const Results& results, const Receipt& receipt,
                 const Trial& trial, std::string* out) {
  out->append(WordsOf(trial.rule)).append(": ");
  if (!trial.reference.empty()) out->append(Quote(trial.reference));
  if (trial.item != kNoItem) {
    out->append(trial.reference.empty() ? "found " : " names ");
    out->append(results.book.DocumentNumber(trial.item));
    if (trial.candidates > 1) {
      out->append(" and " + std::to_string(trial.candidates - 1) + " more");
    }
  }
  const bool started = !trial.reference.empty() || trial.item != kNoItem;
  const auto tell = [&](std::string_view with, std::string_view without) {
    out->append(started ? with : without);
  };
  switch (trial.verdict) {
    case Verdict::kNothingToTry:
      return tell(", nothing to try", "nothing to try");
    case Verdict::kNotFound:
      return tell(" is not among the open items",
                  trial.rule > Rule::kFuzzyReference
                      ? "nothing found that makes the sum"
                      : "nothing found");
    case Verdict::kAmountDiffers:
      tell(", the payment is ", "the payment is ");
      AppendMoney(trial.difference < 0 ? -WideMinor{trial.difference}
                                       : WideMinor{trial.difference},
                  receipt.currency, out);
      out->append(trial.difference < 0 ? " less than asked"
                                       : " more than asked");
      return;
    case Verdict::kAmbiguous:
      return tell(", equally good answers", "several equally good answers");
    case Verdict::kForbidden:
      tell(", but ", "but ");
      out->append(trial.why == ExceptionCode::kNone ? "it is not allowed unseen"
                                                    : MeaningOf(trial.why));
      return;
    case Verdict::kMatched:
      tell(", matched", "matched");
      return AppendLikely(trial, out);
    case Verdict::kUnlikely:
      tell(", fits, but is not sure enough", "fits, but is not sure enough");
      return AppendLikely(trial, out);
    case Verdict::kOutweighed:
      tell(", fits, too", "fits, too");
      return AppendLikely(trial, out);
    case Verdict::kTaken:
    case Verdict::kTied:
      out->append(trial.verdict == Verdict::kTaken
                      ? ", which went to a better claim"
                      : ", to which there is an equal claim");
      if (trial.rival != kNoReceipt) {
        out->append(", receipt ")
            .append(results.receipts.IdOf(results.ReceiptAt(trial.rival)));
      }
      return;
  }
}

}  // namespace cashmatch
