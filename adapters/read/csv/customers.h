// SPDX-License-Identifier: Apache-2.0
// customers.h - customers from CSV.
#pragma once

#include "adapters/read/bank_file.h"
#include "adapters/read/finding.h"
#include "engine/model/customer.h"

namespace cashmatch {

/// Reads customers (RFC 4180, a header line, columns in any order). All faults
/// of the file are reported; with one that rejects it the block stays empty.
/// The checks: adapters/read/csv/table.h and
/// adapters/read/rows/customer_rows.h.
///
/// Source: CONTRACT section 3.  Threads: uses the calling TBB arena.
void ReadCustomersCsv(const Source& source, CustomerBlock* block,
                      Findings* findings);

}  // namespace cashmatch
