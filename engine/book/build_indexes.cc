// SPDX-License-Identifier: Apache-2.0
// build_indexes.cc - from the columns of a book to its indexes.
// Tested by tests/unit/engine/book/book_test.cc
#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "engine/base/parallel.h"
#include "engine/book/build.h"
#include "engine/book/normalize.h"

namespace cashmatch {
namespace {

/// Runs `add(row, &entries)` over all rows of a table in chunks and joins the
/// entries.
template <class Add>
KeyIndex IndexRows(size_t rows, const Add& add) {
  std::vector<std::vector<KeyIndex::Entry>> parts(
      ChunkCount(rows, kBuildGrain));
  ForEachChunk(rows, kBuildGrain, [&](size_t chunk, size_t begin, size_t end) {
    parts[chunk].reserve(end - begin);
    for (size_t i = begin; i < end; ++i) {
      add(static_cast<uint32_t>(i), &parts[chunk]);
    }
  });
  return KeyIndex::Build(parts);
}

KeyIndex IndexPayers(PayerKey kind, const BookTables* book) {
  return IndexRows(book->customers.size(),
                   [&](uint32_t row, std::vector<KeyIndex::Entry>* out) {
                     const Customer& customer = book->customers[row];
                     const auto add = [&](std::string_view part) {
                       const std::string form = PayerForm(kind, part);
                       if (!form.empty())
                         out->push_back({book->PayerHash(form), row});
                     };
                     if (kind == PayerKey::kName) add(customer.name);
                     if (kind == PayerKey::kId) add(customer.customer_id);
                     ForEachPart(PayerList(kind, customer), add);
                   });
}

NameIndex IndexNames(const BookTables& book) {
  std::vector<NameIndex::Entry> entries;
  for (uint32_t i = 0; i < book.customers.size(); ++i) {
    const auto add = [&](std::string_view name) {
      if (!name.empty()) entries.push_back({name, i});
    };
    add(book.customers[i].name);
    ForEachPart(book.customers[i].aliases, add);
  }
  return NameIndex::Build(entries, book.seed);
}

/// Lists the items of each customer, oldest due date first.
CustomerItems ListCustomerItems(const BookTables* book) {
  const auto listed = [&](size_t i) {
    return book->hot[i].status != ItemStatus::kClosed;
  };
  CustomerItems items;
  std::vector<uint32_t>& first = items.first;
  first.assign(book->customers.size() + 1, 0);
  for (size_t i = 0; i < book->hot.size(); ++i) {
    if (listed(i)) ++first[Index(book->hot[i].customer) + 1];
  }
  for (size_t c = 1; c < first.size(); ++c) first[c] += first[c - 1];
  items.rows = HugeArray<ItemRow>(first.back());
  std::vector<uint32_t> next(first.begin(), first.end() - 1);
  for (size_t i = 0; i < book->hot.size(); ++i) {
    if (!listed(i)) continue;
    items.rows[next[Index(book->hot[i].customer)]++] =
        ItemRow{static_cast<uint32_t>(i)};
  }
  ForEachChunk(book->customers.size(), kBuildGrain,
               [&](size_t, size_t begin, size_t end) {
                 for (size_t c = begin; c < end; ++c) {
                   std::sort(items.rows.data() + first[c],
                             items.rows.data() + first[c + 1],
                             [&](ItemRow a, ItemRow b) {
                               const ItemHot& x = book->hot[Index(a)];
                               const ItemHot& y = book->hot[Index(b)];
                               return std::tie(x.due_date, x.document_date, a) <
                                      std::tie(y.due_date, y.document_date, b);
                             });
                 }
               });
  return items;
}

void IndexNumbers(BookTables* book) {
  book->numbers = IndexRows(
      book->hot.size(), [&](uint32_t row, std::vector<KeyIndex::Entry>* out) {
        thread_local std::string form;
        form.clear();
        AppendNormal(book->Number(ItemRow{row}), &form);
        if (!form.empty()) out->push_back({book->NumberKey(form), row});
      });
}

KeyIndex IndexAlternates(const BookTables* book) {
  return IndexRows(
      book->hot.size(), [&](uint32_t row, std::vector<KeyIndex::Entry>* out) {
        thread_local std::string form;
        ForEachPart(book->References(ItemRow{row}), [&](std::string_view part) {
          form.clear();
          AppendNormal(part, &form);
          if (!form.empty()) {
            out->push_back({book->NumberKey(form), row});
          }
        });
      });
}

/// Indexes every amount that settles an item exactly: what is open, and what is
/// open less each discount. Whether a discount is earned is asked later. Closed
/// items stand here too: money of their amount may be for them.
KeyIndex IndexAmounts(const BookTables* book) {
  return IndexRows(
      book->hot.size(), [&](uint32_t row, std::vector<KeyIndex::Entry>* out) {
        const ItemHot& hot = book->hot[row];
        if (hot.open <= 0) return;
        const auto add = [&](Minor amount) {
          out->push_back({book->AmountKey(hot.currency, amount), row});
        };
        add(hot.open);
        if (!MayHaveDiscount(*book, ItemRow{row})) return;
        const ItemRare* const rare = book->Rare(ItemRow{row});
        if (rare != nullptr && rare->discount_amount != kNotStated) {
          add(hot.open - rare->discount_amount);
          return;  // what the ERP knows outranks the terms
        }
        for (const DiscountTier& tier : book->terms[hot.terms].terms.tiers) {
          add(hot.open - DiscountOf(tier, hot.open));
        }
      });
}

}  // namespace

void OfferNames(BookTables* book) {
  book->names.Set([book] { return IndexNames(*book); });
}

void FillIndexes(BookTables* book) {
  OfferNames(book);
  // Runs in which every receipt quotes one document exactly never ask.
  book->alternates.Set([book] { return IndexAlternates(book); });
  book->amounts.Set([book] { return IndexAmounts(book); });
  book->customer_items.Set([book] { return ListCustomerItems(book); });
  for (int kind = 0; kind < kPayerKeys; ++kind) {
    book->payers[kind].Set([kind, book] {
      return IndexPayers(static_cast<PayerKey>(kind), book);
    });
  }
  IndexNumbers(book);
}

}  // namespace cashmatch
