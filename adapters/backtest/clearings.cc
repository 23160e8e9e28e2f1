// SPDX-License-Identifier: Apache-2.0
// clearings.cc - reads the rows of the history, orders and merges them.
// Tested by tests/unit/adapters/backtest/clearings_test.cc
#include "adapters/backtest/clearings.h"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <utility>

#include "adapters/read/finding.h"
#include "adapters/score/table.h"

namespace cashmatch {
namespace {

constexpr std::array<std::pair<std::string_view, ClearingKind>, 12> kKinds = {{
    {"", ClearingKind::kPayment},
    {"payment", ClearingKind::kPayment},
    {"discount", ClearingKind::kDiscount},
    {"fee", ClearingKind::kFee},
    {"bank_fee", ClearingKind::kFee},
    {"short_pay", ClearingKind::kShortPay},
    {"deduction", ClearingKind::kDeduction},
    {"write_off", ClearingKind::kWriteOff},
    {"withholding", ClearingKind::kWithholding},
    {"unapplied", ClearingKind::kNotOnItem},
    {"on_account", ClearingKind::kNotOnItem},
    {"unidentified", ClearingKind::kNotOnItem},
}};

std::optional<ClearingKind> KindOf(std::string_view word) {
  for (const auto& [name, kind] : kKinds) {
    if (name == word) return kind;
  }
  return std::nullopt;
}

constexpr std::array<std::string_view, 5> kColumns = {
    "bank_reference", "receipt", "item_id", "amount", "kind"};

// Reads the current row; an empty string, or what is wrong with it.
std::string ReadRow(const Table& table, Clearing* row) {
  const bool by_reference = !table.Cell(0).empty();
  row->receipt = by_reference ? table.Cell(0) : table.Cell(1);
  if (row->receipt.empty()) return "a row names no receipt";
  const auto kind = KindOf(table.Cell(4));
  if (!kind) return "found " + Quote(table.Cell(4)) + ", which is no kind";
  row->kind = *kind;
  row->item =
      *kind == ClearingKind::kNotOnItem ? std::string_view{} : table.Cell(2);
  const bool needs_item =
      *kind != ClearingKind::kNotOnItem && *kind != ClearingKind::kFee;
  if (needs_item && row->item.empty()) {
    return "receipt " + Quote(row->receipt) + ": a row names no item";
  }
  const ParsedAmount amount = ParseDecimal(table.Cell(3), kClearingDecimals);
  if (!amount.ok()) {
    return "receipt " + Quote(row->receipt) + ": found " +
           Quote(table.Cell(3)) + ", which is no amount";
  }
  const bool difference = *kind != ClearingKind::kPayment;
  row->amount = difference && amount.minor < 0 ? -amount.minor : amount.minor;
  return {};
}

}  // namespace

std::string Clearings::Read(const std::string& path) {
  const auto table = OpenTable(path, kColumns);
  if (table == nullptr) return path + ": cannot be read";
  size_t number = 0;
  while (table->Next()) {
    ++number;
    Clearing row;
    const std::string error = ReadRow(*table, &row);
    if (!error.empty()) {
      return path + ": row " + std::to_string(number) + ": " + error;
    }
    rows_.push_back(std::move(row));
  }
  return table->error();
}

void Clearings::Finish() {
  const auto key = [](const Clearing& row) {
    return std::tie(row.receipt, row.item, row.kind);
  };
  std::stable_sort(
      rows_.begin(), rows_.end(),
      [&](const Clearing& a, const Clearing& b) { return key(a) < key(b); });
  std::vector<Clearing> merged;
  for (Clearing& row : rows_) {
    if (!merged.empty() && key(merged.back()) == key(row)) {
      merged.back().amount += row.amount;
    } else {
      merged.push_back(std::move(row));
    }
  }
  rows_ = std::move(merged);
}

std::span<const Clearing> Clearings::Of(std::string_view receipt) const {
  struct Less {
    bool operator()(const Clearing& a, std::string_view b) const {
      return a.receipt < b;
    }
    bool operator()(std::string_view a, const Clearing& b) const {
      return a < b.receipt;
    }
  };
  const auto [first, last] =
      std::equal_range(rows_.begin(), rows_.end(), receipt, Less{});
  return {first, last};
}

}  // namespace cashmatch
