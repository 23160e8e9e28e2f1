// SPDX-License-Identifier: Apache-2.0
// commit.h - stage 4: lower the residuals and place every remainder.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/hash.h"
#include "engine/book/book.h"
#include "engine/book/open_state.h"
#include "engine/commit/closed_payment.h"
#include "engine/model/earlier.h"
#include "engine/model/proposal.h"
#include "engine/model/receipt.h"
#include "engine/model/report.h"

namespace cashmatch {

/// Writes decisions into a report. The only stage that writes.
/// Threads: one.  Order: receipts in canonical order within a booking date.
class Committer {
 public:
  Committer(const Book& book, const ReceiptBlock& receipts, OpenState* state,
            Report* report);

  /// Applies the proposal that resolve chose.
  void Accept(const Candidate& candidate, const Resolution& resolution);

  /// Leaves the money with the payer, or unidentified, and keeps what was
  /// proposed as suggestions; `tied` where another receipt has an equal claim.
  void Decline(const Candidate& candidate, bool tied,
               ContestKind contest = ContestKind::kNone);

  /// Notes that the candidate was refused an item, for its evidence.
  void NoteRefusal(const Candidate& candidate, const Resolution& resolution);
  /// Applies the best proposal for several receipts of one payer, in order of
  /// date, that were declined alone: each pays items as far as its money goes,
  /// and what settles the rest of an item goes to the receipt that completes
  /// it. Their earlier outcomes are gone. Requires: only payments, which add up
  /// to the receipts, and discounts.
  void AcceptTogether(const Candidate& candidate,
                      std::span<const ReceiptRow> receipts);

  /// Keeps what an intraday credit would have paid as suggestions.
  void ShowProvisional(const Candidate& candidate);
  /// Shows an intraday debit, which undoes nothing yet.
  void ShowProvisional(ReceiptRow debit);

  /// Writes an outcome whose whole money is in one place.
  void PlaceWhole(ReceiptRow receipt, ReceiptStatus status,
                  ExceptionCode exception, RemainderKind kind,
                  std::string_view reason = {});

  /// Writes an outcome of money that is not counted: held, or another copy is.
  void Hold(ReceiptRow receipt, ExceptionCode why) {
    SetAside(receipt, ReceiptStatus::kHeld, why);
  }
  void LeaveToCopy(ReceiptRow receipt, ReceiptRow counted) {
    SetAside(receipt, ReceiptStatus::kDuplicate, ExceptionCode::kDuplicate)
        .original = counted;
  }

  /// Writes the rows of `original` negated and reopens its items. What the
  /// reversal takes beyond it is the bank's fee and not receivable.
  void Reverse(ReceiptRow reversal, ReceiptRow original);

  /// The same for what an earlier run made of a receipt of `paid`: its rows
  /// negated, and the items that were made of it gone. Returns false, with
  /// nothing written, if that cannot be: what it left over is used, or an item
  /// is not in the book.
  bool ReverseEarlier(ReceiptRow reversal, ReceiptRow original, Minor paid,
                      const EarlierOutcome& undone);

  /// Reopens closed items whose payment, made before the run, is taken back.
  void Reopen(ReceiptRow reversal, const ClosedPayment& payment);

  /// Sorts the items that the run made and drops those it took back.
  void FinishMade();

 private:
  const Receipt& ReceiptAt(ReceiptRow row) const {
    return receipts_.receipts[Index(row)];
  }
  ReceiptOutcome& Begin(ReceiptRow row);
  ReceiptOutcome& SetAside(ReceiptRow receipt, ReceiptStatus status,
                           ExceptionCode exception);
  ReceiptOutcome& BeginReversal(ReceiptRow row, CustomerRow customer);
  void TakeBack(Application row, ReceiptOutcome* outcome);
  bool StandsAsLeft(const EarlierOutcome& undone) const;
  void AddFee(ReceiptRow reversal, Minor fee, ReceiptOutcome* outcome);
  void AddApplication(ReceiptRow receipt, const ProposedRow& row,
                      const Proposal& proposal, ReceiptOutcome* outcome);
  void AddRemainder(const Remainder& remainder, ReceiptOutcome* outcome);
  void AddWhole(const Candidate& candidate, RemainderKind kind,
                ReceiptOutcome* outcome);
  void AddSuggestions(const Candidate& candidate, ReceiptOutcome* outcome);
  static void OfferWhatCame(Minor amount, std::span<Suggestion> offer);
  void AddWaysOut(const Candidate& candidate, ReceiptOutcome* outcome);
  void AddEvidence(const Candidate& candidate, ReceiptOutcome* outcome);
  void DropMade(ReceiptRow receipt);
  void MakeDeduction(ReceiptRow receipt, ItemRow item, Minor amount);
  void MakeOnAccount(ReceiptRow receipt, CustomerRow customer,
                     std::string_view company, Minor amount);
  std::string_view FreshId(std::string_view stem, std::string_view mark);

  const Book& book_;
  const ReceiptBlock& receipts_;
  OpenState& state_;
  Report& report_;
  std::unordered_map<std::string_view, uint32_t, TextHash>
      deductions_;  // by item_id
  std::unordered_multimap<ReceiptRow, size_t> made_by_receipt_;
  std::unordered_map<ReceiptRow, std::vector<Trial>> refusals_;
};

}  // namespace cashmatch
