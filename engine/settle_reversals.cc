// SPDX-License-Identifier: Apache-2.0
// settle_reversals.cc - from what is taken back to what it undoes.
// Tested by tests/unit/engine/reverse_earlier_test.cc and the scenarios.
#include "engine/settle_reversals.h"

#include <vector>

#include "engine/identify/identify.h"
#include "engine/identify/named_in_text.h"
#include "engine/identify/quotes.h"

namespace cashmatch {

ReceiptRow ReversalSettler::Settle(ReceiptRow row) {
  FoundOriginal found = finder_.Find(row);
  if (found.earlier) {
    ReverseEarlier(row, found.original);
    return kNoReceipt;
  }
  if (found.original != kNoReceipt) {
    committer_.Reverse(row, found.original);
    return found.original;
  }
  if (found.exception == ExceptionCode::kReversalNotFound) {
    const ClosedPayment payment = FindClosedPayment(row);
    if (!payment.parts.empty()) {
      committer_.Reopen(row, payment);
      return kNoReceipt;
    }
    if (payment.ambiguous) {
      found.exception = ExceptionCode::kReversalAmbiguous;
    }
  }
  committer_.PlaceWhole(row,
                        found.exception == ExceptionCode::kReversalAmbiguous
                            ? ReceiptStatus::kSuggested
                            : ReceiptStatus::kUnidentified,
                        found.exception, RemainderKind::kUnidentified);
  return kNoReceipt;
}

/// Undoes what an earlier run made of a receipt, or leaves it to a person.
void ReversalSettler::ReverseEarlier(ReceiptRow row, ReceiptRow original) {
  const size_t at = Index(original);
  if (committer_.ReverseEarlier(row, original,
                                earlier_->receipts.receipts[at].amount,
                                earlier_->outcomes[at])) {
    return;
  }
  committer_.PlaceWhole(row, ReceiptStatus::kSuggested,
                        ExceptionCode::kCreditUsed,
                        RemainderKind::kUnidentified);
}

/// Looks for the payment among what was closed before the run.
ClosedPayment ReversalSettler::FindClosedPayment(ReceiptRow row) {
  const Receipt& receipt = receipts_.receipts[Index(row)];
  Quotes quotes;
  QuoteFinder(book_.tables()).Find(receipts_, receipt, &quotes);
  std::vector<CustomerRow> payers;
  for (const PayerGuess& guess : IdentifyPayers(book_.tables(), receipt)) {
    if (guess.evidence != PayerEvidence::kNearName) {
      payers.push_back(guess.customer);
    }
  }
  if (payers.empty()) {
    payers = NamedInText(book_.tables(), receipts_, receipt);
  }
  return closed_payments_.Find(
      {receipt, quotes, payers, companies_.Of(receipt.account)});
}

}  // namespace cashmatch
