// SPDX-License-Identifier: Apache-2.0
// accept_together.cc - one proposal dealt out among several receipts.
// Tested by tests/unit/engine/commit/accept_together_test.cc
#include <algorithm>

#include "engine/commit/commit.h"

namespace cashmatch {
namespace {

/// The rows of a proposal while receipts pay them one after the other.
class Dealing {
 public:
  explicit Dealing(std::span<const ProposedRow> rows)
      : rows_(rows.begin(), rows.end()) {}

  /// Returns the rows for the next receipt; `money` is all it brings.
  std::vector<ProposedRow> Deal(Minor money) {
    std::vector<ProposedRow> dealt;
    while (next_ < rows_.size()) {
      ProposedRow& row = rows_[next_];
      if (row.kind == ApplicationKind::kPayment) {
        if (money == 0) break;
        ProposedRow part = row;
        part.amount = std::min(row.amount, money);
        money -= part.amount;
        row.amount -= part.amount;
        dealt.push_back(part);
        if (row.amount != 0) break;
      } else {
        dealt.push_back(row);
      }
      ++next_;
    }
    return dealt;
  }

 private:
  std::vector<ProposedRow> rows_;
  size_t next_ = 0;
};

}  // namespace

void Committer::AcceptTogether(const Candidate& candidate,
                               std::span<const ReceiptRow> receipts) {
  const Proposal& proposal = candidate.best();
  const auto together_first = static_cast<uint32_t>(report_.together.size());
  report_.together.insert(report_.together.end(), receipts.begin(),
                          receipts.end());
  Dealing dealing(candidate.RowsOf(proposal));
  for (const ReceiptRow row : receipts) {
    DropMade(row);
    const auto tried = report_.Trials(report_.outcomes[Index(row)]);
    const std::vector<Trial> before(tried.begin(), tried.end());
    ReceiptOutcome& outcome = Begin(row);
    outcome.status = ReceiptStatus::kApplied;
    outcome.rule = proposal.rule;
    outcome.confidence = proposal.confidence;
    outcome.customer = proposal.customer;
    outcome.together_first = together_first;
    outcome.together_count = static_cast<uint32_t>(receipts.size());
    for (const ProposedRow& part : dealing.Deal(ReceiptAt(row).amount)) {
      AddApplication(row, part, proposal, &outcome);
    }
    report_.trials.insert(report_.trials.end(), before.begin(), before.end());
    AddEvidence(candidate, &outcome);
    outcome.trials_count += static_cast<uint32_t>(before.size());
  }
}

}  // namespace cashmatch
