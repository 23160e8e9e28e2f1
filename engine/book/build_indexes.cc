// SPDX-License-Identifier: Apache-2.0
// build_indexes.cc - from the columns of a book to its indexes.
// Tested by tests/unit/engine/book/book_test.cc
#include <tbb/parallel_invoke.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "engine/base/parallel.h"
#include "engine/book/build.h"
#include "engine/book/normalize.h"

namespace cashmatch {
namespace {

void FillPayers(PayerKey kind, BookTables* book) {
  std::vector<KeyIndex::Entry> entries;
  for (size_t i = 0; i < book->customers.size(); ++i) {
    const Customer& customer = book->customers[i];
    const auto add = [&](std::string_view part) {
      const std::string form = PayerForm(kind, part);
      if (form.empty()) return;
      entries.push_back({book->PayerHash(form), static_cast<uint32_t>(i)});
    };
    if (kind == PayerKey::kName) add(customer.name);
    if (kind == PayerKey::kId) add(customer.customer_id);
    ForEachPart(PayerList(kind, customer), add);
  }
  book->payers[static_cast<size_t>(kind)] = KeyIndex::Build(std::move(entries));
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
void FillCustomerItems(BookTables* book) {
  const auto listed = [&](size_t i) {
    return book->hot[i].status != ItemStatus::kClosed;
  };
  std::vector<uint32_t> first(book->customers.size() + 1, 0);
  for (size_t i = 0; i < book->hot.size(); ++i) {
    if (listed(i)) ++first[Index(book->hot[i].customer) + 1];
  }
  for (size_t c = 1; c < first.size(); ++c) first[c] += first[c - 1];
  book->customer_items = HugeArray<ItemRow>(first.back());
  std::vector<uint32_t> next(first.begin(), first.end() - 1);
  for (size_t i = 0; i < book->hot.size(); ++i) {
    if (!listed(i)) continue;
    book->customer_items[next[Index(book->hot[i].customer)]++] =
        ItemRow{static_cast<uint32_t>(i)};
  }
  ForEachChunk(book->customers.size(), kBuildGrain,
               [&](size_t, size_t begin, size_t end) {
                 for (size_t c = begin; c < end; ++c) {
                   std::sort(book->customer_items.data() + first[c],
                             book->customer_items.data() + first[c + 1],
                             [&](ItemRow a, ItemRow b) {
                               const ItemHot& x = book->hot[Index(a)];
                               const ItemHot& y = book->hot[Index(b)];
                               return std::tie(x.due_date, x.document_date, a) <
                                      std::tie(y.due_date, y.document_date, b);
                             });
                 }
               });
  book->customer_first = std::move(first);
}

/// Runs `add(row, &entries)` over all items in chunks and joins the entries.
template <class Add>
KeyIndex IndexItems(size_t items, const Add& add) {
  std::vector<std::vector<KeyIndex::Entry>> parts(
      ChunkCount(items, kBuildGrain));
  ForEachChunk(items, kBuildGrain, [&](size_t chunk, size_t begin, size_t end) {
    parts[chunk].reserve(end - begin);
    for (size_t i = begin; i < end; ++i) {
      add(ItemRow{static_cast<uint32_t>(i)}, &parts[chunk]);
    }
  });
  size_t total = 0;
  for (const auto& part : parts) total += part.size();
  std::vector<KeyIndex::Entry> entries;
  entries.reserve(total);
  for (const auto& part : parts) {
    entries.insert(entries.end(), part.begin(), part.end());
  }
  return KeyIndex::Build(std::move(entries));
}

void IndexNumbers(BookTables* book) {
  book->numbers = IndexItems(
      book->hot.size(), [&](ItemRow row, std::vector<KeyIndex::Entry>* out) {
        thread_local std::string form;
        form.clear();
        AppendNormal(book->Number(row), &form);
        if (!form.empty()) out->push_back({book->NumberKey(form), Index(row)});
      });
}

KeyIndex IndexAlternates(const BookTables* book) {
  return IndexItems(
      book->hot.size(), [&](ItemRow row, std::vector<KeyIndex::Entry>* out) {
        thread_local std::string form;
        ForEachPart(book->References(row), [&](std::string_view part) {
          form.clear();
          AppendNormal(part, &form);
          if (!form.empty()) {
            out->push_back({book->NumberKey(form), Index(row)});
          }
        });
      });
}

/// Indexes every amount that settles an item exactly: what is open, and what is
/// open less each discount. Whether a discount is earned is asked later. Closed
/// items stand here too: money of their amount may be for them.
KeyIndex IndexAmounts(const BookTables* book) {
  return IndexItems(
      book->hot.size(), [&](ItemRow row, std::vector<KeyIndex::Entry>* out) {
        const ItemHot& hot = book->hot[Index(row)];
        if (hot.open <= 0) return;
        const auto add = [&](Minor amount) {
          out->push_back({book->AmountKey(hot.currency, amount), Index(row)});
        };
        add(hot.open);
        if (!MayHaveDiscount(*book, row)) return;
        const ItemRare* const rare = book->Rare(row);
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
  tbb::parallel_invoke([&] { IndexNumbers(book); },
                       [&] { FillCustomerItems(book); },
                       [&] {
                         for (int kind = 0; kind < kPayerKeys; ++kind) {
                           FillPayers(static_cast<PayerKey>(kind), book);
                         }
                       });
}

}  // namespace cashmatch
