// SPDX-License-Identifier: Apache-2.0
// settle_advice.cc - line by line, by the amounts the payer states. Tested by
// tests/unit/engine/propose/settle_advice_test.cc and the scenarios.
#include <algorithm>
#include <numeric>

#include "engine/propose/settlement.h"

namespace cashmatch {
namespace {

Minor OrZero(Minor amount) { return amount == kNotStated ? 0 : amount; }

/// Items and lines that are settled together: mostly one of each.
struct Bundle {
  std::vector<const SettledItem*> items;
  std::vector<const AdviceLine*> lines;
};

/// Joins the items of a line, and the lines of an item. In the order of the
/// items; those of a joined bundle stand where its first one does.
std::vector<Bundle> BundlesOf(std::span<const AdviceLine> advice,
                              const std::vector<SettledItem>& items,
                              const std::vector<AdvicePart>& parts) {
  std::vector<uint32_t> home(items.size());
  std::iota(home.begin(), home.end(), 0);
  const auto root = [&home](uint32_t item) {
    while (home[item] != item) item = home[item] = home[home[item]];
    return item;
  };
  for (size_t i = 1; i < parts.size(); ++i) {
    if (parts[i].line != parts[i - 1].line) continue;
    const uint32_t a = root(parts[i].item);
    const uint32_t b = root(parts[i - 1].item);
    home[std::max(a, b)] = std::min(a, b);
  }
  std::vector<Bundle> bundles(items.size());
  for (uint32_t i = 0; i < items.size(); ++i) {
    bundles[root(i)].items.push_back(&items[i]);
  }
  for (const AdvicePart& part : parts) {
    auto& lines = bundles[root(part.item)].lines;
    const AdviceLine* const line = &advice[part.line];
    if (lines.empty() || lines.back() != line) lines.push_back(line);
  }
  std::erase_if(bundles, [](const Bundle& b) { return b.items.empty(); });
  return bundles;
}

const SettledItem& LargestOf(const std::vector<const SettledItem*>& items) {
  return **std::max_element(
      items.begin(), items.end(),
      [](const auto* a, const auto* b) { return a->open < b->open; });
}

/// Settles the lines of one advice and keeps their sums.
class AdviceSettler {
 public:
  AdviceSettler(const ReceiptView& view, Settlement* out)
      : view_(view), out_(*out) {}

  void Settle(const Bundle& bundle) {
    WideMinor paid = 0;
    WideMinor discount = 0;
    for (const AdviceLine* line : bundle.lines) {
      paid += OrZero(PaidByLine(view_.block, *line));
      discount += OrZero(line->discount);
    }
    paid_ += paid;
    for (const SettledItem* item : bundle.items) open_ += item->open;
    if (bundle.items.size() > 1) {
      Group(bundle, Clamped(paid), Clamped(discount));
    } else if (bundle.items.front()->open < 0) {
      Credit(bundle, Clamped(paid), Clamped(discount));
    } else {
      One(bundle, Clamped(paid), Clamped(discount));
    }
  }

  void Unsettled(const UnsettledReference& reference) {
    if (reference.paid == kNotStated) {
      unstated_.push_back(reference);
      return;
    }
    const Minor paid = reference.paid;
    paid_ += paid;
    const RemainderKind kind =
        paid < 0 ? RemainderKind::kClaim : RemainderKind::kUnapplied;
    out_.remainders.push_back({kind, paid, reference.text, {}});
    if (paid < 0) {
      out_.Block(ExceptionCode::kUnexplainedDeduction);
    } else {
      out_.Remark(reference.why);
    }
  }

  /// What the payer keeps back of no document: a claim, with its reason.
  void Claims(std::span<const AdviceLine> advice) {
    for (const AdviceLine& line : advice) {
      const Minor paid = PaidByLine(view_.block, line);
      const auto parts = view_.block.Adjustments(line);
      if (!line.reference.empty() || parts.empty() || OrZero(paid) >= 0) {
        continue;
      }
      paid_ += paid;
      const auto reason = view_.policy.reasons.find(parts.front().reason);
      const bool known = parts.size() == 1 &&
                         reason != view_.policy.reasons.end() &&
                         parts.front().amount == -paid;
      if (!known) out_.Block(ExceptionCode::kUnexplainedDeduction);
      out_.remainders.push_back({RemainderKind::kClaim,
                                 paid,
                                 {},
                                 known ? std::string_view(reason->second.code)
                                       : parts.front().reason});
    }
  }

