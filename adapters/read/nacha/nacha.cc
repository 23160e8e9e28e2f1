// SPDX-License-Identifier: Apache-2.0
// nacha.cc - the door of the reader: encodings, then records, then receipts.
// Tested by tests/unit/adapters/read/nacha/nacha_test.cc
#include "adapters/read/nacha/nacha.h"

#include <algorithm>
#include <utility>

#include "adapters/read/nacha/structure.h"
#include "adapters/read/nacha/to_receipts.h"
#include "adapters/read/text_bytes.h"

namespace cashmatch {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

void CheckEncoding(std::string_view bytes, const ReadOptions& options,
                   BankFile* file) {
  const size_t bad = FindBadUtf8(bytes);
  if (bad == std::string_view::npos) return;
  file->summary.encoding = "windows-1252";
  Finding finding;
  finding.code = "NACHA-ENCODING";
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

}  // namespace

bool LooksLikeNacha(std::string_view bytes) {
  // Record size 094, blocking factor 10, format 1: columns 35 to 40, a column
  // or two off in files that people have edited.
  if (bytes.starts_with(kByteOrderMark)) {
    bytes.remove_prefix(kByteOrderMark.size());
  }
  return bytes.starts_with("101") &&
         bytes.substr(0, 44).find("094101", 30) != std::string_view::npos;
}

void ReadNacha(const Source& source, const ReadOptions& options,
               BankFile* file) {
  file->summary.format = "nacha";
  CheckEncoding(source.bytes, options, file);
  nacha::ReceiptWriter writer(source.name, options, file);
  nacha::ReadStructure(source.bytes, options, &writer, file);
  FinishBankFile(file);
}

}  // namespace cashmatch
