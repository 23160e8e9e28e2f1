// SPDX-License-Identifier: Apache-2.0
// report.h - what a run decided: one outcome a receipt, and its rows.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/date.h"
#include "engine/base/money.h"
#include "engine/base/text_arena.h"
#include "engine/model/evidence.h"
#include "engine/model/habits.h"
#include "engine/model/ids.h"
#include "engine/model/open_item.h"

namespace cashmatch {

enum class ReceiptStatus : uint8_t {
  kApplied,
  kPartial,
  kSuggested,
  kUnapplied,
  kOnAccount,
  kUnidentified,
  kNotReceivable,
  kProvisional,
  kDuplicate,
  kReversal,
  kHeld,
};
inline constexpr int kStatusCount = 11;

/// What settled a receipt, from the surest to the weakest.
enum class Rule : uint8_t {
  kNone,
  kStructuredReference,  // a creditor reference with valid check digits
  kExactReference,       // a document number as it stands in the book
  kAlternateReference,   // a purchase order, delivery note, contract, ...
  kNormalizedReference,  // a document number after normalisation
  kFuzzyReference,       // numbers with slips, ends of numbers, ranges
  kPayerAmount,          // payer known, one item of that amount
  kReferencedSum,        // quoted items, and others that make up the sum
  kPayerSum,             // payer known, items that sum to the amount
  kOldestFirst,          // policy: the oldest items, as far as the money goes
  kReversal,             // undoes an earlier receipt
  kNotReceivable,        // type code or route
};
inline constexpr int kRuleCount = 12;

/// Why a receipt is not simply applied. Closed list; words in NameOf/MeaningOf.
enum class ExceptionCode : uint8_t {
  kNone,
  kAmbiguous,             // several equally good answers
  kShortPay,              // less than the referenced items, outside tolerance
  kOverpaid,              // more than the referenced items, outside tolerance
  kUnknownReference,      // a quoted reference is not in the book
  kPaidTwice,             // the quoted item is already closed or paid
  kUnearnedDiscount,      // a discount taken after its last day
  kUnexplainedDeduction,  // a deduction that policy does not settle
  kDisputed,              // the item is disputed
  kBlocked,               // the item is blocked
  kSharedPayer,           // the account pays for unrelated customers
  kNoPayer,               // nobody known by account, name or reference
  kNoMatch,               // payer known, nothing to propose
  kCurrencyMismatch,      // the referenced item has another currency
  kCompanyMismatch,       // items of several companies, or not the account's
  kFutureItem,            // the item is dated after the receipt
  kReviewLimit,           // larger than review_above without a reference
  kLowConfidence,         // below the apply threshold
  kRestricted,            // "paid in full": never applied unseen
  kPayerOnAccount,        // the payer says: on account
  kNotReceivable,
  kProvisional,
  kDuplicate,
  kReversal,
  kReversalNotFound,
  kReversalAmbiguous,
  kHeld,
  kAfterAsOf,    // booked after --as-of
  kTooManySets,  // more sets of items make the sum than can be told apart
  kErpRejected,  // the ERP refused a posting of it
  kCreditUsed,   // of a reversal: what its original left is used elsewhere
  kWithdrawn,    // intraday, and the final statement came without it
};
inline constexpr int kExceptionCount = 32;

enum class ApplicationKind : uint8_t {
  kPayment,
  kDiscount,
  kDeduction,
  kWriteOff,
  kFee,
  kWithholding,
};

/// Takes `amount` off an item; negative on credits.
struct Application {
  ReceiptRow receipt;
  ItemRow item;
  Minor amount;
  Minor open_before;
  Millionths confidence;
  ApplicationKind kind;
  Rule rule;
  std::string_view reason_code;  // lives in the policy or the receipts
  uint32_t alike = 0;  // the item is one of so many interchangeable ones
};

enum class RemainderKind : uint8_t {
  kUnapplied,
  kOnAccount,
  kUnidentified,
  kNotReceivable,
  kClaim,
  kGain,
};

/// Money of a receipt that is not on an item.
struct Remainder {
  ReceiptRow receipt;
  CustomerRow customer = kNoCustomer;
  Minor amount = 0;
  RemainderKind kind = RemainderKind::kUnapplied;
  std::string_view reference;  // that was not found
  std::string_view reason_code;
};

/// One item of one alternative, for a person to choose from.
struct Suggestion {
  ReceiptRow receipt;
  ItemRow item;
  Minor amount;
  Millionths confidence;
  uint16_t rank;  // from 1; rows of one rank belong together
  ApplicationKind kind;
  Rule rule;
  uint32_t alike = 0;  // as in Application
};

/// How it was settled which of several receipts may have an item.
enum class ContestKind : uint8_t {
  kNone,    // nobody else wanted it
  kProven,  // all ways to share out were compared
  kGreedy,  // too many for that: claim by claim, the strongest first
  kJoint,   // its answers were weighed in view of what others pay
};
inline constexpr int kContestCount = 4;

/// What a rule saw when it looked at a receipt.
enum class Verdict : uint8_t {
  kNothingToTry,   // no reference, no payer
  kNotFound,       // looked up, not in the book
  kAmountDiffers,  // found, the money does not fit
  kAmbiguous,      // several candidates
  kForbidden,      // found and fits, but policy says no
  kMatched,
  kUnlikely,    // fits, but not likely enough to apply unseen
  kOutweighed,  // fits, but another answer is likelier
  kTaken,       // another receipt has a better claim to the item
  kTied,        // another receipt has as good a claim
};
inline constexpr int kVerdictCount = 10;

struct Trial {
  Rule rule;
  Verdict verdict;
  uint32_t candidates = 0;        // items seen
  Minor difference = 0;           // receipt less target, where one was tried
  ItemRow item = kNoItem;         // the first of them
  std::string_view reference{};   // the text that was looked up
  Millionths share = 0;           // the probability, where it was weighed
  ReceiptRow rival = kNoReceipt;  // who has the item
  ExceptionCode why = ExceptionCode::kNone;  // it is not allowed
};

/// The decision on one receipt. Amounts carry the sign of the receipt: those of
/// a reversal are negative. applied + unapplied + on_account + unidentified +
/// other = amount for every status but duplicate and held.
struct ReceiptOutcome {
  ReceiptStatus status = ReceiptStatus::kUnidentified;
  Rule rule = Rule::kNone;
  ExceptionCode exception = ExceptionCode::kNone;
  ContestKind contest = ContestKind::kNone;
  Millionths confidence = 0;
  CustomerRow customer = kNoCustomer;
  ReceiptRow original = kNoReceipt;  // the copy that counts; what is reversed
  Minor applied = 0;                 // its `payment` rows
  Minor unapplied = 0, on_account = 0, unidentified = 0;
  Minor other = 0;  // not receivable, gain, claim (negative), provisional
  uint32_t applications_first = 0, applications_count = 0;
  uint32_t remainders_first = 0, remainders_count = 0;
  uint32_t suggestions_first = 0, suggestions_count = 0;
  uint32_t trials_first = 0, trials_count = 0;
  uint32_t guesses_first = 0, guesses_count = 0;
  uint32_t ways_first = 0, ways_count = 0;
  uint32_t sum = kNoSum;  // into Report::sums
  static constexpr uint32_t kNoSum = UINT32_MAX;
  // All receipts, itself too, that together paid what none paid alone.
  uint32_t together_first = 0, together_count = 0;
};

/// A reversal that undoes a receipt of an earlier run.
struct EarlierUndo {
  ReceiptRow reversal;
  ReceiptRow original;  // in EarlierPayments::receipts
};

/// An item that the run made: a deduction still owed, a credit on account.
struct MadeItem {
  OpenItem item;  // texts live in Report::arena, the book or the receipts
};

/// One line of what a controller signs. difference = bank_credits - the rest.
struct CashProofRow {
  std::string_view account;  // ours, in full; writers mask it
  Day booking_date = kNoDay;
  Currency currency = Currency::kNone;
  WideMinor bank_credits = 0, applied = 0, unapplied = 0, on_account = 0,
            unidentified = 0, not_receivable = 0, duplicate = 0, held = 0,
            other = 0;  // gains and claims
  WideMinor difference() const {
    return bank_credits - applied - unapplied - on_account - unidentified -
           not_receivable - duplicate - held - other;
  }
};

/// Plain receipts of a run, those of one deposit: each paid its item in full,
/// but for those that receipts were made of.
struct PlainSettled {
  uint32_t file, deposit;  // into ReceiptBlock::plain
  uint32_t count = 0;
  WideMinor amount = 0;
};

/// All decisions of a run. Rows of a receipt are contiguous; those of a
/// decision that a later one took the place of belong to no outcome.
struct Report {
  std::vector<ReceiptOutcome> outcomes;  // by ReceiptRow
  std::vector<ReceiptRow> order;  // booking date, source file, position, id
  std::vector<Application> applications;
  std::vector<Remainder> remainders;
  std::vector<Suggestion> suggestions;
  std::vector<Trial> trials;
  std::vector<SeenGuess> guesses;
  std::vector<WayOut> ways;     // the changes that would let it apply, each
  std::vector<SumRecord> sums;  // of receipts that a sum was sought for
  std::vector<ReceiptRow> together;
  // Receipts that stayed plain, in the canonical order of their deposits; and
  // of each plain file, by its rows, what they paid: kNoItem where a receipt
  // was made of the row. All are applied by exact reference, so surely.
  std::vector<PlainSettled> plain;
  std::vector<std::vector<ItemRow>> plain_items;
  Millionths plain_confidence = 0;
  Habits habits;                     // what the run learned of its payers
  std::vector<Minor> residuals;      // by ItemRow: open after the run
  std::vector<MadeItem> made;        // in the order of their item_id
  std::vector<EarlierUndo> earlier;  // in the order of their reversals
  std::vector<ItemRow> dropped;      // made of receipts that are undone: gone
  std::vector<CashProofRow> cash_proof;  // account, date, currency
  std::vector<std::string> broken;  // invariants that failed; empty: proved
  TextArena arena;

