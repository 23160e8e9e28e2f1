// SPDX-License-Identifier: Apache-2.0
// customers.cc - customers from NDJSON.
// Tested by tests/unit/adapters/read/ndjson/customers_test.cc
#include "adapters/read/ndjson/customers.h"

#include "adapters/read/ndjson/table.h"
#include "adapters/read/rows/customer_rows.h"

namespace cashmatch {

void ReadCustomersNdjson(const Source& source, CustomerBlock* block,
                         Findings* findings) {
  *block = CustomerBlock();
  CustomerTable table(block);
  ReadNdjsonTable(source, &block->arena, &table, findings);
  findings->Finish();
}

}  // namespace cashmatch
