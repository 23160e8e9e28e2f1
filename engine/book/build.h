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

/// Fills customers, groups and members, and sets the customer of each item.
/// Customers come out by customer_id; one that only items name has a row too.
void FillCustomers(const PackedItems& items, CustomerBlock* block,
                   BookTables* book);

/// Reads the terms that items use: a code of the policy, else their own text.
/// The names are views of `texts`.
std::vector<NamedTerms> ReadTerms(const std::vector<std::string_view>& texts,
                                  const Policy& policy);

/// Says how the index of names is made, once somebody asks for a name.
void OfferNames(BookTables* book);

/// Fills all indexes of the book. Requires: all columns.
void FillIndexes(BookTables* book);

}  // namespace cashmatch
