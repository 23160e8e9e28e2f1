// SPDX-License-Identifier: Apache-2.0
// rules.h - the rules behind propose: each adds to the answer on one receipt.
#pragma once

#include "engine/model/proposal.h"
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
};

/// Rules of reference: pays the items that the receipt quotes. True if the
/// quotes decide, be it that nothing can be paid; false if they name nothing.
bool ProposeByReference(const ReceiptView& view, Answer* answer);

/// Rule of amount: the payer is known and one exact amount is unique among its
/// items. `unknown_reference`: something was quoted that the book does not know,
/// so that a person must look.
void ProposeByAmount(const ReceiptView& view, bool unknown_reference,
                     Answer* answer);

}  // namespace cashmatch
