// SPDX-License-Identifier: Apache-2.0
// customers.cc - customers from CSV.
// Tested by tests/unit/adapters/read/csv/customers_test.cc
#include "adapters/read/csv/customers.h"

#include "adapters/read/csv/table.h"
#include "adapters/read/rows/customer_rows.h"

namespace cashmatch {

void ReadCustomersCsv(const Source& source, CustomerBlock* block,
                      Findings* findings) {
  *block = CustomerBlock();
  CustomerTable table(block);
  ReadCsvTable(source, &block->arena, &table, findings);
  findings->Finish();
}

}  // namespace cashmatch
