// SPDX-License-Identifier: Apache-2.0
// ledger_run.cc - what came, and what waited, against what is open.
// Tested by tests/system/ledger_test.py
#include "adapters/workspace/ledger_run.h"

#include <utility>

#include "adapters/ledger/decide.h"
#include "adapters/read/ndjson/receipts.h"
#include "adapters/read/rules/rules.h"
#include "adapters/workspace/ledger_store.h"
#include "adapters/workspace/put_together.h"
#include "engine/engine.h"

namespace cashmatch {

bool LedgerRun::Fail(const std::string& why) const {
  watch_.Fail(why);
  return false;
}

bool LedgerRun::UseRules(const std::string& sha256, Strictness strictness) {
  std::string rules, error;
  if (!sha256.empty() && !ReadSpooled(view_.spool, sha256, &rules, &error)) {
    return Fail(error);
  }
  return UseRulesText(std::move(rules), strictness);
}

bool LedgerRun::UseRulesText(std::string rules, Strictness strictness) {
  rules_text_ = std::move(rules);
  reading_ = {};
  std::vector<std::string> errors;
  ReadRules(rules_text_, "rules", &policy_, &reading_, &errors);
  reading_.strictness = strictness;
  for (const std::string& line : errors) watch_.Fail(line);
  return errors.empty();
}

bool LedgerRun::Read(std::vector<InputFile> files, const std::string& format) {
  inputs_ = ReadBankFiles(std::move(files), format, reading_, watch_);
  if (inputs_.any_rejected()) {
    return Fail("an input was rejected, nothing was decided");
  }
  if (inputs_.any_held() && reading_.strictness == Strictness::kStrict) {
    return Fail("a part of an input was held under --strict");
  }
  TellGaps(inputs_, watch_);
  for (BankInput& input : inputs_.files) {
    if (!input.file.advice.receipts.empty()) {
      watch_.Say(input.name + ": advice without money, left apart");
    }
    receipts_.Append(std::move(input.file.receipts));
  }
  LeaveOutLumps(watch_, &receipts_);
  arrived_ = receipts_.receipts.size();
  return true;
}

bool LedgerRun::Match(const std::function<bool(const Results& results)>& take) {
  receipts_.Truncate(arrived_);
  if (!AddWaiting()) return false;
  const Ledger& ledger = view_.ledger;
  const Book book =
      Book::Build(ledger.OpenItems(), ledger.Customers(), policy_);
  const std::vector<Known> known = KnownOf(ledger, receipts_, arrived_);
  const Report report =
      Apply(book, receipts_, policy_, {kNoDay, watch_.interrupted, known});
  if (watch_.Interrupted()) return false;
  for (const std::string& line : report.broken) watch_.Say(line);
  if (!report.broken.empty()) {
    return Fail("the results do not conserve the money, nothing was decided");
  }
  return take(Results{book, receipts_, report});
}

/// Reads again what is not settled yet; it may be, with what came.
bool LedgerRun::AddWaiting() {
  std::string lines;
  for (const auto& [id, receipt] : view_.ledger.receipts()) {
    if (!view_.ledger.Waits(id)) continue;
    if (!view_.line_of(receipt, &lines)) return false;
    lines += '\n';
  }
  if (lines.empty()) return true;
  lines.reserve(lines.size() + 64);  // simdjson reads beyond the end
  BankFile file;
  ReadReceiptsNdjson(Source{"waiting", lines}, ReadOptions{}, &file);
  if (file.summary.status == FileStatus::kRejected) {
    return Fail("receipts that waited cannot be read");
  }
  receipts_.Append(std::move(file.receipts));
  return true;
}

}  // namespace cashmatch
