// SPDX-License-Identifier: Apache-2.0
// propose.h - stage 2: what could the money pay?
#pragma once

#include "engine/model/proposal.h"
#include "engine/propose/context.h"

namespace cashmatch {

/// Appends the answer on one receipt to the block if what it quotes settles it
/// without rest or doubt. False, and nothing appended, if more has to be known.
/// Threads: pure; one block for each thread.
bool ProposeByQuotes(const ReceiptView& view, Directive directive,
                     ProposalBlock* out);

/// Appends the answer on one receipt to the block: its alternatives, best
/// first, or why there are none. Rules from the surest to the weakest; a
/// reference that the book knows, open or closed, is never passed over for an
/// amount. A payer's condition keeps everything from being applied; its word
/// "on account" stands where it quotes nothing that is known.
/// Uses the mentions of the view. Threads: as above.
void Propose(const ReceiptView& view, Directive directive, ProposalBlock* out);

}  // namespace cashmatch
