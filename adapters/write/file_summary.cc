// SPDX-License-Identifier: Apache-2.0
// file_summary.cc - counts, sums and findings of one input as JSON.
// Tested by tests/unit/adapters/write/file_summary_test.cc
#include "adapters/write/file_summary.h"

#include <map>
#include <string>

#include "adapters/write/row.h"

namespace cashmatch {
namespace {

void AppendName(std::string_view name, std::string* out) {
  if (out->back() != '{' && out->back() != '[') *out += ',';
  AppendJsonString(name, out);
  *out += ':';
}

void AppendMember(std::string_view name, std::string_view text,
                  std::string* out) {
  AppendName(name, out);
  AppendJsonString(text, out);
}

void AppendMember(std::string_view name, uint64_t number, std::string* out) {
  AppendName(name, out);
  *out += std::to_string(number);
}

void AppendSide(std::string_view name,
                const std::map<Currency, WideMinor>& sums,
                const std::map<Currency, WideMinor>& currencies,
                std::string* out) {
  AppendName(name, out);
  *out += '{';
  for (const auto& [currency, unused] : currencies) {
    const auto sum = sums.find(currency);
    AppendMember(
        CodeOf(currency),
        FormatMoney(sum == sums.end() ? WideMinor{0} : sum->second, currency),
        out);
  }
  *out += '}';
}

void AppendSums(std::string_view name, const SidedSums& sums,
                std::string* out) {
  std::map<Currency, WideMinor> currencies = sums.credit;
  currencies.insert(sums.debit.begin(), sums.debit.end());
  AppendName(name, out);
  *out += '{';
  AppendSide("credit", sums.credit, currencies, out);
  AppendSide("debit", sums.debit, currencies, out);
  *out += '}';
}

void AppendFinding(const Finding& finding, std::string* out) {
  if (out->back() != '[') *out += ',';
  *out += '{';
  const Place& place = finding.place;
  if (place.line != 0) {
    AppendMember("line", uint64_t{place.line}, out);
    AppendMember("offset", place.offset, out);
  }
  if (!place.path.empty()) AppendMember("path", place.path, out);
  AppendMember("code", finding.code, out);
  AppendMember("severity", NameOf(finding.severity), out);
  AppendMember("message", MessageOf(finding), out);
  *out += '}';
}

}  // namespace

std::string_view NameOf(FileStatus status) {
  switch (status) {
    case FileStatus::kAccepted:
      return "accepted";
    case FileStatus::kHeld:
      return "held";
    case FileStatus::kRejected:
      return "rejected";
  }
  return "";
}

std::string_view NameOf(Control control) {
  switch (control) {
    case Control::kAbsent:
      return "absent";
    case Control::kProved:
      return "proved";
    case Control::kFailed:
      return "failed";
  }
  return "";
}

std::string FileSummaryJson(std::string_view file, const BankFile& bank_file) {
  const FileSummary& summary = bank_file.summary;
  std::string out = "{";
  AppendMember("file", file, &out);
  AppendMember("format", summary.format, &out);
  AppendMember("version", summary.version, &out);
  AppendMember("encoding", summary.encoding, &out);
  AppendMember("status", NameOf(summary.status), &out);
  AppendMember("statements", summary.statements, &out);
  AppendMember("entries", summary.entries, &out);
  AppendMember("details", summary.details, &out);
  AppendMember("receipts", bank_file.made(), &out);
  AppendSums("booked", summary.booked, &out);
  AppendSums("pending", summary.pending, &out);
  AppendName("references", &out);
  out += '{';
  for (const auto& [kind, count] : summary.references) {
    AppendMember(kind, count, &out);
  }
  out += '}';
  AppendMember("control", NameOf(summary.control), &out);
  AppendName("findings", &out);
  out += '[';
  for (const Finding& finding : bank_file.findings.list()) {
    AppendFinding(finding, &out);
  }
  return out + "]}";
}

}  // namespace cashmatch
