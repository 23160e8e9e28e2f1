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
    return PaidByLine(view_.block,
                      view_.block.Advice(view_.receipt)[quote.line]);
  }

  void Choose(const Quote& quote) {
    if (quote.rule == Rule::kNone) {
      Unsettled(quote, ExceptionCode::kUnknownReference);
      return;
    }
    candidates_.clear();
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
        candidates_.begin(), candidates_.end(),
        [&](ItemRow row) { return view_.payers.Has(view_.Hot(row).customer); });
    if (others != candidates_.begin()) {
      candidates_.erase(others, candidates_.end());
    }
  }

  /// Keeps the one candidate that the money fits, if it is one: of
  /// interchangeable ones the first by its document number.
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
      if (fitting == kNoItem ||
          view_.book.Number(row) < view_.book.Number(fitting)) {
        fitting = row;
      }
    }
    if (fitting != kNoItem) candidates_.assign(1, fitting);
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
      out_.items.push_back({row, view_.Open(row), EarnedBy(view_, row), exact});
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
  int64_t found_ = 0;  // quotes that name items
};

}  // namespace

void SelectItems(const ReceiptView& view, Selection* out) {
  Selector(view, out).Select();
}

}  // namespace cashmatch
