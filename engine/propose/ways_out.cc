// SPDX-License-Identifier: Apache-2.0
// ways_out.cc - what if? Tested by tests/unit/engine/propose/ways_out_test.cc
// and, by making each change, by the scenarios.
#include "engine/propose/ways_out.h"

#include <algorithm>
#include <set>
#include <span>
#include <vector>

#include "engine/propose/propose.h"

namespace cashmatch {
namespace {

constexpr Millionths kNearlySure = 950'000;  // a threshold that one may set
constexpr uint32_t kItemsMost = 512;         // of which a search is repeated
constexpr size_t kAnyMost = 4;               // "any one of them", each tried
constexpr int32_t kDaysMost = 31;            // before the date of an item
constexpr size_t kDatesMost = 3;             // of items to come, tried
constexpr size_t kCustomerMost = 4096;       // items that are gone through

/// Looks at one receipt again and again, each time with one thing changed.
class SecondLook {
 public:
  SecondLook(const ReceiptView& view, Answer* answer)
      : view_(view), answer_(*answer) {
    const ProposedReceipt& receipt = *answer->receipt;
    if (receipt.count == 0) return;
    best_ = &answer->block->proposals[receipt.first];
    items_ = ItemsOf(*answer->block, *best_);
  }

  void AtProposal() {
    const ProposedReceipt& receipt = *answer_.receipt;
    const Currency currency = view_.receipt.currency;
    if (const Minor more = receipt.smallest_change; more != 0) {
      Try({WayOutKind::kTolerance, more}, [&](MatchingPolicy& policy) {
        policy.under = policy.over = Tolerance{{{currency, more}}, {}, false};
      });
    }
    if (const int32_t days = receipt.grace_days_short; days != 0) {
      Try({WayOutKind::kGraceDays, days},
          [&](MatchingPolicy& policy) { policy.grace_days += days; });
    }
    if (IsByAmount(best_->rule)) {
      TryReferences();
      TryPayer();
    }
    if (best_->exception == ExceptionCode::kReviewLimit) {
      Try({WayOutKind::kReviewAbove, view_.receipt.amount},
          [&](MatchingPolicy& policy) {
            policy.review_above[currency] = view_.receipt.amount;
          });
    }
    if (best_->confidence >= kNearlySure && best_->confidence < Rules().apply) {
      Try({WayOutKind::kApply, best_->confidence, Rules().apply},
          [&](MatchingPolicy& policy) { policy.apply = best_->confidence; });
    }
  }

  /// The payer is known and nothing fits: items that may not be paid yet, and
  /// credits that may not be used.
  void AtNothing() {
    std::set<int32_t> days;
    bool credits = false;
    for (const PayerGuess& guess : view_.payers) {
      const auto items = view_.book.ItemsOf(guess.customer);
      if (items.size() > kCustomerMost) continue;
      for (const ItemRow row : items) {
        const ItemHot& hot = view_.Hot(row);
        if (hot.currency != view_.receipt.currency) continue;
        const int32_t early = hot.document_date - view_.receipt.booking_date;
        if (view_.Open(row) > 0 && early > Rules().prepayment_days &&
            early <= kDaysMost) {
          days.insert(early);
        }
        credits = credits || (view_.Open(row) < 0 && early <= 0);
      }
    }
    size_t tried = 0;
    for (const int32_t early : days) {
      if (tried++ == kDatesMost ||
          Try({WayOutKind::kPrepaymentDays, early, Rules().prepayment_days},
              [&](MatchingPolicy& policy) {
                policy.prepayment_days = early;
              })) {
        break;
      }
    }
    if (credits && Rules().credits == CreditUse::kReferenced) {
      Try({WayOutKind::kCredits},
          [](MatchingPolicy& policy) { policy.credits = CreditUse::kAny; });
    }
  }

 private:
  static bool IsByAmount(Rule rule) {
    return rule == Rule::kPayerAmount || rule == Rule::kPayerSum ||
           rule == Rule::kReferencedSum || rule == Rule::kFuzzyReference;
  }

  static std::vector<ItemRow> ItemsOf(const ProposalBlock& block,
                                      const Proposal& proposal) {
    std::vector<ItemRow> items;
    for (uint32_t i = 0; i < proposal.rows_count; ++i) {
      items.push_back(block.rows[proposal.rows_first + i].item);
    }
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end()), items.end());
    return items;
  }

  const MatchingPolicy& Rules() const {
    return view_.PolicyOf(answer_.receipt->customer);
  }

  /// True if the rules would apply it, to the items that are proposed.
  bool Applies(const ReceiptView& changed) const {
    ProposalBlock block;
    Propose(changed, Directive::kNone, &block);
    const ProposedReceipt& receipt = block.receipts.front();
    if (receipt.count == 0 || !block.proposals[receipt.first].apply) {
      return false;
    }
    return best_ == nullptr ||
           ItemsOf(block, block.proposals[receipt.first]) == items_;
  }

