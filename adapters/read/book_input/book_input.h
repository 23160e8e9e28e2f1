// SPDX-License-Identifier: Apache-2.0
// book_input.h - open items and customers, CSV or NDJSON by content.
#pragma once

#include "adapters/read/bank_file.h"
#include "adapters/read/finding.h"
#include "engine/model/customer.h"
#include "engine/model/open_item.h"
#include "engine/model/packed_items.h"
#include "engine/model/policy.h"

namespace cashmatch {

/// Reads open items: NDJSON if the first character that is no blank opens an
/// object, else CSV. All faults of the file are reported; when
/// `findings->rejected()` the block is empty and the file must not be used.
///
/// `policy` tells which terms are known by code; it may be null.
/// Source: CONTRACT section 3.  Threads: uses the calling TBB arena.
void ReadOpenItems(const Source& source, const Policy* policy,
                   OpenItemBlock* block, Findings* findings);

/// The same, packed, which takes half as long. Requires: 64 readable bytes
/// behind the source.
void ReadOpenItems(const Source& source, const Policy* policy,
                   PackedItems* packed, Findings* findings);

/// Reads customers in the same way.
void ReadCustomers(const Source& source, CustomerBlock* block,
                   Findings* findings);

}  // namespace cashmatch
