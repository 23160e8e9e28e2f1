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
    state.VisitItemsOf(owner, [&](ItemRow row) {
      const ItemHot& hot = book_.hot[Index(row)];
      if (state.Open(row) != 0 && hot.currency == receipt.currency &&
          hot.document_date <= receipt.booking_date &&
          numbers_.size() < kItemsMax) {
        AddNumber(row);
      }
    });
  }
}

void MentionFinder::AddNumber(ItemRow item) {
  Number& number = numbers_.emplace_back();
  number.item = item;
  AppendPlain(book_.Number(item), &number.plain);
  const size_t digit = number.plain.find_first_of("0123456789");
  number.bare =
      digit == std::string::npos ? number.plain : number.plain.substr(digit);
  const std::string_view core = CoreOf(number.plain);
  if (core != number.bare && core.size() >= kNearLeast) number.core = core;
}

/// Nobody is known: what is near a word, and what has the receipt's amount.
/// Closed items stand here too, as what the money may be for instead.
void MentionFinder::GatherNear(const Receipt& receipt, const OpenState& state) {
  std::vector<ItemRow> rows;
  for (const Word& word : words_) {
    for (const Form& form : word.forms) {
      ForEachEnd(form.text, [&](std::string_view end) {
        book_.near_numbers.Find(end, kNearMax, &rows);
      });
    }
  }
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
        hot.document_date <= receipt.booking_date &&
        numbers_.size() < kItemsMax) {
      AddNumber(row);
    }
  }
}

}  // namespace cashmatch
