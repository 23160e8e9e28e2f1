// SPDX-License-Identifier: Apache-2.0
// advice_inputs.h - advice apart from money: read, joined, told.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "adapters/read/mapped_csv/mapping.h"
#include "adapters/workspace/bank_inputs.h"
#include "adapters/workspace/inputs.h"
#include "adapters/workspace/run_watch.h"
#include "engine/book/book.h"
#include "engine/model/advice_join.h"

namespace cashmatch {

/// Reads files of advice, as ReadBankInputs reads those of banks.
BankInputs ReadAdviceInputs(const std::vector<std::string>& paths,
                            std::span<const CsvMapping> mappings,
                            const ReadOptions& options, const RunWatch& watch);

/// The same for files that were listed before, all of them named.
BankInputs ReadAdviceFiles(std::vector<InputFile> files,
                           std::span<const CsvMapping> mappings,
                           const ReadOptions& options, const RunWatch& watch);

/// All advice of a run and what became of it.
struct JoinedAdvice {
  ReceiptBlock advice;  // in a fixed order, whatever order its files came in
  std::vector<AdviceJoin> joins;  // one for each
};

/// Takes the advice out of all inputs, of the bank's files too, and joins it to
/// the receipts; tells what stays apart, and where amounts differ.
JoinedAdvice JoinAllAdvice(const Book& book, BankInputs* bank,
                           BankInputs* advice, const RunWatch& watch,
                           ReceiptBlock* receipts);

}  // namespace cashmatch
