// SPDX-License-Identifier: Apache-2.0
// build.h - the steps of building a book; only for engine/book.
#pragma once

#include <vector>

#include "engine/book/tables.h"
#include "engine/model/customer.h"
#include "engine/model/open_item.h"

namespace cashmatch {

/// Rows of a table that are worked on as one piece.
inline constexpr size_t kBuildGrain = 16384;

/// Fills customers, groups and members. Customers come out by customer_id; one
/// that only items name has a row too. Returns the customer of each item.
std::vector<CustomerRow> FillCustomers(const std::vector<OpenItem>& items,
                                       CustomerBlock* block, BookTables* book);

/// Fills all indexes of the book. Requires: all columns.
void FillIndexes(BookTables* book);

}  // namespace cashmatch
