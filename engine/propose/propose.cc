// SPDX-License-Identifier: Apache-2.0
// propose.cc - the rules in order. Tested by
// tests/unit/engine/propose/propose_test.cc and the scenarios.
#include "engine/propose/propose.h"

#include <algorithm>

#include "engine/propose/confidence.h"
#include "engine/propose/rules.h"
#include "engine/propose/ways_out.h"

namespace cashmatch {
namespace {

ProposedReceipt Begun(const ProposalBlock& block) {
  ProposedReceipt receipt;
  receipt.first = static_cast<uint32_t>(block.proposals.size());
  receipt.trials_first = static_cast<uint32_t>(block.trials.size());
  receipt.references_first = static_cast<uint32_t>(block.references.size());
  receipt.guesses_first = static_cast<uint32_t>(block.guesses.size());
  receipt.ways_first = static_cast<uint32_t>(block.ways.size());
  return receipt;
}

void NoteGuesses(const ReceiptView& view, Answer* answer) {
  for (const PayerGuess& guess : view.payers) {
    answer->block->guesses.push_back(
        {guess.customer, guess.evidence, guess.agreement});
    ++answer->receipt->guesses_count;
  }
}

/// True if the money fits to the last minor unit, without help from policy.
bool IsExact(const Settlement& settlement) {
  return std::all_of(
             settlement.remainders.begin(), settlement.remainders.end(),
             [](const ProposedRemainder& part) { return part.amount == 0; }) &&
         std::none_of(settlement.rows.begin(), settlement.rows.end(),
                      [](const ProposedRow& row) {
                        return row.kind == ApplicationKind::kWriteOff;
                      });
}

ExceptionCode WhyNothing(const ReceiptView& view, const SumRecord& sum) {
  if (view.payers.count != 0) {
    return sum.finding == SumFinding::kBudgetSpent ? ExceptionCode::kTooManySets
                                                   : ExceptionCode::kNoMatch;
  }
  return view.payers.shared ? ExceptionCode::kSharedPayer
                            : ExceptionCode::kNoPayer;
}

/// Takes back the proposals of a receipt.
void Withdraw(ExceptionCode why, Answer* answer) {
  answer->receipt->exception = why;
  answer->receipt->smallest_change = 0;
  answer->receipt->grace_days_short = 0;
  answer->block->proposals.resize(answer->receipt->first);
  answer->receipt->count = 0;
}

/// Keeps everything from being applied; what a person would have had to settle
/// even without the condition is not proposed at all.
void Restrict(Answer* answer) {
  ProposedReceipt& receipt = *answer->receipt;
  if (receipt.count == 0 || !answer->block->proposals[receipt.first].apply) {
    Withdraw(ExceptionCode::kRestricted, answer);
    return;
  }
  for (uint32_t i = 0; i < receipt.count; ++i) {
    Proposal& proposal = answer->block->proposals[receipt.first + i];
    proposal.exception = ExceptionCode::kRestricted;
    proposal.apply = false;
    proposal.apply_at = 0;
  }
}

/// Decides what may be applied unseen, and hides what is too weak to show.
void ApplyThresholds(const ReceiptView& view, Answer* answer) {
  ProposedReceipt& receipt = *answer->receipt;
  if (receipt.count == 0) return;
  WideMinor shown = 0;
  for (uint32_t i = 0; i < receipt.count; ++i) {
    Proposal& proposal = answer->block->proposals[receipt.first + i];
    shown += proposal.confidence;
    if (proposal.apply &&
        proposal.confidence < view.PolicyOf(proposal.customer).apply) {
      proposal.apply = false;
      proposal.exception = ExceptionCode::kLowConfidence;
    }
  }
  if (shown >= view.PolicyOf(receipt.customer).suggest) return;
  const ExceptionCode why = answer->block->proposals[receipt.first].exception;
  const bool unsure =
      why == ExceptionCode::kAmbiguous || why == ExceptionCode::kLowConfidence;
  // None of many sets is likely enough to be shown.
  constexpr uint32_t kFew = 5;
  const SumRecord& sum = receipt.sum;
  const bool many = sum.finding != SumFinding::kNotSought &&
                    (!sum.all || sum.solutions > kFew);
  Withdraw(unsure && many ? ExceptionCode::kTooManySets : why, answer);
}

/// Says why nothing is proposed, and names the payer.
void ExplainNothing(const ReceiptView& view, ProposedReceipt* receipt) {
  receipt->exception = WhyNothing(view, receipt->sum);
  if (view.payers.count == 0) return;
  if (view.payers.count > 1 &&
      view.payers.list[0].evidence == PayerEvidence::kNearName) {
    // Money is not credited to one of several who may have sent it.
    receipt->exception = ExceptionCode::kNoPayer;
    return;
  }
  receipt->customer = view.payers.list[0].customer;
  for (const Quote& quote : view.quotes.list) {
    if (quote.rule != Rule::kNone) continue;
    receipt->exception = ExceptionCode::kUnknownReference;
    return;
  }
}

}  // namespace

Proposal* Answer::Add(Rule rule, Millionths confidence, CustomerRow customer,
                      const Settlement& settlement) {
  Proposal& proposal = block->proposals.emplace_back();
  proposal.rule = rule;
  proposal.confidence =
      confidence - (IsExact(settlement) ? 0 : kInexactPenalty);
  proposal.customer = customer;
  proposal.exception = settlement.exception;
  proposal.apply = !settlement.blocked;
  proposal.rows_first = static_cast<uint32_t>(block->rows.size());
  proposal.rows_count = static_cast<uint32_t>(settlement.rows.size());
  block->rows.insert(block->rows.end(), settlement.rows.begin(),
                     settlement.rows.end());
  proposal.remainders_first = static_cast<uint32_t>(block->remainders.size());
  proposal.remainders_count =
      static_cast<uint32_t>(settlement.remainders.size());
  block->remainders.insert(block->remainders.end(),
                           settlement.remainders.begin(),
                           settlement.remainders.end());
  ++receipt->count;
  return &proposal;
}

bool ProposeByQuotes(const ReceiptView& view, Directive directive,
                     ProposalBlock* out) {
  if (directive == Directive::kRestricted || view.quotes.list.empty()) {
    return false;
  }
  const ProposalBlock::Mark mark = out->End();
  ProposedReceipt receipt = Begun(*out);
  Answer answer{out, &receipt};
  if (ProposeExactly(view, &answer)) {
    const Proposal& best = out->proposals[receipt.first];
    if (best.confidence >= view.PolicyOf(best.customer).apply) {
      receipt.customer = best.customer;
      out->receipts.push_back(receipt);
      return true;
    }
  }
  out->CutTo(mark);
  return false;
}

void Propose(const ReceiptView& view, Directive directive, ProposalBlock* out) {
  ProposedReceipt receipt = Begun(*out);
  Answer answer{out, &receipt};
  NoteGuesses(view, &answer);
  if (!ProposeByReference(view, &answer)) {
    if (directive == Directive::kOnAccount && view.payers.count != 0) {
      receipt.exception = ExceptionCode::kPayerOnAccount;
      receipt.customer = view.payers.list[0].customer;
    } else {
      SumContext context;
      context.target = context.net_target = view.receipt.amount;
      if (!ProposeBySum(view, context, &answer)) {
        ProposeOldestFirst(view, &answer);
      }
    }
  }
  if (receipt.count != 0) {
    receipt.customer = out->proposals[receipt.first].customer;
  } else if (receipt.exception == ExceptionCode::kNone) {
    ExplainNothing(view, &receipt);
  }
  if (directive == Directive::kRestricted) Restrict(&answer);
  ApplyThresholds(view, &answer);
  if (view.mentions.whole_book && receipt.count != 0 &&
      !out->proposals[receipt.first].apply) {
    // Money is not credited to the owner of a number that is only near.
    receipt.customer = kNoCustomer;
  }
  if (directive != Directive::kRestricted) FindWaysOut(view, &answer);
  out->receipts.push_back(receipt);
}

}  // namespace cashmatch
