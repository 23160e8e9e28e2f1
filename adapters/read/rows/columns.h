// SPDX-License-Identifier: Apache-2.0
// columns.h - the columns of open items and customers by name.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cashmatch {

struct Column {
  std::string_view name;
  bool required = false;
  bool list = false;  // `|`-separated
};

/// The columns of open items. Source: CONTRACT section 3, and from our own
/// residual_open_items `origin_receipt_id`.
enum class ItemColumn : uint8_t {
  kItemId,
  kCompanyCode,
  kCustomerId,
  kDocumentType,
  kDocumentNumber,
  kReferences,
  kCurrency,
  kAmount,
  kDocumentDate,
  kDueDate,
  kPaymentTerms,
  kDiscountAmount,
  kDiscountUntil,
  kOriginalAmount,
  kTaxAmount,
  kInstalment,
  kLinkedItem,
  kDisputedAmount,
  kStatus,
  kClosedDate,
  kOriginReceiptId,
};
inline constexpr size_t kItemColumnCount = 21;

enum class CustomerColumn : uint8_t {
  kCustomerId,
  kName,
  kAliases,
  kIds,
  kParentId,
  kVirtualAccounts,
  kBankAccounts,
};
inline constexpr size_t kCustomerColumnCount = 7;

/// By ItemColumn and CustomerColumn.
extern const std::array<Column, kItemColumnCount> kItemColumns;
extern const std::array<Column, kCustomerColumnCount> kCustomerColumns;

/// The cells of one row by column; the view of a missing one is empty.
using Cells = std::span<const std::string_view>;

inline constexpr size_t kNoColumn = SIZE_MAX;

/// Finds a column by name, ASCII letters of any case, or returns kNoColumn.
size_t FindColumn(std::span<const Column> columns, std::string_view name);

/// Cuts blanks and tabs off both ends.
inline std::string_view Trim(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Lists names for a message, quoted, at most eight and then how many more.
std::string ListNames(std::span<const std::string> names);

}  // namespace cashmatch
