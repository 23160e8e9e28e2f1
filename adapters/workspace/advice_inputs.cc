// SPDX-License-Identifier: Apache-2.0
// advice_inputs.cc - from --advice to the advice of receipts.
// Tested by tests/unit/adapters/workspace/advice_inputs_test.cc,
// tests/system/advice_test.py
#include "adapters/workspace/advice_inputs.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "adapters/read/advice_input/advice_input.h"
#include "adapters/read/receipt_id.h"
#include "adapters/write/advice_table.h"
#include "engine/join_advice.h"

namespace cashmatch {
namespace {

// The advice of a file is done with: those after it count on from here.
void Take(std::vector<ReadInput>* files, ReceiptBlock* advice) {
  for (ReadInput& input : *files) advice->Append(std::move(input.file.advice));
}

std::string PlaceOf(const ReceiptBlock& advice, const Receipt& it) {
  return std::string(advice.files[it.file].name) + ":" +
         std::to_string(it.line);
}

// Findings on a line of the advice's file.
void Tell(const ReceiptBlock& advice, const Receipt& it, std::string_view code,
          const std::string& what, const RunWatch& watch) {
  watch.Say(PlaceOf(advice, it) + ": " + std::string(code) + ": " + what);
}

std::string AmountOf(const Receipt& it) {
  if (it.amount == kNotStated) return "an advice without an amount";
  return "an advice of " + FormatMoney(it.amount, it.currency) + " " +
         std::string(CodeOf(it.currency));
}

void TellJoin(const ReceiptBlock& advice, const Receipt& it,
              const AdviceJoin& join, const ReceiptBlock& receipts,
              const RunWatch& watch) {
  const std::string found = "found " + AmountOf(it);
  switch (join.status) {
    case AdviceStatus::kJoined: {
      const Receipt& receipt = receipts.receipts[Index(join.receipt)];
      if (join.contradicts) {
        Tell(advice, it, "ADVICE-CONFLICT",
             found +
                 " whose receipt itself names other documents, expected the "
                 "same; the advice counts",
             watch);
      }
      if (it.amount == kNotStated || it.amount == receipt.amount) return;
      return Tell(advice, it, "ADVICE-SUM",
                  found + ", expected " +
                      FormatMoney(receipt.amount, receipt.currency) +
                      ", which came in; joined by " +
                      std::string(NameOf(join.by)),
                  watch);
    }
    case AdviceStatus::kUnjoined:
      return Tell(advice, it, "ADVICE-UNJOINED",
                  found +
                      ", expected a receipt with its trace, or of its payer, "
                      "amount and date; left apart",
                  watch);
    case AdviceStatus::kAmbiguous:
      return Tell(
          advice, it, "ADVICE-AMBIGUOUS",
          found + " that may be of " +
              std::to_string(std::max(join.candidates, 1U)) +
              (join.candidates > 1 ? " receipts" : " receipt, as others may") +
              ", by " + std::string(NameOf(join.by)) + "; left apart",
          watch);
    case AdviceStatus::kConflict:
      return Tell(advice, it, "ADVICE-CONFLICT",
                  found +
                      ", expected what its receipt says already; the receipt "
                      "keeps its own",
                  watch);
    case AdviceStatus::kDuplicate:
    case AdviceStatus::kHeld:
      return;  // nothing new; told by its reader, or as what came before
  }
}

void TellAgain(const ReceiptBlock& advice, const Receipt& it,
               const RunWatch& watch) {
  Tell(advice, it, "ADVICE-DUPLICATE",
       "found " + AmountOf(it) +
           " that came before, expected it once; nothing done",
       watch);
}

/// Whether an advice came before.
struct Again {
  bool again = false;
  size_t first = 0;  // the one of these that it repeats, or itself
};

/// `advice` in its fixed order. What came before its file repeats no other one,
/// but that of the file it came in, where that waits and is here.
std::vector<Again> FindAgain(const ReceiptBlock& advice,
                             const CameBefore& came_before) {
  const std::vector<std::string> contents = ContentIds(advice);
  std::vector<Again> found(contents.size());
  std::map<std::string_view, size_t> firsts;  // by content
  for (size_t i = 0; i < contents.size(); ++i) {
    const std::string_view file = advice.files[advice.receipts[i].file].name;
    found[i].again = came_before && came_before(contents[i], file);
    if (!found[i].again) firsts.try_emplace(contents[i], i);
  }
  for (size_t i = 0; i < contents.size(); ++i) {
    const auto first = firsts.find(contents[i]);
    found[i].first = first == firsts.end() ? i : first->second;
    found[i].again = found[i].again || found[i].first != i;
  }
  return found;
}

}  // namespace

BankInputs ReadAdviceInputs(const std::vector<std::string>& paths,
                            std::span<const CsvMapping> mappings,
                            const ReadOptions& options, const RunWatch& watch) {
  BankInputs read;
  const auto one = [&](const Source& source, bool named, BankFile* file) {
    if (!named && !LooksLikeAdvice(source.bytes, mappings)) return false;
    ReadAdvice(source, mappings, options, file);
    return true;
  };
  read.listed = ReadInputs(paths, one, watch, &read.files);
  return read;
}

BankInputs ReadAdviceFiles(std::vector<InputFile> files,
                           std::span<const CsvMapping> mappings,
                           const ReadOptions& options, const RunWatch& watch) {
  BankInputs read;
  read.listed = true;
  const auto one = [&](const Source& source, bool, BankFile* file) {
    ReadAdvice(source, mappings, options, file);
    return true;
  };
  ReadListed(std::move(files), one, watch, &read.files);
  return read;
}

JoinedAdvice JoinAllAdvice(const Book& book, const OwnAccounts& own,
                           std::span<BankInputs* const> inputs,
                           const CameBefore& came_before, const RunWatch& watch,
                           ReceiptBlock* receipts) {
  JoinedAdvice joined;
  ReceiptBlock& block = joined.advice;
  for (BankInputs* const input : inputs) Take(&input->files, &block);
  if (block.receipts.empty()) return joined;  // no need to index receipts
  std::sort(block.receipts.begin(), block.receipts.end(),
            [&](const Receipt& a, const Receipt& b) {
              const auto rank = [&](const Receipt& it) {
                return std::tuple(it.value_date, block.files[it.file].name,
                                  it.position, it.id);
              };
              return rank(a) < rank(b);
            });
  // An id is made of the receipt as its bank sent it, before advice is added.
  NameReceipts(receipts);
  const std::vector<Again> again = FindAgain(block, came_before);
  std::vector<bool> duplicate;
  for (const Again& one : again) duplicate.push_back(one.again);
  joined.joins = JoinAdvice(book, own, block, duplicate, receipts);
  for (size_t i = 0; i < again.size(); ++i) {
    if (again[i].first == i) continue;
    joined.joins[i].by = joined.joins[again[i].first].by;
    joined.joins[i].receipt = joined.joins[again[i].first].receipt;
  }
  for (size_t i = 0; i < joined.joins.size(); ++i) {
    TellJoin(block, block.receipts[i], joined.joins[i], *receipts, watch);
    if (again[i].again && block.receipts[i].held.empty()) {
      TellAgain(block, block.receipts[i], watch);
    }
  }
  return joined;
}

bool WriteRunTables(const Results& results, const JoinedAdvice& advice,
                    const TableOptions& options, const std::string& folder,
                    std::string* error) {
  return WriteTables(results, options, folder, error) &&
         (advice.joins.empty() ||
          WriteAdvice(advice.advice, advice.joins, results.receipts,
                      options.format, folder, error));
}

}  // namespace cashmatch
