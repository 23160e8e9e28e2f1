// SPDX-License-Identifier: Apache-2.0
// quotes.cc - words of a receipt that are references of this book.
// Tested by tests/unit/engine/identify/quotes_test.cc
#include "engine/identify/quotes.h"

#include <algorithm>
#include <array>

#include "engine/book/normalize.h"
#include "engine/model/creditor_reference.h"

namespace cashmatch {
namespace {

bool NamesDocument(ReferenceType type) {
  return type == ReferenceType::kInvoice ||
         type == ReferenceType::kCreditorReference ||
         type == ReferenceType::kPurchaseOrder;
}

}  // namespace

void QuoteFinder::Find(const ReceiptBlock& block, const Receipt& receipt,
                       Quotes* quotes) {
  quotes->Clear();
  words_left_ = kWordsMax;
  bool any = false;
  uint32_t line = 0;
  for (const AdviceLine& advice : block.Advice(receipt)) {
    if (!advice.reference.empty()) {
      any = Look(advice.reference, QuotePlace::kAdvice, line, quotes) || any;
    }
    ++line;
  }
  for (const Reference& reference : block.References(receipt)) {
    if (!NamesDocument(reference.type)) continue;
    any = Look(reference.value, QuotePlace::kTyped, 0, quotes) || any;
  }
  if (any) return;
  for (const Reference& reference : block.References(receipt)) {
    if (reference.type == ReferenceType::kEndToEnd ||
        reference.type == ReferenceType::kOther) {
      FindInText(reference.value, quotes);
    }
  }
  for (const std::string_view text : block.Texts(receipt)) {
    FindInText(text, quotes);
  }
}

void QuoteFinder::FindInText(std::string_view text, Quotes* quotes) {
  for (TextWords words(text); words.Next();) {
    Word(words.word(), words.announced(), quotes);
  }
}

/// Looks a word up whole and, where that names nothing, the parts of `a/b`.
void QuoteFinder::Word(std::string_view word, Announced announced,
                       Quotes* quotes) {
  if (!LooksWorthIt(word, announced.any)) return;
  const size_t before = quotes->list.size();
  if (Look(word, QuotePlace::kText, 0, quotes)) return;
  if (word.find('/') == std::string_view::npos) {
    // An unknown word counts as a reference only if it says that it is one.
    if (!ClaimsDocument(plain_, announced)) quotes->list.resize(before);
    return;
  }
  quotes->list.resize(before);
  while (!word.empty()) {
    const size_t slash = word.find('/');
    const std::string_view part = word.substr(0, slash);
    const size_t known = quotes->list.size();
    if (LooksWorthIt(part, announced.any) &&
        !Look(part, QuotePlace::kText, 0, quotes)) {
      quotes->list.resize(known);
    }
    if (slash == std::string_view::npos) break;
    word.remove_prefix(slash + 1);
  }
}

/// Adds a quote with the items that `text` names; false if it names none.
bool QuoteFinder::Look(std::string_view text, QuotePlace place, uint32_t line,
                       Quotes* quotes) {
  if (words_left_-- <= 0) return false;
  plain_.clear();
  AppendPlain(text, &plain_);
  normal_.clear();
  AppendNormal(text, &normal_);
  Quote quote;
  quote.text = text;
  quote.place = place;
  quote.line = line;
  quote.items_first = static_cast<uint32_t>(quotes->items.size());
  quotes->list.push_back(quote);
  if (normal_.empty()) return false;
  const bool structured = KindOf(plain_) != CreditorReferenceKind::kNone;
  const Rule by_alternate =
      structured ? Rule::kStructuredReference : Rule::kAlternateReference;
  struct Step {
    bool alternates, exact;
    Rule rule;
  };
  const std::array<Step, 4> steps = {{
      {false, true, Rule::kExactReference},
      {true, true, by_alternate},
      {false, false, Rule::kNormalizedReference},
      {true, false, by_alternate},
  }};
  for (const Step& step : steps) {
    const KeyIndex& index =
        step.alternates ? book_.alternates.Get() : book_.numbers;
    if (!Collect(index, step.alternates, step.exact, quotes)) continue;
    quotes->list.back().rule = step.rule;
    return true;
  }
  return false;
}

/// Appends the items of an index that the word names to the newest quote.
bool QuoteFinder::Collect(const KeyIndex& index, bool alternates, bool exact,
                          Quotes* quotes) {
  Quote& quote = quotes->list.back();
  index.Visit(book_.NumberKey(normal_), [&](uint32_t row) {
    if (!Names(ItemRow{row}, alternates, exact)) return true;
    if (quote.items_count == kItemsMax) {
      quote.crowded = true;
      return false;
    }
    quotes->items.push_back(ItemRow{row});
    ++quote.items_count;
    return true;
  });
  return quote.items_count != 0;
}

/// Proves on the item's own text that the word names it.
bool QuoteFinder::Names(ItemRow row, bool alternates, bool exact) {
  const std::string& wanted = exact ? plain_ : normal_;
  const auto agrees = [&](std::string_view text) {
    other_.clear();
    if (exact) {
      AppendPlain(text, &other_);
    } else {
      AppendNormal(text, &other_);
    }
    return other_ == wanted;
  };
  if (!alternates) return agrees(book_.Number(row));
  bool found = false;
  ForEachPart(book_.References(row),
              [&](std::string_view part) { found = found || agrees(part); });
  return found;
}

}  // namespace cashmatch
