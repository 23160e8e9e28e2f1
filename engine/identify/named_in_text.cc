// SPDX-License-Identifier: Apache-2.0
// named_in_text.cc - runs of words that are names of the book.
// Tested by tests/unit/engine/identify/named_in_text_test.cc
#include "engine/identify/named_in_text.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "engine/book/normalize.h"

namespace cashmatch {
namespace {

constexpr size_t kWordsMost = 64;  // of one text
constexpr size_t kNameLeast = 2;   // one word is too often something else
constexpr size_t kNameMost = 8;

bool IsNameOf(const Customer& customer, std::string_view form) {
  bool named = NameForm(customer.name) == form;
  ForEachPart(customer.aliases, [&](std::string_view alias) {
    named = named || NameForm(alias) == form;
  });
  return named;
}

void AddNamed(const BookTables& book, std::string_view form,
              std::vector<CustomerRow>* found) {
  const KeyIndex& names =
      book.payers[static_cast<size_t>(PayerKey::kName)].Get();
  names.Visit(book.PayerHash(form), [&](uint32_t row) {
    if (IsNameOf(book.customers[row], form)) found->push_back(CustomerRow{row});
    return true;
  });
}

}  // namespace

std::vector<CustomerRow> NamedInText(const BookTables& book,
                                     const ReceiptBlock& block,
                                     const Receipt& receipt) {
  std::vector<CustomerRow> found;
  std::vector<size_t> starts;  // of the words of a text
  for (const std::string_view text : block.Texts(receipt)) {
    const std::string form = NameForm(text);
    starts.assign(1, 0);
    for (size_t i = 0; i < form.size() && starts.size() <= kWordsMost; ++i) {
      if (form[i] == ' ') starts.push_back(i + 1);
    }
    if (starts.size() <= kWordsMost) starts.push_back(form.size() + 1);
    for (size_t first = 0; first + 1 < starts.size(); ++first) {
      for (size_t words = kNameLeast;
           words <= kNameMost && first + words < starts.size(); ++words) {
        const size_t end = starts[first + words] - 1;
        AddNamed(
            book,
            std::string_view(form).substr(starts[first], end - starts[first]),
            &found);
      }
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace cashmatch
