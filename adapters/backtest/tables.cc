// SPDX-License-Identifier: Apache-2.0
// tables.cc - receipts.csv and disagreements.csv of a backtest.
// Tested by tests/unit/adapters/backtest/figures_test.cc, tests/system
#include <string_view>

#include "adapters/backtest/figures.h"
#include "adapters/write/row.h"
#include "adapters/write/table_file.h"

namespace cashmatch {
namespace {

std::string_view NameOf(DifferenceJudgement judgement) {
  constexpr std::string_view kNames[] = {"", "right", "wrong"};
  return kNames[static_cast<size_t>(judgement)];
}

std::string_view NameOf(ClearingKind kind) {
  constexpr std::string_view kNames[] = {
      "payment",   "discount",  "fee",         "short_pay",
      "deduction", "write_off", "withholding", "none"};
  return kNames[static_cast<size_t>(kind)];
}

std::string TextOf(const ReceiptBlock& receipts, const Receipt& receipt) {
  std::string out;
  const auto add = [&](std::string_view text) {
    if (!out.empty()) out += ' ';
    out += text;
  };
  for (const Reference& reference : receipts.References(receipt)) {
    add(reference.value);
  }
  for (const std::string_view text : receipts.Texts(receipt)) add(text);
  for (const AdviceLine& line : receipts.Advice(receipt)) add(line.reference);
  return out;
}

const TableLayout& ReceiptLayout() {
  static const TableLayout kLayout(
      TableFormat::kCsv,
      {"receipt_id", "bank_reference", "booking_date", "currency", "amount",
       "customer_id", "lines", "status", "rule", "confidence", "exception_code",
       "judgement", "difference", "proposal", "evidence"});
  return kLayout;
}

void AppendReceipt(const Backtrack& run, const JudgedReceipt& judged,
                   std::string* out) {
  const Receipt& receipt = run.receipts.receipts[Index(judged.receipt)];
  const ReceiptOutcome& outcome = run.report.outcomes[Index(judged.receipt)];
  RowAppender row(ReceiptLayout(), out);
  row.Key(receipt.id).Key(receipt.bank_reference).Date(receipt.booking_date);
  row.Word(CodeOf(receipt.currency)).Money(receipt.amount, receipt.currency);
  row.Key(judged.customer).Number(judged.lines).Word(NameOf(outcome.status));
  row.Word(outcome.rule == Rule::kNone ? "" : NameOf(outcome.rule));
  row.Probability(outcome.confidence).Word(NameOf(outcome.exception));
  row.Word(NameOf(judged.judgement)).Word(NameOf(judged.difference));
  const bool suggested = outcome.status == ReceiptStatus::kSuggested;
  row.Word(!suggested ? "" : judged.proposal_right ? "right" : "wrong");
  row.Word(NameOf(judged.evidence)).End();
}

const TableLayout& DisagreementLayout() {
  static const TableLayout kLayout(
      TableFormat::kCsv,
      {"receipt_id", "bank_reference", "booking_date", "currency",
       "receipt_amount", "payer", "text", "status", "rule", "confidence",
       "judgement", "difference", "side", "item_id", "document_number", "kind",
       "amount"});
  return kLayout;
}

// One row of one side, history or run.
class Disagreement {
 public:
  Disagreement(const Backtrack& run, const JudgedReceipt& judged,
               std::string* out)
      : run_(run),
        judged_(judged),
        receipt_(run.receipts.receipts[Index(judged.receipt)]),
        text_(TextOf(run.receipts, receipt_)),
        out_(out) {}

  void Append() {
    bool any = false;
    for (const Clearing& row : ClearingsOf(run_.clearings, receipt_)) {
      std::string amount;
      AppendDecimal(row.amount, kClearingDecimals, &amount);
      Row("history", row.item, NameOf(row.kind), amount);
      any = true;
    }
    if (!any) Row("history", {}, "none", "0.0000");
    const auto& outcome = run_.report.outcomes[Index(judged_.receipt)];
    for (const Application& row : run_.report.Applications(outcome)) {
      WideMinor scaled = row.amount;
      for (int i = ExponentOf(receipt_.currency); i < kClearingDecimals; ++i) {
        scaled *= 10;
      }
      std::string amount;
      AppendDecimal(scaled, kClearingDecimals, &amount);
      Row("run", run_.book.ItemId(row.item), cashmatch::NameOf(row.kind),
          amount);
    }
  }

 private:
  void Row(std::string_view side, std::string_view item, std::string_view kind,
           std::string_view amount) {
    const auto& outcome = run_.report.outcomes[Index(judged_.receipt)];
    const ItemRow found = item.empty() ? kNoItem : run_.book.FindItem(item);
    RowAppender row(DisagreementLayout(), out_);
    row.Key(receipt_.id).Key(receipt_.bank_reference);
    row.Date(receipt_.booking_date).Word(CodeOf(receipt_.currency));
    row.Money(receipt_.amount, receipt_.currency).Text(receipt_.payer_name);
    row.Text(text_).Word(NameOf(outcome.status)).Word(NameOf(outcome.rule));
    row.Probability(outcome.confidence).Word(NameOf(judged_.judgement));
    row.Word(NameOf(judged_.difference)).Word(side).Key(item);
    row.Key(found == kNoItem ? std::string_view{}
                             : run_.book.DocumentNumber(found));
    row.Word(kind).Word(amount).End();
  }

  const Backtrack& run_;
  const JudgedReceipt& judged_;
  const Receipt& receipt_;
  std::string text_;
  std::string* out_;
};

bool Disagrees(const JudgedReceipt& judged) {
  return judged.judgement == Judgement::kWrong ||
         judged.difference == DifferenceJudgement::kWrong;
}

}  // namespace

bool WriteJudged(const Backtrack& run, const Judged& judged,
                 const std::string& folder, std::string* error) {
  const auto write = [&](const char* name, const TableLayout& layout,
                         const auto& append) {
    return WriteRows(
        folder + "/" + name, layout.header(), judged.receipts.size(),
        [&](size_t begin, size_t end, std::string* out) {
          for (size_t i = begin; i < end; ++i) append(judged.receipts[i], out);
        },
        error);
  };
  return write("receipts.csv", ReceiptLayout(),
               [&](const JudgedReceipt& one, std::string* out) {
                 AppendReceipt(run, one, out);
               }) &&
         write("disagreements.csv", DisagreementLayout(),
               [&](const JudgedReceipt& one, std::string* out) {
                 if (Disagrees(one)) Disagreement(run, one, out).Append();
               });
}

}  // namespace cashmatch
