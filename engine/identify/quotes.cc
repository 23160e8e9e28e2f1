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

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsWordByte(char c) {
  return IsDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
         static_cast<unsigned char>(c) >= 0x80;
}
/// Bytes that may stand inside a reference, but not at its ends.
bool IsJoint(char c) {
  return c == '-' || c == '/' || c == '.' || c == '_' || c == '#';
}

bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit);
}

/// True for 2026-03-02, 02.03.2026, 3/2/26 and the like.
bool LooksLikeDate(std::string_view word) {
  const size_t first = word.find_first_of("-/.");
  if (first == std::string_view::npos) return false;
  const size_t second = word.find(word[first], first + 1);
  if (second == std::string_view::npos) return false;
  const std::array<std::string_view, 3> parts = {
      word.substr(0, first), word.substr(first + 1, second - first - 1),
      word.substr(second + 1)};
  for (const std::string_view part : parts) {
    if (!AllDigits(part)) return false;
  }
  const auto sizes = [&](size_t a, size_t b, size_t c) {
    return parts[0].size() <= a && parts[1].size() <= b && parts[2].size() <= c;
  };
  return (parts[0].size() == 4 && sizes(4, 2, 2)) ||
         (parts[2].size() == 4 && sizes(2, 2, 4)) || sizes(2, 2, 2);
}

/// True for 1250.00 and 1.250,00: what ends in a point and two digits.
bool LooksLikeAmount(std::string_view word) {
  const size_t size = word.size();
  return size >= 4 && word[size - 3] == '.' && IsDigit(word[size - 1]) &&
         IsDigit(word[size - 2]) && IsDigit(word[0]) &&
         std::all_of(word.begin(), word.end(),
                     [](char c) { return IsDigit(c) || c == '.'; });
}

/// Words that announce a document number.
bool Announces(std::string_view plain) {
  constexpr std::array<std::string_view, 17> kWords = {
      "INV",  "INVS", "INVOICE", "INVOICES", "BILL", "RE",
      "RG",   "RNR",  "RECHNUNG", "FACTURE", "FACTURA", "DOC",
      "NO",   "NR",   "REF",     "PO",       "CM"};
  return std::find(kWords.begin(), kWords.end(), plain) != kWords.end();
}

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
  bool announced = false;
  size_t at = 0;
  while (at < text.size()) {
    while (at < text.size() && !IsWordByte(text[at])) ++at;
    const size_t begin = at;
    while (at < text.size() && (IsWordByte(text[at]) || IsJoint(text[at]))) {
      ++at;
    }
    size_t end = at;
    while (end > begin && !IsWordByte(text[end - 1])) --end;
    if (end == begin) continue;
    const std::string_view word = text.substr(begin, end - begin);
    Word(word, announced, quotes);
    plain_.clear();
    AppendPlain(word, &plain_);
    announced = Announces(plain_);
  }
}

/// Looks a word up whole and, where that names nothing, the parts of `a/b`.
void QuoteFinder::Word(std::string_view word, bool announced, Quotes* quotes) {
  if (!LooksWorthIt(word, announced)) return;
  const size_t before = quotes->list.size();
  if (Look(word, QuotePlace::kText, 0, quotes)) return;
  if (word.find('/') == std::string_view::npos) {
    // An unknown word counts as a reference only if it says that it is one.
    const bool claims = announced || KnownPrefix(plain_) != 0;
    if (!claims) quotes->list.resize(before);
    return;
  }
  quotes->list.resize(before);
  while (!word.empty()) {
    const size_t slash = word.find('/');
    const std::string_view part = word.substr(0, slash);
    const size_t known = quotes->list.size();
    if (LooksWorthIt(part, announced) &&
        !Look(part, QuotePlace::kText, 0, quotes)) {
      quotes->list.resize(known);
    }
    if (slash == std::string_view::npos) break;
    word.remove_prefix(slash + 1);
  }
}

bool QuoteFinder::LooksWorthIt(std::string_view word, bool announced) {
  constexpr size_t kLeast = 4;
  constexpr ptrdiff_t kLeastDigits = 2;  // beside letters; more on their own
  constexpr size_t kMost = 64;
  if (word.size() > kMost) return false;
  const auto digits = std::count_if(word.begin(), word.end(), IsDigit);
  if (digits == 0 || LooksLikeDate(word) || LooksLikeAmount(word)) return false;
  return announced || (word.size() >= kLeast && digits >= kLeastDigits);
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
    const KeyIndex* index;
    bool alternates, exact;
    Rule rule;
  };
  const std::array<Step, 4> steps = {{
      {&book_.numbers, false, true, Rule::kExactReference},
      {&book_.alternates, true, true, by_alternate},
      {&book_.numbers, false, false, Rule::kNormalizedReference},
      {&book_.alternates, true, false, by_alternate},
  }};
  for (const Step& step : steps) {
    if (!Collect(*step.index, step.alternates, step.exact, quotes)) continue;
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
