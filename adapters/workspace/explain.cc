// SPDX-License-Identifier: Apache-2.0
// explain.cc - puts together what the result tables say about one receipt.
// Tested by tests/unit/adapters/workspace/explain_test.cc
#include "adapters/workspace/explain.h"

#include <simdjson.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <utility>
#include <vector>

#include "adapters/read/finding.h"
#include "adapters/score/table.h"
#include "engine/model/report.h"

namespace cashmatch {
namespace {

// The rows of a result table, with cells by name.
class Rows {
 public:
  Rows(const std::string& results, const std::string& table,
       std::vector<std::string_view> columns)
      : columns_(std::move(columns)),
        table_(OpenTable(results, table, columns_)) {}

  bool found() const { return table_ != nullptr; }
  bool Next() { return found() && table_->Next(); }
  std::string error() const { return found() ? table_->error() : ""; }

  std::string_view Cell(std::string_view column) const {
    const auto at = std::ranges::find(columns_, column);
    return table_->Cell(static_cast<size_t>(at - columns_.begin()));
  }

 private:
  std::vector<std::string_view> columns_;
  std::unique_ptr<Table> table_;
};

// A receipt as its row shows it, with the rest of the story to come.
struct Told {
  std::string id, bank_reference, rule;
  std::string head;      // where it stands and how it ended
  std::string evidence;  // rules tried, decision
  std::string decision;  // of its row, where there is no evidence
  std::string rows;      // applications, remainders, suggestions
};

std::string_view MeaningOfCode(std::string_view code) {
  for (int i = 1; i < kExceptionCount; ++i) {
    const auto candidate = static_cast<ExceptionCode>(i);
    if (NameOf(candidate) == code) return MeaningOf(candidate);
  }
  return {};
}

// Appends "  name: value" where there is a value.
void AppendLine(std::string_view name, std::string_view value,
                std::string* out) {
  if (value.empty()) return;
  out->append("  ").append(name).append(": ").append(value).append("\n");
}

Told TellReceipt(const Rows& row) {
  Told told;
  told.id = row.Cell("receipt_id");
  told.bank_reference = row.Cell("bank_reference");
  told.rule = row.Cell("rule");
  told.decision = row.Cell("explanation");
  std::string& out = told.head;
  out.append("Receipt ").append(told.id).append(", ");
  out.append(row.Cell("currency")).append(" ").append(row.Cell("amount"));
  out.append(", booked ").append(row.Cell("booking_date")).append("\n");
  AppendLine("bank reference", told.bank_reference, &out);
  AppendLine("source",
             std::string(row.Cell("source_file")) + ":" +
                 std::string(row.Cell("source_line")),
             &out);
  AppendLine("status", row.Cell("status"), &out);
  const std::string code(row.Cell("exception_code"));
  if (!code.empty()) {
    AppendLine("exception", code + ", " + std::string(MeaningOfCode(code)),
               &out);
  }
  AppendLine("customer", row.Cell("customer_id"), &out);
  AppendLine("rule", told.rule, &out);
  AppendLine("confidence", row.Cell("confidence"), &out);
  return told;
}

// Finds the rows that a receipt id or a bank reference names. False with a
// message if there are none, or no results.
bool FindReceipts(const std::string& results, std::string_view receipt,
                  std::vector<Told>* found, std::string* error) {
  Rows rows(results, "receipts",
            {"receipt_id", "source_file", "source_line", "bank_reference",
             "booking_date", "currency", "amount", "status", "customer_id",
             "rule", "confidence", "exception_code", "explanation"});
  while (rows.Next()) {
    if (rows.Cell("receipt_id") == receipt ||
        rows.Cell("bank_reference") == receipt) {
      found->push_back(TellReceipt(rows));
    }
  }
  *error = rows.error();
  if (!rows.found()) {
    *error = results +
             ": no results there; give the folder that `cashmatch match "
             "--out` wrote";
  } else if (error->empty() && found->empty()) {
    *error = results + ": no receipt with the id or bank reference " +
             Quote(receipt) + "; --brief results leave out what was applied";
  }
  return error->empty();
}

using simdjson::dom::object;

// Empty where there is no such text.
std::string_view TextOf(object from, std::string_view name) {
  std::string_view text;
  return from[name].get(text) == simdjson::SUCCESS ? text : std::string_view{};
}

void TellEvidence(object evidence, std::string* out) {
  simdjson::dom::array trials;
  if (evidence["trials"].get(trials) == simdjson::SUCCESS &&
      trials.size() > 0) {
    out->append("Rules tried\n");
    for (const simdjson::dom::element trial : trials) {
      object tried;
      if (trial.get(tried) != simdjson::SUCCESS) continue;
      out->append("  ").append(TextOf(tried, "saw")).append("\n");
    }
  }
  out->append("Decided\n  ").append(TextOf(evidence, "decision"));
  out->append("\n");
  const std::string_view change = TextOf(evidence, "smallest_change");
  if (change.empty()) return;
  out->append("Smallest change that would apply it\n  ").append(change);
  out->append("\n");
}

void AddEvidence(const std::string& results, std::vector<Told>* found) {
  std::ifstream file(results + "/evidence.ndjson", std::ios::binary);
  simdjson::dom::parser parser;
  for (std::string line; std::getline(file, line);) {
    for (Told& told : *found) {
      if (line.find(told.id) == std::string::npos) continue;
      object evidence;
      if (parser.parse(line).get(evidence) != simdjson::SUCCESS) continue;
      if (TextOf(evidence, "receipt_id") != told.id) continue;
      if (told.evidence.empty()) TellEvidence(evidence, &told.evidence);
    }
  }
}

// Cells that mean nothing without the name of their column.
bool IsNamed(std::string_view column) {
  return column == "open_before" || column == "item_id" ||
         column == "confidence" || column == "rank";
}

// Appends, for every row of a table that belongs to a receipt, one line of the
// cells of `columns`.
void AddRows(const std::string& results, const std::string& table,
             std::string_view title, std::vector<std::string_view> columns,
             std::vector<Told>* found) {
  std::vector<std::string> lines(found->size());
  std::vector<std::string_view> wanted = columns;
  wanted.push_back("receipt_id");
  for (Rows rows(results, table, wanted); rows.Next();) {
    for (size_t i = 0; i < found->size(); ++i) {
      if (rows.Cell("receipt_id") != (*found)[i].id) continue;
      for (const std::string_view column : columns) {
        const std::string_view cell = rows.Cell(column);
        if (cell.empty()) continue;
        lines[i].append(column == columns.front() ? "  " : ", ");
        if (IsNamed(column)) lines[i].append(column).append(" ");
        lines[i].append(cell);
      }
      lines[i].append("\n");
    }
  }
  for (size_t i = 0; i < found->size(); ++i) {
    if (lines[i].empty()) continue;
    (*found)[i].rows.append(title).append("\n").append(lines[i]);
  }
}

// A unique exact reference leaves no evidence: its rows say it all.
std::string Decision(const Told& told) {
  if (!told.evidence.empty()) return told.evidence;
  std::string words(told.rule);
  for (char& c : words) c = c == '_' ? ' ' : c;
  return "Rules tried\n  " + words +
         ": every quoted item is unique among the open items and the money "
         "fits\nDecided\n  " +
         told.decision + "\n";
}

}  // namespace

Ending Explain(const std::string& results, std::string_view receipt,
               const RunWatch& watch, std::string* text) {
  std::vector<Told> found;
  std::string error;
  if (!FindReceipts(results, receipt, &found, &error)) {
    watch.Fail(error);
    return Ending::kFailed;
  }
  AddEvidence(results, &found);
  AddRows(results, "applications", "Applied",
          {"kind", "amount", "document_number", "item_id", "reason_code",
           "open_before", "confidence"},
          &found);
  AddRows(results, "remainders", "Not on an item",
          {"kind", "amount", "reference", "reason_code"}, &found);
  AddRows(results, "suggestions", "Proposed",
          {"rank", "kind", "amount", "document_number", "item_id", "confidence",
           "difference"},
          &found);
  for (const Told& told : found) {
    if (!text->empty()) text->append("\n");
    text->append(told.head).append(Decision(told)).append(told.rows);
  }
  return Ending::kDone;
}

}  // namespace cashmatch
