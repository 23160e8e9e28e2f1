// SPDX-License-Identifier: Apache-2.0
// open_items.cc - open items from CSV.
// Tested by tests/unit/adapters/read/csv/open_items_test.cc
#include "adapters/read/csv/open_items.h"

#include "adapters/read/csv/table.h"
#include "adapters/read/rows/item_rows.h"

namespace cashmatch {

void ReadOpenItemsCsv(const Source& source, const Policy* policy,
                      OpenItemBlock* block, Findings* findings) {
  *block = OpenItemBlock();
  ItemTable table(policy, block);
  ReadCsvTable(source, &block->arena, &table, findings);
  findings->Finish();
}

void ReadOpenItemsCsv(const Source& source, const Policy* policy,
                      PackedItems* packed, Findings* findings) {
  *packed = PackedItems();
  TextArena converted;
  ItemTable table(policy, packed, source);
  ReadCsvTable(source, &converted, &table, findings);
  findings->Finish();
}

}  // namespace cashmatch