  ReceiptView Supposed(const PayerGuesses& payers, const Quotes& quotes,
                       const MatchingPolicy* policy) const {
    return {view_.book,   view_.state, view_.block,     view_.receipt,
            view_.policy, payers,      quotes,          view_.mentions,
            view_.habits, view_.sums,  view_.companies, true,
            true,         policy};
  }

  void Add(const WayOut& way) {
    answer_.block->ways.push_back(way);
    ++answer_.receipt->ways_count;
  }

  /// Changes the rules.
  template <class Change>
  bool Try(const WayOut& way, const Change& change) {
    MatchingPolicy policy = Rules();
    change(policy);
    if (!Applies(Supposed(view_.payers, view_.quotes, &policy))) return false;
    Add(way);
    return true;
  }

  /// True if the receipt would be applied, quoted it these items, too.
  bool AppliesQuoting(std::span<const ItemRow> items) const {
    Quotes quotes = view_.quotes;
    for (const ItemRow item : items) {
      Quote& quote = quotes.list.emplace_back();
      quote.text = view_.book.Number(item);
      quote.place = QuotePlace::kTyped;
      quote.rule = Rule::kExactReference;
      quote.items_first = static_cast<uint32_t>(quotes.items.size());
      for (const ItemRow row : view_.book.ItemsOf(view_.Hot(item).customer)) {
        if (view_.book.Number(row) == quote.text) quotes.items.push_back(row);
      }
      quote.items_count =
          static_cast<uint32_t>(quotes.items.size()) - quote.items_first;
    }
    return Applies(Supposed(view_.payers, quotes, nullptr));
  }

  bool IsQuoted(ItemRow item) const {
    const auto& quoted = view_.quotes.items;
    return std::find(quoted.begin(), quoted.end(), item) != quoted.end();
  }

  void TryReferences() {
    std::vector<ItemRow> items;
    for (const ItemRow item : items_) {
      if (!IsQuoted(item)) items.push_back(item);
    }
    // The larger ones say more.
    std::stable_sort(items.begin(), items.end(), [&](ItemRow a, ItemRow b) {
      return view_.Open(a) > view_.Open(b);
    });
    if (items.empty()) return;
    const bool search = answer_.receipt->sum.items <= kItemsMost;
    if ((items.size() == 1 || search) &&
        AppliesQuoting(std::span(items).first(1))) {
      bool any = items.size() > 1 && items.size() <= kAnyMost;
      for (size_t i = 1; any && i < items.size(); ++i) {
        any = AppliesQuoting(std::span(items).subspan(i, 1));
      }
      Add(any ? WayOut{WayOutKind::kReferenceToAny}
              : WayOut{WayOutKind::kReference, 0, 0, kNoCustomer, items[0]});
    } else if (items.size() > 1 && AppliesQuoting(items)) {
      Add({WayOutKind::kReferenceToAll});
    }
  }

  /// What if the payer were known by its name, or by its account?
  void TryPayer() {
    if (answer_.receipt->sum.items > kItemsMost) return;
    const CustomerRow payer = best_->customer;
    const auto guess =
        std::find_if(view_.payers.begin(), view_.payers.end(),
                     [&](const PayerGuess& g) { return g.customer == payer; });
    if (guess == view_.payers.end()) return;
    if (guess->evidence == PayerEvidence::kNearName &&
        AppliesKnowing(payer, PayerEvidence::kName)) {
      Add({WayOutKind::kAlias, 0, 0, payer});
    } else if (guess->evidence > PayerEvidence::kBankAccount &&
               !view_.payers.shared && !view_.receipt.payer_account.empty() &&
               AppliesKnowing(payer, PayerEvidence::kBankAccount)) {
      Add({WayOutKind::kBankAccount, 0, 0, payer});
    }
  }

  bool AppliesKnowing(CustomerRow payer, PayerEvidence evidence) const {
    PayerGuesses payers;
    payers.list[payers.count++] = {payer, evidence};
    for (const PayerGuess& guess : view_.payers) {
      // With a sign of its own, near names are not looked for.
      if (guess.customer != payer &&
          guess.evidence != PayerEvidence::kNearName) {
        payers.list[payers.count++] = guess;
      }
    }
    return Applies(Supposed(payers, view_.quotes, nullptr));
  }

  const ReceiptView& view_;
  Answer& answer_;
  const Proposal* best_ = nullptr;
  std::vector<ItemRow> items_;  // of the best proposal, ascending
};

}  // namespace

void FindWaysOut(const ReceiptView& view, Answer* answer) {
  if (view.supposed || view.brief) return;
  const ProposedReceipt& receipt = *answer->receipt;
  if (receipt.count != 0) {
    if (!answer->block->proposals[receipt.first].apply) {
      SecondLook(view, answer).AtProposal();
    }
  } else if (receipt.exception == ExceptionCode::kNoMatch ||
             receipt.exception == ExceptionCode::kTooManySets) {
    SecondLook(view, answer).AtNothing();
  }
}

}  // namespace cashmatch
