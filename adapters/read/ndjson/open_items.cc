// SPDX-License-Identifier: Apache-2.0
// open_items.cc - open items from NDJSON.
// Tested by tests/unit/adapters/read/ndjson/open_items_test.cc
#include "adapters/read/ndjson/open_items.h"

#include "adapters/read/ndjson/table.h"
#include "adapters/read/rows/item_rows.h"

namespace cashmatch {

void ReadOpenItemsNdjson(const Source& source, const Policy* policy,
                         OpenItemBlock* block, Findings* findings) {
  *block = OpenItemBlock();
  ItemTable table(policy, block);
  ReadNdjsonTable(source, &block->arena, &table, findings);
  findings->Finish();
}

void ReadOpenItemsNdjson(const Source& source, const Policy* policy,
                         PackedItems* packed, Findings* findings) {
  *packed = PackedItems();
  TextArena converted;
  ItemTable table(policy, packed, source);
  ReadNdjsonTable(source, &converted, &table, findings);
  findings->Finish();
}

}  // namespace cashmatch
