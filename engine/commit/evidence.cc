// SPDX-License-Identifier: Apache-2.0
// evidence.cc - what was seen of a receipt, kept beside its outcome.
// Tested by tests/unit/engine/commit/evidence_test.cc
#include "engine/commit/commit.h"

namespace cashmatch {

void Committer::NoteRefusal(const Candidate& candidate,
                            const Resolution& resolution) {
  Trial trial{candidate.best().rule, resolution.kind == Resolution::Kind::kTied
                                         ? Verdict::kTied
                                         : Verdict::kTaken};
  trial.candidates = 1;
  trial.item = resolution.item;
  trial.rival = resolution.rival;
  refusals_[candidate.receipt].push_back(trial);
}

void Committer::AddEvidence(const Candidate& candidate,
                            ReceiptOutcome* outcome) {
  const ProposedReceipt& answer = candidate.answer();
  const auto append = [](const auto& from, uint32_t first, uint32_t count,
                         auto* to) {
    to->insert(to->end(), from.begin() + first, from.begin() + first + count);
  };
  const size_t trials = report_.trials.size();
  if (const auto refused = refusals_.find(candidate.receipt);
      refused != refusals_.end()) {
    report_.trials.insert(report_.trials.end(), refused->second.begin(),
                          refused->second.end());
    refusals_.erase(refused);
  }
  append(candidate.block->trials, answer.trials_first, answer.trials_count,
         &report_.trials);
  outcome->trials_count = static_cast<uint32_t>(report_.trials.size() - trials);
  outcome->guesses_first = static_cast<uint32_t>(report_.guesses.size());
  outcome->guesses_count = answer.guesses_count;
  append(candidate.block->guesses, answer.guesses_first, answer.guesses_count,
         &report_.guesses);
  if (answer.sum.finding == SumFinding::kNotSought) return;
  outcome->sum = static_cast<uint32_t>(report_.sums.size());
  report_.sums.push_back(answer.sum);
}

void Committer::AddWaysOut(const Candidate& candidate,
                           ReceiptOutcome* outcome) {
  const ProposedReceipt& answer = candidate.answer();
  const auto first = candidate.block->ways.begin() + answer.ways_first;
  outcome->ways_first = static_cast<uint32_t>(report_.ways.size());
  outcome->ways_count = answer.ways_count;
  report_.ways.insert(report_.ways.end(), first, first + answer.ways_count);
}

}  // namespace cashmatch
