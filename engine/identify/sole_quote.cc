// SPDX-License-Identifier: Apache-2.0
// sole_quote.cc - words of many receipts looked up side by side.
// Tested by tests/unit/engine/identify/sole_quote_test.cc
#include "engine/identify/sole_quote.h"

#include "engine/book/normalize.h"

namespace cashmatch {
namespace {

constexpr size_t kWordsMost = 8;  // of one receipt; more need a closer look

}  // namespace

/// Adds the words that QuoteFinder would look up; false if it would look at
/// anything else, too.
bool SoleQuoteFinder::Gather(const ReceiptBlock& block, const Receipt& receipt,
                             uint8_t place) {
  if (receipt.advice_count != 0 || receipt.charges != kNotStated) return false;
  const size_t first = words_.size();
  for (const Reference& reference : block.References(receipt)) {
    switch (reference.type) {
      case ReferenceType::kInvoice:
      case ReferenceType::kCreditorReference:
      case ReferenceType::kPurchaseOrder:
        return false;
      case ReferenceType::kEndToEnd:
      case ReferenceType::kOther:
        if (!GatherText(reference.value, place)) return false;
        break;
      default:
        break;
    }
  }
  for (const std::string_view text : block.Texts(receipt)) {
    if (!GatherText(text, place)) return false;
  }
  return words_.size() != first && words_.size() - first <= kWordsMost;
}

bool SoleQuoteFinder::GatherText(std::string_view text, uint8_t place) {
  for (TextWords words(text); words.Next();) {
    const std::string_view word = words.word();
    if (!LooksWorthIt(word, words.announced().any)) continue;
    form_.clear();
    AppendNormal(word, &form_);
    if (form_.empty()) return false;
    Word& added = words_.emplace_back();
    added.text = word;
    added.key = book_.NumberKey(form_);
    added.receipt = place;
    added.announced = words.announced();
    book_.numbers.Prefetch(added.key);
  }
  return true;
}

/// True if no index knows a word that is no document's number, and it does not
/// claim to be one.
bool SoleQuoteFinder::NamesNothing(const Word& word) {
  // Of `a/b` each part may name something.
  if (word.text.find('/') != std::string_view::npos) return false;
  form_.clear();
  AppendPlain(word.text, &form_);
  return !ClaimsDocument(form_, word.announced) &&
         book_.alternates.Get().Find(word.key) == 0;
}

void SoleQuoteFinder::FindItems() {
  for (Word& word : words_) {
    word.run = book_.numbers.Find(word.key);
    if (word.run == 0) {
      const KeyIndex* const others = book_.alternates.IfMade();
      if (others != nullptr) others->Prefetch(word.key);
      continue;
    }
    const uint32_t row = KeyIndex::OnlyRow(word.run);
    if (row == KeyIndex::kNoRow) continue;
    word.item = ItemRow{row};
    __builtin_prefetch(&book_.texts[row]);
    __builtin_prefetch(&book_.hot[row]);
    state_.Prefetch(word.item);
  }
  for (const Word& word : words_) {
    if (word.item == kNoItem) continue;
    __builtin_prefetch(book_.Number(word.item).data());
  }
}

void SoleQuoteFinder::Settle() {
  for (const Word& word : words_) {
    bool& plain = plain_[word.receipt];
    if (!plain) continue;
    if (word.item == kNoItem) {
      plain = word.run == 0 && NamesNothing(word);
      continue;
    }
    Sole& sole = found_[word.receipt];
    if (sole.item == kNoItem) sole = {word.text, word.item};
    plain = sole.item == word.item && book_.Number(word.item) == word.text;
  }
}

void SoleQuoteFinder::Look(const ReceiptBlock& block,
                           std::span<const ReceiptRow> rows) {
  words_.clear();
  for (size_t i = 0; i < rows.size(); ++i) {
    const size_t first = words_.size();
    found_[i] = {};
    plain_[i] =
        Gather(block, block.receipts[Index(rows[i])], static_cast<uint8_t>(i));
    if (!plain_[i]) words_.resize(first);
  }
  FindItems();
  Settle();
  for (size_t i = 0; i < rows.size(); ++i) {
    if (!plain_[i]) found_[i] = {};
  }
}

}  // namespace cashmatch
