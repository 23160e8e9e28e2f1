// SPDX-License-Identifier: Apache-2.0
// by_sum.cc - payer known: which of its items sum to the money?
// Tested by tests/unit/engine/propose/by_sum_test.cc and the scenarios.
#include <algorithm>

#include "engine/propose/confidence.h"
#include "engine/propose/rules.h"
#include "engine/propose/weighing.h"

namespace cashmatch {
namespace {

constexpr size_t kOfferMax = 5;
constexpr Millionths kOfferLeast = 10'000;
constexpr size_t kPoolMax = 64;  // twins handed on; more in a later round

bool AboveReview(const ReceiptView& view, CustomerRow customer) {
  const auto& limits = view.PolicyOf(customer).review_above;
  const auto limit = limits.find(view.receipt.currency);
  return limit != limits.end() && view.receipt.amount > limit->second;
}

/// Hands on the items that would do as well as the only one of a proposal.
void AddPool(const ReceiptView& view, const Explanation& one, Answer* answer) {
  const PayerItems& items = *one.items;
  const ItemRow label = items.twin[one.set.front()];
  std::vector<ItemRow> twins;
  for (uint32_t i = 0; i < items.size(); ++i) {
    if (items.twin[i] == label) twins.push_back(items.rows[i]);
  }
  if (twins.size() < 2) return;
  std::sort(twins.begin(), twins.end(), [&](ItemRow a, ItemRow b) {
    return NumberedBefore(view.book, a, b);
  });
  auto& pools = answer->block->pools;
  Proposal& proposal = answer->block->proposals.back();
  proposal.pool_first = static_cast<uint32_t>(pools.size());
  proposal.pool_count = static_cast<uint32_t>(std::min(kPoolMax, twins.size()));
  pools.insert(pools.end(), twins.begin(), twins.begin() + proposal.pool_count);
}

Rule RuleOf(const ReceiptView& view, const SumContext& context,
            const Explanation& one) {
  const auto meant = static_cast<size_t>(
      std::count_if(one.set.begin(), one.set.end(), [&](uint32_t i) {
        return view.mentions.Of(one.items->rows[i]) != nullptr;
      }));
  if (meant == one.set.size()) return Rule::kFuzzyReference;
  if (meant != 0 || !context.fixed.empty()) return Rule::kReferencedSum;
  return one.set.size() == 1 ? Rule::kPayerAmount : Rule::kPayerSum;
}

/// How many items would do as well as one of a set; 0 where nothing was chosen,
/// the set having all of them.
uint32_t AlikeOf(const Explanation& one, uint32_t position) {
  const std::vector<ItemRow>& twin = one.items->twin;
  const auto taken =
      std::count_if(one.set.begin(), one.set.end(),
                    [&](uint32_t i) { return twin[i] == twin[position]; });
  const uint32_t alike = one.items->Alike(position);
  return alike == taken ? 0 : alike;
}

std::vector<SettledItem> ItemsOf(const SumContext& context,
                                 const Explanation& one) {
  std::vector<SettledItem> items = context.fixed;
  for (const uint32_t i : one.set) {
    SettledItem& item = items.emplace_back();
    item.item = one.items->rows[i];
    item.open = one.items->open[i];
    item.earned = one.items->open[i] - one.items->ask[i];
    item.alike = AlikeOf(one, i);
  }
  return items;
}

void Offer(const ReceiptView& view, const SumContext& context,
           const Explanation& one, Millionths confidence, ExceptionCode doubt,
           Answer* answer) {
  const std::vector<SettledItem> items = ItemsOf(context, one);
  Settlement settlement;
  SettleTotal(view, items, {}, &settlement);
  settlement.MarkAlike(items);
  if (doubt != ExceptionCode::kNone) settlement.Block(doubt);
  const Rule rule = RuleOf(view, context, one);
  answer->Add(rule, confidence, one.items->customer, settlement);
  if (rule == Rule::kPayerAmount) AddPool(view, one, answer);
}

/// True if the receipt claims to quote a document that is none of these items.
bool LeavesClaims(const ReceiptView& view, const Explanation& one) {
  return std::any_of(
      view.quotes.list.begin(), view.quotes.list.end(),
      [&](const Quote& quote) {
        if (quote.rule != Rule::kNone) return false;
        return std::none_of(one.set.begin(), one.set.end(), [&](uint32_t i) {
          const Mention* const mention = view.mentions.Of(one.items->rows[i]);
          return mention != nullptr && mention->StandsIn(quote.text);
        });
      });
}

/// True if a word is the number of an item of none of these customers.
bool NamesOtherOwner(const ReceiptView& view, const Explanation& one) {
  return std::any_of(
      view.mentions.list.begin(), view.mentions.list.end(),
      [&](const Mention& mention) {
        if (mention.kind > MentionKind::kJoined) return false;
        const CustomerRow owner = view.Hot(mention.item).customer;
        return std::none_of(one.set.begin(), one.set.end(), [&](uint32_t i) {
          return view.Hot(one.items->rows[i]).customer == owner;
        });
      });
}

/// True if the payer paid just this amount a few days before: a sum of several
/// items that comes again is the same payment sent twice, not a coincidence.
bool PaidBefore(const ReceiptView& view, CustomerRow customer) {
  constexpr int32_t kDays = 10;
  const auto& payers = view.habits.payers;
  return Index(customer) < payers.size() &&
         payers[Index(customer)].PaidSince(view.receipt.booking_date - kDays,
                                           view.receipt.amount);
}

/// Returns why a person must look at an explanation however probable it is.
ExceptionCode DoubtBeside(const ReceiptView& view, const SumContext& context,
                          const Explanation& one) {
  if (LeavesClaims(view, one)) return ExceptionCode::kUnknownReference;
  if (view.mentions.other != ExceptionCode::kNone) return view.mentions.other;
  if (NamesOtherOwner(view, one) || LeavesNamed(view, ItemsOf(context, one))) {
    return ExceptionCode::kAmbiguous;
  }
  return one.set.size() > 1 && PaidBefore(view, one.items->customer)
             ? ExceptionCode::kLowConfidence
             : ExceptionCode::kNone;
}

/// Marks a proposal that nothing but its probability keeps from being applied.
void MarkUnsure(const ReceiptView& view, const SumContext& context,
                const Explanation& one, ExceptionCode doubt,
                Proposal* proposal) {
  const CustomerRow payer = one.items->customer;
  if (doubt == ExceptionCode::kNone || proposal->exception != doubt ||
      DoubtBeside(view, context, one) != ExceptionCode::kNone ||
      (context.fixed.empty() && AboveReview(view, payer))) {
    return;
  }
  proposal->apply_at = view.PolicyOf(payer).apply;
}

/// Returns why a person must look at the most plausible explanation, if one.
ExceptionCode DoubtOf(const ReceiptView& view, const SumContext& context,
                      const Weighing& weighing) {
  const Explanation& best = weighing.found().front();
  const CustomerRow payer = best.items->customer;
  if (const ExceptionCode doubt = DoubtBeside(view, context, best);
      doubt != ExceptionCode::kNone) {
    return doubt;
  }
  if (weighing.ProbabilityOf(best) < view.PolicyOf(payer).apply) {
    return weighing.found().size() > 1 ? ExceptionCode::kAmbiguous
                                       : ExceptionCode::kLowConfidence;
  }
  if (context.fixed.empty() && AboveReview(view, payer)) {
    return ExceptionCode::kReviewLimit;
  }
  return ExceptionCode::kNone;
}

/// What the search for a sum gave for each guess at the payer.
void CreditGuesses(const Weighing& weighing, Answer* answer) {
  SeenGuess* const guesses =
      answer->block->guesses.data() + answer->receipt->guesses_first;
  for (const Explanation& one : weighing.found()) {
    for (uint32_t i = 0; i < answer->receipt->guesses_count; ++i) {
      if (guesses[i].customer != one.items->customer) continue;
      ++guesses[i].sets;
      guesses[i].share += weighing.ProbabilityOf(one);
    }
  }
}

/// Says of each of the likeliest sets what became of it.
void TellSets(const ReceiptView& view, const SumContext& context,
              const Weighing& weighing, ExceptionCode doubt, Answer* answer) {
  const std::vector<Explanation>& found = weighing.found();
  for (size_t i = 0; i < std::min(kOfferMax, found.size()); ++i) {
    const Explanation& one = found[i];
    Trial trial{RuleOf(view, context, one), Verdict::kMatched};
    trial.candidates = static_cast<uint32_t>(one.set.size());
    trial.item = one.items->rows[one.set.front()];
    trial.share = weighing.ProbabilityOf(one);
    if (i != 0) {
      trial.verdict = Verdict::kOutweighed;
    } else if (doubt != ExceptionCode::kNone) {
      trial.verdict = trial.share < view.PolicyOf(one.items->customer).apply
                          ? Verdict::kUnlikely
                          : Verdict::kForbidden;
      if (trial.verdict == Verdict::kForbidden) trial.why = doubt;
    }
    answer->Try(trial);
  }
}

}  // namespace

bool ProposeBySum(const ReceiptView& view, const SumContext& context,
                  Answer* answer) {
  const Rule rule =
      context.fixed.empty() ? Rule::kPayerSum : Rule::kReferencedSum;
  if ((view.payers.count == 0 && context.fixed.empty()) ||
      context.target <= 0) {
    answer->Try({rule, Verdict::kNothingToTry});
    return false;
  }
  Weighing weighing(view, context);
  weighing.Run();
  if (!view.supposed) answer->receipt->sum = weighing.Record();
  if (context.fixed.empty() && weighing.complete()) {
    answer->receipt->unexplained = weighing.Unexplained();
  }
  const std::vector<Explanation>& found = weighing.found();
  if (found.empty()) {
    answer->ClaimItems(weighing.ItemShares());
    answer->Try({rule, Verdict::kNotFound});
    return false;
  }
  CreditGuesses(weighing, answer);
  const ExceptionCode doubt = DoubtOf(view, context, weighing);
  if (doubt != ExceptionCode::kNone) {
    answer->ClaimItems(weighing.ItemShares());
  }
  const size_t offers =
      doubt == ExceptionCode::kNone ? 1 : std::min(kOfferMax, found.size());
  for (size_t i = 0; i < offers; ++i) {
    const Millionths share = weighing.ProbabilityOf(found[i]);
    if (i != 0 && share < kOfferLeast) break;
    Offer(view, context, found[i],
          doubt == ExceptionCode::kUnknownReference
              ? std::min(share, kDoubtUnknown)
              : share,
          doubt, answer);
    MarkUnsure(view, context, found[i], doubt,
               &answer->block->proposals.back());
  }
  TellSets(view, context, weighing, doubt, answer);
  return true;
}

}  // namespace cashmatch
