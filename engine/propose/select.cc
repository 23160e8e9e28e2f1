// SPDX-License-Identifier: Apache-2.0
// select.cc - which items a quote means.
// Tested by tests/unit/engine/propose/select_test.cc
#include "engine/propose/select.h"

#include <algorithm>
#include <bit>
#include <span>

#include "engine/base/planted_bug.h"

namespace cashmatch {
namespace {

/// Of a group of more items only the sum and the items are looked at.
constexpr size_t kPartsOf = 16;

class Selector {
 public:
  Selector(const ReceiptView& view, Selection* out) : view_(view), out_(*out) {}

  void Select() {
    const auto& quotes = view_.quotes.list;
    found_ = std::count_if(quotes.begin(), quotes.end(), [](const Quote& q) {
      return q.rule != Rule::kNone;
    });
    for (const Quote& quote : quotes) Choose(quote);
  }

 private:
  std::span<const ItemRow> ItemsOf(const Quote& quote) const {
    return {view_.quotes.items.data() + quote.items_first, quote.items_count};
  }

  Minor PaidBy(const Quote& quote) const {
    if (quote.place != QuotePlace::kAdvice) return kNotStated;
    return PaidByLine(view_.block,
                      view_.block.Advice(view_.receipt)[quote.line]);
  }

  void Choose(const Quote& quote) {
    if (quote.rule == Rule::kNone) {
      Unsettled(quote, ExceptionCode::kUnknownReference);
      return;
    }
    candidates_.clear();
    alike_ = 0;
    ExceptionCode why = ExceptionCode::kNone;
    ItemRow passed_over = kNoItem;
    for (const ItemRow row : ItemsOf(quote)) {
      const ExceptionCode reason = WhyNotByReference(view_, row);
      if (reason == ExceptionCode::kNone) {
        candidates_.push_back(row);
      } else if (why == ExceptionCode::kNone) {
        why = reason;
        passed_over = row;
      }
    }
    if (candidates_.empty()) {
      Unsettled(quote, why, passed_over);
      return;
    }
    PreferThePayer();
    if (quote.crowded || (candidates_.size() > 1 && !ChooseOfSeveral(quote) &&
                          !Planted("what is ambiguous is taken"))) {
      Ambiguous(quote);
      return;
    }
    for (const ItemRow row : candidates_) Take(quote, row);
  }

  /// Keeps of several candidates those that the quote means; false if nothing
  /// sets them apart.
  bool ChooseOfSeveral(const Quote& quote) {
    const bool group = quote.rule == Rule::kAlternateReference ||
                       quote.rule == Rule::kStructuredReference;
    const bool parts = group || OfOneCustomer();
    const std::vector<ItemRow> all = candidates_;
    PreferTheAmount(quote);
    if (candidates_.size() == 1) {
      if (!parts || !HasOtherPart(all, quote)) return true;
      candidates_ = all;
      return false;
    }
    const bool fits = parts && PreferThePart(quote);
    if (group && !fits && quote.place != QuotePlace::kAdvice) {
      out_.loose = out_.loose || Wanted(quote) != kNotStated;
    }
    return group || fits;
  }

  /// Keeps the candidates of a guessed payer, if there are any.
  void PreferThePayer() {
    if (candidates_.size() < 2 || view_.payers.count == 0) return;
    const auto others = std::stable_partition(
        candidates_.begin(), candidates_.end(),
        [&](ItemRow row) { return view_.payers.Has(view_.Hot(row).customer); });
    if (others != candidates_.begin()) {
      candidates_.erase(others, candidates_.end());
    }
  }

  bool OfOneCustomer() const {
    const ItemHot& first = view_.Hot(candidates_.front());
    return std::all_of(
        candidates_.begin(), candidates_.end(), [&](ItemRow row) {
          const ItemHot& hot = view_.Hot(row);
          return hot.customer == first.customer && hot.company == first.company;
        });
  }

  /// What the items of a quote are to sum to; kNotStated if other quotes may
  /// share the money.
  Minor Wanted(const Quote& quote) const {
    const Minor paid = PaidBy(quote);
    if (paid != kNotStated || found_ != 1) return paid;
    return view_.receipt.amount;
  }

  /// True if the items of `part`, bits of the candidates, have that sum, with
  /// or without the discounts that they still earn.
  bool HasSum(const std::vector<ItemRow>& items, uint32_t part,
              Minor wanted) const {
    WideMinor open = 0, earned = 0;
    for (size_t i = 0; i < items.size(); ++i) {
      if (i < kPartsOf && (part >> i & 1) == 0) continue;
      open += view_.Open(items[i]);
      earned += EarnedBy(view_, items[i]);
    }
    return open == wanted || open - earned == wanted;
  }

