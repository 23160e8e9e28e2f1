// SPDX-License-Identifier: Apache-2.0
// explain.cc - puts together what the result tables say about one receipt.
// Tested by tests/unit/adapters/workspace/explain_test.cc
#include "adapters/workspace/explain.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
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

// True if the results were written for machines, with --brief. Where nothing
// was applied they leave out nothing.
bool IsBrief(const std::string& results) {
  const std::array<std::string_view, 1> columns = {"receipt_id"};
  const auto applications = OpenTable(results, "applications", columns);
  return applications != nullptr && applications->Next() &&
         applications->Cell(0).empty();
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
  }
  return error->empty();
}

using simdjson::dom::object;

// Empty where there is no such text.
std::string_view TextOf(object from, std::string_view name) {
  std::string_view text;
  return from[name].get(text) == simdjson::SUCCESS ? text : std::string_view{};
}

// Appends a title and what each object of an array saw.
void TellEach(object evidence, std::string_view array, std::string_view title,
              std::string* out) {
  simdjson::dom::array seen;
  if (evidence[array].get(seen) != simdjson::SUCCESS || seen.size() == 0)
    return;
  out->append(title).append("\n");
  for (const simdjson::dom::element element : seen) {
    object one;
    if (element.get(one) != simdjson::SUCCESS) continue;
    out->append("  ").append(TextOf(one, "saw")).append("\n");
  }
}

void TellEvidence(object evidence, std::string* out) {
  TellEach(evidence, "payers", "Payers it may be", out);
  TellEach(evidence, "trials", "Rules tried", out);
  object sum;
  if (evidence["sum"].get(sum) == simdjson::SUCCESS) {
    out->append("Search for a sum\n  ").append(TextOf(sum, "saw"));
    out->append("\n");
  }
  out->append("Decided\n  ").append(TextOf(evidence, "decision"));
  out->append("\n");
  const std::string_view change = TextOf(evidence, "smallest_change");
  if (change.empty()) return;
  out->append("Smallest change that would apply it\n  ").append(change);
  out->append("\n");
}

// Calls `visit(evidence)` for each line that may speak of `text`.
template <class Visit>
void ForEachEvidence(const std::string& results, std::string_view text,
                     const Visit& visit) {
  std::ifstream file(results + "/evidence.ndjson", std::ios::binary);
  simdjson::dom::parser parser;
  for (std::string line; std::getline(file, line);) {
    if (line.find(text) == std::string::npos) continue;
    object evidence;
    if (parser.parse(line).get(evidence) == simdjson::SUCCESS) visit(evidence);
  }
}

void AddEvidence(const std::string& results, std::vector<Told>* found) {
  for (Told& told : *found) {
    ForEachEvidence(results, told.id, [&](object evidence) {
      if (TextOf(evidence, "receipt_id") != told.id) return;
      if (told.evidence.empty()) TellEvidence(evidence, &told.evidence);
    });
  }
}

// Brief results have no rows of receipts that were applied: finds those in the
// evidence, or what is left of them in the applications.
void FindBrief(const std::string& results, std::string_view receipt,
               std::vector<Told>* found) {
  ForEachEvidence(results, receipt, [&](object evidence) {
    if (TextOf(evidence, "receipt_id") != receipt &&
        TextOf(evidence, "bank_reference") != receipt) {
      return;
    }
    Told& told = found->emplace_back();
    told.id = TextOf(evidence, "receipt_id");
    told.bank_reference = TextOf(evidence, "bank_reference");
    told.head = "Receipt " + told.id + ", " +
                std::string(TextOf(evidence, "currency")) + " " +
                std::string(TextOf(evidence, "amount")) + "\n";
    AppendLine("bank reference", told.bank_reference, &told.head);
    AppendLine("status", TextOf(evidence, "status"), &told.head);
    AppendLine("rule", TextOf(evidence, "rule"), &told.head);
  });
  if (!found->empty()) return;
  Rows rows(results, "applications", {"bank_reference"});
  while (rows.Next()) {
    if (rows.Cell("bank_reference") != receipt) continue;
    Told& told = found->emplace_back();
    told.bank_reference = receipt;
    told.head = "Receipt with bank reference " + told.bank_reference + "\n";
    AppendLine("status", "applied, by an exact reference", &told.head);
    told.evidence =
        "Decided\n  every quoted item is unique among the open "
        "items and the money fits\n";
    return;
  }
}

// Cells that mean nothing without the name of their column.
bool IsNamed(std::string_view column) {
  return column == "open_before" || column == "item_id" ||
         column == "confidence" || column == "rank" ||
         column == "interchangeable";
}

// Appends, for every row of a table that belongs to a receipt, one line of the
// cells of `columns`. In brief results rows belong to bank references.
void AddRows(const std::string& results, const std::string& table,
             std::string_view title, std::vector<std::string_view> columns,
             std::string Told::* key, std::vector<Told>* found) {
  std::vector<std::string> lines(found->size());
  std::vector<std::string_view> wanted = columns;
  const std::string_view belongs =
      key == &Told::id ? "receipt_id" : "bank_reference";
  wanted.push_back(belongs);
  for (Rows rows(results, table, wanted); rows.Next();) {
    for (size_t i = 0; i < found->size(); ++i) {
      const std::string& mine = (*found)[i].*key;
      if (mine.empty() || rows.Cell(belongs) != mine) continue;
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
  const bool brief = IsBrief(results);
  bool good = FindReceipts(results, receipt, &found, &error);
  if (good && found.empty() && brief) FindBrief(results, receipt, &found);
  if (good && found.empty()) {
    good = false;
    error = results + ": no receipt with the id or bank reference " +
            Quote(receipt);
    if (brief) {
      error +=
          "; these results are --brief: of what an exact reference "
          "applied they keep the bank reference only";
    }
  }
  if (!good) {
    watch.Fail(error);
    return Ending::kFailed;
  }
  AddEvidence(results, &found);
  if (brief) {
    AddRows(results, "applications", "Applied", {"amount", "item_id"},
            &Told::bank_reference, &found);
  } else {
    AddRows(results, "applications", "Applied",
            {"kind", "amount", "document_number", "item_id", "reason_code",
             "open_before", "confidence", "interchangeable"},
            &Told::id, &found);
  }
  AddRows(results, "remainders", "Not on an item",
          {"kind", "amount", "reference", "reason_code"}, &Told::id, &found);
  AddRows(results, "suggestions", "Proposed",
          {"rank", "kind", "amount", "document_number", "item_id", "confidence",
           "difference", "interchangeable"},
          &Told::id, &found);
  for (const Told& told : found) {
    if (!text->empty()) text->append("\n");
    text->append(told.head).append(Decision(told)).append(told.rows);
    if (brief) {
      text->append(
          "Left out\n  these results are --brief: of an application they keep "
          "the bank reference, the item and the payment; kinds, open amounts, "
          "the rows of applied receipts and the changes that would apply "
          "others are in the results of a run without it\n");
    }
  }
  return Ending::kDone;
}

}  // namespace cashmatch
