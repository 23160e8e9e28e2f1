// SPDX-License-Identifier: Apache-2.0
// row_sink.h - where the readers of CSV and NDJSON put the rows of a table.
#pragma once

#include <span>

#include "adapters/read/finding.h"
#include "adapters/read/rows/columns.h"
#include "adapters/read/rows/cut.h"
#include "adapters/read/rows/row_findings.h"
#include "engine/base/text_arena.h"

namespace cashmatch {

/// Texts longer than this are refused: the book keeps lengths in 16 bits.
inline constexpr size_t kCellBytesMax = 65'535;

/// Takes the rows of one part of a table, in order.
/// Threads: one for each part.
class RowSink {
 public:
  virtual ~RowSink() = default;
  /// Checks a row and takes it over. The cells live as long as the arena of the
  /// table or of this part.
  virtual void Add(Cells cells, RowPlace place) = 0;

  RowFindings findings;
  TextArena arena;  // for cells that do not stand in the text as they are
};

/// Takes a table. Calls: columns, Start, the parts, Finish.
class TableSink {
 public:
  virtual ~TableSink() = default;
  virtual std::span<const Column> columns() const = 0;
  /// True if cells are wanted for longer than until Finish.
  virtual bool keeps_cells() const { return true; }
  /// Makes room for the parts; forgets rows that were added before.
  virtual void Start(std::span<const TextPart> parts) = 0;
  virtual RowSink* part(size_t index) = 0;
  /// Joins the parts in order, finds duplicate keys and hands over all
  /// findings. A table with a rejecting finding is left without rows.
  virtual void Finish(Findings* findings) = 0;
};

}  // namespace cashmatch
