// SPDX-License-Identifier: Apache-2.0
// advice_inputs.h - advice apart from money: read, joined, told.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/mapped_csv/mapping.h"
#include "adapters/workspace/bank_inputs.h"
#include "adapters/workspace/inputs.h"
#include "adapters/workspace/run_watch.h"
#include "adapters/write/results.h"
#include "engine/book/book.h"
#include "engine/model/advice_join.h"
#include "engine/model/own_account.h"

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

/// Tells whether an advice came before its file did, by its ContentIds.
using CameBefore =
    std::function<bool(std::string_view content, std::string_view file)>;

/// Takes the advice out of all inputs, of the bank's files too, and joins it to
/// the receipts; tells what stays apart, what came before, and where amounts
/// differ. What several files hold is one advice, as often as one file has it.
/// `own`: accounts of ours that are the same.
JoinedAdvice JoinAllAdvice(const Book& book, const OwnAccounts& own,
                           std::span<BankInputs* const> inputs,
                           const CameBefore& came_before, const RunWatch& watch,
                           ReceiptBlock* receipts);

/// Writes the tables of a run, and that of its advice if there was any.
/// Errors: false, with `*error` told.
bool WriteRunTables(const Results& results, const JoinedAdvice& advice,
                    const TableOptions& options, const std::string& folder,
                    std::string* error);

}  // namespace cashmatch
