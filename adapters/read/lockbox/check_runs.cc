// SPDX-License-Identifier: Apache-2.0
// check_runs.cc - parts of a file, and the checks in them. Tested by
// tests/unit/adapters/read/lockbox/check_runs_test.cc
#include "adapters/read/lockbox/check_runs.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "adapters/read/byte_scan.h"
#include "adapters/read/lockbox/fields.h"

namespace cashmatch::lockbox {

void Heading::Look(const Record& record, const Layout& layout) {
  const auto day = [&](Columns columns) {
    return ReadPatternDay(Slice(record.text, columns), layout.date_format)
        .value_or(kNoDay);
  };
  if (record.type() == '1') {
    file_day = day(layout.file_date);
    deposit_day = kNoDay;
  } else if (record.type() == '5') {
    deposit_day = day(layout.deposit.date);
    lockbox = LockboxNumber(record.text, layout.deposit.lockbox);
  }
}

PartCutter::PartCutter(const RecordReader& reader, const Layout& layout,
                       size_t part_bytes)
    : reader_(reader), layout_(layout), part_bytes_(part_bytes) {
  next_.begin = reader.offset();
  RecordReader beginning = reader;
  Record record;
  if (beginning.Next(&record)) next_.heading.Look(record, layout);
}

std::optional<CheckPart> PartCutter::Next() {
  const std::string_view bytes = reader_.bytes();
  if (next_.begin >= bytes.size()) return std::nullopt;
  CheckPart part = next_;
  part.end = part_bytes_ < bytes.size() - part.begin
                 ? CheckFrom(part.begin + part_bytes_)
                 : bytes.size();
  if (part.end < bytes.size()) LookAt(part);
  next_.begin = part.end;
  return part;
}

/// Where the first record 6 at `offset` or behind begins, or the end.
uint64_t PartCutter::CheckFrom(uint64_t offset) const {
  const std::string_view bytes = reader_.bytes();
  if (const size_t block = reader_.framing().block; block != 0) {
    const uint64_t first = reader_.offset();
    offset = first + (offset - first + block - 1) / block * block;
    while (offset < bytes.size() && bytes[offset] != '6') offset += block;
    return std::min<uint64_t>(offset, bytes.size());
  }
  const char line_break = reader_.framing().line_break;
  for (size_t at = offset - 1;;) {
    at = bytes.find(line_break, at);
    if (at == std::string_view::npos || ++at == bytes.size()) break;
    if (bytes[at] == '6') return at;
  }
  return bytes.size();
}

/// Where the record begins that ends before `offset`.
uint64_t PartCutter::RecordBefore(uint64_t offset) const {
  const Framing& framing = reader_.framing();
  if (framing.block != 0) return offset - framing.block;
  const uint64_t first = reader_.offset();
  if (offset < first + 2) return first;
  const void* const before = memrchr(reader_.bytes().data() + first,
                                     framing.line_break, offset - 1 - first);
  if (before == nullptr) return first;
  return static_cast<uint64_t>(static_cast<const char*>(before) -
                               reader_.bytes().data()) +
         1;
}

/// Learns from a part what stands over the next one.
void PartCutter::LookAt(const CheckPart& part) {
  const std::string_view bytes = reader_.bytes();
  for (uint64_t at = part.end; at > part.begin;) {
    at = RecordBefore(at);
    if (bytes[at] != '1' && bytes[at] != '5') continue;
    RecordReader reader = reader_;
    reader.MoveTo(at, 0);
    Record record;
    if (!reader.Next(&record)) break;
    next_.heading.Look(record, layout_);
    break;
  }
  const std::string_view text = bytes.substr(part.begin, part.end - part.begin);
  const Framing& framing = reader_.framing();
  next_.line += static_cast<uint32_t>(
      framing.block != 0 ? text.size() / framing.block
                         : CountByte(text, framing.line_break));
}

CheckRuns ReadCheckRuns(const CheckPart& part, RecordReader reader,
                        const Layout& layout, const ReadOptions& options,
                        const CheckSink& sink) {
  CheckRuns read;
  read.end = part.end;
  reader.MoveTo(part.begin, part.line);
  Heading heading = part.heading;
  Record record;
  while (reader.offset() < part.end && reader.Next(&record)) {
    if (record.type() != '6') {
      heading.Look(record, layout);
      continue;
    }
    if (record.offset >= part.end) break;
    reader.Back();
    CheckRun& run = read.runs.emplace_back();
    run.context = heading.context();
    run.begin = record.offset;
    run.sink = sink.ForRun(&run.file);
    Checks checks(layout, options, run.sink.get(), &run.file);
    run.row = checks.Read(&reader, part.end, run.context);
    run.last_flags = checks.last_flags();
    run.end = reader.offset();
    run.line = reader.line();
    if (!run.file.findings.empty()) read.runs.pop_back();
  }
  return read;
}

}  // namespace cashmatch::lockbox
