// SPDX-License-Identifier: Apache-2.0
// advice_input.cc - which reader a file of advice is for.
// Tested by tests/unit/adapters/read/advice_input/advice_input_test.cc
#include "adapters/read/advice_input/advice_input.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "adapters/read/advice_input/mail_advice.h"
#include "adapters/read/detect/detect.h"
#include "adapters/read/mail/mail.h"
#include "adapters/read/mapped_csv/mapped_csv.h"
#include "adapters/read/mapped_csv/pick.h"
#include "adapters/read/ndjson/receipts.h"

namespace cashmatch {
namespace {

/// Formats of the trade that are advice, or may be.
constexpr std::array<std::string_view, 3> kFormats = {"remt.001", "x12",
                                                      "x12.820"};

bool IsAdviceFormat(std::string_view format) {
  return std::find(kFormats.begin(), kFormats.end(), format) != kFormats.end();
}

bool IsJson(std::string_view bytes) {
  const size_t first = bytes.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  return first != std::string_view::npos && bytes[first] == '{';
}

/// The mapping that fits, else our own columns where the header has them.
const CsvMapping* MappingFor(std::span<const CsvMapping> mappings,
                             std::string_view bytes) {
  static const CsvMapping own = OwnMapping(MappingKind::kAdvice);
  const CsvMapping* const mapping = PickMapping(
      mappings, {MappingKind::kAdvice, MappingKind::kPayouts}, bytes);
  if (mapping != nullptr && FitsMapping(*mapping, bytes)) return mapping;
  return HasOwnColumns(own, bytes) ? &own : nullptr;
}

/// What a file could bring as money is advice here: money comes from the bank.
void TakeForAdvice(BankFile* file) {
  file->advice.Append(std::move(file->receipts));
  file->receipts = ReceiptBlock();
  file->summary.booked = {};
}

/// Reads what is no mail. False: nobody knows it.
bool ReadPlain(const Source& source, std::span<const CsvMapping> mappings,
               const ReadOptions& options, BankFile* file) {
  const std::string_view format = DetectFormat(source.bytes);
  if (IsAdviceFormat(format)) {
    ReadBankFile(source, format, options, file);
  } else if (IsJson(source.bytes)) {
    ReadAdviceNdjson(source, options, file);
  } else if (!format.empty()) {
    return false;
  } else if (const CsvMapping* const mapping =
                 MappingFor(mappings, source.bytes)) {
    ReadMappedCsv(source, *mapping, options, file);
  } else {
    return false;
  }
  TakeForAdvice(file);
  return true;
}

void Refuse(const Source& source, const ReadOptions& options, BankFile* file) {
  const std::string_view format = DetectFormat(source.bytes);
  if (format.empty()) {
    ReadBankFile(source, format, options, file);  // says what it seems to be
    return;
  }
  Finding finding;
  finding.code = "ADVICE-FORMAT";
  finding.severity = Severity::kRejected;
  finding.found = "a bank file of format " + std::string(format);
  finding.expected = "advice; name what a bank sends as an input";
  finding.done = "file rejected";
  AddFinding(std::move(finding), false, options, file);
  FinishBankFile(file);
}

}  // namespace

void ReadAdvice(const Source& source, std::span<const CsvMapping> mappings,
                const ReadOptions& options, BankFile* file) {
  if (LooksLikeMail(source.bytes)) {
    const auto part = [&](const Source& each, BankFile* own) {
      return ReadPlain(each, mappings, options, own);
    };
    return ReadMailAdvice(source, options, part, file);
  }
  if (!ReadPlain(source, mappings, options, file)) {
    Refuse(source, options, file);
  }
}

bool LooksLikeAdvice(std::string_view bytes,
                     std::span<const CsvMapping> mappings) {
  const std::string_view format = DetectFormat(bytes);
  return LooksLikeMail(bytes) || IsAdviceFormat(format) || IsJson(bytes) ||
         (format.empty() && MappingFor(mappings, bytes) != nullptr);
}

}  // namespace cashmatch
