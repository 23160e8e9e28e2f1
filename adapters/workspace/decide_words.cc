// SPDX-License-Identifier: Apache-2.0
// decide_words.cc - words of people become decisions of one batch.
// Tested by tests/system/serve_desk_test.py
#include "adapters/workspace/decide_words.h"

#include "adapters/read/finding.h"
#include "adapters/workspace/kept_receipt.h"

namespace cashmatch {
namespace {

std::string TakeWord(const DeskWord& word, LedgerStore* store,
                     const RunWatch& watch, Desk* desk, Batch* batch) {
  const auto found = store->ledger().receipts().find(word.receipt);
  if (found == store->ledger().receipts().end()) {
    return "receipt " + Quote(word.receipt) + " is not known";
  }
  KeptReceipt kept;
  if (!ReadKeptReceipt(store, found->second, watch, &kept)) {
    return "receipt " + Quote(word.receipt) + " cannot be read";
  }
  const std::string why = desk->Take(word, kept.desk, batch);
  return why.empty() ? why : "receipt " + word.receipt + ": " + why;
}

}  // namespace

std::vector<std::string> DecideWords(std::span<const DeskWord> words,
                                     const std::string& version,
                                     LedgerStore* store, const RunWatch& watch,
                                     Batch* batch) {
  std::vector<std::string> faults;
  Desk desk(store->ledger(), version);
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string why = TakeWord(words[i], store, watch, &desk, batch);
    if (why.empty()) continue;
    faults.push_back("word " + std::to_string(i + 1) + ": " + why);
  }
  return faults;
}

}  // namespace cashmatch
