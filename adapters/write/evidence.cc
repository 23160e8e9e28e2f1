// SPDX-License-Identifier: Apache-2.0
// evidence.cc - evidence.ndjson: for each receipt that no unique exact
// reference settled, the rules tried in order, what each saw, what decided.
// Tested by tests/unit/adapters/write/evidence_test.cc
#include "adapters/write/expected_hits.h"
#include "adapters/write/explain.h"
#include "adapters/write/results.h"
#include "adapters/write/seen_words.h"
#include "adapters/write/table_file.h"

namespace cashmatch {
namespace {

// Those receipts are explained by their rows alone.
bool SettledByExactReference(const ReceiptOutcome& outcome) {
  return outcome.status == ReceiptStatus::kApplied &&
         outcome.together_count == 0 &&
         (outcome.rule == Rule::kStructuredReference ||
          outcome.rule == Rule::kExactReference);
}

void AppendField(std::string_view name, std::string_view value,
                 std::string* out) {
  out->append(",\"").append(name).append("\":");
  AppendJsonString(value, out);
}

void AppendShare(std::string_view name, Millionths share, std::string* out) {
  out->append(",\"").append(name).append("\":");
  AppendMillionths(share, out);
}

// Appends what `append` says as a text.
template <class Append>
void AppendWords(std::string_view name, const Append& append,
                 std::string* out) {
  std::string words;
  append(&words);
  if (!words.empty()) AppendField(name, words, out);
}

void AppendGuesses(const Results& results, const ReceiptOutcome& outcome,
                   std::string* out) {
  out->append(",\"payers\":[");
  bool first = true;
  for (const SeenGuess& guess : results.report.Guesses(outcome)) {
    out->append(first ? "{" : ",{").append("\"customer_id\":");
    first = false;
    AppendJsonString(results.book.CustomerId(guess.customer), out);
    AppendField("evidence", NameOf(guess.evidence), out);
    AppendShare("agreement", guess.agreement, out);
    out->append(",\"sets\":" + std::to_string(guess.sets));
    AppendShare("share", guess.share, out);
    AppendWords(
        "saw", [&](std::string* words) { AppendGuess(results, guess, words); },
        out);
    out->push_back('}');
  }
  out->push_back(']');
}

// Nothing where no sum was sought.
void AppendSumObject(const Results& results, const ReceiptOutcome& outcome,
                     std::string* out) {
  const SumRecord* const sum = results.report.Sum(outcome);
  if (sum == nullptr) return;
  out->append(",\"sum\":{\"result\":");
  AppendJsonString(NameOf(sum->finding), out);
  out->append(",\"solutions\":" + std::to_string(sum->solutions));
  out->append(sum->all ? ",\"all_known\":true" : ",\"all_known\":false");
  out->append(",\"open_items\":" + std::to_string(sum->items));
  AppendShare("share", sum->best, out);
  AppendShare("margin", sum->margin(), out);
  if (sum->log_hits != SumRecord::kHitsUnasked) {
    out->append(",\"expected_accidental_hits\":" + ExpectedHits(sum->log_hits));
  }
  AppendWords("saw", [&](std::string* words) { AppendSum(*sum, words); }, out);
  out->push_back('}');
}

void AppendTrialObject(const Results& results, const Receipt& receipt,
                       const Trial& trial, std::string* out) {
  out->append("{\"rule\":");
  AppendJsonString(NameOf(trial.rule), out);
  AppendField("verdict", NameOf(trial.verdict), out);
  if (!trial.reference.empty()) AppendField("reference", trial.reference, out);
  if (trial.item != kNoItem) {
    AppendField("item_id", results.book.ItemId(trial.item), out);
    AppendField("document_number", results.book.DocumentNumber(trial.item),
                out);
  }
  out->append(",\"candidates\":" + std::to_string(trial.candidates));
  if (trial.difference != 0) {
    AppendField("difference", FormatMoney(trial.difference, receipt.currency),
                out);
  }
  if (trial.share != 0) AppendShare("share", trial.share, out);
  if (trial.rival != kNoReceipt) {
    AppendField("rival", results.receipts.IdOf(results.ReceiptAt(trial.rival)),
                out);
  }
  std::string saw;
  AppendTrial(results, receipt, trial, &saw);
  AppendField("saw", saw, out);
  out->push_back('}');
}

void AppendEvidence(const Results& results, ReceiptRow row, std::string* out) {
  const Receipt& receipt = results.ReceiptAt(row);
  const ReceiptOutcome& outcome = results.OutcomeAt(row);
  out->append("{\"receipt_id\":");
  AppendJsonString(results.receipts.IdOf(receipt), out);
  AppendField("bank_reference", receipt.bank_reference, out);
  AppendField("status", NameOf(outcome.status), out);
  AppendField("rule", NameOf(outcome.rule), out);
  AppendField("exception_code", NameOf(outcome.exception), out);
  AppendField("currency", CodeOf(receipt.currency), out);
  AppendField("amount", FormatMoney(SignedAmount(receipt), receipt.currency),
              out);
  if (outcome.contest != ContestKind::kNone) {
    AppendField("contest", NameOf(outcome.contest), out);
  }
  out->append(",\"trials\":[");
  bool first = true;
  for (const Trial& trial : results.report.Trials(outcome)) {
    if (!first) out->push_back(',');
    first = false;
    AppendTrialObject(results, receipt, trial, out);
  }
  out->push_back(']');
  AppendWords(
      "decision",
      [&](std::string* words) { AppendOutcome(results, row, words); }, out);
  AppendWords(
      "smallest_change",
      [&](std::string* words) { AppendWaysOut(results, row, words); }, out);
  AppendGuesses(results, outcome, out);
  AppendSumObject(results, outcome, out);
  out->append("}\n");
}

/// Asks for what rows of evidence are made of, some rows ahead: it lies all
/// over the receipts and the book.
class Ahead {
 public:
  Ahead(const Results& results, size_t end) : results_(results), end_(end) {}

