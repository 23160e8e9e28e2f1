// SPDX-License-Identifier: Apache-2.0
// open_item.cc - the contract's words for types and statuses.
// Tested by tests/unit/engine/model/open_item_test.cc
#include "engine/model/open_item.h"

#include <array>

namespace cashmatch {
namespace {

constexpr std::array<std::string_view, 7> kTypes = {
    "invoice",   "debit_memo",     "credit_memo", "on_account",
    "deduction", "finance_charge", "order"};
constexpr std::array<std::string_view, 5> kStatuses = {
    "open", "disputed", "promised", "blocked", "closed"};

template <class E, size_t N>
bool Find(const std::array<std::string_view, N>& names, std::string_view name,
          E* value) {
  for (size_t i = 0; i < N; ++i) {
    if (names[i] == name) {
      *value = static_cast<E>(i);
      return true;
    }
  }
  return false;
}

}  // namespace

std::string_view NameOf(DocumentType type) {
  return kTypes[static_cast<size_t>(type)];
}

std::string_view NameOf(ItemStatus status) {
  return kStatuses[static_cast<size_t>(status)];
}

bool ParseDocumentType(std::string_view name, DocumentType* type) {
  return Find(kTypes, name, type);
}

bool ParseItemStatus(std::string_view name, ItemStatus* status) {
  return Find(kStatuses, name, status);
}

}  // namespace cashmatch
