// SPDX-License-Identifier: Apache-2.0
// rules.h - the rules behind propose: each adds to the answer on one receipt.
#pragma once

#include "engine/model/proposal.h"
#include "engine/model/together.h"
#include "engine/propose/context.h"
#include "engine/propose/select.h"
#include "engine/propose/settlement.h"

namespace cashmatch {

/// The answer on one receipt while the rules work on it.
struct Answer {
  ProposalBlock* block;
  ProposedReceipt* receipt;

  /// Adds a proposal with the settlement's rows and remainders.
  Proposal* Add(Rule rule, Millionths confidence, CustomerRow customer,
                const Settlement& settlement);
  void Try(const Trial& trial) {
    block->trials.push_back(trial);
    ++receipt->trials_count;
  }
  /// Says what the receipt may be for, whatever is decided on it.
  void ClaimItems(const std::vector<ItemClaim>& claims) {
    receipt->claims_first = static_cast<uint32_t>(block->claims.size());
    receipt->claims_count = static_cast<uint32_t>(claims.size());
    block->claims.insert(block->claims.end(), claims.begin(), claims.end());
  }
  /// Names a reference that could not be used.
  void Refer(std::string_view text) {
    block->references.push_back(text);
    ++receipt->references_count;
  }
};

/// Pays the items that the receipt quotes if that settles them, and the money,
/// to the last minor unit; else false, and nothing is added.
bool ProposeExactly(const ReceiptView& view, Answer* answer);

/// Pays `quoted` and what the other words surely mean, if that settles them,
/// and the money, to the last minor unit; else false, and nothing is added.
bool ProposeByMention(const ReceiptView& view,
                      const std::vector<SettledItem>& quoted, Answer* answer);

/// Where nobody is known to have paid: pays the item whose number is nearly
/// quoted and whose exact amount came in, or the items of one customer if each
/// is nearly quoted and their sum came in. Sure only where numbers so near are
/// not likely to have that amount by accident; several are offered.
bool ProposeByNearNumber(const ReceiptView& view, Answer* answer);

/// Returns `quoted` with the items of the same customer that other words surely
/// mean.
std::vector<SettledItem> MentionedItems(const ReceiptView& view,
                                        const std::vector<SettledItem>& quoted);

/// True if a word is the number of an item that the payer owes, and no such
/// item is among `items`: what is named is not made up for by another.
bool LeavesNamed(const ReceiptView& view,
                 const std::vector<SettledItem>& items);

/// Rules of reference: pays the items that the receipt quotes. True if the
/// quotes decide, be it that nothing can be paid; false if they name nothing.
bool ProposeByReference(const ReceiptView& view, Answer* answer);

/// What a search for a sum starts from.
struct SumContext {
  std::vector<SettledItem> fixed;  // quoted items that are paid in any case
  Minor target = 0;                // what is left for other items to sum to
  Minor net_target = 0;  // the same where fixed items take their discount
  // Set where the receipt stands for several that may pay together.
  const PartPayments* together = nullptr;
};

/// Rules of amount: the payer is known, and of all sets of its items that sum
/// to the money one is far more plausible than the others together. Offers the
/// best sets otherwise. False if no set has the sum.
bool ProposeBySum(const ReceiptView& view, const SumContext& context,
                  Answer* answer);

/// Where policy says so: pays the oldest items of the only known payer, by due
/// date; the last one in part, if short pays are applied. Not where anything is
/// quoted.
bool ProposeOldestFirst(const ReceiptView& view, Answer* answer);

}  // namespace cashmatch
