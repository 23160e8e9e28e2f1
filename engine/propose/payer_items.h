// SPDX-License-Identifier: Apache-2.0
// payer_items.h - what a payer has open, as columns to search for sums.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/propose/context.h"

namespace cashmatch {

/// The items of one customer in one company that a receipt may pay by amount,
/// oldest due date first. All columns have one entry an item.
struct PayerItems {
  CustomerRow customer = kNoCustomer;  // the payer
  uint32_t company = 0;
  bool group = false;  // items of its whole group
  std::vector<ItemRow> rows;
  std::vector<Minor> open;
  std::vector<Minor> ask;  // open less the discount still earned
  std::vector<Day> due;
  // The first of the items that an item is interchangeable with, or itself.
  std::vector<ItemRow> twin;

  size_t size() const { return rows.size(); }
  bool any_discount() const { return ask != open; }
  /// Returns the items at some positions, ascending.
  PayerItems Part(const std::vector<uint32_t>& positions) const;
  /// Returns how many items are interchangeable with one, itself counted.
  uint32_t Alike(uint32_t position) const;
};

inline constexpr size_t kGroupMost = 512;

/// Gathers the items of all customers of a group as if they were one's, so that
/// a parent may pay for its children and a child for its siblings. Nothing
/// where the customer stands alone, or the group has more than kGroupMost
/// customers.
void GatherGroupItems(const ReceiptView& view, CustomerRow payer,
                      std::vector<PayerItems>* blocks);

/// Gathers the items of a customer, one block a company. Credits join only
/// where policy lets them. Cost: linear in the items of the customer.
void GatherPayerItems(const ReceiptView& view, CustomerRow customer,
                      std::vector<PayerItems>* blocks);

}  // namespace cashmatch