  /// Compares the sum of the lines with the receipt.
  void Finish(const std::vector<SettledItem>& items) {
    const SettledItem& largest = *std::max_element(
        items.begin(), items.end(),
        [](const auto& a, const auto& b) { return a.open < b.open; });
    const CustomerRow customer = view_.Hot(largest.item).customer;
    const MatchingPolicy& policy = view_.PolicyOf(customer);
    if (written_off_ >
        policy.under.Allowance(view_.receipt.currency, Clamped(open_))) {
      out_.Block(ExceptionCode::kShortPay);
    }
    WideMinor left = static_cast<WideMinor>(view_.receipt.amount) - paid_;
    if (left < 0) {
      const Minor missing = Clamped(-left);
      if (!IsCharges(largest, missing)) {
        out_.Block(ExceptionCode::kShortPay);
        out_.smallest_change = missing;
        return;
      }
      left = 0;
    }
    PlaceExcess(view_, Narrow(left + excess_), Clamped(open_), customer,
                unstated_, &out_);
  }

 private:
  /// What the adjustments of some lines keep back of an item.
  struct Kept {
    WideMinor taken = 0;      // by `rows`
    WideMinor left_open = 0;  // by its reason
    std::vector<ProposedRow> rows;
  };

  const MatchingPolicy& PolicyOf(const SettledItem& item) const {
    return view_.PolicyOf(view_.Hot(item.item).customer);
  }

  /// True if the policy lets an item be paid short without being asked.
  bool MayBeShort(const SettledItem& item) const {
    return item.exact && PolicyOf(item).short_pay == ShortPay::kApply;
  }

  /// Reads the adjustments. One that adds keeps nothing back: what it brings
  /// beyond the item is money too much.
  Kept KeptBack(const Bundle& bundle, const SettledItem& item) {
    Kept kept;
    for (const AdviceLine* line : bundle.lines) {
      for (const Adjustment& part : view_.block.Adjustments(*line)) {
        const auto reason = view_.policy.reasons.find(part.reason);
        const bool known = reason != view_.policy.reasons.end();
        if (!known && !MayBeShort(item)) {
          out_.Block(ExceptionCode::kUnexplainedDeduction);
        }
        if (part.amount <= 0) continue;
        const Treatment treatment =
            known ? reason->second.treatment : Treatment::kDeduction;
        if (treatment == Treatment::kLeaveOpen) {
          kept.left_open += part.amount;
          continue;
        }
        kept.taken += part.amount;
        kept.rows.push_back(
            {item.item,
             treatment == Treatment::kWriteOff ? ApplicationKind::kWriteOff
                                               : ApplicationKind::kDeduction,
             part.amount,
             known ? std::string_view(reason->second.code) : part.reason});
      }
    }
    return kept;
  }

  void Write(const Kept& kept) {
    out_.rows.insert(out_.rows.end(), kept.rows.begin(), kept.rows.end());
  }

  /// One item, by one line or several.
  void One(const Bundle& bundle, Minor paid, Minor discount) {
    const SettledItem& item = *bundle.items.front();
    Kept kept = KeptBack(bundle, item);
    discount = std::max<Minor>(discount, 0);
    if (kept.taken + discount > item.open) {
      // More than there is to keep back: nothing of it is taken as said.
      out_.Block(ExceptionCode::kUnexplainedDeduction);
      kept = Kept();
      discount = 0;
    }
    Write(kept);
    Discount(item, discount);
    const Minor most = item.open - Clamped(kept.taken) - discount;
    out_.Add(item.item, ApplicationKind::kPayment, std::min(paid, most));
    if (paid > most) {
      excess_ += static_cast<WideMinor>(paid) - most;
      return;
    }
    const WideMinor off = static_cast<WideMinor>(most) - paid - kept.left_open;
    if (off > 0) Short(item, paid, Clamped(off), discount == 0);
  }

  /// Several items of one line: in full, less all earned discounts, or in the
  /// order they stand, for a person. What is kept back falls on the largest.
  void Group(const Bundle& bundle, Minor paid, Minor discount) {
    const SettledItem& largest = LargestOf(bundle.items);
    Kept kept = KeptBack(bundle, largest);
    WideMinor want = 0;
    WideMinor earned = 0;
    for (const SettledItem* item : bundle.items) {
      want += item->open;
      earned += item->earned;
    }
    if (kept.taken + kept.left_open > largest.open - largest.earned) {
      out_.Block(ExceptionCode::kUnexplainedDeduction);
      kept = Kept();
    }
    Write(kept);
    const Minor off = Clamped(kept.taken + kept.left_open);
    want -= off;
    const bool discounted = earned != 0 && paid == want - earned &&
                            (discount == 0 || discount == earned);
    if (discounted) {
      want -= earned;
    } else if (discount != 0) {
      out_.Block(ExceptionCode::kUnearnedDiscount);
    }
    if (paid < want) {
      out_.Block(ExceptionCode::kShortPay);
      out_.smallest_change = Clamped(want - paid);
    }
    WideMinor left = paid;
    for (const SettledItem* item : bundle.items) {
      if (item->open < 0) left -= item->open;
    }
    for (const SettledItem* item : bundle.items) {
      const Minor less =
          (discounted ? item->earned : 0) + (item == &largest ? off : 0);
      const WideMinor share =
          item->open < 0 ? static_cast<WideMinor>(item->open)
                         : std::min<WideMinor>(left, item->open - less);
      if (item->open > 0) left -= share;
      out_.Add(item->item, ApplicationKind::kPayment, Clamped(share));
      if (discounted) {
        out_.Add(item->item, ApplicationKind::kDiscount, item->earned);
      }
    }
    excess_ += left;
  }

