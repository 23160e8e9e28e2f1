// SPDX-License-Identifier: Apache-2.0
// receipt_part.cc - lines to receipts: files, faults and sums.
// Tested by tests/unit/adapters/read/ndjson/receipts_test.cc
#include "adapters/read/ndjson/receipt_part.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

#include "adapters/read/ndjson/receipt_line.h"
#include "adapters/read/receipt_id.h"
#include "engine/base/hash.h"
#include "engine/model/creditor_reference.h"

namespace cashmatch {
namespace {

constexpr std::string_view kFormat = "ndjson";
constexpr std::string_view kBlanks = " \t\r\n";

/// Reads the lines of one part; every Line call gets the next one.
class PartReader {
 public:
  PartReader(const Source& source, const ReadOptions& options,
             const ReceiptLines& lines, bool advice, ReceiptPart* part)
      : source_(source),
        options_(options),
        lines_(lines),
        part_(*part),
        file_(part->file),
        advice_(advice),
        reader_(&part->file.receipts, advice),
        line_(lines.line - 1),
        offset_(lines.offset) {}

  void Read();

 private:
  void Line(std::string_view line);
  /// Gives simdjson the bytes it reads beyond a line, by a copy at the end.
  simdjson::padded_string_view Padded(std::string_view line);
  void Reject(const char* reason, std::string_view line);
  void Settle(Receipt* receipt);
  uint32_t FileOf(const LineSource& source);
  void AddFaults(Receipt* receipt);
  void Count(const Receipt& receipt);
  Severity Add(std::string code, Severity severity, std::string_view path,
               std::string found, std::string expected, std::string done);

  const Source& source_;
  const ReadOptions& options_;
  const ReceiptLines& lines_;
  ReceiptPart& part_;
  BankFile& file_;
  bool advice_;  // no money
  ReceiptLineReader reader_;
  uint32_t line_;
  uint64_t offset_;
  std::string tail_;
  std::unordered_map<std::string, uint32_t, TextHash>
      files_;  // by name and format
  std::string file_key_;
  std::optional<std::pair<std::string, uint32_t>> last_file_;
};

Severity PartReader::Add(std::string code, Severity severity,
                         std::string_view path, std::string found,
                         std::string expected, std::string done) {
  Finding finding;
  finding.place = {line_, offset_, std::string(path)};
  finding.code = std::move(code);
  finding.severity = severity;
  finding.found = std::move(found);
  finding.expected = std::move(expected);
  finding.done = std::move(done);
  return AddFinding(std::move(finding), false, options_, &file_);
}

void PartReader::Read() {
  std::string_view rest = lines_.text;
  while (!rest.empty()) {
    const size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    ++line_;
    if (line.find_first_not_of(kBlanks) != std::string_view::npos) Line(line);
    const size_t used = std::min(line.size() + 1, rest.size());
    rest.remove_prefix(used);
    offset_ += used;
  }
  part_.unknown = reader_.fields().unknown();
  part_.end = offset_;
}

simdjson::padded_string_view PartReader::Padded(std::string_view line) {
  const size_t at = static_cast<size_t>(line.data() - source_.bytes.data());
  if (source_.bytes.size() - at - line.size() >= simdjson::SIMDJSON_PADDING) {
    return simdjson::padded_string_view(
        line.data(), line.size(), line.size() + simdjson::SIMDJSON_PADDING);
  }
  tail_.assign(line);
  tail_.append(simdjson::SIMDJSON_PADDING, ' ');
  return simdjson::padded_string_view(tail_.data(), line.size(), tail_.size());
}

void PartReader::Line(std::string_view line) {
  ++file_.summary.entries;
  const size_t before = file_.receipts.receipts.size();
  if (line.size() > ReceiptLineReader::kLineMax) {
    return Reject("a line of more than 64 MiB", line.substr(0, 64));
  }
  const char* const reason = reader_.Read(Padded(line));
  if (reason != nullptr) {
    file_.receipts.Truncate(before);
    return Reject(reason, line);
  }
  Receipt* const receipt = &file_.receipts.receipts.back();
  AddFaults(receipt);
  if (!reader_.has_money()) return file_.receipts.Truncate(before);
  Settle(receipt);
}

void PartReader::Reject(const char* reason, std::string_view line) {
  Add("NDJSON-JSON", Severity::kRejected, {}, Quote(line),
      std::string("one JSON object a line (") + reason + ")", "file rejected");
}

void PartReader::AddFaults(Receipt* receipt) {
  if (!receipt->held.empty()) {
    Add(std::string(receipt->held), Severity::kHeld, {}, {}, {},
        "held where it was first read");
  }
  for (const LineFault& fault : reader_.fields().faults()) {
    const bool holds = fault.done.empty();
    const std::string done = !holds                ? fault.done
                             : reader_.has_money() ? "receipt held"
                                                   : "receipt left out";
    const Severity severity =
        Add(fault.code, holds ? Severity::kHeld : Severity::kWarning,
            fault.field, fault.found, fault.expected, done);
    if (severity != Severity::kWarning && receipt->held.empty()) {
      receipt->held = file_.receipts.Keep(fault.code);
    }
  }
}

void PartReader::Settle(Receipt* receipt) {
  receipt->file = FileOf(reader_.source());
  receipt->line = reader_.source().line == 0 ? line_ : reader_.source().line;
  if (!receipt->id.empty()) {
    part_.ids.push_back({receipt->id, {line_, offset_}});
    part_.rows.push_back(
        static_cast<uint32_t>(file_.receipts.receipts.size() - 1));
    part_.contents.push_back(ContentHash(file_.receipts, *receipt));
  }
  Count(*receipt);
}

/// Receipts of a file stand together, so that the last file is the usual one.
uint32_t PartReader::FileOf(const LineSource& source) {
  const std::string_view name =
      source.file.empty() ? source_.name : source.file;
  const std::string_view format =
      source.format.empty() ? kFormat : source.format;
  file_key_.assign(name);
  file_key_ += '\0';
  file_key_ += format;
  if (last_file_ && last_file_->first == file_key_) return last_file_->second;
  auto [known, added] = files_.try_emplace(file_key_, 0);
  if (added) known->second = file_.receipts.AddFile(name, format);
  last_file_ = *known;
  return known->second;
}

void PartReader::Count(const Receipt& receipt) {
  SidedSums& sums = file_.summary.booked;
  auto& side =
      receipt.direction == Direction::kCredit ? sums.credit : sums.debit;
  if (!advice_) side[receipt.currency] += receipt.amount;
  for (const Reference& reference : file_.receipts.References(receipt)) {
    if (reference.type != ReferenceType::kCreditorReference) continue;
    const CreditorReferenceKind kind = KindOf(reference.value);
    if (kind == CreditorReferenceKind::kNone) continue;
    ++file_.summary.references[std::string(NameOf(kind))];
  }
}

}  // namespace

ReceiptPart ReadReceiptLines(const Source& source, const ReadOptions& options,
                             const ReceiptLines& lines, bool advice) {
  ReceiptPart part;
  PartReader(source, options, lines, advice, &part).Read();
  return part;
}

}  // namespace cashmatch
