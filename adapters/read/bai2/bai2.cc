// SPDX-License-Identifier: Apache-2.0
// bai2.cc - the door of the reader: encodings, then records, then receipts.
// Tested by tests/unit/adapters/read/bai2/bai2_test.cc
#include "adapters/read/bai2/bai2.h"

#include <algorithm>
#include <string>

#include "adapters/read/bai2/records.h"
#include "adapters/read/bai2/structure.h"
#include "adapters/read/bai2/to_receipts.h"
#include "adapters/read/text_bytes.h"

namespace cashmatch {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

Finding EncodingFinding(std::string_view bytes, size_t offset,
                        std::string found, std::string expected,
                        std::string done) {
  Finding finding;
  finding.code = "BAI-ENCODING";
  finding.place.offset = offset;
  finding.place.line = 1 + static_cast<uint32_t>(std::count(
                               bytes.begin(), bytes.begin() + offset, '\n'));
  finding.found = std::move(found);
  finding.expected = std::move(expected);
  finding.done = std::move(done);
  return finding;
}

/// True for UTF-16 with a byte order mark or "01," in two bytes a letter.
bool LooksLikeUtf16(std::string_view bytes) {
  using namespace std::string_view_literals;
  return bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv) ||
         bytes.starts_with("0\0001\0"sv) || bytes.starts_with("\0000\0001"sv);
}

/// Judges the encoding of bytes that are not plain; false if there is nothing
/// to read.
bool CheckEncoding(const Source& source, const ReadOptions& options,
                   BankFile* file) {
  const std::string_view bytes = source.bytes;
  if (LooksLikeUtf16(bytes)) {
    Finding finding = EncodingFinding(bytes, 0, "UTF-16",
                                      "UTF-8 or Windows-1252", "file rejected");
    finding.severity = Severity::kRejected;
    AddFinding(finding, false, options, file);
    return false;
  }
  if (bytes.starts_with(kByteOrderMark)) {
    AddFinding(EncodingFinding(bytes, 0, "a byte order mark",
                               "a file header 01", "skipped"),
               false, options, file);
  }
  Passage passage(source.let_go);
  const size_t bad = FindBadUtf8(bytes, &passage);
  if (bad != std::string_view::npos) {
    file->summary.encoding = "windows-1252";
    AddFinding(EncodingFinding(bytes, bad, "bytes that are not UTF-8", "UTF-8",
                               "read as Windows-1252"),
               false, options, file);
  }
  for (const char control : {'\0', '\x1A'}) {
    Passage again(source.let_go);
    const size_t at = FindByte(bytes, control, &again);
    if (at == std::string_view::npos) continue;
    AddFinding(
        EncodingFinding(bytes, at, control == '\0' ? "a NUL byte" : "Ctrl-Z",
                        "text", "read as a blank"),
        false, options, file);
  }
  return true;
}

}  // namespace

bool LooksLikeBai2(std::string_view bytes) {
  constexpr size_t kMost = 4096;
  bytes = bytes.substr(0, kMost);
  if (bytes.starts_with(kByteOrderMark)) {
    bytes.remove_prefix(kByteOrderMark.size());
  }
  return bai2::TrimBlanks(bytes).starts_with("01,");
}

void ReadBai2(const Source& source, const ReadOptions& options,
              BankFile* file) {
  file->summary.format = "bai2";
  bai2::ReceiptWriter writer(source.name, options, file);
  Passage passage(source.let_go);
  const bool plain = IsPlainText(source.bytes, &passage);
  if (plain) writer.ExpectPlainTexts();
  if (plain || CheckEncoding(source, options, file)) {
    bai2::ReadStructure(source, options, &writer, file);
  }
  FinishBankFile(file);
}

}  // namespace cashmatch
