// SPDX-License-Identifier: Apache-2.0
// paid_documents.h - which documents a results folder says a file's money pays.
#pragma once

#include <string>
#include <vector>

#include "adapters/write/enrich/enrichment.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// The documents of a file's receipts, by offset, and what there was to say.
struct PaidByFile {
  std::vector<Enrichment> wanted;
  uint64_t known = 0;          // receipts of the file that the results have
  uint64_t there_already = 0;  // numbers that the file quotes itself
};

/// Takes, for each receipt that was applied whole or in part, the documents of
/// its payments, in the order of the results, each once; without a document
/// number the item's id. Numbers that the texts or the advice of the receipt
/// have as a word, or that it names as an invoice, are only counted.
/// Returns an empty string, or what is wrong with the results.
std::string FindPaidDocuments(const ReceiptBlock& receipts,
                              const std::string& results, PaidByFile* paid);

/// Whether `text` has `word` with no letter or digit beside it.
bool HasWord(std::string_view text, std::string_view word);

}  // namespace cashmatch
