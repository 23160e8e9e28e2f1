// SPDX-License-Identifier: Apache-2.0
// joint_component.h - all ways to place the receipts of one component.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "engine/book/open_state.h"
#include "engine/model/proposal.h"
#include "engine/model/receipt.h"
#include "engine/resolve/shares.h"
#include "engine/resolve/wish.h"

namespace cashmatch {

/// Returns the rows that a granted receipt was applied with.
std::vector<ProposedRow> GrantedRows(const Granted& granted);

/// The receipts of one component; see joint.h.
class JointComponent {
 public:
  JointComponent(const OpenState& state, const ReceiptBlock& receipts,
                 std::span<const Candidate> unsure,
                 std::span<const Granted> granted)
      : state_(state),
        receipts_(receipts),
        unsure_(unsure),
        granted_(granted),
        table_(&problem_) {}

  /// Adds an unsure receipt or, numbered behind them, a granted one.
  void Add(uint32_t number);

  /// Fills the resolutions of the unsure receipts that are sure together.
  void Settle(std::vector<Resolution>* resolutions);

 private:
  /// Which alternative each receipt of a class takes, ascending; the number
  /// behind the last one stands for none.
  using Choice = std::vector<uint16_t>;

  /// Receipts of which it does not matter which takes what.
  struct Class {
    std::vector<uint32_t> members;  // in order of date and id
    std::vector<Bid> bids;          // of one of them
    std::vector<double> shares;     // of each bid, and of none of them
    std::map<Choice, double> ways;  // their probabilities, not yet normalised
  };

  bool IsUnsure(uint32_t number) const { return number < unsure_.size(); }
  std::strong_ordering Compare(uint32_t a, uint32_t b) const;
  void MakeClasses();
  bool NumberItems();
  void MakeClass(uint32_t number, Class* out);
  void Enumerate(size_t at, double weight);
  void Choose(size_t at, uint16_t from, double weight);
  void Judge(const Class& one, std::vector<Resolution>* resolutions);
  void Accept(const Class& one, const Choice& choice, Millionths confidence,
              std::vector<Resolution>* resolutions);
  void DealOutPools(std::vector<Resolution>* resolutions);

  const OpenState& state_;
  const ReceiptBlock& receipts_;
  std::span<const Candidate> unsure_;
  std::span<const Granted> granted_;
  std::vector<uint32_t> members_;
  PackingProblem problem_;
  WishTable table_;
  std::vector<Class> classes_;
  std::vector<Choice> choices_;  // by class, on the way to a whole one
  std::unique_ptr<Shares> shares_;
  double all_ = 0;
  uint64_t steps_ = 0;
};

}  // namespace cashmatch
