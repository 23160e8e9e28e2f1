// SPDX-License-Identifier: Apache-2.0
// detect.cc - asks each reader in turn, from the most to the least distinct.
// Tested by tests/unit/adapters/read/detect/detect_test.cc
#include "adapters/read/detect/detect.h"

#include <algorithm>
#include <array>
#include <utility>

#include "adapters/read/bai2/bai2.h"
#include "adapters/read/camt/camt.h"
#include "adapters/read/camt/remt.h"
#include "adapters/read/detect/other_formats.h"
#include "adapters/read/detect/repeated_content.h"
#include "adapters/read/held_whole.h"
#include "adapters/read/lockbox/lockbox.h"
#include "adapters/read/mt940/mt940.h"
#include "adapters/read/nacha/nacha.h"
#include "adapters/read/ndjson/receipts.h"
#include "adapters/read/x12/x12.h"

namespace cashmatch {
namespace {

constexpr std::string_view kBlanks("\xEF\xBB\xBF \t\r\n\0\x1A", 9);

struct Reader {
  std::string_view format;
  bool (*looks_like)(std::string_view bytes);
  void (*read)(const Source& source, const ReadOptions& options,
               BankFile* file);
  uint64_t bytes_max = UINT64_MAX;  // where all receipts are held in memory
  bool hands_over = true;           // to a drain, and holds none of them then
  bool has_envelope = true;  // a header and a trailer: twice is a file twice
};

constexpr uint64_t kHeldByLine = uint64_t{4} << 30;

// A new format is one line here.
constexpr std::array<Reader, 8> kReaders = {{
    {"ndjson", LooksLikeReceiptsNdjson, ReadReceiptsNdjson, kHeldByLine, true,
     false},
    {"camt", LooksLikeCamt, ReadCamt},
    {"remt.001", LooksLikeRemt, ReadRemt, kHeldWhole, false},
    {"bai2", LooksLikeBai2, ReadBai2},
    {"x12", LooksLikeX12, ReadX12, kHeldWhole, false},
    {"nacha", LooksLikeNacha, ReadNacha, kHeldWhole, false},
    {"mt940", LooksLikeMt940, ReadMt940, kHeldWhole, false, false},
    {"lockbox", LooksLikeLockbox, ReadLockbox, kHeldByLine},
}};

constexpr std::string_view kFormats =
    "BAI2, a BAI lockbox, camt.052, camt.053, camt.054, remt.001, MT940, "
    "MT942, X12 820 or 823, NACHA, canonical NDJSON, or CSV with --mapping";

const Reader* ReaderOf(std::string_view format) {
  if (format == "camt.052" || format == "camt.053" || format == "camt.054") {
    format = "camt";
  }
  if (format == "mt942") format = "mt940";
  if (format == "x12.820" || format == "x12.823") format = "x12";
  for (const Reader& reader : kReaders) {
    if (reader.format == format) return &reader;
  }
  return nullptr;
}

/// A file whose beginning got lost is still BAI2, and its reader says best what
/// is missing: two lines in a row that begin with record codes.
bool StartsInsideBai2(std::string_view bytes) {
  const auto is_record = [](std::string_view line) {
    constexpr std::array<std::string_view, 8> kCodes = {
        "01,", "02,", "03,", "16,", "49,", "88,", "98,", "99,"};
    return std::any_of(
        kCodes.begin(), kCodes.end(),
        [line](std::string_view code) { return line.starts_with(code); });
  };
  if (!is_record(bytes)) return false;
  const size_t next = bytes.find_first_of("\r\n");
  if (next == std::string_view::npos) return false;
  const size_t second = bytes.find_first_not_of("\r\n", next);
  return second != std::string_view::npos && is_record(bytes.substr(second));
}

void Refuse(const Source& source, std::string_view format,
            const ReadOptions& options, BankFile* file) {
  Finding finding;
  finding.severity = Severity::kRejected;
  finding.done = "file rejected";
  finding.expected = kFormats;
  if (source.bytes.find_first_not_of(kBlanks) == std::string_view::npos) {
    finding.code = "EMPTY";
    finding.found = "nothing but blanks";
    if (source.bytes.empty()) finding.found = "an empty file";
  } else {
    finding.code = "UNRECOGNISED";
    const std::string_view hint = HintOnContent(source.bytes);
    if (!format.empty()) {
      finding.found = "the format name " + Quote(format);
    } else if (!hint.empty()) {
      finding.found = hint;
    } else {
      constexpr size_t kShown = 40;
      finding.found =
          "content that begins " + Quote(source.bytes.substr(0, kShown));
    }
  }
  AddFinding(std::move(finding), false, options, file);
  FinishBankFile(file);
}

/// Returns the input without copies of itself, which it warns of: a file that
/// comes again counts once, also within one.
Source OneCopyOf(const Source& source, const ReadOptions& options,
                 BankFile* file) {
  const RepeatedContent content = FindRepeatedContent(source.bytes);
  Source once = source;
  once.bytes = content.once;
  if (content.copies == 1) return once;
  Finding finding;
  finding.code = "FILE-REPEATED";
  finding.found =
      "the same content " + std::to_string(content.copies) + " times";
  finding.expected = "a file once";
  finding.done = "read once";
  AddFinding(std::move(finding), false, options, file);
  return once;
}

}  // namespace

std::string_view DetectFormat(std::string_view bytes) {
  for (const Reader& reader : kReaders) {
    if (reader.looks_like(bytes)) return reader.format;
  }
  if (StartsInsideBai2(bytes)) return "bai2";
  return {};
}

bool IsUnknownText(std::string_view bytes) {
  return bytes.find_first_not_of(kBlanks) != std::string_view::npos &&
         DetectFormat(bytes).empty() && HintOnContent(bytes).empty();
}

bool IsBankFormat(std::string_view format) {
  return ReaderOf(format) != nullptr;
}

bool ReadBankFile(const Source& source, std::string_view format,
                  const ReadOptions& options, BankFile* file) {
  const Reader* const reader =
      ReaderOf(format.empty() ? DetectFormat(source.bytes) : format);
  if (reader == nullptr) {
    Refuse(source, format, options, file);
    return false;
  }
  const bool held = file->drain == nullptr || !reader->hands_over;
  if (held && RefuseLarge(source, reader->bytes_max, options, file)) {
    return true;
  }
  reader->read(reader->has_envelope ? OneCopyOf(source, options, file) : source,
               options, file);
  return true;
}

}  // namespace cashmatch
