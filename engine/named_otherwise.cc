// SPDX-License-Identifier: Apache-2.0
// named_otherwise.cc - what both quote, compared.
// Tested by tests/unit/engine/join_advice_test.cc
#include "engine/named_otherwise.h"

#include <algorithm>
#include <span>

#include "engine/identify/quotes.h"

namespace cashmatch {

bool NamesOthers(const BookTables& book, const ReceiptBlock& receipts,
                 const Receipt& receipt, const ReceiptBlock& advice,
                 const Receipt& given) {
  QuoteFinder finder(book);
  Quotes own, told;
  finder.Find(receipts, receipt, &own);
  if (own.items.empty()) return false;
  finder.Find(advice, given, &told);
  if (told.items.empty()) return false;
  return std::any_of(own.list.begin(), own.list.end(), [&](const Quote& quote) {
    const auto items =
        std::span(own.items).subspan(quote.items_first, quote.items_count);
    return !items.empty() &&
           std::find_first_of(items.begin(), items.end(), told.items.begin(),
                              told.items.end()) == items.end();
  });
}

}  // namespace cashmatch
