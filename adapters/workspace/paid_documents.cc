// SPDX-License-Identifier: Apache-2.0
// paid_documents.cc - joins the receipts of a file to the rows of a run.
// Tested by tests/unit/adapters/workspace/paid_documents_test.cc
#include "adapters/workspace/paid_documents.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "adapters/score/table.h"

namespace cashmatch {
namespace {

struct Paid {
  bool known = false, applied = false;
  std::vector<PaidDocument> documents;
};

using PaidById = std::map<std::string, Paid, std::less<>>;

std::string Missing(const std::string& results, std::string_view table) {
  std::string out = results;
  return out.append("/").append(table).append(".csv is not there, nor .ndjson");
}

std::string ReadStatuses(const std::string& results, PaidById* by_id) {
  constexpr std::array<std::string_view, 2> kColumns = {"receipt_id", "status"};
  const auto table = OpenTable(results, "receipts", kColumns);
  if (table == nullptr) return Missing(results, "receipts");
  while (table->Next()) {
    const auto found = by_id->find(table->Cell(0));
    if (found == by_id->end()) continue;
    found->second.known = true;
    found->second.applied |=
        table->Cell(1) == "applied" || table->Cell(1) == "partial";
  }
  return table->error();
}

std::string ReadDocuments(const std::string& results, PaidById* by_id) {
  constexpr std::array<std::string_view, 5> kColumns = {
      "receipt_id", "kind", "document_number", "item_id", "amount"};
  const auto table = OpenTable(results, "applications", kColumns);
  if (table == nullptr) return Missing(results, "applications");
  for (bool first = true; table->Next(); first = false) {
    if (first && table->Cell(0).empty()) {
      return results +
             ": these results are --brief; run match again without it";
    }
    if (table->Cell(1) != "payment") continue;
    const auto found = by_id->find(table->Cell(0));
    if (found == by_id->end()) continue;
    const std::string_view number =
        table->Cell(2).empty() ? table->Cell(3) : table->Cell(2);
    auto& documents = found->second.documents;
    const auto same = [number](const PaidDocument& document) {
      return document.number == number;
    };
    if (std::any_of(documents.begin(), documents.end(), same)) continue;
    documents.push_back({std::string(number), table->Cell(4).starts_with('-')});
  }
  return table->error();
}

bool IsWordByte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
         (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

bool Quotes(const ReceiptBlock& block, const Receipt& receipt,
            std::string_view number) {
  for (const std::string_view text : block.Texts(receipt)) {
    if (HasWord(text, number)) return true;
  }
  for (const AdviceLine& line : block.Advice(receipt)) {
    if (HasWord(line.reference, number)) return true;
  }
  for (const Reference& reference : block.References(receipt)) {
    if (reference.type == ReferenceType::kInvoice &&
        HasWord(reference.value, number)) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool HasWord(std::string_view text, std::string_view word) {
  if (word.empty()) return false;
  for (size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const size_t end = at + word.size();
    const bool begins = at == 0 || !IsWordByte(text[at - 1]);
    if (begins && (end == text.size() || !IsWordByte(text[end]))) return true;
  }
  return false;
}

std::string FindPaidDocuments(const ReceiptBlock& receipts,
                              const std::string& results, PaidByFile* paid) {
  PaidById by_id;
  for (const Receipt& receipt : receipts.receipts) {
    by_id.try_emplace(receipts.IdOf(receipt));
  }
  std::string error = ReadStatuses(results, &by_id);
  if (error.empty()) error = ReadDocuments(results, &by_id);
  if (!error.empty()) return error;
  for (const Receipt& receipt : receipts.receipts) {
    const Paid& found = by_id.find(receipts.IdOf(receipt))->second;
    if (found.known) ++paid->known;
    if (!found.applied) continue;
    Enrichment wanted;
    wanted.offset = receipt.offset;
    for (const PaidDocument& document : found.documents) {
      if (Quotes(receipts, receipt, document.number)) {
        ++paid->there_already;
      } else {
        wanted.documents.push_back(document);
      }
    }
    if (!wanted.documents.empty()) paid->wanted.push_back(std::move(wanted));
  }
  std::stable_sort(paid->wanted.begin(), paid->wanted.end(),
                   [](const Enrichment& a, const Enrichment& b) {
                     return a.offset < b.offset;
                   });
  return {};
}

}  // namespace cashmatch
