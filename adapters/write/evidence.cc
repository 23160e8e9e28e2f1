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

}  // namespace

bool WriteEvidence(const Results& results, const std::string& folder,
                   std::string* error) {
  const auto rows = [&](size_t begin, size_t end, std::string* out) {
    for (size_t i = begin; i < end; ++i) {
      const ReceiptRow row = results.report.order[i];
      if (SettledByExactReference(results.OutcomeAt(row))) continue;
      AppendEvidence(results, row, out);
    }
  };
  return WriteRows(folder + "/evidence.ndjson", {}, results.report.order.size(),
                   rows, error);
}

}  // namespace cashmatch
