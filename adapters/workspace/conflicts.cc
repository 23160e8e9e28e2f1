// SPDX-License-Identifier: Apache-2.0
// conflicts.cc - the conflict list as a table.
// Tested by tests/system/book_over_time_test.py
#include "adapters/workspace/conflicts.h"

#include "adapters/write/row.h"

namespace cashmatch {

Ending WriteConflicts(const LedgerPlace& place, const RunWatch& watch,
                      std::string* csv) {
  LedgerStore store;
  if (!store.Open(place, StoreAccess::kRead, watch)) return Ending::kFailed;
  const TableLayout layout(TableFormat::kCsv,
                           {"item_id", "document_number", "customer_id",
                            "currency", "loaded", "not_posted", "open", "row"});
  csv->append(layout.header());
  RowAppender row(layout, csv);
  for (const auto& [id, conflict] : store.ledger().conflicts()) {
    const auto found = store.ledger().items().find(id);
    const LedgerItem item =
        found == store.ledger().items().end() ? LedgerItem{} : found->second;
    row.Key(id)
        .Key(item.item.document_number)
        .Key(item.item.customer_id)
        .Word(CodeOf(conflict.currency))
        .Money(conflict.loaded, conflict.currency)
        .Money(conflict.pending, conflict.currency)
        .Money(item.open, conflict.currency)
        .Number(conflict.seq)
        .End();
  }
  return Ending::kDone;
}

}  // namespace cashmatch
