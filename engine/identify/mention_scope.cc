// SPDX-License-Identifier: Apache-2.0
// mention_scope.cc - whose numbers the words of a receipt are compared with.
// Tested by tests/unit/engine/identify/mentions_test.cc
#include <algorithm>
#include <vector>

#include "engine/book/normalize.h"
#include "engine/identify/mentions.h"
#include "engine/identify/words.h"

namespace cashmatch {
namespace {

constexpr size_t kOwnersMax = 64;  // customers whose items are compared
constexpr size_t kNearLeast = 5;   // signs of a word that may hold a slip

/// Calls `visit` for what a form may be without a label in front: itself, and
/// what stands behind each of its letters, with and without zeros in front.
template <class Visitor>
void ForEachEnd(std::string_view form, const Visitor& visit) {
  for (size_t i = 0; i + kNearLeast <= form.size(); ++i) {
    if (i != 0 && IsDigit(form[i - 1])) continue;
    const std::string_view end = form.substr(i);
    visit(end);
    if (const std::string_view core = CoreOf(end);
        IsDigit(end[0]) && core != end && core.size() >= kNearLeast) {
      visit(core);
    }
  }
}

}  // namespace

void MentionFinder::Gather(const Receipt& receipt, const OpenState& state,
                           const PayerGuesses& payers, const Quotes& quotes) {
  std::vector<CustomerRow> owners;
  const auto add = [&](CustomerRow customer) {
    if (std::find(owners.begin(), owners.end(), customer) == owners.end()) {
      owners.push_back(customer);
    }
  };
  for (const PayerGuess& guess : payers) {
    add(guess.customer);
    for (const auto& [top, member] : book_.GroupOf(guess.customer)) {
      if (owners.size() < kOwnersMax) add(member);
    }
  }
  for (const ItemRow item : quotes.items) {
    if (owners.size() < kOwnersMax) add(book_.hot[Index(item)].customer);
  }
  for (const CustomerRow owner : owners) {
    for (const ItemRow row : book_.ItemsOf(owner)) {
      __builtin_prefetch(&book_.hot[Index(row)]);
      __builtin_prefetch(&book_.texts[Index(row)]);
      state.Prefetch(row);
    }
    state.VisitItemsOf(owner, [&](ItemRow row) {
      const ItemHot& hot = book_.hot[Index(row)];
      if (state.Open(row) != 0 && hot.currency == receipt.currency &&
          hot.document_date <= receipt.booking_date &&
          rows_.size() < kItemsMax) {
        rows_.push_back(row);
      }
    });
  }
  AddNumbers();
}

void MentionFinder::AddNumbers() {
  size_t bytes = 0;
  for (const ItemRow row : rows_) {
    const std::string_view number = book_.Number(row);
    __builtin_prefetch(number.data());
    bytes += number.size();
  }
  number_text_.clear();
  number_text_.reserve(bytes);  // so that views of it stay good
  for (const ItemRow row : rows_) {
    const size_t begin = number_text_.size();
    AppendPlain(book_.Number(row), &number_text_);
    Number& number = numbers_.emplace_back();
    number.item = row;
    number.plain = std::string_view(number_text_).substr(begin);
    const auto* const digit =
        std::find_if(number.plain.begin(), number.plain.end(), IsDigit);
    number.bare = digit == number.plain.end()
                      ? number.plain
                      : std::string_view(digit, number.plain.end());
    number.bare_counts = number.plain_counts = SignCounts(number.bare);
    number.plain_counts.Add(
        number.plain.substr(0, number.plain.size() - number.bare.size()));
    const std::string_view core = CoreOf(number.plain);
    if (core == number.bare || core.size() < kNearLeast) continue;
    number.core = core;
    number.core_counts = SignCounts(core);
  }
}

/// Nobody is known: what is near a word, and what has the receipt's amount.
/// Closed items stand here too, as what the money may be for instead.
void MentionFinder::GatherNear(const Receipt& receipt, const OpenState& state) {
  std::vector<std::string_view> ends;
  for (const Word& word : words_) {
    for (const Form& form : word.forms) {
      ForEachEnd(form.text, [&](std::string_view end) { ends.push_back(end); });
    }
  }
  // Forms of one word have ends in common.
  std::sort(ends.begin(), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  std::vector<ItemRow> rows;
  book_.near_numbers.FindEach(ends, kNearMax, &rows);
  const size_t near = rows.size();
  state.VisitAmount(receipt.currency, receipt.amount, [&](ItemRow row) {
    rows.push_back(row);
    return rows.size() - near <= kNearMax;
  });
  if (rows.size() - near > kNearMax) rows.resize(near);
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  for (const ItemRow row : rows) {
    const ItemHot& hot = book_.hot[Index(row)];
    if (hot.currency == receipt.currency &&
        hot.document_date <= receipt.booking_date && rows_.size() < kItemsMax) {
      rows_.push_back(row);
    }
  }
  AddNumbers();
}

}  // namespace cashmatch
