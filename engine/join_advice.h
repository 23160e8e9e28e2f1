// SPDX-License-Identifier: Apache-2.0
// join_advice.h - advice that came apart from its money finds its receipt.
#pragma once

#include <vector>

#include "engine/book/book.h"
#include "engine/model/advice_join.h"
#include "engine/model/own_account.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// Joins each advice to the receipt it speaks of, before Apply, so that the
/// engine sees it as the receipt's own. No amount, date, id or sign of money of
/// a receipt changes, and none is made: advice only adds lines, documents and
/// texts, and the charges where the receipt states none.
///
/// By trace or UETR, or by an end-to-end id, which other payers may use too:
/// amount or payer must agree as well, where the advice says any. A receipt may
/// have any of these as the bank's reference too. A key of fewer than 6 letters
/// and digits joins only with the amount, within kAdviceDays where the advice
/// has a day. Else by check number and amount; else by payer, amount and date
/// within kAdviceDays. Payers agree if the book knows both as customers of one
/// group, or if account or name are written alike. Several receipts that share
/// a key are narrowed by the amount; what is not unique then stays apart. Keys
/// that more than 256 receipts share join nothing, and so many receipts of one
/// payer and amount are ambiguous. Copies of the same money in several files
/// all get the advice, whichever of them has the key. A receipt takes one
/// advice at most and keeps one of its own; what its texts name counts less
/// than the advice, which AdviceJoin::contradicts tells. Debits, and receipts
/// and advice that their file holds back, are left alone.
///
/// `own`: accounts of ours that are the same, as in the policy. `advice`: a
/// receipt each, as BankFile::advice has them, with ids. `again`: which of them
/// came before; they are duplicates, and empty says none is. Returns a join for
/// each, in their order; nothing depends on the order of either.
/// Cost: n log n in both together.  Threads: one owner of `receipts`.
std::vector<AdviceJoin> JoinAdvice(const Book& book, const OwnAccounts& own,
                                   const ReceiptBlock& advice,
                                   const std::vector<bool>& again,
                                   ReceiptBlock* receipts);

}  // namespace cashmatch
