// SPDX-License-Identifier: Apache-2.0
// settle_reversals.h - money that is taken back, and what it undoes.
#pragma once

#include "engine/book/book.h"
#include "engine/commit/closed_payment.h"
#include "engine/commit/commit.h"
#include "engine/commit/reversal.h"
#include "engine/model/earlier.h"
#include "engine/model/policy.h"
#include "engine/model/receipt.h"
#include "engine/propose/context.h"

namespace cashmatch {

/// Finds what each reversal of a run undoes: a receipt of the run, one of an
/// earlier run, or a payment that was closed before. Where nothing or more than
/// one fits, its money is left to a person.
/// Holds references to its arguments; `earlier` may be null.  Threads: one.
class ReversalSettler {
 public:
  ReversalSettler(const Book& book, const ReceiptBlock& receipts,
                  const Policy& policy, const CompanyScope& companies,
                  const EarlierPayments* earlier, Committer* committer)
      : book_(book),
        receipts_(receipts),
        companies_(companies),
        earlier_(earlier),
        committer_(*committer),
        finder_(receipts, earlier == nullptr ? nullptr : &earlier->receipts),
        closed_payments_(book.tables(), policy) {}

  /// Makes what earlier runs settled findable; before anything of this one.
  void AddEarlier() { finder_.AddEarlier(); }
  /// Makes a settled credit findable. Call in canonical order.
  void Add(ReceiptRow credit) { finder_.Add(credit); }

  /// Settles a reversal. Returns the receipt of this run that it undid, or
  /// kNoReceipt.
  ReceiptRow Settle(ReceiptRow reversal);

 private:
  void ReverseEarlier(ReceiptRow reversal, ReceiptRow original);
  ClosedPayment FindClosedPayment(ReceiptRow reversal);

  const Book& book_;
  const ReceiptBlock& receipts_;
  const CompanyScope& companies_;
  const EarlierPayments* earlier_;
  Committer& committer_;
  ReversalFinder finder_;
  ClosedPaymentFinder closed_payments_;
};

}  // namespace cashmatch
