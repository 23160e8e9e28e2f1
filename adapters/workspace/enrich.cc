// SPDX-License-Identifier: Apache-2.0
// enrich.cc - reads, writes into, and reads again what was written.
// Tested by tests/system/enrich_test.py
#include "adapters/workspace/enrich.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <string_view>
#include <system_error>

#include "adapters/bytes/input.h"
#include "adapters/bytes/whole_file.h"
#include "adapters/read/detect/detect.h"
#include "adapters/workspace/load.h"
#include "adapters/workspace/paid_documents.h"
#include "adapters/write/enrich/enrich_file.h"

namespace cashmatch {
namespace {

std::string NameOfInput(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

/// Reads the file as `match` does. False: it cannot be used, which was told.
bool ReadFile(const std::string& name, std::string_view bytes,
              const ReadOptions& options, const RunWatch& watch,
              BankFile* file) {
  ReadBankFile({name, bytes}, "", options, file);
  for (const Finding& finding : file->findings.list()) {
    watch.Say(Describe(name, finding));
  }
  if (file->summary.status != FileStatus::kRejected) return true;
  watch.Fail(name + " was rejected; nothing was written");
  return false;
}

bool SameMoney(const Receipt& a, const Receipt& b) {
  return a.amount == b.amount && a.currency == b.currency &&
         a.direction == b.direction && a.booking_date == b.booking_date &&
         a.value_date == b.value_date && a.bank_reference == b.bank_reference &&
         a.account == b.account && a.provisional == b.provisional &&
         a.held == b.held;
}

/// Whether more is wrong with the new file than with the old one. Less may be:
/// of several records on a line the last has now one of its own.
bool HasNewFaults(const Findings& before, const Findings& after) {
  std::map<std::string_view, size_t> more;
  for (const Finding& finding : before.list()) ++more[finding.code];
  return std::any_of(
      after.list().begin(), after.list().end(),
      [&](const Finding& finding) { return more[finding.code]-- == 0; });
}

/// Whether the new bytes tell the same money as the old file.
bool TellsTheSame(const BankFile& before, std::string_view bytes,
                  const ReadOptions& options) {
  BankFile after;
  ReadBankFile({"", bytes}, "", options, &after);
  return after.summary.status == before.summary.status &&
         after.summary.control == before.summary.control &&
         !HasNewFaults(before.findings, after.findings) &&
         std::equal(before.receipts.receipts.begin(),
                    before.receipts.receipts.end(),
                    after.receipts.receipts.begin(),
                    after.receipts.receipts.end(), SameMoney);
}

void SayLeftOut(const std::string& name, const BankFile& file,
                const Enriched& enriched, const RunWatch& watch) {
  for (const LeftOut& left : enriched.left_out) {
    for (const Receipt& receipt : file.receipts.receipts) {
      if (receipt.offset != left.offset) continue;
      watch.Say(name + ":" + std::to_string(receipt.line) + ": " +
                Quote(left.number) + " was left out: " + std::string(left.why));
      break;
    }
  }
}

std::string CannotBe(const std::string& name, const FileSummary& summary) {
  const bool wide = summary.encoding.starts_with("utf-16") &&
                    summary.format.starts_with("camt");
  return name + " is " + summary.format +
         (wide ? " in UTF-16, which is not written into; make it UTF-8 first"
               : ", which cannot be enriched; BAI2, camt and MT940 can");
}

}  // namespace

Ending EnrichBankFile(const EnrichRequest& request, const RunWatch& watch) {
  Rules rules;
  if (!LoadRules(request.rules, watch, &rules)) return Ending::kWrongUsage;
  watch.Started(Stage::kRead);
  Input input;
  std::string error;
  if (!LoadInput(request.input, InputLimits{}, watch.interrupted, &input,
                 &error)) {
    watch.Fail(error);
    return Ending::kFailed;
  }
  const std::string name = NameOfInput(request.input);
  BankFile file;
  if (!ReadFile(name, input.bytes(), rules.reading, watch, &file)) {
    return Ending::kFailed;
  }
  PaidByFile paid;
  error = FindPaidDocuments(file.receipts, request.results, &paid);
  if (error.empty() && paid.known == 0 && !file.receipts.receipts.empty()) {
    error = request.results + " has no receipt of " + name +
            "; give the folder of a run that read it";
  }
  if (!error.empty()) {
    watch.Fail(error);
    return Ending::kFailed;
  }
  if (watch.Interrupted()) return Ending::kInterrupted;
  watch.Started(Stage::kWrite);
  Enriched enriched;
  if (!EnrichFile(input.bytes(), file.summary, paid.wanted, &enriched)) {
    watch.Fail(CannotBe(name, file.summary));
    return Ending::kFailed;
  }
  if (!TellsTheSame(file, enriched.bytes, rules.reading)) {
    watch.Fail(name +
               " with numbers in it would not tell the same money; nothing "
               "was written");
    return Ending::kFailed;
  }
  SayLeftOut(name, file, enriched, watch);
  watch.Say(std::to_string(enriched.numbers) + " numbers written for " +
            std::to_string(enriched.receipts) + " receipts, " +
            std::to_string(paid.there_already) + " were there already, " +
            std::to_string(enriched.left_out.size()) + " left out");
  if (WriteWholeFile(request.out, request.overwrite, enriched.bytes, &error)) {
    return Ending::kDone;
  }
  watch.Fail(error);
  return Ending::kFailed;
}

}  // namespace cashmatch
