// SPDX-License-Identifier: Apache-2.0
// fold_lumps.cc - leaves out the lumps that were found.
// Tested by tests/unit/engine/fold_lumps_test.cc
#include "engine/fold_lumps.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "engine/intake/lumps.h"

namespace cashmatch {
namespace {

/// Without the lumps, so that a file whose ids are made when asked for is known
/// by the same fingerprint.
void MakeFingerprints(ReceiptBlock* block) {
  if (block->make_id != nullptr) return;
  for (SourceFile& file : block->files) file.fingerprint = {};
  for (const Receipt& receipt : block->receipts) {
    Extend(receipt.id, &block->files[receipt.file].fingerprint);
  }
}

void Drop(const std::vector<FoldedLump>& folded, ReceiptBlock* block) {
  std::vector<bool> drop(block->receipts.size());
  for (const FoldedLump& lump : folded) drop[lump.row] = true;
  size_t kept = 0;
  for (size_t row = 0; row < drop.size(); ++row) {
    if (!drop[row]) block->receipts[kept++] = block->receipts[row];
  }
  block->receipts.resize(kept);  // what the others refer to stays
  MakeFingerprints(block);
}

/// True if plain receipts may be the checks of a deposit of BAI2, or what a
/// camt file has the details of.
bool MayConcernPlain(const ReceiptBlock& block, const OwnAccounts& own) {
  if (block.plain.empty()) return false;
  std::set<std::string> accounts;
  for (const PlainFile& file : block.plain) {
    for (const PlainDeposit& it : file.deposits) {
      accounts.insert(own.KeyOf(it.account));
    }
  }
  // Receipts of an account mostly follow each other.
  std::optional<std::string_view> latest;
  return std::ranges::any_of(block.receipts, [&](const Receipt& it) {
    if (IsDepositOfChecks(block, it)) return true;
    if (it.account == latest || !IsCamt(block.files[it.file])) return false;
    latest = it.account;
    return accounts.contains(own.KeyOf(it.account));
  });
}

}  // namespace

std::vector<Lump> FindLumps(const ReceiptBlock& block, const OwnAccounts& own) {
  std::vector<Lump> lumps;
  if (block.files.size() < 2) return lumps;
  FindLockboxLumps(block, own, &lumps);
  FindBatchLumps(block, own, &lumps);
  return lumps;
}

std::vector<FoldedLump> FoldLumps(ReceiptBlock* block, const OwnAccounts& own) {
  if (MayConcernPlain(*block, own)) MakeAllReceipts(block);
  std::vector<FoldedLump> folded;
  for (const Lump& lump : FindLumps(*block, own)) {
    const Receipt& item = block->receipts[lump.items.front()];
    for (const uint32_t row : lump.rows) {
      const Receipt& receipt = block->receipts[row];
      folded.push_back({row, block->files[receipt.file].name, receipt.line,
                        receipt.amount, receipt.currency, receipt.type_code,
                        receipt.bank_reference, block->files[item.file].name,
                        lump.items.size()});
    }
  }
  const auto rank = [](const FoldedLump& it) {
    return std::tuple(it.file, it.line, it.row, it.beside);
  };
  std::sort(folded.begin(), folded.end(),
            [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  folded.erase(
      std::unique(folded.begin(), folded.end(),
                  [](const auto& a, const auto& b) { return a.row == b.row; }),
      folded.end());
  if (!folded.empty()) Drop(folded, block);
  return folded;
}

}  // namespace cashmatch
