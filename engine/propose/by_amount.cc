// SPDX-License-Identifier: Apache-2.0
// by_amount.cc - payer known, one exact amount unique among its items.
// Tested by tests/unit/engine/propose/by_amount_test.cc and the scenarios.
#include <algorithm>

#include "engine/propose/confidence.h"
#include "engine/propose/rules.h"

namespace cashmatch {
namespace {

constexpr size_t kVisitMax = 1024;  // items looked at for one amount
constexpr size_t kPoolMax = 64;      // twins handed on; more in a later round
constexpr size_t kOfferMax = 5;

/// An item that the receipt's amount settles exactly.
struct Fit {
  ItemRow item;
  Minor discount;
  PayerEvidence evidence;
};

/// Finds every item of the guessed payers that the amount settles.
class AmountSearch {
 public:
  explicit AmountSearch(const ReceiptView& view) : view_(view) {}

  void Run() {
    for (const PayerGuess& guess : view_.payers) {
      visits_ = 0;
      view_.state.VisitAmount(guess.customer, view_.receipt.currency,
                              view_.receipt.amount, [&](ItemRow row) {
                                Visit(row, guess);
                                return ++visits_ < kVisitMax;
                              });
      spent_ = spent_ || visits_ == kVisitMax;
    }
    // In the order of document numbers: interchangeable ones are taken so.
    std::sort(fits_.begin(), fits_.end(), [&](const Fit& a, const Fit& b) {
      const auto number_a = view_.book.Number(a.item);
      const auto number_b = view_.book.Number(b.item);
      return number_a != number_b ? number_a < number_b : a.item < b.item;
    });
    fits_.erase(std::unique(fits_.begin(), fits_.end(),
                            [](const Fit& a, const Fit& b) {
                              return a.item == b.item;
                            }),
                fits_.end());
  }

  const std::vector<Fit>& fits() const { return fits_; }

  /// True if all that fits is alike, so that it does not matter which is paid.
  bool OneAnswer() const {
    return !fits_.empty() && !spent_ &&
           std::all_of(fits_.begin(), fits_.end(), [&](const Fit& fit) {
             return Interchangeable(view_, fits_.front().item, fit.item);
           });
  }

 private:
  void Visit(ItemRow row, const PayerGuess& guess) {
    const ItemHot& hot = view_.Hot(row);
    const int32_t prepayment_days =
        view_.PolicyOf(guess.customer).prepayment_days;
    if (hot.customer != guess.customer ||
        !EligibleByAmount(view_, row, prepayment_days)) {
      return;
    }
    const Minor open = view_.Open(row);
    const Minor amount = view_.receipt.amount;
    const Minor discount = open == amount ? 0 : EarnedBy(view_, row);
    if (open - discount != amount) return;
    fits_.push_back({row, discount, guess.evidence});
  }

  const ReceiptView& view_;
  std::vector<Fit> fits_;
  size_t visits_ = 0;
  bool spent_ = false;
};

bool AboveReview(const ReceiptView& view, CustomerRow customer) {
  const auto& limits = view.PolicyOf(customer).review_above;
  const auto limit = limits.find(view.receipt.currency);
  return limit != limits.end() && view.receipt.amount > limit->second;
}

void OfferFit(const ReceiptView& view, const Fit& fit, Millionths confidence,
              ExceptionCode doubt, Answer* answer) {
  Settlement settlement;
  settlement.Add(fit.item, ApplicationKind::kPayment, view.receipt.amount);
  settlement.Add(fit.item, ApplicationKind::kDiscount, fit.discount);
  if (doubt != ExceptionCode::kNone) settlement.Block(doubt);
  answer->Add(Rule::kPayerAmount, confidence, view.Hot(fit.item).customer,
              settlement);
}

}  // namespace

void ProposeByAmount(const ReceiptView& view, bool unknown_reference,
                     Answer* answer) {
  if (view.payers.count == 0 || view.receipt.amount == 0) {
    answer->Try({Rule::kPayerAmount, Verdict::kNothingToTry});
    return;
  }
  AmountSearch search(view);
  search.Run();
  const std::vector<Fit>& fits = search.fits();
  if (fits.empty()) {
    answer->Try({Rule::kPayerAmount, Verdict::kNotFound});
    return;
  }
  const auto candidates = static_cast<uint32_t>(fits.size());
  if (!search.OneAnswer()) {
    const auto share = static_cast<Millionths>(
        kDoubtAmbiguous / static_cast<Millionths>(fits.size()));
    for (size_t i = 0; i < std::min(kOfferMax, fits.size()); ++i) {
      OfferFit(view, fits[i], share, ExceptionCode::kAmbiguous, answer);
    }
    answer->Try({Rule::kPayerAmount, Verdict::kAmbiguous, candidates, 0,
                 fits.front().item});
    return;
  }
  const Fit& fit = fits.front();
  const bool by_name = fit.evidence == PayerEvidence::kName;
  Millionths confidence = by_name ? kSureNameAmount : kSurePayerAmount;
  ExceptionCode doubt = ExceptionCode::kNone;
  if (unknown_reference) {
    confidence = kDoubtUnknown;
    doubt = ExceptionCode::kUnknownReference;
  } else if (AboveReview(view, view.Hot(fit.item).customer)) {
    doubt = ExceptionCode::kReviewLimit;
  }
  OfferFit(view, fit, confidence, doubt, answer);
  if (fits.size() > 1) {
    Proposal& proposal = answer->block->proposals.back();
    auto& pools = answer->block->pools;
    proposal.pool_first = static_cast<uint32_t>(pools.size());
    proposal.pool_count = std::min<uint32_t>(candidates, kPoolMax);
    for (uint32_t i = 0; i < proposal.pool_count; ++i) {
      pools.push_back(fits[i].item);
    }
  }
  answer->Try({Rule::kPayerAmount,
               doubt == ExceptionCode::kNone ? Verdict::kMatched
                                             : Verdict::kForbidden,
               candidates, 0, fit.item});
}

}  // namespace cashmatch
