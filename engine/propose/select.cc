// SPDX-License-Identifier: Apache-2.0
// select.cc - which items a quote means.
// Tested by tests/unit/engine/propose/select_test.cc
#include "engine/propose/select.h"

#include <algorithm>
#include <span>

namespace cashmatch {
namespace {

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
    return view_.block.Advice(view_.receipt)[quote.line].paid;
  }

  void Choose(const Quote& quote) {
    if (quote.rule == Rule::kNone) {
      Unsettled(quote, ExceptionCode::kUnknownReference);
      return;
    }
    candidates_.clear();
    ExceptionCode why = ExceptionCode::kNone;
    for (const ItemRow row : ItemsOf(quote)) {
      const ExceptionCode reason = WhyNotByReference(view_, row);
      if (reason == ExceptionCode::kNone) {
        candidates_.push_back(row);
      } else if (why == ExceptionCode::kNone) {
        why = reason;
        if (out_.passed_over == kNoItem) out_.passed_over = row;
      }
    }
    if (candidates_.empty()) {
      Unsettled(quote, why);
      return;
    }
    PreferThePayer();
    if (candidates_.size() > 1) PreferTheAmount(quote);
    const bool group = quote.rule == Rule::kAlternateReference ||
                       quote.rule == Rule::kStructuredReference;
    if (quote.crowded || (candidates_.size() > 1 && !group)) {
      Ambiguous(quote);
      return;
    }
    for (const ItemRow row : candidates_) Take(quote, row);
  }

  /// Keeps the candidates of a guessed payer, if there are any.
  void PreferThePayer() {
    if (candidates_.size() < 2 || view_.payers.count == 0) return;
    const auto others = std::stable_partition(
        candidates_.begin(), candidates_.end(), [&](ItemRow row) {
          return view_.payers.Has(view_.Hot(row).customer);
        });
    if (others != candidates_.begin()) {
      candidates_.erase(others, candidates_.end());
    }
  }

  /// Keeps the one candidate that the money fits, if it is one.
  void PreferTheAmount(const Quote& quote) {
    Minor wanted = PaidBy(quote);
    if (wanted == kNotStated) {
      if (found_ != 1) return;
      wanted = view_.receipt.amount;
    }
    ItemRow fitting = kNoItem;
    for (const ItemRow row : candidates_) {
      const Minor open = view_.Open(row);
      if (wanted != open && wanted != open - EarnedBy(view_, row)) continue;
      if (fitting != kNoItem && !Interchangeable(view_, fitting, row)) return;
      if (fitting == kNoItem) fitting = row;
    }
    if (fitting != kNoItem) candidates_.assign(1, fitting);
  }

  void Take(const Quote& quote, ItemRow row) {
    const bool seen =
        std::any_of(out_.items.begin(), out_.items.end(),
                    [row](const SettledItem& i) { return i.item == row; });
    if (seen) return;
    const int32_t line = quote.place == QuotePlace::kAdvice
                             ? static_cast<int32_t>(quote.line)
                             : -1;
    out_.items.push_back({row, view_.Open(row), EarnedBy(view_, row), line});
    out_.rule = std::max(out_.rule, quote.rule);
  }

  void Unsettled(const Quote& quote, ExceptionCode why) {
    out_.unsettled.push_back({quote.text, why, PaidBy(quote)});
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
  int64_t found_ = 0;  // quotes that name items
};

}  // namespace

void SelectItems(const ReceiptView& view, Selection* out) {
  Selector(view, out).Select();
}

}  // namespace cashmatch
