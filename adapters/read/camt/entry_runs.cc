// SPDX-License-Identifier: Apache-2.0
// entry_runs.cc - cuts, reads and joins runs of entries.
// Tested by tests/unit/adapters/read/camt/entry_runs_test.cc
#include "adapters/read/camt/entry_runs.h"

#include <algorithm>
#include <utility>

#include "adapters/read/byte_scan.h"
#include "adapters/read/camt/xml_text.h"
#include "adapters/read/read_ahead.h"

namespace cashmatch {
namespace {

bool IsBlank(std::string_view text) {
  return std::all_of(text.begin(), text.end(), IsXmlBlank);
}

/// Returns where a start tag that begins so stands next, or the text's end:
/// other names may begin alike.
size_t FindTag(std::string_view text, std::string_view start, size_t from) {
  size_t at = std::min(text.find(start, from), text.size());
  while (text.size() - at > start.size()) {
    const char behind = text[at + start.size()];
    if (behind == '>' || behind == '/' || IsXmlBlank(behind)) return at;
    at = std::min(text.find(start, at + 1), text.size());
  }
  return text.size();
}

}  // namespace

EntryRuns::EntryRuns(std::string_view text, const Source& source,
                     const ReadOptions& options, EntryReader* reader,
                     Locator* locator, ToReceipts* receipts, BankFile* file)
    : text_(text),
      options_(options),
      reader_(*reader),
      locator_(*locator),
      receipts_(*receipts),
      file_(*file),
      passage_(source.let_go),
      part_bytes_(PartBytes(options)),
      wait_(part_bytes_) {}

void EntryRuns::Read() {
  const size_t at = reader_.xml().position();
  if (part_bytes_ == SIZE_MAX || at < not_before_ ||
      text_.size() - at < part_bytes_) {
    return;
  }
  start_ = "<" + std::string(reader_.xml().qualified());
  statement_end_ = "</" + std::string(reader_.xml().around());
  next_ = at;
  last_ = false;
  // A statement that ends in the first part is not worth it.
  not_before_ = FindText(text_.substr(at, part_bytes_), statement_end_);
  if (not_before_ != std::string_view::npos) {
    not_before_ += at;
    return;
  }
  not_before_ = 0;
  const EntryReader from(reader_, at);  // while the reader goes on
  ReadAhead([this] { return Cut(); },
            [&](const Part& part) { return ReadRun(from, part); },
            [this](Run run) { return Join(std::move(run)); });
}

/// Cuts before an entry, and before the end of the statement.
std::optional<EntryRuns::Part> EntryRuns::Cut() {
  if (last_) return std::nullopt;
  passage_.At(next_);
  locator_.LineAt(next_);
  Part part{next_, text_.size(), locator_};
  if (text_.size() - next_ > part_bytes_) {
    part.end = FindTag(text_, start_, next_ + part_bytes_);
  }
  const std::string_view inside =
      text_.substr(part.begin, part.end - part.begin);
  part.end =
      part.begin + std::min(FindText(inside, statement_end_), inside.size());
  last_ = part.end - part.begin < inside.size() || part.end == text_.size();
  next_ = part.end;
  return part;
}

EntryRuns::Run EntryRuns::ReadRun(const EntryReader& from, Part part) const {
  Run run;
  run.begin = part.begin;
  run.end = part.end;
  EntryReader reader(from, part.begin);
  ToReceipts receipts(receipts_, &part.locator, &run.file);
  size_t at = part.begin;
  while (!IsBlank(text_.substr(at, part.end - at))) {
    if (reader.Next() != ReadEvent::kEntry) return run;
    const size_t begin = reader.entry().offset;
    if (!IsBlank(text_.substr(at, begin - at))) return run;
    receipts.AddEntry(reader.message(), reader.statement(), reader.entry());
    at = reader.xml().position();
    if (at > part.end) return run;
  }
  run.good = run.file.findings.empty() && reader.xml().repairs() == 0;
  run.receipts.emplace(std::move(receipts));
  return run;
}

/// Takes a run that is good; else the reader goes on where it began.
bool EntryRuns::Join(Run run) {
  if (!run.good) {
    not_before_ = run.end + wait_;
    wait_ *= 2;
    return false;
  }
  receipts_.Join(*run.receipts, &run.file);
  reader_.GoOnAt(run.end);
  return !file_.stopped;
}

}  // namespace cashmatch
