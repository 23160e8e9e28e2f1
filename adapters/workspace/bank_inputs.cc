// SPDX-License-Identifier: Apache-2.0
// bank_inputs.cc - which reader an input is for: its format, or a mapping.
// Tested by tests/unit/adapters/workspace/bank_inputs_test.cc
#include "adapters/workspace/bank_inputs.h"

#include <algorithm>
#include <utility>

#include "adapters/read/detect/detect.h"
#include "adapters/read/mapped_csv/mapped_csv.h"
#include "adapters/read/mapped_csv/pick.h"

namespace cashmatch {
namespace {

constexpr std::string_view kCsv = "csv";

// CSV says nowhere whose it is: only a mapping makes it a bank's file.
const CsvMapping* MappingFor(const InputRules& rules, std::string_view bytes,
                             bool must) {
  const CsvMapping* const mapping = PickMapping(
      rules.mappings, {MappingKind::kStatement, MappingKind::kPayouts}, bytes);
  return mapping != nullptr && (must || FitsMapping(*mapping, bytes)) ? mapping
                                                                      : nullptr;
}

void RefuseWithoutMapping(const ReadOptions& options, BankFile* file) {
  Finding finding;
  finding.code = "CSV-MAPPING";
  finding.severity = Severity::kRejected;
  finding.found = "no mapping of a statement or of payouts";
  finding.expected = "--mapping FILE.toml";
  finding.done = "file rejected";
  AddFinding(std::move(finding), false, options, file);
  FinishBankFile(file);
}

bool ReadOneBankFile(const InputRules& rules, const ReadOptions& options,
                     const Source& source, bool named, BankFile* file) {
  file->defer_ids = options.defer_ids;
  std::string_view format = rules.format;
  if (format.empty()) format = DetectFormat(source.bytes);
  if (format.empty() || format == kCsv) {
    // What is plainly something else is refused by its name.
    const bool csv = format == kCsv;
    const bool must = csv || (named && IsUnknownText(source.bytes));
    const CsvMapping* const mapping = MappingFor(rules, source.bytes, must);
    if (mapping != nullptr) {
      ReadMappedCsv(source, *mapping, options, file);
      return true;
    }
    if (csv) {
      RefuseWithoutMapping(options, file);
      return true;
    }
    if (!named) return false;
  }
  ReadBankFile(source, format, options, file);
  return true;
}

}  // namespace

bool IsInputFormat(std::string_view format) {
  return format == kCsv || IsBankFormat(format);
}

bool BankInputs::any_rejected() const {
  return std::ranges::any_of(files, &BankInput::rejected);
}

bool BankInputs::any_held() const {
  return std::ranges::any_of(files, &BankInput::held);
}

bool BankInputs::any_ndjson() const {
  return std::ranges::any_of(files, [](const BankInput& input) {
    return input.file.summary.format == "ndjson";
  });
}

BankInputs ReadBankInputs(const std::vector<std::string>& inputs,
                          const InputRules& rules, const ReadOptions& options,
                          const RunWatch& watch) {
  BankInputs read;
  const auto one = [&](const Source& source, bool named, BankFile* file) {
    if (rules.drain) file->drain = rules.drain();
    return ReadOneBankFile(rules, options, source, named, file);
  };
  read.listed = ReadInputs(inputs, one, watch, &read.files, rules.hashed);
  return read;
}

BankInputs ReadBankFiles(std::vector<InputFile> files, const InputRules& rules,
                         const ReadOptions& options, const RunWatch& watch) {
  BankInputs read;
  read.listed = true;
  const auto one = [&](const Source& source, bool named, BankFile* file) {
    return ReadOneBankFile(rules, options, source, named, file);
  };
  ReadListed(std::move(files), one, watch, &read.files);
  return read;
}

void ReadBankInputAgain(const BankInput& input, const InputRules& rules,
                        const ReadOptions& options, BankFile* file) {
  ReadOneBankFile(rules, options,
                  SourceOf(input.name, input.bytes, input.content), true, file);
}

}  // namespace cashmatch
