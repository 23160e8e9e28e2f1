// SPDX-License-Identifier: Apache-2.0
// lockbox.cc - one lockbox file from bytes to receipts. Tested by
// tests/unit/adapters/read/lockbox/lockbox_test.cc
#include "adapters/read/lockbox/lockbox.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/read/lockbox/choose_layout.h"
#include "adapters/read/lockbox/fields.h"
#include "adapters/read/lockbox/layout.h"
#include "adapters/read/lockbox/records.h"
#include "adapters/read/lockbox/structure.h"
#include "adapters/read/lockbox/to_receipts.h"

namespace cashmatch {
namespace {

constexpr size_t kLookAhead = size_t{64} << 10;
constexpr int kRecordsLookedAt = 50;
constexpr size_t kBestShown = 3;
constexpr std::string_view kBlank = " \t\r\n";

void Reject(const char* code, std::string found, std::string expected,
            const ReadOptions& options, BankFile* file) {
  Finding finding;
  finding.code = code;
  finding.severity = Severity::kRejected;
  finding.found = std::move(found);
  finding.expected = std::move(expected);
  finding.done = "file rejected";
  AddFinding(std::move(finding), false, options, file);
}

/// The three best with what speaks against them; layouts that miss the same
/// share a line.
std::string Comparison(const lockbox::LayoutChoice& choice) {
  struct Miss {
    std::string names, what;
  };
  std::vector<Miss> misses;
  for (const lockbox::Evidence& evidence : choice.ranked) {
    std::string what = evidence.Describe();
    const auto same =
        std::find_if(misses.begin(), misses.end(),
                     [&](const Miss& miss) { return miss.what == what; });
    if (same != misses.end()) {
      same->names += ", " + evidence.layout->name;
    } else if (misses.size() < kBestShown) {
      misses.push_back({evidence.layout->name, std::move(what)});
    }
  }
  std::string text = "no layout that fits";
  for (const Miss& miss : misses) text += "; " + miss.names + ": " + miss.what;
  return text;
}

/// Reads the records in a layout; false if it should not have been `plain`.
bool ReadChecks(const Source& source, const lockbox::RecordReader& reader,
                const lockbox::Layout& layout, const ReadOptions& options,
                bool plain, BankFile* file) {
  file->summary.version = layout.name;
  lockbox::ToCheckReceipts receipts(source.name, layout.currency, file);
  if (plain) {
    receipts.KeepPlain(source.bytes, layout);
  } else {
    // Most checks have one overflow record.
    size_t checks =
        source.bytes.size() / (2 * (layout.record_length + size_t{1}));
    if (file->drain != nullptr) checks = std::min(checks, file->drain_at);
    file->receipts.receipts.reserve(checks);
    file->receipts.references.reserve(checks);
    file->receipts.advice.reserve(checks);
  }
  lockbox::ReadLockboxStructure(reader, layout, options, source.let_go,
                                &receipts, file);
  if (receipts.foreign().line != 0) {
    Finding finding;
    finding.place = {receipts.foreign().line, receipts.foreign().offset, ""};
    finding.code = "LBX-ENCODING";
    finding.found = "text that is not UTF-8";
    finding.done = "read as Windows-1252";
    file->summary.encoding = "windows-1252";
    AddFinding(std::move(finding), false, options, file);
  }
  return !receipts.must_read_again();
}

/// Reads what is plain as such, if all of the file lets it; else nothing.
bool ReadPlainly(const Source& source, const lockbox::RecordReader& reader,
                 const lockbox::Layout& layout, const ReadOptions& options,
                 BankFile* file) {
  BankFile read;
  read.summary.format = file->summary.format;
  read.defer_ids = file->defer_ids;
  if (!ReadChecks(source, reader, layout, options, true, &read)) return false;
  if (!read.receipts.plain.empty() && read.receipts.plain[0].rows.empty()) {
    read.receipts.plain.clear();
  }
  *file = std::move(read);
  return true;
}

void ReadRecords(const Source& source, const ReadOptions& options,
                 const std::vector<lockbox::Layout>& own, BankFile* file) {
  std::vector<const lockbox::Layout*> layouts;
  for (const lockbox::Layout& layout : own) layouts.push_back(&layout);
  for (const lockbox::Layout& layout : lockbox::BuiltInLockboxLayouts()) {
    layouts.push_back(&layout);
  }
  const std::optional<lockbox::Framing> framing =
      lockbox::FramingOf(source.bytes, layouts);
  if (!framing) {
    return Reject("LBX-RECORDS", "no line breaks and no length of records",
                  "lines, or blocks of which each begins with a record type",
                  options, file);
  }
  const lockbox::RecordReader reader(source.bytes, *framing);
  const lockbox::LayoutChoice choice = lockbox::ChooseLayout(reader, layouts);
  if (choice.records == 0) {
    return Reject("LBX-EMPTY", "no record", "records 1 to 9", options, file);
  }
  if (choice.layout == nullptr) {
    return Reject("LBX-LAYOUT", Comparison(choice),
                  "totals that agree, or valid routing numbers; describe the "
                  "bank's columns in a layouts file",
                  options, file);
  }
  if (options.plain &&
      ReadPlainly(source, reader, *choice.layout, options, file)) {
    return;
  }
  ReadChecks(source, reader, *choice.layout, options, false, file);
}

/// A NACHA file also begins with 1 and a date at 24; its record 1 says so.
bool IsNacha(std::string_view first) {
  return lockbox::Slice(first, {35, 40}) == "094101";
}

/// The columns behind the type hold digits, blanks or letters, never a comma.
bool LooksLikeRecord(std::string_view text) {
  constexpr std::string_view kElsewhere = ",;\t{}<>*:\"";
  return text[0] >= '1' && text[0] <= '9' &&
         text.substr(0, 12).find_first_of(kElsewhere) == std::string_view::npos;
}

}  // namespace

void ReadLockbox(const Source& source, const ReadOptions& options,
                 BankFile* file) {
  file->summary.format = "lockbox";
  std::vector<lockbox::Layout> own;
  const std::vector<std::string> faults =
      lockbox::ParseLockboxLayouts(options.lockbox_layouts_toml, &own);
  for (const std::string& fault : faults) {
    Reject("LBX-LAYOUTS-FILE", fault, "a layouts file without faults", options,
           file);
  }
  if (source.bytes.find_first_not_of(kBlank) == std::string_view::npos) {
    Reject("LBX-EMPTY", "an empty file", "records 1 to 9", options, file);
  } else if (faults.empty()) {
    ReadRecords(source, options, own, file);
  }
  FinishBankFile(file);
}

bool LooksLikeLockbox(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kLookAhead);
  std::vector<const lockbox::Layout*> layouts;
  for (const lockbox::Layout& layout : lockbox::BuiltInLockboxLayouts()) {
    layouts.push_back(&layout);
  }
  const std::optional<lockbox::Framing> framing =
      lockbox::FramingOf(head, layouts);
  if (!framing) return false;
  lockbox::RecordReader reader(head, *framing);
  lockbox::Record record;
  int looked_at = 0, telling = 0;
  while (looked_at < kRecordsLookedAt && reader.Next(&record)) {
    if (looked_at++ == 0 && IsNacha(record.text)) return false;
    if (!LooksLikeRecord(record.text)) return false;
    const bool header =
        record.type() == '1' && record.text.size() >= 29 &&
        lockbox::ReadPatternDay(lockbox::Slice(record.text, {24, 29}), "YYMMDD")
                .value_or(kNoDay) != kNoDay;
    const bool inner = record.text.size() >= 14 && record.type() >= '5' &&
                       record.type() <= '8' &&
                       lockbox::AllDigits(record.text.substr(0, 4));
    telling += header || inner ? 1 : 0;
  }
  return telling > 0;
}

}  // namespace cashmatch
