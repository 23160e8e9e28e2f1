// SPDX-License-Identifier: Apache-2.0
// table.cc - lines, parts, unknown members. Tested by
// tests/unit/adapters/read/ndjson/open_items_test.cc
#include "adapters/read/ndjson/table.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "adapters/read/ndjson/object_line.h"
#include "adapters/read/rows/utf8_text.h"
#include "engine/base/parallel.h"

namespace cashmatch {
namespace {

constexpr size_t kPartBytes = size_t{1} << 20;

using Names = std::set<std::string, std::less<>>;

/// Reads the lines of one part; returns the members that are no columns.
Names ReadPart(const TextPart& part, std::span<const Column> columns,
               RowSink* sink) {
  ObjectLineReader reader(columns, &sink->arena, &sink->findings);
  RowPlace place{part.first_line, part.offset};
  std::string_view rest = part.text;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    if (line.find_first_not_of(" \t\r") != std::string_view::npos &&
        reader.Read(line, place)) {
      sink->Add(reader.cells(), place);
    }
    if (line.size() == rest.size()) break;
    rest.remove_prefix(line.size() + 1);
    place.offset += line.size() + 1;
    ++place.line;
  }
  return reader.unknown();
}

void WarnUnknown(const Names& names, Findings* findings) {
  if (names.empty()) return;
  Finding finding;
  finding.code = "NDJSON-UNKNOWN";
  finding.found =
      (names.size() == 1 ? "unknown member " : "unknown members ") +
      ListNames(std::vector<std::string>(names.begin(), names.end()));
  finding.done = "ignored";
  findings->Add(std::move(finding));
}

}  // namespace

void ReadNdjsonTable(const Source& source, size_t part_bytes, TextArena* arena,
                     TableSink* table, Findings* findings) {
  const size_t first = findings->list().size();
  const std::string_view text = table->keeps_cells()
                                    ? TakeUtf8(source, arena, findings)
                                    : ViewUtf8(source, arena, findings);
  if (text.empty()) return;
  const std::vector<TextPart> parts =
      CutText(text, LineEnds::kAll, 0, 1, part_bytes);
  table->Start(parts);
  std::vector<Names> unknown(parts.size());
  ForEachChunk(parts.size(), 1, [&](size_t i, size_t, size_t) {
    unknown[i] = ReadPart(parts[i], table->columns(), table->part(i));
  });
  Names all;
  for (Names& names : unknown) all.merge(names);
  WarnUnknown(all, findings);
  table->Finish(findings);
  RestoreOffsets(source, text, first, findings);
}

void ReadNdjsonTable(const Source& source, TextArena* arena, TableSink* table,
                     Findings* findings) {
  ReadNdjsonTable(source, kPartBytes, arena, table, findings);
}

}  // namespace cashmatch
