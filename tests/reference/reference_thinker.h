// SPDX-License-Identifier: Apache-2.0
// reference_thinker.h - what the twin would do with one receipt.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/model/customer.h"
#include "tests/reference/reference_settlement.h"

namespace cashmatch::reference {

/// What the twin thinks of one receipt in one round.
struct Thought {
  size_t receipt = 0;
  std::vector<Settled> ways;  // best first; empty: nothing proposed
  std::string exception, customer;
  std::vector<std::string> references;  // that could not be used
  int strength = 0;  // lower is stronger: ten thousands of the rule
  bool Wants() const { return !ways.empty() && !ways[0].blocked; }
};

/// Thinks about receipts, given what is open now.
class Thinker {
 public:
  Thinker(const std::vector<OpenItem>& items,
          const std::vector<Customer>& customers, const ReceiptBlock& receipts,
          const MatchingPolicy& policy,
          const std::map<std::string, Minor>& open)
      : items_(items),
        customers_(customers),
        receipts_(receipts),
        policy_(policy),
        open_(open) {}

  Thought Think(size_t index) const;

 private:
  using Items = std::vector<const OpenItem*>;
  using Texts = std::vector<std::string>;

  Texts Payers(const Receipt& receipt, bool* shared) const;
  Items Named(const std::string& word, bool* exact) const;
  Texts Words(const Receipt& receipt) const;
  std::string WhyNot(const Receipt& receipt, const OpenItem& item) const;
  OpenNow Now(const OpenItem& item) const;
  bool Alike(const OpenItem& a, const OpenItem& b) const;
  bool ByReference(const Receipt& receipt, const Texts& words,
                   const Texts& payers, Thought* t) const;
  bool Narrow(const Receipt& receipt, const Texts& payers, bool only_word,
              Items* candidates) const;
  std::vector<Items> Parts(const Receipt& receipt, const Items& items) const;
  void OfferEach(const Receipt& receipt, const Items& candidates,
                 Thought* t) const;
  void PayChosen(const Receipt& receipt, const std::vector<OpenNow>& chosen,
                 const std::vector<Rest>& unknown, bool all_exact,
                 const Texts& payers, Thought* t) const;
  void CheckSign(const OpenItem& item, Settled* way) const;
  void CheckCredits(Settled* way) const;

  const std::vector<OpenItem>& items_;
  const std::vector<Customer>& customers_;
  const ReceiptBlock& receipts_;
  const MatchingPolicy& policy_;
  const std::map<std::string, Minor>& open_;
};

}  // namespace cashmatch::reference
