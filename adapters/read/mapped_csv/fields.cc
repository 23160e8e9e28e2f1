// SPDX-License-Identifier: Apache-2.0
// fields.cc - names of fields.
// Tested by tests/unit/adapters/read/mapped_csv/mapping_test.cc
#include "adapters/read/mapped_csv/fields.h"

#include <array>

#include "adapters/read/rows/columns.h"

namespace cashmatch {
namespace {

constexpr std::array<std::string_view, 28> kStatement = {"account",
                                                         "currency",
                                                         "booking_date",
                                                         "value_date",
                                                         "amount",
                                                         "credit",
                                                         "debit",
                                                         "indicator",
                                                         "status",
                                                         "balance",
                                                         "bank_reference",
                                                         "payer_name",
                                                         "payer_account",
                                                         "payer_bank",
                                                         "payer_id",
                                                         "method",
                                                         "type_code",
                                                         "text",
                                                         "invoice",
                                                         "creditor_reference",
                                                         "end_to_end",
                                                         "purchase_order",
                                                         "check_number",
                                                         "trace",
                                                         "reference",
                                                         "charges",
                                                         "instructed_amount",
                                                         "instructed_currency"};

constexpr std::array<std::string_view, 14> kPayouts = {
    "payout_id",  "payout_date", "payout_amount", "currency", "type",
    "reference",  "gross",       "fee",           "net",      "account",
    "payer_name", "payer_id",    "trace",         "text"};

constexpr std::array<std::string_view, 20> kAdvice = {"advice_id",
                                                      "amount",
                                                      "currency",
                                                      "date",
                                                      "payer_name",
                                                      "payer_account",
                                                      "payer_bank",
                                                      "payer_id",
                                                      "trace",
                                                      "end_to_end",
                                                      "uetr",
                                                      "check_number",
                                                      "text",
                                                      "reference",
                                                      "gross",
                                                      "discount",
                                                      "paid",
                                                      "adjustment_amount",
                                                      "adjustment_reason",
                                                      "adjustment_reference"};

std::array<std::string_view, kItemColumnCount + 3> MakeItems() {
  std::array<std::string_view, kItemColumnCount + 3> names;
  for (size_t i = 0; i < kItemColumnCount; ++i) names[i] = kItemColumns[i].name;
  names[kItemColumnCount] = "credit";
  names[kItemColumnCount + 1] = "debit";
  names[kItemColumnCount + 2] = "indicator";
  return names;
}

}  // namespace

std::span<const std::string_view> FieldNames(MappingKind kind) {
  static const auto items = MakeItems();
  switch (kind) {
    case MappingKind::kStatement:
      return kStatement;
    case MappingKind::kOpenItems:
      return items;
    case MappingKind::kAdvice:
      return kAdvice;
    case MappingKind::kPayouts:
      return kPayouts;
  }
  return {};
}

std::string_view NameOf(MappingKind kind) {
  constexpr std::array<std::string_view, kMappingKinds> kNames = {
      "statement", "open_items", "advice", "payouts"};
  return kNames[static_cast<size_t>(kind)];
}

}  // namespace cashmatch
