// SPDX-License-Identifier: Apache-2.0
// build_customers.cc - customers by id, whose item is whose, who is in a group.
// Tested by tests/unit/engine/book/book_test.cc
#include <algorithm>
#include <bit>
#include <numeric>
#include <utility>

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
    const uint64_t hash = HashText(id, seed_);
    for (size_t at = Home(hash);; at = (at + 1) & (slots_.size() - 1)) {
      const Slot& slot = slots_[at];
      if (slot.place == kNone) return kNone;
      if (slot.tag == Tag(hash) && customers_[slot.place].customer_id == id) {
        return slot.place;
      }
    }
  }

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

/// Sorts the customers by id; `owners`, places in the list, follow them.
void SortCustomers(std::vector<Customer>* customers,
                   std::vector<CustomerRow>* owners) {
  const auto before = [](const Customer& a, const Customer& b) {
    return a.customer_id < b.customer_id;
  };
  if (std::is_sorted(customers->begin(), customers->end(), before)) return;
  std::vector<uint32_t> order(customers->size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return before((*customers)[a], (*customers)[b]);
  });
  std::vector<Customer> sorted;
  std::vector<CustomerRow> row(order.size());
  sorted.reserve(order.size());
  for (const uint32_t place : order) {
    row[place] = CustomerRow{static_cast<uint32_t>(sorted.size())};
    sorted.push_back((*customers)[place]);
  }
  *customers = std::move(sorted);
  for (CustomerRow& owner : *owners) owner = row[Index(owner)];
}

/// Finds the customer of each item; one that only items name is added.
std::vector<CustomerRow> OwnersOf(const std::vector<OpenItem>& items,
                                  uint64_t seed, CustomerBlock* block) {
  std::vector<Customer>& customers = block->customers;
  CustomerTable table(customers, seed);
  std::vector<CustomerRow> owners(items.size());
  ForEachChunk(items.size(), kBuildGrain,
               [&](size_t, size_t begin, size_t end) {
                 for (size_t i = begin; i < end; ++i) {
                   owners[i] = CustomerRow{table.Find(items[i].customer_id)};
                 }
               });
  for (size_t i = 0; i < items.size(); ++i) {
    if (owners[i] != kNoCustomer) continue;
    uint32_t place = table.Find(items[i].customer_id);
    if (place == kNone) {
      place = static_cast<uint32_t>(customers.size());
      customers.emplace_back().customer_id =
          block->arena.Keep(items[i].customer_id);
      table.AddLast();
    }
    owners[i] = CustomerRow{place};
  }
  SortCustomers(&customers, &owners);
  return owners;
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

std::vector<CustomerRow> FillCustomers(const std::vector<OpenItem>& items,
                                       CustomerBlock* block, BookTables* book) {
  std::vector<CustomerRow> owners = OwnersOf(items, book->seed, block);
  book->customers = std::move(block->customers);
  book->customer_arena = std::move(block->arena);
  FillGroups(book);
  FillMembers(book);
  return owners;
}

}  // namespace cashmatch
