// SPDX-License-Identifier: Apache-2.0
// ledger_run.cc - what came, and what waited, against what is open.
// Tested by tests/system/ledger_test.py
#include "adapters/workspace/ledger_run.h"

#include <algorithm>
#include <utility>

#include "adapters/read/ndjson/receipts.h"
#include "adapters/read/rules/rules.h"
#include "adapters/workspace/earlier_lumps.h"
#include "adapters/workspace/ledger_store.h"
#include "adapters/workspace/put_together.h"
#include "adapters/workspace/same_ids.h"
#include "engine/engine.h"
#include "engine/lend_words.h"
#include "engine/model/own_account.h"

namespace cashmatch {
namespace {

constexpr size_t kRowsAtOnce = 1000;
constexpr size_t kPadding = 64;  // simdjson reads beyond the end

/// Formats whose files say all that was booked on a day.
bool IsStatement(const std::string& format) {
  return format == "bai2" || format == "camt.053" || format == "mt940";
}

std::vector<InputFile> Listed(const std::vector<KeptFile>& files,
                              const Spool& spool) {
  std::vector<InputFile> listed;
  for (const KeptFile& file : files) {
    listed.push_back({spool.PathOf(file.sha256), file.name});
  }
  return listed;
}

}  // namespace

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

bool LedgerRun::Read(RunFiles files) {
  files_ = std::move(files);
  matched_ = false;
  return ReadBank() && ReadOwnAdvice();
}

bool LedgerRun::IsUsable(const BankInputs& inputs) {
  rejected_ = inputs.any_rejected() ||
              (inputs.any_held() && reading_.strictness == Strictness::kStrict);
  if (inputs.any_rejected()) {
    return Fail("an input was rejected, nothing was decided");
  }
  return !rejected_ || Fail("a part of an input was held under --strict");
}

bool LedgerRun::ReadBank() {
  const auto mappings = MappingsIn(view_.spool, files_.mappings, watch_);
  if (!mappings) return false;
  inputs_ = ReadBankFiles(Listed(files_.bank, view_.spool),
                          {files_.format, *mappings}, reading_, watch_);
  if (watch_.Interrupted() || !IsUsable(inputs_)) return false;
  TellGaps(inputs_, policy_.own_accounts, view_.ledger.statement_ends(),
           watch_);
  NoteFinalDays();
  TellContradictions(Contradiction::kHeld, reading_, watch_, &inputs_);
  receipts_ = {};
  parts_.clear();
  for (BankInput& input : inputs_.files) {
    parts_.push_back(
        {static_cast<uint32_t>(receipts_.files.size()), PartsOf(input.file)});
    receipts_.Append(std::move(input.file.receipts));
  }
  if (inputs_.any_ndjson() && !IdsAgree(receipts_, "was decided", watch_)) {
    rejected_ = true;
    return false;
  }
  LeaveOutLumps(policy_.own_accounts, watch_, &receipts_);
  arrived_ = receipts_.receipts.size();
  return true;
}

void LedgerRun::NoteFinalDays() {
  for (const BankInput& input : inputs_.files) {
    if (!IsStatement(input.file.summary.format)) continue;
    for (const StatementEnds& ends : input.file.ends) {
      final_days_.emplace(policy_.own_accounts.KeyOf(ends.account), ends.day);
    }
    for (const Receipt& receipt : input.file.receipts.receipts) {
      if (receipt.provisional) continue;
      final_days_.emplace(policy_.own_accounts.KeyOf(receipt.account),
                          receipt.booking_date);
    }
  }
}

bool LedgerRun::Match(const std::function<bool(const Results& results,
                                               const RunGiven& given)>& take) {
  // A run whose ledger moved on begins with its receipts as they came.
  if (std::exchange(matched_, true) && !ReadBank()) return false;
  receipts_.Truncate(arrived_);
  const Ledger& ledger = view_.ledger;
  RunGiven given;
  std::vector<Known> known =
      KnownOf(ledger, receipts_, policy_.own_accounts, &given);
  if (!IdsAreKept(known)) return false;
  for (const size_t input :
       HoldChanged(ledger, reading_, parts_, known, watch_, &receipts_)) {
    FileStatus& status = inputs_.files[input].file.summary.status;
    status = std::max(status, FileStatus::kHeld);
  }
  if (!FindLumps(&known, &given) || !AddWaiting(given)) return false;
  known.resize(receipts_.receipts.size(), Known::kWaits);
  LendWords(known, policy_.own_accounts, &receipts_);
  const Book book =
      Book::Build(ledger.OpenItems(), ledger.Customers(), policy_);
  if (!AddIntraday(&given) || !JoinAdvice(book, known, &given) ||
      !AddReplaced(given, &known)) {
    return false;
  }
  if (!GatherEarlier(ledger, receipts_, view_.decision_at, &given.earlier)) {
    return Fail("receipts of earlier runs cannot be read");
  }
  const Report report = Apply(book, receipts_, policy_,
                              {.interrupted = watch_.interrupted,
                               .progress = watch_.progress,
                               .known = known,
                               .earlier = &given.earlier});
  if (watch_.Interrupted()) return false;
  for (const std::string& line : report.broken) watch_.Say(line);
  if (!report.broken.empty()) {
    return Fail("the results do not conserve the money, nothing was decided");
  }
  const bool taken = take(Results{book, receipts_, report}, given);
  receipts_ = {};  // a second time begins with the files
  return taken;
}

/// An id is a promise, over all runs: what comes under that of counted money is
/// a copy of it. Only ids that were given can be others'.
bool LedgerRun::IdsAreKept(const std::vector<Known>& known) const {
  const auto& receipts = view_.ledger.receipts();
  bool kept = true;
  for (size_t i = 0; i < known.size() && inputs_.any_ndjson(); ++i) {
    const Receipt& receipt = receipts_.receipts[i];
    const auto before = receipts.find(receipt.id);
    if (before == receipts.end()) continue;
    const LedgerReceipt& state = before->second;
    if (state.amount == SignedAmount(receipt) &&
        state.currency == receipt.currency &&
        (!state.counted || known[i] != Known::kNew)) {
      continue;
    }
    TellId(receipts_, ReceiptRow{static_cast<uint32_t>(i)},
           "in row " + std::to_string(state.first_seq) + " of the journal",
           watch_);
    kept = false;
  }
  return kept || Fail(
                     "the same receipt id stands for different receipts, "
                     "nothing was decided");
}

/// Lumps and items that did not come together: the money is counted once.
bool LedgerRun::FindLumps(std::vector<Known>* known, RunGiven* given) {
  std::vector<uint64_t> rows;
  for (const std::string_view id :
       view_.ledger.lumps().Find(receipts_, *known)) {
    const LedgerReceipt& state = view_.ledger.receipts().find(id)->second;
    if (StandsAsMoney(state)) rows.push_back(state.first_seq);
  }
  if (rows.empty()) return true;
  std::sort(rows.begin(), rows.end());  // as they came, not by id
  if (!ReadAsTheyCame(rows, "earlier", &receipts_)) return false;
  PutLumpsTogether(view_.ledger, receipts_, policy_.own_accounts, watch_, known,
                   given);
  receipts_.Truncate(arrived_);
  return true;
}

/// Reads again what is not settled yet; it may be, with what came.
bool LedgerRun::AddWaiting(const RunGiven& given) {
  std::vector<uint64_t> rows;
  for (const auto& [id, receipt] : view_.ledger.receipts()) {
    if (view_.ledger.Waits(id) && !given.replaced.contains(id))
      rows.push_back(receipt.first_seq);
  }
  return ReadAsTheyCame(rows, "waiting", &receipts_);
}

/// A lump that was counted and whose items came is shown once more, as the
/// duplicate that it is from now on. Advice of it is for its items.
bool LedgerRun::AddReplaced(const RunGiven& given, std::vector<Known>* known) {
  std::vector<uint64_t> rows;
  for (const auto& [id, why] : given.replaced) {
    const LedgerReceipt& state = view_.ledger.receipts().find(id)->second;
    if (state.counted) rows.push_back(state.first_seq);
  }
  if (!ReadAsTheyCame(rows, "replaced", &receipts_)) return false;
  known->resize(receipts_.receipts.size(), Known::kCounted);
  return true;
}

/// Gathers intraday receipts: a final statement may have come of their day, and
/// advice may know one of them.
bool LedgerRun::AddIntraday(RunGiven* given) const {
  given->final_days = final_days_;
  for (const StatementEnds& ends : view_.ledger.statement_ends()) {
    given->final_days.emplace(policy_.own_accounts.KeyOf(ends.account),
                              ends.day);
  }
  if (given->final_days.empty() && AdviceFiles().empty()) return true;
  std::vector<uint64_t> rows;
  for (const auto& [id, receipt] : view_.ledger.receipts()) {
    if (receipt.status == ReceiptStatus::kProvisional &&
        receipt.exception != ExceptionCode::kWithdrawn) {
      rows.push_back(receipt.first_seq);
    }
  }
  return ReadAsTheyCame(rows, "intraday", &given->intraday);
}

/// Reads receipts of earlier runs, out of the rows that hold them.
bool LedgerRun::ReadAsTheyCame(const std::vector<uint64_t>& rows,
                               const char* what, ReceiptBlock* to) const {
  std::string lines;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (i % kRowsAtOnce == 0 && view_.read_ahead) {
      const size_t count = std::min(kRowsAtOnce, rows.size() - i);
      if (!view_.read_ahead(std::span(rows).subspan(i, count))) return false;
    }
    ReceiptDecision first;
    if (!view_.decision_at(rows[i], &first)) return false;
    lines += first.receipt;
    lines += '\n';
  }
  return ReadLines(std::move(lines), what, to);
}

bool LedgerRun::ReadLines(std::string lines, const char* what,
                          ReceiptBlock* to) const {
  if (lines.empty()) return true;
  lines.reserve(lines.size() + kPadding);
  BankFile file;
  ReadReceiptsNdjson(Source{what, lines}, ReadOptions{}, &file);
  if (file.summary.status == FileStatus::kRejected) {
    return Fail("receipts that waited cannot be read");
  }
  to->Append(std::move(file.receipts));
  return true;
}

}  // namespace cashmatch
