// SPDX-License-Identifier: Apache-2.0
// table.h - a file of one JSON object a line, read in parallel into a table.
#pragma once

#include "adapters/read/bank_file.h"
#include "adapters/read/finding.h"
#include "adapters/read/rows/row_sink.h"

namespace cashmatch {

/// Reads an NDJSON source: the members of each object are cells by name, in any
/// order. Texts and numbers are taken as they are written, never through a
/// floating point number; null is a missing cell; a list of texts is joined
/// with `|`. Blank lines are skipped. The text is kept as in
/// adapters/read/csv/table.h.
///
/// Rejected: what TakeUtf8 refuses; a line that is no JSON object (NDJSON-JSON)
/// or longer than 64 MiB; a value of another kind and a member that comes twice
/// (NDJSON-FIELD). One warning names all unknown members (NDJSON-UNKNOWN).
/// Threads: uses the calling TBB arena; results do not depend on it.
void ReadNdjsonTable(const Source& source, TextArena* arena, TableSink* table,
                     Findings* findings);

/// The same with parts of another size, for tests.
void ReadNdjsonTable(const Source& source, size_t part_bytes, TextArena* arena,
                     TableSink* table, Findings* findings);

}  // namespace cashmatch
