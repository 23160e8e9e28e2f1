// SPDX-License-Identifier: Apache-2.0
// decide_words.h - what people say about receipts, all of it or nothing.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "adapters/ledger/desk.h"
#include "adapters/workspace/ledger_store.h"
#include "adapters/workspace/run_watch.h"

namespace cashmatch {

/// What words took off items without money for it.
using WrittenOff = std::map<Currency, WideMinor>;

/// Adds what `words` decide to the batch, each in view of those before it, and
/// tells what they write off, if asked.
/// Returns what is wrong, `word 2: receipt …: …`; empty if all can be.
std::vector<std::string> DecideWords(std::span<const DeskWord> words,
                                     const std::string& version,
                                     LedgerStore* store, const RunWatch& watch,
                                     Batch* batch,
                                     WrittenOff* written_off = nullptr);

}  // namespace cashmatch
