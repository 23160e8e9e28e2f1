// SPDX-License-Identifier: Apache-2.0
// tables.h - the columns and indexes of a book, for the stages.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/hash.h"
#include "engine/base/huge_array.h"
#include "engine/base/key_index.h"
#include "engine/base/lazy.h"
#include "engine/base/text_arena.h"
#include "engine/book/book.h"
#include "engine/book/near_numbers.h"
#include "engine/fuzzy/name_index.h"
#include "engine/model/packed_items.h"
#include "engine/model/terms.h"

namespace cashmatch {

struct NamedTerms {
  std::string_view text;  // as written
  Terms terms;            // empty for an unknown code: no discount
};

/// A payer's sign by which customers are found.
enum class PayerKey : uint8_t { kVirtualAccount, kAccount, kId, kName };
inline constexpr int kPayerKeys = 4;

/// The items of each customer that may be open, by due date, document date and
/// row: those of customer c stand from first[c] to first[c + 1].
struct CustomerItems {
  std::vector<uint32_t> first;
  HugeArray<ItemRow> rows;

  size_t bytes() const {
    return first.size() * sizeof(uint32_t) + rows.bytes();
  }
  std::span<const ItemRow> Of(CustomerRow customer) const {
    const uint32_t begin = first[Index(customer)];
    return {rows.data() + begin, first[Index(customer) + 1] - begin};
  }
};

struct BookTables {
  HugeArray<ItemHot> hot;
  HugeArray<ItemTexts> texts;
  std::vector<ItemRare> rare;  // by row, ascending
  std::vector<NamedTerms> terms;
  std::vector<std::string_view> companies;
  std::vector<Customer> customers;  // by customer_id, ascending
  std::vector<CustomerRow> group;   // the topmost parent of each customer

  // The customers of each group of more than one, ascending, by topmost parent.
  std::vector<std::pair<CustomerRow, CustomerRow>> members;  // top, member
  KeyIndex numbers;           // NumberKey of the document number -> items
  Lazy<KeyIndex> alternates;  // NumberKey of each of the references -> items
  Lazy<KeyIndex> amounts;     // AmountKey of each exact target -> items
  Lazy<KeyIndex> payers[kPayerKeys];  // PayerHash -> customers
  Lazy<CustomerItems> customer_items;

  Lazy<NameIndex> names;  // names and aliases -> customers
  NearNumbers near_numbers{*this};

  TextArena item_arena, customer_arena, word_arena;
  uint64_t seed = 0;

  uintptr_t text_base = 0;  // an address; 0: texts are told by their own
  // What texts lie in that were not copied, and the columns of a snapshot.
  std::shared_ptr<const void> kept;
  size_t kept_bytes = 0;
  bool from_snapshot = false;  // that is what is kept
  size_t snapshot_text_bytes = 0;

  std::string_view ItemId(ItemRow row) const {
    return texts[Index(row)].ItemId(text_base);
  }
  std::string_view Number(ItemRow row) const {
    return texts[Index(row)].Number(text_base);
  }
  std::string_view References(ItemRow row) const {
    return texts[Index(row)].References(text_base);
  }
  std::span<const ItemRow> ItemsOf(CustomerRow customer) const {
    return customer_items.Get().Of(customer);
  }
  /// Returns the customers of a customer's group as (top, member) pairs; none
  /// if it stands alone.
  std::span<const std::pair<CustomerRow, CustomerRow>> GroupOf(
      CustomerRow customer) const;
  /// Returns what is rare about an item, or nullptr.
  const ItemRare* Rare(ItemRow row) const;

  /// The key of a reference in its normal form.
  uint64_t NumberKey(std::string_view normal) const {
    return HashText(normal, seed);
  }
  uint64_t AmountKey(Currency currency, Minor amount) const {
    return HashMix(HashMix(seed, static_cast<uint64_t>(currency)),
                   static_cast<uint64_t>(amount));
  }
  uint64_t PayerHash(std::string_view form) const {
    return HashText(form, seed);
  }
};

/// Returns the discount that paying `open` of a terms tier saves.
Minor DiscountOf(const DiscountTier& tier, Minor open);

/// Returns true if an item may carry a cash discount at all: not a credit, not
/// a part-paid item, with terms or a discount that the ERP states.
bool MayHaveDiscount(const BookTables& book, ItemRow row);

/// Returns the form under which a payer's sign is found.
std::string PayerForm(PayerKey kind, std::string_view text);

/// Returns the list of a customer in which signs of a kind stand.
std::string_view PayerList(PayerKey kind, const Customer& customer);

}  // namespace cashmatch
