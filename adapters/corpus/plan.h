// SPDX-License-Identifier: Apache-2.0
// plan.h - what is in one block: its items, its receipts, and which pays which.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "adapters/corpus/geometry.h"
#include "engine/model/open_item.h"

namespace cashmatch {

/// Payment terms by number; the words go to the book.
inline constexpr int kTermsCount = 5;
std::string_view TermsText(int terms);
int NetDays(int terms);

inline constexpr uint32_t kNoPlace = UINT32_MAX;

struct PlannedItem {
  uint64_t index = 0;     // in the corpus
  uint64_t customer = 0;  // its number
  uint64_t order = 0;     // the item whose purchase order it carries
  Minor amount = 0;
  Minor original_amount = 0;  // more than `amount` if it is partly paid
  Day document_date = kNoDay;
  Day closed_date = kNoDay;
  uint32_t linked = kNoPlace;  // a credit memo's invoice, its place
  int terms = 0;
  DocumentType type = DocumentType::kInvoice;
  ItemStatus status = ItemStatus::kOpen;
  bool reserved = false;  // for a receipt
};

struct PlannedReceipt {
  uint64_t index = 0;  // in the corpus
  ReceiptClass cls = ReceiptClass::kExact;
  uint64_t customer = 0;
  Minor amount = 0;
  Minor difference = 0;           // discount, short pay or overpayment
  uint32_t first = 0, count = 0;  // into BlockPlan::paid
  uint64_t again = 0;             // kPaidAgain: the item that was paid before
  bool again_earlier = false;     // by a receipt of an earlier day
};

/// A planned block. Reused from block to block to keep its memory.
struct BlockPlan {
  uint64_t block = 0;
  BankFormat format = BankFormat::kBai2;
  const Company* company = nullptr;
  Day day = kNoDay;
  std::vector<PlannedItem> items;  // in the order of their index
  std::vector<PlannedReceipt> receipts;
  std::vector<uint32_t> paid;  // places in `items`

  std::span<const uint32_t> Paid(const PlannedReceipt& receipt) const {
    return {paid.data() + receipt.first, receipt.count};
  }
};

/// Plans a block; a function of its arguments alone. Cost: linear in the rows
/// of the block, but for the few receipts that must not be ambiguous, which
/// look at all items of the block.
void PlanBlock(const Geometry& geometry, uint64_t block, BlockPlan* plan);

/// Chooses the items of `paid_again` receipts that an exact receipt of an
/// earlier day has paid. `earlier` is room for that day's plan. Items do not
/// change. Call it before receipts are written.
void ChooseAgain(const Geometry& geometry, BlockPlan* plan, BlockPlan* earlier);

/// Returns the discount that paying `item` on `day` earns; 0 if none.
Minor EarnedDiscount(const PlannedItem& item, Day day);

/// Returns the payment of the receipt on its item at `place`, what
/// truth.csv says.
Minor PaymentOn(const BlockPlan& plan, const PlannedReceipt& receipt,
                uint32_t place);

/// Returns `applied`, `partial`, `suggested` or `none`.
std::string_view ExpectedOf(const Geometry& geometry, const BlockPlan& plan,
                            const PlannedReceipt& receipt);

}  // namespace cashmatch