  std::span<const Application> Applications(const ReceiptOutcome& o) const {
    return {applications.data() + o.applications_first, o.applications_count};
  }
  std::span<const Remainder> Remainders(const ReceiptOutcome& o) const {
    return {remainders.data() + o.remainders_first, o.remainders_count};
  }
  std::span<const Suggestion> Suggestions(const ReceiptOutcome& o) const {
    return {suggestions.data() + o.suggestions_first, o.suggestions_count};
  }
  std::span<const Trial> Trials(const ReceiptOutcome& o) const {
    return {trials.data() + o.trials_first, o.trials_count};
  }
  std::span<const SeenGuess> Guesses(const ReceiptOutcome& o) const {
    return {guesses.data() + o.guesses_first, o.guesses_count};
  }
  std::span<const WayOut> WaysOut(const ReceiptOutcome& o) const {
    return {ways.data() + o.ways_first, o.ways_count};
  }
  /// Returns the record of the search for a sum, or nullptr.
  const SumRecord* Sum(const ReceiptOutcome& o) const {
    return o.sum == ReceiptOutcome::kNoSum ? nullptr : &sums[o.sum];
  }
  std::span<const ReceiptRow> Together(const ReceiptOutcome& o) const {
    return {together.data() + o.together_first, o.together_count};
  }
};

/// The words of the contract: `applied`, `exact_reference`, `PAID_TWICE`, ...
std::string_view NameOf(ReceiptStatus status);
std::string_view NameOf(Rule rule);
std::string_view NameOf(ExceptionCode code);  // "" for kNone
std::string_view NameOf(ApplicationKind kind);
std::string_view NameOf(RemainderKind kind);
std::string_view NameOf(Verdict verdict);
std::string_view NameOf(ContestKind contest);
/// One sentence for the person who finds the code in a result.
std::string_view MeaningOf(ExceptionCode code);

}  // namespace cashmatch
