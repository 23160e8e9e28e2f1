// SPDX-License-Identifier: Apache-2.0
// book.h - the open items and customers in memory, immutable while matching.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/customer.h"
#include "engine/model/ids.h"
#include "engine/model/open_item.h"
#include "engine/model/packed_items.h"
#include "engine/model/policy.h"

namespace cashmatch {

struct BookTables;  // columns and indexes; engine/book/tables.h, for the stages

/// Where the bytes of a book go; the measure behind "bytes per item". Indexes
/// that nobody has asked for are not there.
struct BookMemory {
  size_t rows = 0, texts = 0, indexes = 0, customers = 0;
  size_t mapped = 0;  // bytes of the snapshot that holds most of these
  size_t input = 0;   // bytes of the file that holds the texts, where one does
  size_t total() const { return rows + texts + indexes + customers; }
};

/// All open items and customers of a run, with their indexes.
///
/// Rows stand in the order of item_id and customer_id, so that the order of the
/// input never shows. A customer that only items name has a row too.
/// Threads: const use from any number.  Lifetime: owns all texts it returns.
class Book {
 public:
  /// Builds columns and the index of document numbers, in parallel; all other
  /// indexes when somebody asks.
  /// Requires: unique item_id and customer_id, amounts and signs checked by the
  /// reader; texts shorter than 64 KiB. `policy` names the terms that items use
  /// by code. `seed` is drawn anew for each run, so that no file can be made to
  /// collide in the hash tables; no result depends on it.
  static Book Build(PackedItems items, CustomerBlock customers,
                    const Policy& policy, uint64_t seed = 0);
  /// The same of items that are not packed yet.
  static Book Build(OpenItemBlock items, CustomerBlock customers,
                    const Policy& policy, uint64_t seed = 0);

  /// Takes bytes of a snapshot, in pieces, in order.
  using Sink = std::function<void(std::string_view bytes)>;

  /// Writes the book, columns and indexes, so that FromSnapshot has it again
  /// without reading a row. The bytes are of this version and byte order only.
  void WriteSnapshot(const Sink& sink) const;

  /// True for bytes that begin as a snapshot does.
  static bool IsSnapshot(std::string_view bytes);

  /// Takes over a book that was written before. It reads from `bytes`, which
  /// `keep` keeps, for as long as it lives. Everything is checked before it is
  /// used: a checksum, and that nothing leads out of the bytes, so that a
  /// forged one can be wrong but not unsafe.
  /// Requires: bytes aligned to 64.
  /// Errors: nothing, with what is wrong; also where `policy` reads the terms
  /// of the items in another way than the one the book was built with.
  /// Threads: uses the calling TBB arena.  Cost: a parallel pass over the
  /// bytes.
  static std::optional<Book> FromSnapshot(std::string_view bytes,
                                          const Policy& policy,
                                          std::shared_ptr<const void> keep,
                                          std::string* error);

  Book(Book&&) noexcept;
  Book& operator=(Book&&) noexcept;
  ~Book();

  size_t item_count() const;
  size_t customer_count() const;

  /// Returns a row as it was loaded, amounts before the run.
  OpenItem Item(ItemRow row) const;
  std::string_view ItemId(ItemRow row) const;
  std::string_view DocumentNumber(ItemRow row) const;
  std::string_view CompanyCode(ItemRow row) const;
  Currency CurrencyOf(ItemRow row) const;
  CustomerRow CustomerOf(ItemRow row) const;
  Minor AmountOf(ItemRow row) const;  // as loaded; of a closed item, to reopen
  bool IsClosed(ItemRow row) const;

  // For a caller that knows the rows ahead: asks for what Item reads, and,
  // once that is there, for the texts of its ids.
  void Prefetch(ItemRow row) const;
  void PrefetchIds(ItemRow row) const;  // where those texts are, nothing else
  void PrefetchTexts(ItemRow row) const;
  // The row of an item's customer, and, once that is there, its id.
  void PrefetchCustomer(ItemRow row) const;
  void PrefetchCustomerId(ItemRow row) const;

  std::string_view CustomerId(CustomerRow row) const;
  std::string_view CustomerName(CustomerRow row) const;

  /// The payment terms that items have, each once, as written.
  std::vector<std::string_view> PaymentTerms() const;

  /// Returns kNoItem / kNoCustomer if there is none. Cost: a binary search.
  ItemRow FindItem(std::string_view item_id) const;
  CustomerRow FindCustomer(std::string_view customer_id) const;

  BookMemory memory() const;
  const BookTables& tables() const { return *tables_; }

 private:
  explicit Book(std::unique_ptr<BookTables> tables);
  std::unique_ptr<BookTables> tables_;
};

}  // namespace cashmatch
