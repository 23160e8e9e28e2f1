// SPDX-License-Identifier: Apache-2.0
// open_item.h - a receivable as the ERP states it, before it enters the book.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/date.h"
#include "engine/base/money.h"
#include "engine/base/text_arena.h"
#include "engine/model/receipt.h"

namespace cashmatch {

enum class DocumentType : uint8_t {
  kInvoice,
  kDebitMemo,
  kCreditMemo,  // negative
  kOnAccount,   // negative: money of the customer not yet on an item
  kDeduction,   // what a payer kept back and still owes
  kFinanceCharge,
  kOrder,  // a prepayment may quote it
};

enum class ItemStatus : uint8_t {
  kOpen,
  kDisputed,
  kPromised,
  kBlocked,
  kClosed
};

/// One row of the open items, CONTRACT section 3. Views point into the block.
struct OpenItem {
  std::string_view item_id;
  std::string_view company_code;
  std::string_view customer_id;
  std::string_view document_number;
  std::string_view references;     // `|`-separated, as written
  std::string_view payment_terms;  // as written
  std::string_view instalment;
  std::string_view linked_item;
  std::string_view origin_receipt_id;  // of items that an earlier run made
  Minor amount = 0;                    // still open; negative for credits
  Minor original_amount = kNotStated;
  Minor tax_amount = kNotStated;
  Minor discount_amount = kNotStated;  // what the ERP already knows
  Minor disputed_amount = kNotStated;
  Day document_date = kNoDay;
  Day due_date = kNoDay;  // kNoDay: from the terms, else the document date
  Day discount_until = kNoDay;
  Day closed_date = kNoDay;
  Currency currency = Currency::kNone;
  DocumentType type = DocumentType::kInvoice;
  ItemStatus status = ItemStatus::kOpen;
};

/// Open items with their texts, in the order of their source.
struct OpenItemBlock {
  TextArena arena;
  std::vector<OpenItem> items;
};

/// The word of the contract for a type or status: `credit_memo`, `blocked`.
std::string_view NameOf(DocumentType type);
std::string_view NameOf(ItemStatus status);
/// The inverse; false if the word is not one of the contract's.
bool ParseDocumentType(std::string_view name, DocumentType* type);
bool ParseItemStatus(std::string_view name, ItemStatus* status);

/// True for the types whose open amount is negative.
inline bool IsCredit(DocumentType type) {
  return type == DocumentType::kCreditMemo || type == DocumentType::kOnAccount;
}

}  // namespace cashmatch
