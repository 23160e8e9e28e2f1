// SPDX-License-Identifier: Apache-2.0
// match.cc - load, read, apply, prove, write.
// Tested by tests/unit/adapters/workspace/match_test.cc, tests/system
#include "adapters/workspace/match.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "adapters/bytes/atomic_folder.h"
#include "adapters/bytes/file_mark.h"
#include "adapters/read/receipt_id.h"
#include "adapters/workspace/advice_inputs.h"
#include "adapters/workspace/bank_inputs.h"
#include "adapters/workspace/changed_parts.h"
#include "adapters/workspace/large_pages.h"
#include "adapters/workspace/lint.h"
#include "adapters/workspace/load.h"
#include "adapters/workspace/put_together.h"
#include "adapters/workspace/same_ids.h"
#include "adapters/workspace/stage_clock.h"
#include "adapters/write/file_summary.h"
#include "adapters/write/headline.h"
#include "adapters/write/summary.h"
#include "adapters/write/table_file.h"
#include "engine/engine.h"

namespace cashmatch {
namespace {

// Finds out before any work whether the results could be written at the end.
bool OutCanBeMade(const MatchRequest& request, const RunWatch& watch) {
  AtomicFolder probe;
  std::string error;
  if (probe.Start(request.out, request.overwrite, &error)) return true;
  watch.Fail(error);
  return false;
}

size_t CountReceipts(const ReceiptBlock& receipts) {
  size_t count = receipts.receipts.size();
  for (const PlainFile& file : receipts.plain) count += file.rows.size();
  return count;
}

// What the inputs may do to the run: end it, or go on.
bool InputsAreUsable(const BankInputs& inputs, const MatchRequest& request,
                     const RunWatch& watch) {
  if (!inputs.listed) return false;
  if (inputs.any_rejected() && !request.skip_rejected) {
    watch.Fail(
        "an input was rejected, nothing was written; --skip-rejected goes on "
        "without it");
    return false;
  }
  if (inputs.any_held() && request.strictness == Strictness::kStrict) {
    watch.Fail(
        "a part of an input was held under --strict, nothing was "
        "written");
    return false;
  }
  return true;
}

// Makes room for the receipts of all inputs, so that none is moved twice.
void Reserve(const BankInputs& inputs, ReceiptBlock* receipts) {
  size_t rows = 0, references = 0, texts = 0, advice = 0;
  for (const BankInput& input : inputs.files) {
    rows += input.file.receipts.receipts.size();
    references += input.file.receipts.references.size();
    texts += input.file.receipts.texts.size();
    advice += input.file.receipts.advice.size();
  }
  receipts->receipts.reserve(rows);
  receipts->references.reserve(references);
  receipts->texts.reserve(texts);
  receipts->advice.reserve(advice);
}

// Moves the receipts of all inputs into one block; `facts` learn the files.
// Files of advice come first and have none.
ReceiptBlock Join(const BankInputs& advice, BankInputs* inputs,
                  RunFacts* facts) {
  ReceiptBlock receipts;
  for (const BankInput& input : advice.files) {
    facts->inputs.push_back({input.name, input.sha256,
                             std::string(NameOf(input.file.summary.status))});
  }
  if (inputs->files.size() > 1) Reserve(*inputs, &receipts);
  for (BankInput& input : inputs->files) {
    InputFacts fact{input.name, input.sha256,
                    std::string(NameOf(input.file.summary.status))};
    fact.files_begin = receipts.files.size();
    receipts.Append(std::move(input.file.receipts));
    fact.files_end = receipts.files.size();
    facts->inputs.push_back(std::move(fact));
  }
  return receipts;
}

std::string PlaceOf(const ReceiptBlock& receipts, ReceiptRow row) {
  const Receipt& receipt = receipts.receipts[Index(row)];
  return std::string(receipts.files[receipt.file].name) + ":" +
         std::to_string(receipt.line);
}

// True if advice may join the receipts of a run.
bool AnyAdvice(const BankInputs& inputs, const BankInputs& advice) {
  return !advice.files.empty() ||
         std::ranges::any_of(inputs.files, [](const BankInput& input) {
           return !input.file.advice.receipts.empty();
         });
}

// True if a receipt came with an id that might be one we make of another.
bool AnyIdMayBeMade(const ReceiptBlock& receipts) {
  return std::ranges::any_of(receipts.receipts, [](const Receipt& receipt) {
    return MayBeMadeId(receipt.id);
  });
}

// Joins the inputs to one block; false if their ids disagree, which was told.
bool PutTogether(const BankInputs& advice, const OwnAccounts& own,
                 BankInputs* inputs, const RunWatch& watch, RunFacts* facts,
                 ReceiptBlock* receipts) {
  *receipts = Join(advice, inputs, facts);
  // Ids that we make of the content cannot disagree with it. Given ones can,
  // with each other and with what might be the same id.
  const bool any_given = inputs->any_ndjson();
  const bool name_all = any_given && AnyIdMayBeMade(*receipts);
  if (name_all || AnyAdvice(*inputs, advice)) MakeAllReceipts(receipts);
  if (name_all) NameReceipts(receipts);
  if (any_given && !IdsAgree(*receipts, "was written", watch)) return false;
  LeaveOutLumps(own, watch, receipts);
  return true;
}

bool IsProved(const Report& report, const RunWatch& watch) {
  for (const std::string& line : report.broken) watch.Say(line);
  if (report.broken.empty()) return true;
  watch.Fail(
      "the results do not conserve the money, nothing was written; "
      "this is a fault of cashmatch, please report it");
  return false;
}

// Undone money that nobody knows of is a finding, CONTRACT section 5.
void TellLostReversals(const Results& results, const RunWatch& watch) {
  for (const ReceiptRow row : results.report.order) {
    const ExceptionCode code = results.OutcomeAt(row).exception;
    if (code != ExceptionCode::kReversalNotFound &&
        code != ExceptionCode::kReversalAmbiguous) {
      continue;
    }
    const Receipt& receipt = results.ReceiptAt(row);
    watch.Say(PlaceOf(results.receipts, row) + ": " +
              std::string(NameOf(code)) + ": found " +
              FormatMoney(receipt.amount, receipt.currency) + " " +
              std::string(CodeOf(receipt.currency)) + " taken back, " +
              std::string(MeaningOf(code)) + "; nothing reopened");
  }
}

// All files but timing.json, which cannot yet know how long writing took.
bool Fill(const Results& results, const RunFacts& facts,
          const JoinedAdvice& advice, const TableOptions& tables,
          const std::string& folder, std::string* error) {
  return WriteRunTables(results, advice, tables, folder, error) &&
         WriteText(folder + "/summary.json", SummaryJson(results, facts),
                   error);
}

Ending Write(const Results& results, const RunFacts& facts,
             const JoinedAdvice& advice, const MatchRequest& request,
             const FileMark& items, size_t lines, const RunWatch& watch,
             StageClock* clock) {
  clock->Start(Stage::kWrite);
  AtomicFolder out;
  std::string error;
  const bool filled =
      out.Start(request.out, request.overwrite, &error) &&
      Fill(results, facts, advice, request.tables, out.path(), &error);
  clock->Stop(lines);
  if (watch.Interrupted()) return Ending::kInterrupted;
  if (results.book.memory().input != 0 && !items.IsAsItWas()) {
    watch.Fail(request.open_items +
               ": was written to while it was read; nothing was written");
    return Ending::kFailed;
  }
  if (filled &&
      WriteText(out.path() + "/timing.json",
                TimingJson(clock->stages(), request.threads,
                           {results.book.memory(), results.book.item_count(),
                            HugePageBytes()}),
                &error) &&
      out.Commit(&error)) {
    return Ending::kDone;
  }
  watch.Fail(error);
  return Ending::kFailed;
}

void SetReading(const MatchRequest& request, ReadOptions* reading) {
  reading->strictness = request.strictness;
  // Brief results name few receipts; others name all.
  reading->defer_ids = request.tables.brief;
  reading->plain = request.tables.brief;
}

}  // namespace

Ending Match(const MatchRequest& request, const RunWatch& watch,
             std::string* headline) {
  StageClock clock(watch);
  if (!OutCanBeMade(request, watch)) return Ending::kFailed;

  clock.Start(Stage::kRules);
  Rules rules;
  if (!LoadRules(request.rules, watch, &rules)) return Ending::kWrongUsage;
  SetReading(request, &rules.reading);
  const auto mappings = LoadMappings(request.mappings, watch);
  if (!mappings) return Ending::kWrongUsage;
  clock.Stop(0);

  clock.Start(Stage::kBook);
  const FileMark items(request.open_items);
  const std::optional<Book> book =
      LoadBook(request.open_items, request.customers, rules.policy, watch,
               nullptr, *mappings);
  if (watch.Interrupted()) return Ending::kInterrupted;
  if (!book) return Ending::kFailed;
  clock.Stop(book->item_count());
  TellOrdinaryPages(*book, watch);
  // Every file is proved before anything of it is used.
  clock.Start(Stage::kRead);
  BankInputs inputs = ReadBankInputs(
      request.inputs, {request.input_format, *mappings}, rules.reading, watch);
  BankInputs advice =
      ReadAdviceInputs(request.advice, *mappings, rules.reading, watch);
  if (watch.Interrupted()) return Ending::kInterrupted;
  TellContradictions(Contradiction::kTold, rules.reading, watch, &inputs);
  if (!InputsAreUsable(inputs, request, watch) ||
      !InputsAreUsable(advice, request, watch)) {
    return Ending::kFailed;
  }
  TellGaps(inputs, rules.policy.own_accounts, {}, watch);
  RunFacts facts{request.version, rules.sha256, {}, request.tables.brief};
  ReceiptBlock receipts;
  if (!PutTogether(advice, rules.policy.own_accounts, &inputs, watch, &facts,
                   &receipts)) {
    return Ending::kFailed;
  }
  const JoinedAdvice joined =
      JoinAllAdvice(*book, rules.policy.own_accounts,
                    std::array{&inputs, &advice}, nullptr, watch, &receipts);
  TellRuleWarnings(
      rules, {&*book, CustomersAreListed(*book, request.customers), &receipts},
      watch);
  const size_t lines = CountReceipts(receipts);
  clock.Stop(lines);

  clock.Start(Stage::kMatch);
  const Report report = ApplyWithPlain(*book, &receipts, rules.policy,
                                       {.as_of = request.as_of,
                                        .interrupted = watch.interrupted,
                                        .brief = request.tables.brief});
  if (watch.Interrupted()) return Ending::kInterrupted;
  if (!IsProved(report, watch)) return Ending::kFailed;
  clock.Stop(lines);

  const Results results{*book, receipts, report};
  TellLostReversals(results, watch);
  const Ending written =
      Write(results, facts, joined, request, items, lines, watch, &clock);
  if (written != Ending::kDone) return written;
  *headline = Headline(results);
  const bool all = !inputs.any_held() && !inputs.any_rejected() &&
                   !advice.any_held() && !advice.any_rejected();
  return all ? Ending::kDone : Ending::kHeld;
}

}  // namespace cashmatch
