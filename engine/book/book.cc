// SPDX-License-Identifier: Apache-2.0
// book.cc - reading rows back. Tested by tests/unit/engine/book/book_test.cc
#include "engine/book/book.h"

#include <algorithm>

#include "engine/book/normalize.h"
#include "engine/book/tables.h"

namespace cashmatch {

Book::Book(std::unique_ptr<BookTables> tables) : tables_(std::move(tables)) {}
Book::Book(Book&&) noexcept = default;
Book& Book::operator=(Book&&) noexcept = default;
Book::~Book() = default;

size_t Book::item_count() const { return tables_->hot.size(); }
size_t Book::customer_count() const { return tables_->customers.size(); }

OpenItem Book::Item(ItemRow row) const {
  const ItemHot& hot = tables_->hot[Index(row)];
  OpenItem item;
  item.item_id = ItemId(row);
  item.company_code = CompanyCode(row);
  item.customer_id = CustomerId(hot.customer);
  item.document_number = DocumentNumber(row);
  item.references = tables_->References(row);
  item.payment_terms = tables_->terms[hot.terms].text;
  item.amount = hot.open;
  item.document_date = hot.document_date;
  item.due_date = hot.due_date;
  item.currency = hot.currency;
  item.type = hot.type;
  item.status = hot.status;
  if (const ItemRare* rare = tables_->Rare(row)) {
    item.original_amount = rare->original_amount;
    item.tax_amount = rare->tax_amount;
    item.discount_amount = rare->discount_amount;
    item.disputed_amount = rare->disputed_amount;
    item.discount_until = rare->discount_until;
    item.closed_date = rare->closed_date;
    item.instalment = rare->instalment;
    item.linked_item = rare->linked_item;
    item.origin_receipt_id = rare->origin_receipt_id;
  }
  return item;
}

std::string_view Book::ItemId(ItemRow row) const {
  return tables_->ItemId(row);
}
std::string_view Book::DocumentNumber(ItemRow row) const {
  return tables_->Number(row);
}
std::string_view Book::CompanyCode(ItemRow row) const {
  return tables_->companies[tables_->hot[Index(row)].company];
}
Currency Book::CurrencyOf(ItemRow row) const {
  return tables_->hot[Index(row)].currency;
}
CustomerRow Book::CustomerOf(ItemRow row) const {
  return tables_->hot[Index(row)].customer;
}
Minor Book::AmountOf(ItemRow row) const {
  return tables_->hot[Index(row)].open;
}
bool Book::IsClosed(ItemRow row) const {
  return tables_->hot[Index(row)].status == ItemStatus::kClosed;
}
std::vector<std::string_view> Book::PaymentTerms() const {
  std::vector<std::string_view> texts;
  for (const NamedTerms& terms : tables_->terms) texts.push_back(terms.text);
  return texts;
}
void Book::Prefetch(ItemRow row) const {
  __builtin_prefetch(&tables_->hot[Index(row)]);
  __builtin_prefetch(&tables_->texts[Index(row)]);
}
void Book::PrefetchIds(ItemRow row) const {
  __builtin_prefetch(&tables_->texts[Index(row)]);
}
void Book::PrefetchTexts(ItemRow row) const {
  const std::string_view id = ItemId(row);
  __builtin_prefetch(id.data());
  __builtin_prefetch(id.data() + id.size());  // one in seven goes on there
}
void Book::PrefetchCustomer(ItemRow row) const {
  const CustomerRow customer = CustomerOf(row);
  if (customer != kNoCustomer) {
    __builtin_prefetch(&tables_->customers[Index(customer)]);
  }
}
void Book::PrefetchCustomerId(ItemRow row) const {
  const CustomerRow customer = CustomerOf(row);
  if (customer != kNoCustomer) __builtin_prefetch(CustomerId(customer).data());
}
std::string_view Book::CustomerId(CustomerRow row) const {
  return tables_->customers[Index(row)].customer_id;
}
std::string_view Book::CustomerName(CustomerRow row) const {
  return tables_->customers[Index(row)].name;
}

ItemRow Book::FindItem(std::string_view item_id) const {
  size_t low = 0;
  size_t high = item_count();
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const ItemRow row{static_cast<uint32_t>(middle)};
    if (ItemId(row) < item_id) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const ItemRow row{static_cast<uint32_t>(low)};
  return low < item_count() && ItemId(row) == item_id ? row : kNoItem;
}

CustomerRow Book::FindCustomer(std::string_view customer_id) const {
  const auto& customers = tables_->customers;
  const auto found =
      std::lower_bound(customers.begin(), customers.end(), customer_id,
                       [](const Customer& c, std::string_view id) {
                         return c.customer_id < id;
                       });
  if (found == customers.end() || found->customer_id != customer_id) {
    return kNoCustomer;
  }
  return CustomerRow{static_cast<uint32_t>(found - customers.begin())};
}

namespace {

/// The bytes of an index that somebody has asked for.
template <class Index>
size_t BytesOf(const Lazy<Index>& lazy) {
  const Index* const made = lazy.IfMade();
  return made == nullptr ? 0 : made->bytes();
}

}  // namespace

BookMemory Book::memory() const {
  BookMemory memory;
  memory.rows = tables_->hot.bytes() + tables_->texts.bytes() +
                tables_->rare.capacity() * sizeof(ItemRare);
  memory.texts = tables_->item_arena.bytes() + tables_->word_arena.bytes() +
                 tables_->snapshot_text_bytes;
  memory.indexes = BytesOf(tables_->customer_items) + tables_->numbers.bytes() +
                   BytesOf(tables_->alternates) + BytesOf(tables_->amounts) +
                   tables_->near_numbers.bytes();
  memory.customers = tables_->customer_arena.bytes() +
                     tables_->customers.capacity() * sizeof(Customer) +
                     tables_->group.capacity() * sizeof(CustomerRow);
  for (const auto& index : tables_->payers) {
    memory.customers += BytesOf(index);
  }
  (tables_->from_snapshot ? memory.mapped : memory.input) = tables_->kept_bytes;
  return memory;
}

std::span<const std::pair<CustomerRow, CustomerRow>> BookTables::GroupOf(
    CustomerRow customer) const {
  const CustomerRow top = group[Index(customer)];
  const auto first = std::lower_bound(members.begin(), members.end(),
                                      std::pair{top, CustomerRow{0}});
  auto last = first;
  while (last != members.end() && last->first == top) ++last;
  return {first, last};
}

const ItemRare* BookTables::Rare(ItemRow row) const {
  if (!hot[Index(row)].has_rare) return nullptr;
  const auto found = std::lower_bound(
      rare.begin(), rare.end(), row,
      [](const ItemRare& r, ItemRow wanted) { return r.row < wanted; });
  return &*found;
}

Minor DiscountOf(const DiscountTier& tier, Minor open) {
  return ShareHalfAway(open, tier.percent);
}

bool MayHaveDiscount(const BookTables& book, ItemRow row) {
  const ItemHot& hot = book.hot[Index(row)];
  if (IsCredit(hot.type) || hot.open <= 0) return false;
  const ItemRare* const rare = book.Rare(row);
  if (rare != nullptr && rare->original_amount != kNotStated &&
      rare->original_amount != hot.open) {
    return false;  // part-paid
  }
  return (rare != nullptr && rare->discount_amount != kNotStated) ||
         !book.terms[hot.terms].terms.tiers.empty();
}

std::string PayerForm(PayerKey kind, std::string_view text) {
  switch (kind) {
    case PayerKey::kVirtualAccount:
    case PayerKey::kAccount:
      return AccountForm(text);
    case PayerKey::kId:
      return NumberForm(text);
    case PayerKey::kName:
      return NameForm(text);
  }
  return {};
}

std::string_view PayerList(PayerKey kind, const Customer& customer) {
  switch (kind) {
    case PayerKey::kVirtualAccount:
      return customer.virtual_accounts;
    case PayerKey::kAccount:
      return customer.bank_accounts;
    case PayerKey::kId:
      return customer.ids;
    case PayerKey::kName:
      return customer.aliases;
  }
  return {};
}

}  // namespace cashmatch
