// SPDX-License-Identifier: Apache-2.0
// outcome.cc - decisions as words that a controller reads.
#include "tests/scenario/outcome.h"

#include <algorithm>

namespace cashmatch::scenario {
namespace {

std::string Text(std::string_view text) { return std::string(text); }

std::string_view WordOf(ApplicationKind kind) {
  return kind == ApplicationKind::kPayment ? "alloc" : NameOf(kind);
}

void WriteEvidence(const Book& book, const ReceiptBlock& receipts,
                   const Report& report, const ReceiptOutcome& outcome,
                   const Receipt& receipt, std::vector<std::string>* lines) {
  const std::string id = Text(receipt.id);
  for (const Application& a : report.Applications(outcome)) {
    if (a.alike == 0) continue;
    lines->push_back("alike " + id + " " + Text(book.ItemId(a.item)) + " " +
                     std::to_string(a.alike));
  }
  if (const SumRecord* const sum = report.Sum(outcome); sum != nullptr) {
    lines->push_back("search " + id + " " + Text(NameOf(sum->finding)) + " " +
                     std::to_string(sum->solutions));
  }
  for (const Trial& trial : report.Trials(outcome)) {
    if (trial.rival == kNoReceipt) continue;
    lines->push_back(Text(NameOf(trial.verdict)) + " " + id + " " +
                     Text(book.ItemId(trial.item)) + " " +
                     Text(receipts.receipts[Index(trial.rival)].id));
  }
  for (const WayOut& way : report.WaysOut(outcome)) {
    std::string line = "change " + id + " " + Text(NameOf(way.kind));
    if (way.item != kNoItem) line += " " + Text(book.ItemId(way.item));
    if (way.customer != kNoCustomer) {
      line += " " + Text(book.CustomerId(way.customer));
    }
    if (way.number != 0) line += " " + std::to_string(way.number);
    lines->push_back(line);
  }
}

}  // namespace

std::vector<std::string> AskedOf(std::vector<std::string> lines,
                                 const std::vector<std::string>& expected) {
  for (const std::string verb :
       {"alike ", "change ", "search ", "taken ", "tied "}) {
    const auto has = [&](const std::string& line) {
      return line.starts_with(verb);
    };
    if (std::none_of(expected.begin(), expected.end(), has)) {
      std::erase_if(lines, has);
    } else if (std::none_of(lines.begin(), lines.end(), has)) {
      lines.push_back(verb + "none");
    }
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::vector<std::string> WriteOutcome(const Book& book,
                                      const ReceiptBlock& receipts,
                                      const Report& report) {
  std::vector<std::string> lines;
  const auto with = [](std::string line, std::string_view more) {
    return more.empty() ? line : line + " " + Text(more);
  };
  for (size_t i = 0; i < report.outcomes.size(); ++i) {
    const ReceiptOutcome& outcome = report.outcomes[i];
    const Receipt& receipt = receipts.receipts[i];
    const std::string id = Text(receipt.id);
    const auto money = [&](WideMinor amount) {
      return FormatMoney(amount, receipt.currency);
    };
    lines.push_back(with("status " + id + " " + Text(NameOf(outcome.status)),
                         NameOf(outcome.exception)));
    for (const Application& a : report.Applications(outcome)) {
      lines.push_back(with(Text(WordOf(a.kind)) + " " + id + " " +
                               Text(book.ItemId(a.item)) + " " +
                               money(a.amount),
                           a.reason_code));
    }
    for (const Remainder& r : report.Remainders(outcome)) {
      lines.push_back(
          with(with(Text(NameOf(r.kind)) + " " + id + " " + money(r.amount),
                    r.reference),
               r.reason_code));
    }
    WriteEvidence(book, receipts, report, outcome, receipt, &lines);
    for (const Suggestion& s : report.Suggestions(outcome)) {
      lines.push_back("suggest " + id + " " + std::to_string(s.rank) + " " +
                      Text(WordOf(s.kind)) + " " + Text(book.ItemId(s.item)) +
                      " " + money(s.amount));
    }
  }
  for (uint32_t i = 0; i < book.item_count(); ++i) {
    if (report.residuals[i] == 0) continue;
    lines.push_back(
        "open " + Text(book.ItemId(ItemRow{i})) + " " +
        FormatMoney(report.residuals[i], book.CurrencyOf(ItemRow{i})));
  }
  for (const MadeItem& made : report.made) {
    lines.push_back("made " + Text(made.item.item_id) + " " +
                    Text(made.item.customer_id) + " " +
                    FormatMoney(made.item.amount, made.item.currency));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace cashmatch::scenario
