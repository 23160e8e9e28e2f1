// SPDX-License-Identifier: Apache-2.0
// table.h - a CSV file with a header line, read in parallel into a table.
#pragma once

#include <string_view>

#include "adapters/read/bank_file.h"
#include "adapters/read/finding.h"
#include "adapters/read/rows/row_sink.h"

namespace cashmatch {

/// Reads a CSV source: the header maps columns to names, in any order and any
/// letter case; then all rows go to `table`. The text is kept in `arena` where
/// the table keeps cells; where it does not, the source must be followed by
/// kTextPadding readable bytes.
///
/// Rejected: what TakeUtf8 refuses; a header without a required column, with
/// one twice, or with another separator (CSV-COLUMNS); a row with more or fewer
/// cells than the header (CSV-CELLS); a quote out of place (CSV-QUOTE). One
/// warning names all unknown columns (CSV-COLUMNS); a file without rows is
/// fine, with a warning (CSV-EMPTY).
/// Threads: uses the calling TBB arena; results do not depend on it.
void ReadCsvTable(const Source& source, TextArena* arena, TableSink* table,
                  Findings* findings);

/// The same with parts of another size, for tests.
void ReadCsvTable(const Source& source, size_t part_bytes, TextArena* arena,
                  TableSink* table, Findings* findings);

}  // namespace cashmatch
