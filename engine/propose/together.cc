// SPDX-License-Identifier: Apache-2.0
// together.cc - several receipts pay for the same items. Tested by
// tests/unit/engine/propose/together_test.cc and the scenarios.
#include "engine/propose/together.h"

#include <algorithm>
#include <cmath>

#include "engine/propose/plausibility_table.h"
#include "engine/propose/propose.h"
#include "engine/propose/rules.h"

namespace cashmatch {
namespace {

/// True if whole items that each of the receipts may pay are paid, and nothing
/// is left.
bool IsPlain(const ReceiptView& view, const PartPayments& payments,
             const ProposalBlock& block, const Proposal& proposal) {
  if (proposal.remainders_count != 0) return false;
  const Day last_dated =
      payments.first_day + view.PolicyOf(proposal.customer).prepayment_days;
  const auto rows = block.rows.begin() + proposal.rows_first;
  return std::all_of(rows, rows + proposal.rows_count,
                     [&](const ProposedRow& row) {
                       const ItemStatus status = view.Hot(row.item).status;
                       return row.amount > 0 &&
                              view.Hot(row.item).document_date <= last_dated &&
                              (status == ItemStatus::kOpen ||
                               status == ItemStatus::kPromised) &&
                              (row.kind == ApplicationKind::kPayment ||
                               row.kind == ApplicationKind::kDiscount);
                     });
}

}  // namespace

double LogTogether(const PartPayments& payments) {
  constexpr Millionths kCertain = 1'000'000;
  double log = 0;
  uint32_t others = payments.waiting;
  for (const PartPayment& part : payments.parts) {
    const Millionths unexplained = std::max(kCertain - part.explained, 1);
    log += std::log(static_cast<double>(unexplained) / kCertain);
  }
  for (size_t i = 1; i < payments.parts.size(); ++i) {
    others = std::max(others, 2U) - 1;
    log += std::log(kPaysTogether * static_cast<double>(i) / others);
  }
  return log;
}

Minor AmountByChance(const PartPayments& payments) {
  return std::min_element(payments.parts.begin(), payments.parts.end(),
                          [](const PartPayment& a, const PartPayment& b) {
                            return a.amount < b.amount;
                          })
      ->amount;
}

bool ProposeTogether(const ReceiptView& view, const PartPayments& payments,
                     ProposalBlock* out) {
  ProposedReceipt receipt;
  receipt.first = static_cast<uint32_t>(out->proposals.size());
  receipt.trials_first = static_cast<uint32_t>(out->trials.size());
  receipt.references_first = static_cast<uint32_t>(out->references.size());
  const ProposalBlock::Mark mark = out->End();
  Answer answer{out, &receipt};
  if (payments.quoted) {
    ProposeExactly(view, &answer);
  } else if (view.quotes.list.empty()) {
    SumContext context;
    context.target = context.net_target = view.receipt.amount;
    context.together = &payments;
    ProposeBySum(view, context, &answer);
  }
  if (receipt.count == 0) {
    out->CutTo(mark);
    return false;
  }
  Proposal& best = out->proposals[receipt.first];
  best.apply = best.apply && IsPlain(view, payments, *out, best) &&
               best.confidence >= view.PolicyOf(best.customer).apply;
  receipt.customer = best.customer;
  out->receipts.push_back(receipt);
  return true;
}

}  // namespace cashmatch
