// SPDX-License-Identifier: Apache-2.0
// propose.h - stage 2: what could the money pay?
#pragma once

#include "engine/model/proposal.h"
#include "engine/model/together.h"
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

/// Appends what several receipts of one payer may pay together; the view is of
/// the receipt that stands for them. Either all of them quote what they pay a
/// part of, or none quotes anything and the sum decides, at the odds that
/// receipts pay together at all. It may be applied only where whole open items
/// are paid to the last minor unit, with or without a discount still earned.
/// False, and nothing appended, if they pay nothing. Threads: as above.
bool ProposeTogether(const ReceiptView& view, const PartPayments& payments,
                     ProposalBlock* out);

}  // namespace cashmatch
