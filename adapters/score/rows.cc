// SPDX-License-Identifier: Apache-2.0
// rows.cc - reads the truth and the results of a run.
// Tested by tests/unit/adapters/score/score_test.cc
#include "adapters/score/rows.h"

#include <algorithm>
#include <array>
#include <map>

#include "adapters/read/finding.h"
#include "adapters/score/table.h"
#include "engine/base/hash.h"

namespace cashmatch {
namespace {

std::string Missing(const std::string& folder, std::string_view name) {
  std::string out = folder;
  out.append("/").append(name).append(".csv is not there, nor .ndjson");
  return out;
}

// Reads the amount in a cell; an empty one is zero.
std::string ReadAmount(const Table& table, size_t column, std::string_view file,
                       Minor* amount) {
  const std::string_view cell = table.Cell(column);
  *amount = 0;
  if (cell.empty()) return {};
  const ParsedAmount parsed = ParseDecimal(cell, kScoreDecimals);
  *amount = parsed.minor;
  if (parsed.ok()) return {};
  std::string out(file);
  return out.append(": ").append(Quote(cell)).append(" is not an amount");
}

// The kinds of differences that both sides may state, by the results' names.
std::string_view DifferenceKind(std::string_view kind) {
  if (kind == "bank_fee") return "fee";
  for (const std::string_view known :
       {"discount", "fee", "write_off", "deduction", "withholding"}) {
    if (kind == known) return known;
  }
  return {};
}

DifferenceRow MakeDifference(std::string_view receipt, std::string_view kind,
                             std::string_view item, Minor amount) {
  // The truth may not say which item bears a bank's fee.
  const bool no_item = item.empty() || kind == "fee";
  return {KeyOf(receipt), KeyOf(kind), no_item ? 0 : KeyOf(item),
          amount < 0 ? -amount : amount};
}

std::string ReadTrueReceipts(const std::string& folder, Truth* truth) {
  constexpr std::array<std::string_view, 4> kColumns = {
      "bank_reference", "class", "amount", "expected"};
  const auto table = OpenTable(folder, "truth_receipts", kColumns);
  if (table == nullptr) return Missing(folder, "truth_receipts");
  std::map<std::string, uint32_t, std::less<>> classes;
  while (table->Next()) {
    TrueReceipt receipt;
    receipt.receipt = KeyOf(table->Cell(0));
    receipt.order = truth->receipts.size();
    const auto size = static_cast<uint32_t>(classes.size());
    receipt.cls = classes.emplace(table->Cell(1), size).first->second;
    receipt.due = table->Cell(3) == "applied" || table->Cell(3) == "partial";
    std::string error =
        ReadAmount(*table, 2, "truth_receipts", &receipt.amount);
    if (!error.empty()) return error;
    truth->receipts.push_back(receipt);
  }
  // From the order of their appearance to the order of their names.
  std::vector<uint32_t> rank(classes.size());
  for (const auto& [name, number] : classes) {
    rank[number] = static_cast<uint32_t>(truth->classes.size());
    truth->classes.push_back(name);
  }
  for (TrueReceipt& receipt : truth->receipts) {
    receipt.cls = rank[receipt.cls];
  }
  std::sort(truth->receipts.begin(), truth->receipts.end(),
            [](const TrueReceipt& a, const TrueReceipt& b) {
              return a.receipt < b.receipt;
            });
  return table->error();
}

std::string ReadTruePayments(const std::string& folder, Truth* truth) {
  constexpr std::array<std::string_view, 3> kColumns = {"bank_reference",
                                                        "item_id", "amount"};
  const auto table = OpenTable(folder, "truth", kColumns);
  if (table == nullptr) return Missing(folder, "truth");
  while (table->Next()) {
    PaidRow row{KeyOf(table->Cell(0)), KeyOf(table->Cell(1)), 0};
    std::string error = ReadAmount(*table, 2, "truth", &row.amount);
    if (!error.empty()) return error;
    truth->paid.push_back(row);
  }
  std::sort(truth->paid.begin(), truth->paid.end());
  return table->error();
}

std::string ReadTrueDifferences(const std::string& folder, Truth* truth) {
  constexpr std::array<std::string_view, 4> kColumns = {
      "bank_reference", "item_id", "kind", "amount"};
  const auto table = OpenTable(folder, "truth_adjustments", kColumns);
  if (table == nullptr) return {};
  while (table->Next()) {
    const std::string_view kind = DifferenceKind(table->Cell(2));
    if (kind.empty()) continue;
    Minor amount = 0;
    std::string error = ReadAmount(*table, 3, "truth_adjustments", &amount);
    if (!error.empty()) return error;
    truth->differences.push_back(
        MakeDifference(table->Cell(0), kind, table->Cell(1), amount));
    if (kind == "fee" && table->Cell(1).empty()) {
      truth->fee_somewhere.push_back(KeyOf(table->Cell(0)));
    }
  }
  std::sort(truth->fee_somewhere.begin(), truth->fee_somewhere.end());
  std::sort(truth->differences.begin(), truth->differences.end());
  return table->error();
}

std::string ReadApplications(const std::string& folder, ResultRows* results) {
  constexpr std::array<std::string_view, 4> kColumns = {
      "bank_reference", "item_id", "amount", "kind"};
  const auto table = OpenTable(folder, "applications", kColumns);
  if (table == nullptr) return Missing(folder, "applications");
  bool any_kind = false;
  while (table->Next()) {
    Minor amount = 0;
    std::string error = ReadAmount(*table, 2, "applications", &amount);
    if (!error.empty()) return error;
    const std::string_view kind = table->Cell(3);
    any_kind = any_kind || !kind.empty();
    if (kind.empty() || kind == "payment") {
      results->paid.push_back(
          {KeyOf(table->Cell(0)), KeyOf(table->Cell(1)), amount});
    } else {
      results->differences.push_back(
          MakeDifference(table->Cell(0), kind, table->Cell(1), amount));
    }
    if (kind == "fee") {
      results->fees.push_back(
          {KeyOf(table->Cell(0)), KeyOf(table->Cell(1)), amount});
    }
  }
  results->brief = !any_kind && !results->paid.empty();
  std::sort(results->paid.begin(), results->paid.end());
  std::sort(results->differences.begin(), results->differences.end());
  std::sort(results->fees.begin(), results->fees.end());
  return table->error();
}

std::string ReadStated(const std::string& folder, ResultRows* results) {
  constexpr std::array<std::string_view, 8> kColumns = {
      "bank_reference", "status",     "amount",       "applied",
      "unapplied",      "on_account", "unidentified", "other"};
  const auto table = OpenTable(folder, "receipts", kColumns);
  if (table == nullptr) return Missing(folder, "receipts");
  while (table->Next()) {
    const std::string_view status = table->Cell(1);
    if (status == "duplicate" || status == "held") continue;
    std::array<Minor, kColumns.size()> amounts{};
    WideMinor parts = 0;
    for (size_t i = 2; i < kColumns.size(); ++i) {
      std::string error = ReadAmount(*table, i, "receipts", &amounts[i]);
      if (!error.empty()) return error;
      if (i > 2) parts += amounts[i];
    }
    if (parts != amounts[2] && results->broken.empty()) {
      results->broken = table->Cell(0);
      results->broken += ": its amount is not the sum of its parts";
    }
    results->receipts.push_back({KeyOf(table->Cell(0)), amounts[3]});
  }
  std::sort(results->receipts.begin(), results->receipts.end(),
            [](const StatedReceipt& a, const StatedReceipt& b) {
              return a.receipt < b.receipt;
            });
  return table->error();
}

}  // namespace

uint64_t KeyOf(std::string_view text) { return HashText(text, 0); }

std::string ReadTruth(const std::string& folder, Truth* truth) {
  std::string error = ReadTrueReceipts(folder, truth);
  if (error.empty()) error = ReadTruePayments(folder, truth);
  if (error.empty()) error = ReadTrueDifferences(folder, truth);
  return error;
}

std::string ReadResults(const std::string& folder, ResultRows* results) {
  std::string error = ReadApplications(folder, results);
  return error.empty() ? ReadStated(folder, results) : error;
}

}  // namespace cashmatch
