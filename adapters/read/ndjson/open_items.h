// SPDX-License-Identifier: Apache-2.0
// open_items.h - open items from NDJSON.
#pragma once

#include "adapters/read/bank_file.h"
#include "adapters/read/finding.h"
#include "engine/model/open_item.h"
#include "engine/model/packed_items.h"
#include "engine/model/policy.h"

namespace cashmatch {

/// Reads open items (one JSON object a line). All faults of the file are
/// reported; with one that rejects it the block stays empty.
/// The checks: adapters/read/ndjson/table.h and adapters/read/rows/item_rows.h.
///
/// `policy` tells which terms are known by code; it may be null.
/// Source: CONTRACT section 3.  Threads: uses the calling TBB arena.
void ReadOpenItemsNdjson(const Source& source, const Policy* policy,
                         OpenItemBlock* block, Findings* findings);

/// The same, packed. Requires: kTextPadding readable bytes behind the source.
void ReadOpenItemsNdjson(const Source& source, const Policy* policy,
                         PackedItems* packed, Findings* findings);

}  // namespace cashmatch