  /// True if several of a group's items have the sum that one item has, too.
  bool HasOtherPart(const std::vector<ItemRow>& items,
                    const Quote& quote) const {
    if (items.size() > kPartsOf) return false;
    for (uint32_t part = 1; part < uint32_t{1} << items.size(); ++part) {
      if (std::popcount(part) > 1 && HasSum(items, part, Wanted(quote))) {
        return true;
      }
    }
    return false;
  }

  /// Keeps the whole group if it has the wanted sum, else the only part of it
  /// that has; false if none has, or several.
  bool PreferThePart(const Quote& quote) {
    const Minor wanted = Wanted(quote);
    if (wanted == kNotStated) return false;
    if (HasSum(candidates_, ~uint32_t{0}, wanted)) return true;
    if (candidates_.size() > kPartsOf) return false;
    uint32_t found = 0;
    for (uint32_t part = 1; part + 1 < uint32_t{1} << candidates_.size();
         ++part) {
      if (!HasSum(candidates_, part, wanted)) continue;
      if (found != 0) return false;
      found = part;
    }
    if (found == 0) return false;
    std::vector<ItemRow> kept;
    for (size_t i = 0; i < candidates_.size(); ++i) {
      if ((found >> i & 1) != 0) kept.push_back(candidates_[i]);
    }
    candidates_ = std::move(kept);
    return true;
  }

  /// Keeps the one candidate that the money fits, if it is one: of
  /// interchangeable ones the first by its document number.
  void PreferTheAmount(const Quote& quote) {
    const Minor wanted = Wanted(quote);
    if (wanted == kNotStated) return;
    ItemRow fitting = kNoItem;
    uint32_t alike = 0;
    for (const ItemRow row : candidates_) {
      const Minor open = view_.Open(row);
      if (wanted != open && wanted != open - EarnedBy(view_, row)) continue;
      if (fitting != kNoItem && !Interchangeable(view_, fitting, row)) return;
      ++alike;
      if (fitting == kNoItem || NumberedBefore(view_.book, row, fitting) !=
                                    Planted("the tie-break is swapped")) {
        fitting = row;
      }
    }
    if (fitting == kNoItem) return;
    candidates_.assign(1, fitting);
    alike_ = alike > 1 ? alike : 0;
  }

  /// The rule of a quote for an item. A label before the number, as in
  /// `INV/1001` or `INV#1001`, is no part of it: the number is exact.
  Rule RuleOf(const Quote& quote, ItemRow row) const {
    if (quote.rule != Rule::kNormalizedReference) return quote.rule;
    const size_t label = quote.text.find_last_of("/#");
    return label != std::string_view::npos &&
                   quote.text.substr(label + 1) == view_.book.Number(row)
               ? Rule::kExactReference
               : quote.rule;
  }

  void Take(const Quote& quote, ItemRow row) {
    const Rule rule = RuleOf(quote, row);
    const auto seen =
        std::find_if(out_.items.begin(), out_.items.end(),
                     [row](const SettledItem& i) { return i.item == row; });
    const auto place = static_cast<uint32_t>(seen - out_.items.begin());
    const bool exact =
        rule == Rule::kExactReference || rule == Rule::kStructuredReference;
    if (seen != out_.items.end()) {
      seen->exact = seen->exact || exact;
    } else {
      out_.items.push_back(
          {row, view_.Open(row), EarnedBy(view_, row), exact, alike_});
      out_.rule = std::max(out_.rule, rule);
    }
    if (quote.place == QuotePlace::kAdvice) {
      out_.parts.push_back({quote.line, place});
    }
  }

  /// Notes a reference; one that is repeated without an amount says no more.
  void Unsettled(const Quote& quote, ExceptionCode why,
                 ItemRow passed_over = kNoItem) {
    const Minor paid = PaidBy(quote);
    const bool repeated =
        paid == kNotStated &&
        std::any_of(out_.unsettled.begin(), out_.unsettled.end(),
                    [&](const UnsettledReference& reference) {
                      return reference.text == quote.text;
                    });
    if (!repeated) {
      out_.unsettled.push_back({quote.text, why, paid, passed_over});
    }
  }

  void Ambiguous(const Quote& quote) {
    if (out_.ambiguous) return;
    out_.ambiguous = true;
    out_.choices = candidates_;
    out_.choice_text = quote.text;
    out_.rule = std::max(out_.rule, quote.rule);
  }

  const ReceiptView& view_;
  Selection& out_;
  std::vector<ItemRow> candidates_;
  int64_t found_ = 0;   // quotes that name items
  uint32_t alike_ = 0;  // interchangeable items that the quote names
};

}  // namespace

void SelectItems(const ReceiptView& view, Selection* out) {
  Selector(view, out).Select();
}

}  // namespace cashmatch