  void Ask(size_t at) const {
    constexpr size_t kRows = 32, kTrials = 16, kTexts = 8;
    if (at + kRows < end_) AskForRow(results_.report.order[at + kRows]);
    Visit(at + kTrials, [&](const ReceiptOutcome& outcome, const Receipt& it) {
      __builtin_prefetch(it.bank_reference.data());
      __builtin_prefetch(results_.report.Trials(outcome).data());
    });
    Visit(at + kTexts, [&](const ReceiptOutcome& outcome, const Receipt&) {
      for (const Trial& trial : results_.report.Trials(outcome)) {
        __builtin_prefetch(trial.reference.data());
        if (trial.item != kNoItem) results_.book.PrefetchTexts(trial.item);
      }
    });
  }

 private:
  void AskForRow(ReceiptRow row) const {
    constexpr size_t kLine = 64;
    __builtin_prefetch(&results_.OutcomeAt(row));
    const auto* const receipt =
        reinterpret_cast<const char*>(&results_.ReceiptAt(row));
    for (size_t at = 0; at < sizeof(Receipt); at += kLine) {
      __builtin_prefetch(receipt + at);
    }
  }

  template <class Visitor>
  void Visit(size_t at, const Visitor& visit) const {
    if (at >= end_) return;
    const ReceiptRow row = results_.report.order[at];
    const ReceiptOutcome& outcome = results_.OutcomeAt(row);
    if (SettledByExactReference(outcome)) return;
    visit(outcome, results_.ReceiptAt(row));
  }

  const Results& results_;
  size_t end_;
};

}  // namespace

bool WriteEvidence(const Results& results, const std::string& folder,
                   std::string* error) {
  const auto rows = [&](size_t begin, size_t end, std::string* out) {
    const Ahead ahead(results, end);
    for (size_t i = begin; i < end; ++i) {
      ahead.Ask(i);
      const ReceiptRow row = results.report.order[i];
      if (SettledByExactReference(results.OutcomeAt(row))) continue;
      AppendEvidence(results, row, out);
    }
  };
  return WriteRows(folder + "/evidence.ndjson", {}, results.report.order.size(),
                   rows, error);
}

}  // namespace cashmatch
