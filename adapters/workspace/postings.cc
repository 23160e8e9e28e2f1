// SPDX-License-Identifier: Apache-2.0
// postings.cc - the rows of a run, gathered by receipt and added up.
// Tested by tests/unit/adapters/workspace/postings_test.cc
#include "adapters/workspace/postings.h"

#include <array>
#include <map>
#include <string_view>

#include "adapters/read/finding.h"
#include "adapters/score/table.h"

namespace cashmatch {
namespace {

using RowOf = std::map<std::string, size_t, std::less<>>;

std::string Missing(const std::string& results, std::string_view table) {
  return results + "/" + std::string(table) +
         ".csv is not there, nor .ndjson; give the folder that match wrote";
}

/// Reads an amount in the currency of the receipt; false with an error.
bool ReadAmount(std::string_view cell, Currency currency, Minor* amount,
                std::string* error) {
  const ParsedAmount parsed = ParseDecimal(cell, ExponentOf(currency));
  *amount = parsed.minor;
  if (!parsed.ok()) *error = Quote(cell) + " is not an amount";
  return parsed.ok();
}

bool IsMoney(std::string_view status) {
  return status != "held" && status != "duplicate" && status != "provisional";
}

std::string ReadReceipts(const std::string& results,
                         std::vector<Posting>* postings, RowOf* row_of) {
  constexpr std::array<std::string_view, 9> kColumns = {
      "receipt_id", "bank_reference", "booking_date", "value_date", "currency",
      "amount",     "status",         "customer_id",  "account"};
  const auto table = OpenTable(results, "receipts", kColumns);
  if (table == nullptr) return Missing(results, "receipts");
  std::string error;
  while (table->Next()) {
    if (!IsMoney(table->Cell(6))) continue;
    Posting& posting = postings->emplace_back();
    posting.receipt_id = table->Cell(0);
    posting.bank_reference = table->Cell(1);
    posting.booking_date = ParseIsoDay(table->Cell(2)).value_or(kNoDay);
    posting.value_date = ParseIsoDay(table->Cell(3)).value_or(kNoDay);
    posting.currency = ParseCurrency(table->Cell(4)).value_or(Currency::kNone);
    posting.customer_id = table->Cell(7);
    posting.account = table->Cell(8);
    if (!ReadAmount(table->Cell(5), posting.currency, &posting.amount,
                    &error)) {
      return error;
    }
    row_of->emplace(posting.receipt_id, postings->size() - 1);
  }
  return table->error();
}

std::string ReadLines(const std::string& results, const RowOf& row_of,
                      std::vector<Posting>* postings) {
  constexpr std::array<std::string_view, 8> kColumns = {
      "receipt_id",   "kind",        "item_id",     "document_number",
      "company_code", "customer_id", "reason_code", "amount"};
  const auto table = OpenTable(results, "applications", kColumns);
  if (table == nullptr) return Missing(results, "applications");
  std::string error;
  while (table->Next()) {
    if (table->Cell(0).empty()) {
      return results +
             ": these results are --brief; run match again without it";
    }
    const auto found = row_of.find(table->Cell(0));
    if (found == row_of.end()) continue;
    Posting& posting = (*postings)[found->second];
    PostingLine& line = posting.lines.emplace_back();
    line.kind = table->Cell(1);
    line.item_id = table->Cell(2);
    line.document_number = table->Cell(3);
    line.company_code = table->Cell(4);
    line.customer_id = table->Cell(5);
    line.reason_code = table->Cell(6);
    if (!ReadAmount(table->Cell(7), posting.currency, &line.amount, &error)) {
      return error;
    }
  }
  return table->error();
}

std::string ReadRests(const std::string& results, const RowOf& row_of,
                      std::vector<Posting>* postings) {
  constexpr std::array<std::string_view, 6> kColumns = {
      "receipt_id", "kind",        "customer_id",
      "reference",  "reason_code", "amount"};
  const auto table = OpenTable(results, "remainders", kColumns);
  if (table == nullptr) return Missing(results, "remainders");
  std::string error;
  while (table->Next()) {
    const auto found = row_of.find(table->Cell(0));
    if (found == row_of.end()) continue;
    Posting& posting = (*postings)[found->second];
    PostingRest& rest = posting.rests.emplace_back();
    rest.kind = table->Cell(1);
    rest.customer_id = table->Cell(2);
    rest.reference = table->Cell(3);
    rest.reason_code = table->Cell(4);
    if (!ReadAmount(table->Cell(5), posting.currency, &rest.amount, &error)) {
      return error;
    }
  }
  return table->error();
}

/// A posting that does not balance is never handed out.
std::string Prove(const std::vector<Posting>& postings) {
  for (const Posting& posting : postings) {
    WideMinor sum = 0;
    for (const PostingLine& line : posting.lines) {
      if (line.kind == "payment") sum += line.amount;
    }
    for (const PostingRest& rest : posting.rests) sum += rest.amount;
    if (sum == posting.amount) continue;
    return "receipt " + posting.receipt_id +
           ": its rows do not add up to its amount";
  }
  return {};
}

}  // namespace

std::string ReadPostings(const std::string& results,
                         std::vector<Posting>* postings) {
  RowOf row_of;
  std::string error = ReadReceipts(results, postings, &row_of);
  if (error.empty()) error = ReadLines(results, row_of, postings);
  if (error.empty()) error = ReadRests(results, row_of, postings);
  return error.empty() ? Prove(*postings) : error;
}

}  // namespace cashmatch
