// SPDX-License-Identifier: Apache-2.0
// x12.cc - the door of the reader: encodings, then segments, then receipts.
// Tested by tests/unit/adapters/read/x12/x12_test.cc
#include "adapters/read/x12/x12.h"

#include <algorithm>
#include <array>
#include <utility>

#include "adapters/read/text_bytes.h"
#include "adapters/read/x12/segments.h"
#include "adapters/read/x12/structure.h"
#include "adapters/read/x12/to_receipts.h"

namespace cashmatch {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Drops what may stand before the first segment.
std::string_view Start(std::string_view bytes) {
  if (bytes.starts_with(kByteOrderMark)) {
    bytes.remove_prefix(kByteOrderMark.size());
  }
  bytes.remove_prefix(
      std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
  return bytes;
}

/// A set `ST*820*` or `ST*823*`, or a group of them, `GS*RA*` or `GS*LB*`,
/// whatever the separator.
bool IsSetWithoutEnvelope(std::string_view bytes) {
  struct Start {
    std::string_view id, what;
  };
  constexpr std::array<Start, 4> kStarts = {
      {{"ST", "820"}, {"ST", "823"}, {"GS", "RA"}, {"GS", "LB"}}};
  const bool begins =
      std::any_of(kStarts.begin(), kStarts.end(), [bytes](const Start& start) {
        const size_t end = start.id.size() + 1 + start.what.size();
        return bytes.size() > end && bytes.starts_with(start.id) &&
               bytes.substr(start.id.size() + 1).starts_with(start.what) &&
               bytes[end] == bytes[start.id.size()];
      });
  return begins && x12::DelimitersOfPiece(bytes).has_value();
}

void Reject(const char* code, std::string_view found, std::string_view expected,
            const ReadOptions& options, BankFile* file) {
  Finding finding;
  finding.code = code;
  finding.severity = Severity::kRejected;
  finding.found = found;
  finding.expected = expected;
  finding.done = "file rejected";
  AddFinding(std::move(finding), false, options, file);
}

void CheckEncoding(std::string_view bytes, const ReadOptions& options,
                   BankFile* file) {
  const size_t bad = FindBadUtf8(bytes);
  if (bad == std::string_view::npos) return;
  file->summary.encoding = "windows-1252";
  Finding finding;
  finding.code = "X12-ENCODING";
  finding.place.offset = bad;
  finding.place.line =
      1 +
      static_cast<uint32_t>(std::count(
          bytes.begin(), bytes.begin() + static_cast<ptrdiff_t>(bad), '\n'));
  finding.found = "bytes that are not UTF-8";
  finding.expected = "UTF-8";
  finding.done = "read as Windows-1252";
  AddFinding(std::move(finding), false, options, file);
}

/// Says where the header is not what the standard has, but can be read.
void CheckHeader(const x12::IsaHeader& isa, const ReadOptions& options,
                 BankFile* file) {
  if (isa.form != x12::IsaForm::kUnpadded) return;
  Finding finding;
  finding.code = "X12-ISA";
  finding.place.line = 1;
  finding.found = "an ISA of " + std::to_string(isa.bytes) + " bytes";
  finding.expected = "106 bytes, elements padded";
  finding.done = "read by its separators";
  AddFinding(std::move(finding), false, options, file);
}

std::string_view FormatOf(std::string_view bytes) {
  constexpr size_t kLookedAt = 4096;
  x12::SegmentReader segments(bytes.substr(0, kLookedAt));
  x12::Segment segment;
  while (segments.Next(&segment)) {
    if (segment.id() != "ST") continue;
    if (segment[1] == "823") return "x12.823";
    if (segment[1] == "820") return "x12.820";
  }
  return "x12.820";
}

}  // namespace

bool LooksLikeX12(std::string_view bytes) {
  bytes = Start(bytes);
  return x12::FindIsa(bytes).has_value() || IsSetWithoutEnvelope(bytes);
}

void ReadX12(const Source& source, const ReadOptions& options, BankFile* file) {
  const std::string_view bytes = source.bytes;
  const std::string_view start = Start(bytes);
  file->summary.format = "x12.820";
  const std::optional<x12::IsaHeader> isa = x12::FindIsa(start);
  if (start.empty()) {
    Reject("X12-EMPTY", "an empty file", "an interchange", options, file);
  } else if (!isa && !x12::DelimitersOfPiece(start)) {
    Reject("X12-ISA", "content that begins " + Quote(start.substr(0, 16)),
           "an interchange header ISA with sixteen separators", options, file);
  } else {
    file->summary.format = FormatOf(start);
    if (isa) CheckHeader(*isa, options, file);
    CheckEncoding(bytes, options, file);
    x12::ReceiptWriter writer(source.name, file->summary.format, options, file);
    x12::ReadStructure(bytes, bytes.size() - start.size(), options, &writer,
                       file);
  }
  FinishBankFile(file);
}

}  // namespace cashmatch
