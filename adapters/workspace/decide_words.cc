// SPDX-License-Identifier: Apache-2.0
// decide_words.cc - words of people become decisions of one batch.
// Tested by tests/system/serve_desk_test.py
#include "adapters/workspace/decide_words.h"

#include "adapters/workspace/kept_receipt.h"

namespace cashmatch {
std::vector<std::string> DecideWords(std::span<const DeskWord> words,
                                     const std::string& version,
                                     LedgerStore* store, const RunWatch& watch,
                                     Batch* batch, WrittenOff* written_off) {
  std::vector<std::string> faults;
  Desk desk(store->ledger(), version);
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string why = TakeWord(words[i], store, watch, &desk, batch);
    if (why.empty()) continue;
    faults.push_back("word " + std::to_string(i + 1) + ": " + why);
  }
  if (written_off != nullptr) *written_off = desk.written_off();
  return faults;
}

}  // namespace cashmatch