  /// Writes a stated discount, earned or by policy. One that was never offered
  /// is not late: no policy allows it.
  void Discount(const SettledItem& item, Minor stated) {
    const MatchingPolicy& policy = PolicyOf(item);
    bool offered = stated <= item.earned + kDiscountRounding;
    for (const DiscountOffer& offer :
         OffersOf(view_.book, item.item, item.open)) {
      if (offer.amount + kDiscountRounding < stated) continue;
      if (!offered && policy.unearned == Unearned::kSuggest &&
          offer.last_day != kNoDay) {
        out_.grace_days_short =
            view_.receipt.booking_date - offer.last_day - policy.grace_days;
      }
      offered = offered || policy.unearned == Unearned::kAllow;
    }
    if (!offered && policy.unearned != Unearned::kDeduction) {
      out_.Block(ExceptionCode::kUnearnedDiscount);
    }
    out_.AddDiscount(item, stated, policy.unearned);
  }

  /// An item paid short by `off` that the advice does not explain.
  void Short(const SettledItem& item, Minor paid, Minor off,
             bool no_discount_yet) {
    if (no_discount_yet && item.earned != 0 &&
        off <= item.earned + kDiscountRounding &&
        off >= item.earned - kDiscountRounding) {
      out_.Add(item.item, ApplicationKind::kDiscount, off);
      return;
    }
    if (paid > 0 && off <= PolicyOf(item).under.Allowance(
                               view_.receipt.currency, item.open)) {
      out_.Add(item.item, ApplicationKind::kWriteOff, off);
      written_off_ += off;
      return;
    }
    if (MayBeShort(item)) return;  // the rest stays open
    out_.Block(ExceptionCode::kShortPay);
    out_.smallest_change = off;
  }

  /// A credit that the payer uses: all of it, a part, or more than there is.
  void Credit(const Bundle& bundle, Minor used, Minor discount) {
    const SettledItem& item = *bundle.items.front();
    if (KeptBack(bundle, item).taken != 0) {
      out_.Block(ExceptionCode::kUnexplainedDeduction);
    }
    if (discount > 0) out_.Block(ExceptionCode::kUnearnedDiscount);
    if (used > 0 || used < item.open) {
      out_.Add(item.item, ApplicationKind::kPayment, item.open);
      const WideMinor beyond = static_cast<WideMinor>(used) - item.open;
      out_.remainders.push_back(
          {RemainderKind::kClaim, Narrow(beyond), {}, {}});
      out_.Block(ExceptionCode::kUnexplainedDeduction);
      return;
    }
    out_.Add(item.item, ApplicationKind::kPayment, used);
  }

  /// The lines ask for more than came in: charges that the file states are a
  /// fact, and a fee on the largest item; anything else is for a person.
  bool IsCharges(const SettledItem& largest, Minor missing) {
    if (view_.receipt.charges != missing) return false;
    for (ProposedRow& row : out_.rows) {
      if (row.item == largest.item && row.kind == ApplicationKind::kPayment &&
          row.amount > missing) {
        row.amount -= missing;
        out_.Add(largest.item, ApplicationKind::kFee, missing);
        return true;
      }
    }
    return false;
  }

  const ReceiptView& view_;
  Settlement& out_;
  WideMinor paid_ = 0, open_ = 0, excess_ = 0, written_off_ = 0;
  std::vector<UnsettledReference> unstated_;
};

}  // namespace

void SettleByAdvice(const ReceiptView& view,
                    const std::vector<SettledItem>& items,
                    const std::vector<AdvicePart>& parts,
                    const std::vector<UnsettledReference>& unsettled,
                    Settlement* out) {
  AdviceSettler settler(view, out);
  for (const Bundle& bundle :
       BundlesOf(view.block.Advice(view.receipt), items, parts)) {
    settler.Settle(bundle);
  }
  for (const UnsettledReference& reference : unsettled) {
    settler.Unsettled(reference);
  }
  settler.Claims(view.block.Advice(view.receipt));
  settler.Finish(items);
}

}  // namespace cashmatch
