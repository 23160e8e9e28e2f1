// SPDX-License-Identifier: Apache-2.0
// mt940.cc - the door of the reader: encodings, then messages, then receipts.
// Tested by tests/unit/adapters/read/mt940/mt940_test.cc
#include "adapters/read/mt940/mt940.h"

#include <algorithm>
#include <string>

#include "adapters/read/mt940/judge.h"
#include "adapters/read/mt940/message.h"
#include "adapters/read/mt940/to_receipts.h"
#include "adapters/read/text_bytes.h"

namespace cashmatch {
namespace {

using mt940::Message;
using mt940::MessageReader;

constexpr size_t kHead = size_t{1} << 16;

/// Finds `tag` where a line begins: behind the end of another, or of "{4:".
size_t FindTag(std::string_view bytes, std::string_view tag, size_t from) {
  for (size_t at = bytes.find(tag, from); at != std::string_view::npos;
       at = bytes.find(tag, at + 1)) {
    if (at == 0) return at;
    const char before = bytes[at - 1];
    const bool control = static_cast<unsigned char>(before) < 0x20;
    if (control || before == '@' || before == '\xBF' ||
        bytes.substr(0, at).ends_with("{4:")) {
      return at;
    }
  }
  return std::string_view::npos;
}

bool LooksLikeUtf16(std::string_view bytes) {
  using namespace std::string_view_literals;
  return bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv) ||
         bytes.starts_with(":\0002\0"sv) || bytes.starts_with("\0:\0002"sv);
}

void Report(std::string_view bytes, size_t offset, Severity severity,
            std::string_view code, std::string found, std::string expected,
            std::string done, const ReadOptions& options, BankFile* file) {
  Finding finding;
  finding.code = std::string(code);
  finding.severity = severity;
  finding.place.offset = offset;
  finding.place.line = 1 + static_cast<uint32_t>(std::count(
                               bytes.begin(), bytes.begin() + offset, '\n'));
  finding.found = std::move(found);
  finding.expected = std::move(expected);
  finding.done = std::move(done);
  AddFinding(std::move(finding), false, options, file);
}

/// Judges the encoding; false if there is nothing to read.
bool CheckEncoding(std::string_view bytes, const ReadOptions& options,
                   BankFile* file) {
  if (LooksLikeUtf16(bytes)) {
    Report(bytes, 0, Severity::kRejected, "MT-ENCODING", "UTF-16",
           "UTF-8 or Windows-1252", "file rejected", options, file);
    return false;
  }
  const size_t bad = FindBadUtf8(bytes);
  if (bad != std::string_view::npos) {
    file->summary.encoding = "windows-1252";
    Report(bytes, bad, Severity::kWarning, "MT-ENCODING",
           "bytes that are not UTF-8", "UTF-8", "read as Windows-1252", options,
           file);
  }
  return true;
}

void ReadMessages(const Source& source, const ReadOptions& options,
                  BankFile* file) {
  mt940::ReceiptWriter writer(source.name, file);
  mt940::Judge judge(source.bytes, options, &writer, file);
  MessageReader reader(source.bytes);
  if (reader.at_signs()) {
    Report(source.bytes, source.bytes.find("@@"), Severity::kWarning,
           "MT-LINE-END", "@@ at the end of lines", "CR LF", "read as such",
           options, file);
  }
  Message message;
  bool any = false;
  while (reader.Next(&message)) {
    if (!any && message.is_intraday()) file->summary.format = "mt942";
    any |= mt940::IsStatementType(message.type);
    judge.Take(&message);
  }
  judge.Finish();
  if (any) return;
  Report(source.bytes, 0, Severity::kRejected, "MT-EMPTY",
         source.bytes.empty() ? "empty input" : "no message",
         "an MT940 or MT942 that begins with :20:", "file rejected", options,
         file);
}

}  // namespace

bool LooksLikeMt940(std::string_view bytes) {
  bytes = bytes.substr(0, kHead);
  const size_t reference = FindTag(bytes, ":20:", 0);
  if (reference == std::string_view::npos) return false;
  for (const std::string_view tag : {":25:", ":25P:", ":28:", ":28C:"}) {
    if (FindTag(bytes, tag, reference) != std::string_view::npos) return true;
  }
  return false;
}

void ReadMt940(const Source& source, const ReadOptions& options,
               BankFile* file) {
  file->summary.format = "mt940";
  if (CheckEncoding(source.bytes, options, file)) {
    ReadMessages(source, options, file);
  }
  FinishBankFile(file);
}

}  // namespace cashmatch
