// SPDX-License-Identifier: Apache-2.0
// build_customers.cc - customers by id, whose item is whose, who is in a group.
// Tested by tests/unit/engine/book/book_test.cc
#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/parallel.h"
#include "engine/book/build.h"

namespace cashmatch {
namespace {

constexpr uint32_t kNone = UINT32_MAX;

/// Customers by their id: a table of open addressing over a list that grows.
class CustomerTable {
 public:
  CustomerTable(const std::vector<Customer>& customers, uint64_t seed)
      : customers_(customers), seed_(seed) {
    Fill();
  }

  /// Returns the place of a customer in the list, or kNone.
  uint32_t Find(std::string_view id) const {
    return Find(id, HashText(id, seed_));
  }
  uint32_t Find(std::string_view id, uint64_t hash) const {
    for (size_t at = Home(hash);; at = (at + 1) & (slots_.size() - 1)) {
      const Slot& slot = slots_[at];
      if (slot.place == kNone) return kNone;
      if (slot.tag == Tag(hash) && customers_[slot.place].customer_id == id) {
        return slot.place;
      }
    }
  }

  /// The same of a few ids side by side, so that none waits for memory.
  void Find(std::span<const std::string_view> ids,
            std::span<CustomerRow> places) const {
    std::array<uint64_t, kBatch> hashes;
    const auto slot = [&](size_t i) { return slots_[Home(hashes[i])]; };
    for (size_t i = 0; i < ids.size(); ++i) {
      hashes[i] = HashText(ids[i], seed_);
      __builtin_prefetch(&slots_[Home(hashes[i])]);
    }
    for (size_t i = 0; i < ids.size(); ++i) {
      if (slot(i).place == kNone) continue;
      __builtin_prefetch(&customers_[slot(i).place].customer_id);
    }
    for (size_t i = 0; i < ids.size(); ++i) {
      if (slot(i).place == kNone) continue;
      __builtin_prefetch(customers_[slot(i).place].customer_id.data());
    }
    for (size_t i = 0; i < ids.size(); ++i) {
      places[i] = CustomerRow{Find(ids[i], hashes[i])};
    }
  }
  static constexpr size_t kBatch = 32;

  /// Takes in the customer that was added to the list last.
  void AddLast() {
    if (2 * customers_.size() > slots_.size()) {
      Fill();
    } else {
      Insert(customers_.size() - 1);
    }
  }

 private:
  struct Slot {
    uint32_t tag = 0, place = kNone;
  };
  static uint32_t Tag(uint64_t hash) { return static_cast<uint32_t>(hash); }
  size_t Home(uint64_t hash) const {
    return static_cast<size_t>(hash >> 32) & (slots_.size() - 1);
  }

  void Fill() {
    slots_.assign(std::bit_ceil(4 * customers_.size() + 16), Slot());
    for (size_t i = 0; i < customers_.size(); ++i) Insert(i);
  }

  void Insert(size_t place) {
    const uint64_t hash = HashText(customers_[place].customer_id, seed_);
    size_t at = Home(hash);
    while (slots_[at].place != kNone) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {Tag(hash), static_cast<uint32_t>(place)};
  }

  const std::vector<Customer>& customers_;
  uint64_t seed_;
  std::vector<Slot> slots_;
};

/// Sorts the customers by id. Returns the row of each place in the list, none
/// where they were in order.
std::vector<CustomerRow> SortCustomers(std::vector<Customer>* customers) {
  std::vector<CustomerRow> row;
  if (std::ranges::is_sorted(*customers, {}, &Customer::customer_id)) {
    return row;
  }
  std::vector<uint32_t> order(customers->size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, {}, [&](uint32_t place) {
    return (*customers)[place].customer_id;
  });
  std::vector<Customer> sorted;
  row.resize(order.size());
  sorted.reserve(order.size());
  for (const uint32_t place : order) {
    row[place] = CustomerRow{static_cast<uint32_t>(sorted.size())};
    sorted.push_back((*customers)[place]);
  }
  *customers = std::move(sorted);
  return row;
}

/// An item whose customer is not listed.
struct Unlisted {
  ItemHot* item;
  std::string_view customer_id;
};

/// Sets the customers of a piece; returns the items that have none.
std::vector<Unlisted> FindListed(const CustomerTable& table,
                                 const ItemPiece& piece) {
  std::vector<Unlisted> unlisted;
  std::array<std::string_view, CustomerTable::kBatch> ids;
  std::array<CustomerRow, CustomerTable::kBatch> places;
  const std::span<ItemHot> items = piece.hot();
  size_t at = 0;  // in the text of their ids
  for (size_t first = 0; first < items.size(); first += ids.size()) {
    const size_t count = std::min(ids.size(), items.size() - first);
    for (size_t i = 0; i < count; ++i) {
      const size_t size = piece.customer_sizes[first + i];
      ids[i] = std::string_view(piece.customers).substr(at, size);
      at += size;
    }
    table.Find(std::span(ids).first(count), places);
    for (size_t i = 0; i < count; ++i) {
      items[first + i].customer = places[i];
      if (places[i] == kNoCustomer) {
        unlisted.push_back({&items[first + i], ids[i]});
      }
    }
  }
  return unlisted;
}

/// Sets the customer of each item; one that only items name is added.
void SetCustomers(uint64_t seed, const PackedItems& items,
                  CustomerBlock* block) {
  std::vector<Customer>& customers = block->customers;
  CustomerTable table(customers, seed);
  std::vector<std::vector<Unlisted>> unlisted(items.pieces.size());
  ForEachChunk(unlisted.size(), 1, [&](size_t i, size_t, size_t) {
    unlisted[i] = FindListed(table, items.pieces[i]);
  });
  for (const auto& of_piece : unlisted) {
    for (const auto& [item, id] : of_piece) {
      uint32_t place = table.Find(id);
      if (place == kNone) {
        place = static_cast<uint32_t>(customers.size());
        customers.emplace_back().customer_id = block->arena.Keep(id);
        table.AddLast();
      }
      item->customer = CustomerRow{place};
    }
  }
  const std::vector<CustomerRow> row = SortCustomers(&customers);
  if (row.empty()) return;
  ForEachChunk(items.pieces.size(), 1, [&](size_t i, size_t, size_t) {
    for (ItemHot& item : items.pieces[i].hot()) {
      item.customer = row[Index(item.customer)];
    }
  });
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

}  // namespace

void FillCustomers(const PackedItems& items, CustomerBlock* block,
                   BookTables* book) {
  SetCustomers(book->seed, items, block);
  book->customers = std::move(block->customers);
  book->customer_arena = std::move(block->arena);
  FillGroups(book);
  FillMembers(book);
}

}  // namespace cashmatch
