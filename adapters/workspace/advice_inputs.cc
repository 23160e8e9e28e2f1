// SPDX-License-Identifier: Apache-2.0
// advice_inputs.cc - from --advice to the advice of receipts.
// Tested by tests/unit/adapters/workspace/advice_inputs_test.cc,
// tests/system/advice_test.py
#include "adapters/workspace/advice_inputs.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "adapters/read/advice_input/advice_input.h"
#include "adapters/read/receipt_id.h"
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
      return;  // nothing new; told by its reader
  }
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

JoinedAdvice JoinAllAdvice(const Book& book, BankInputs* bank,
                           BankInputs* advice, const RunWatch& watch,
                           ReceiptBlock* receipts) {
  JoinedAdvice joined;
  ReceiptBlock& block = joined.advice;
  Take(&bank->files, &block);
  Take(&advice->files, &block);
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
  joined.joins = JoinAdvice(book, block, receipts);
  for (size_t i = 0; i < joined.joins.size(); ++i) {
    TellJoin(block, block.receipts[i], joined.joins[i], *receipts, watch);
  }
  return joined;
}

}  // namespace cashmatch
