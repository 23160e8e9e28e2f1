// SPDX-License-Identifier: Apache-2.0
// build.cc - from loaded rows to columns and indexes.
// Tested by tests/unit/engine/book/book_test.cc
#include <tbb/parallel_invoke.h>
#include <tbb/parallel_sort.h>

#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/parallel.h"
#include "engine/book/normalize.h"
#include "engine/book/tables.h"

namespace cashmatch {
namespace {

constexpr size_t kGrain = 16384;
constexpr size_t kTextMax = std::numeric_limits<uint16_t>::max();

/// Gives each distinct text a small number, in order of first appearance in
/// rows that stand in canonical order.
class Words {
 public:
  explicit Words(TextArena* arena) : arena_(arena) {}
  uint32_t Number(std::string_view text) {
    if (text == last_ && !words_.empty()) return last_number_;
    auto found = numbers_.find(text);
    if (found == numbers_.end()) {
      words_.push_back(arena_->Keep(text));
      found =
          numbers_
              .emplace(words_.back(), static_cast<uint32_t>(words_.size() - 1))
              .first;
    }
    last_ = found->first;
    return last_number_ = found->second;
  }
  std::vector<std::string_view> Take() { return std::move(words_); }

 private:
  TextArena* arena_;
  std::unordered_map<std::string_view, uint32_t> numbers_;
  std::vector<std::string_view> words_;
  std::string_view last_;
  uint32_t last_number_ = 0;
};

template <class T, class Id>
void SortById(std::vector<T>* rows, const Id& id) {
  const auto before = [&](const T& a, const T& b) { return id(a) < id(b); };
  if (std::is_sorted(rows->begin(), rows->end(), before)) return;
  tbb::parallel_sort(rows->begin(), rows->end(), before);
}

/// Adds a customer for each customer_id that only items name, and sorts.
void FillCustomers(const std::vector<OpenItem>& items, CustomerBlock* block,
                   BookTables* book) {
  auto& customers = block->customers;
  const auto id = [](const Customer& c) { return c.customer_id; };
  SortById(&customers, id);
  std::vector<std::string_view> named;
  std::string_view last;
  for (const OpenItem& item : items) {
    if (item.customer_id == last && !named.empty()) continue;
    last = item.customer_id;
    named.push_back(last);
  }
  std::sort(named.begin(), named.end());
  named.erase(std::unique(named.begin(), named.end()), named.end());
  const size_t known = customers.size();
  for (const std::string_view wanted : named) {
    const auto at = std::lower_bound(
        customers.begin(), customers.begin() + static_cast<ptrdiff_t>(known),
        wanted, [&](const Customer& c, std::string_view w) {
          return c.customer_id < w;
        });
    if (at != customers.begin() + static_cast<ptrdiff_t>(known) &&
        at->customer_id == wanted) {
      continue;
    }
    Customer customer;
    customer.customer_id = block->arena.Keep(wanted);
    customers.push_back(customer);
  }
  SortById(&customers, id);
  book->customers = std::move(customers);
  book->customer_arena = std::move(block->arena);
}

CustomerRow RowOf(const BookTables& book, std::string_view customer_id) {
  const auto found =
      std::lower_bound(book.customers.begin(), book.customers.end(),
                       customer_id, [](const Customer& c, std::string_view id) {
                         return c.customer_id < id;
                       });
  if (found == book.customers.end() || found->customer_id != customer_id) {
    return kNoCustomer;
  }
  return CustomerRow{static_cast<uint32_t>(found - book.customers.begin())};
}

/// Follows parent_id to the top. A ring of parents ends at its smallest row.
void FillGroups(BookTables* book) {
  const size_t count = book->customers.size();
  std::vector<CustomerRow> parent(count);
  for (size_t i = 0; i < count; ++i) {
    const std::string_view id = book->customers[i].parent_id;
    const CustomerRow row = id.empty() ? kNoCustomer : RowOf(*book, id);
    parent[i] =
        row == kNoCustomer ? CustomerRow{static_cast<uint32_t>(i)} : row;
  }
  book->group.resize(count);
  constexpr int kLevelsMax = 64;
  for (size_t i = 0; i < count; ++i) {
    CustomerRow at{static_cast<uint32_t>(i)};
    CustomerRow smallest = at;
    int level = 0;
    while (parent[Index(at)] != at && level < kLevelsMax) {
      at = parent[Index(at)];
      smallest = std::min(smallest, at);
      ++level;
    }
    book->group[i] = level == kLevelsMax ? smallest : at;
  }
}

void FillMembers(BookTables* book) {
  std::vector<uint32_t> size(book->customers.size(), 0);
  for (const CustomerRow top : book->group) ++size[Index(top)];
  for (uint32_t i = 0; i < book->group.size(); ++i) {
    const CustomerRow top = book->group[i];
    if (size[Index(top)] > 1) book->members.emplace_back(top, CustomerRow{i});
  }
  std::sort(book->members.begin(), book->members.end());
}

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

bool HasRare(const OpenItem& item) {
  return item.original_amount != kNotStated || item.tax_amount != kNotStated ||
         item.discount_amount != kNotStated ||
         item.disputed_amount != kNotStated || item.discount_until != kNoDay ||
         item.closed_date != kNoDay || !item.instalment.empty() ||
         !item.linked_item.empty() || !item.origin_receipt_id.empty();
}

/// Copies the three texts of every item side by side.
void FillTexts(const std::vector<OpenItem>& items, BookTables* book) {
  book->texts = HugeArray<ItemTexts>(items.size());
  for (size_t i = 0; i < items.size(); ++i) {
    const OpenItem& item = items[i];
    const std::string_view parts[] = {item.item_id, item.document_number,
                                      item.references};
    size_t size = 0;
    for (const std::string_view part : parts) {
      CASHMATCH_CHECK(part.size() <= kTextMax);
      size += part.size();
    }
    char* const first = book->item_arena.Reserve(size);
    char* at = first;
    for (const std::string_view part : parts) {
      at = std::copy(part.begin(), part.end(), at);
    }
    book->texts[i] = {first, static_cast<uint16_t>(parts[0].size()),
                      static_cast<uint16_t>(parts[1].size()),
                      static_cast<uint16_t>(parts[2].size()),
                      static_cast<uint16_t>(HasRare(item) ? 1 : 0)};
    if (!HasRare(item)) continue;
    const auto keep = [&](std::string_view t) {
      return book->word_arena.Keep(t);
    };
    book->rare.push_back(
        {ItemRow{static_cast<uint32_t>(i)}, item.original_amount,
         item.tax_amount, item.discount_amount, item.disputed_amount,
         item.discount_until, item.closed_date, keep(item.instalment),
         keep(item.linked_item), keep(item.origin_receipt_id)});
  }
}

/// Reads the terms that items use: a code of the policy, else their own text.
std::vector<NamedTerms> ReadTerms(const std::vector<std::string_view>& texts,
                                  const Policy& policy) {
  std::vector<NamedTerms> named;
  for (const std::string_view text : texts) {
    NamedTerms& terms = named.emplace_back();
    terms.text = text;
    if (const auto code = policy.terms.find(text); code != policy.terms.end()) {
      terms.terms = code->second;
    } else if (auto parsed = ParseTerms(text)) {
      terms.terms = std::move(*parsed);
    }
  }
  return named;
}

Day DueDate(const OpenItem& item, const Terms& terms) {
  if (item.due_date != kNoDay) return item.due_date;
  return terms.net_days < 0 ? item.document_date
                            : item.document_date + terms.net_days;
}

void FillHot(const std::vector<OpenItem>& items, const Policy& policy,
             BookTables* book) {
  Words terms(&book->word_arena);
  Words companies(&book->word_arena);
  book->hot = HugeArray<ItemHot>(items.size());
  for (size_t i = 0; i < items.size(); ++i) {
    book->hot[i].terms = terms.Number(items[i].payment_terms);
    book->hot[i].company = companies.Number(items[i].company_code);
  }
  book->terms = ReadTerms(terms.Take(), policy);
  book->companies = companies.Take();
  ForEachChunk(items.size(), kGrain, [&](size_t, size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      const OpenItem& item = items[i];
      ItemHot& hot = book->hot[i];
      // Of a closed item it is the amount that a return would reopen.
      const bool settled = item.amount == 0 &&
                           item.status == ItemStatus::kClosed &&
                           item.original_amount != kNotStated;
      hot.open = settled ? item.original_amount : item.amount;
      hot.customer = RowOf(*book, item.customer_id);
      hot.document_date = item.document_date;
      hot.due_date = DueDate(item, book->terms[hot.terms].terms);
      hot.currency = item.currency;
      hot.type = item.type;
      hot.status = item.status;
    }
  });
}

void IndexNames(BookTables* book) {
  std::vector<NameIndex::Entry> entries;
  for (uint32_t i = 0; i < book->customers.size(); ++i) {
    const auto add = [&](std::string_view name) {
      if (!name.empty()) entries.push_back({name, i});
    };
    add(book->customers[i].name);
    ForEachPart(book->customers[i].aliases, add);
  }
  book->names = NameIndex::Build(entries, book->seed);
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
  ForEachChunk(book->customers.size(), kGrain,
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
  std::vector<std::vector<KeyIndex::Entry>> parts(ChunkCount(items, kGrain));
  ForEachChunk(items, kGrain, [&](size_t chunk, size_t begin, size_t end) {
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

void IndexAlternates(BookTables* book) {
  book->alternates = IndexItems(
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
void IndexAmounts(BookTables* book) {
  book->amounts = IndexItems(
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

Book Book::Build(OpenItemBlock items, CustomerBlock customers,
                 const Policy& policy, uint64_t seed) {
  auto book = std::make_unique<BookTables>();
  book->seed = seed;
  SortById(&items.items, [](const OpenItem& item) { return item.item_id; });
  FillCustomers(items.items, &customers, book.get());
  FillGroups(book.get());
  FillMembers(book.get());
  FillTexts(items.items, book.get());
  FillHot(items.items, policy, book.get());
  items = OpenItemBlock();
  tbb::parallel_invoke(
      [&] { IndexNumbers(book.get()); }, [&] { IndexAlternates(book.get()); },
      [&] { IndexAmounts(book.get()); }, [&] { FillCustomerItems(book.get()); },
      [&] { IndexNames(book.get()); },
      [&] {
        for (int kind = 0; kind < kPayerKeys; ++kind) {
          FillPayers(static_cast<PayerKey>(kind), book.get());
        }
      });
  return Book(std::move(book));
}

}  // namespace cashmatch
