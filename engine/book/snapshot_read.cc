// SPDX-License-Identifier: Apache-2.0
// snapshot_read.cc - bytes become a book, once they are seen to be one.
// Tested by tests/unit/engine/book/snapshot_test.cc
#include <algorithm>
#include <atomic>
#include <bit>
#include <cstring>
#include <utility>

#include "engine/base/parallel.h"
#include "engine/book/build.h"
#include "engine/book/snapshot_layout.h"

namespace cashmatch {
namespace snapshot {
namespace {

static_assert(std::endian::native == std::endian::little);

constexpr size_t kGrain = size_t{1} << 16;
// Dates of a book lie between the years 1 and 9999.
constexpr Day kFirstDay = -719162, kLastDay = 2932896;

bool IsDay(Day day) {
  return day == kNoDay || (day >= kFirstDay && day <= kLastDay);
}
bool IsAmount(Minor amount) {
  return amount >= -kAmountMax && amount <= kAmountMax;
}

/// Asked for each item: a look into a table that is made once.
bool IsCurrency(Currency currency) {
  static const auto known = [] {
    std::array<bool, size_t{1} << 16> table{};
    for (size_t i = 1; i < table.size() / 2; ++i) {
      const Currency it{static_cast<uint16_t>(i)};
      table[i] = ParseCurrency(CodeOf(it)) == it;
    }
    return table;
  }();
  return known[static_cast<uint16_t>(currency)];
}

/// True if `good(i)` holds for all of them.
template <class Good>
bool All(size_t count, const Good& good) {
  std::atomic<bool> all = true;
  ForEachChunk(count, kGrain, [&](size_t, size_t begin, size_t end) {
    bool here = true;
    for (size_t i = begin; i < end; ++i) here &= good(i);
    if (!here) all = false;
  });
  return all;
}

class SnapshotReader {
 public:
  SnapshotReader(std::string_view bytes, const Policy& policy, BookTables* book)
      : bytes_(bytes), policy_(policy), book_(*book) {}

  /// Returns what is wrong, or nothing at all.
  std::string Read() {
    if (std::string wrong = TakeTail(); !wrong.empty()) return wrong;
    if (!SumIsRight()) {
      return "its checksum is wrong: it was changed or is damaged";
    }
    if (!TakeWords() || !TakeItems() || !TakeCustomers() || !TakeIndexes()) {
      return "it is none of a book";
    }
    if (FingerprintOf(book_.terms) != tail_.terms) {
      return "it was made with other payment terms in the rules; make it again";
    }
    OfferNames(&book_);
    return {};
  }

 private:
  std::string TakeTail() {
    if (bytes_.size() < kHeadBytes + sizeof(Tail)) return "it is cut off";
    std::memcpy(&tail_, bytes_.data() + bytes_.size() - sizeof(Tail),
                sizeof(Tail));
    if (std::string_view(tail_.end.data(), tail_.end.size()) != kEnd) {
      return "it is cut off";
    }
    if (tail_.version != kVersion || tail_.byte_order != kByteOrder) {
      return "another version of cashmatch made it; make it again";
    }
    const uint64_t end = bytes_.size() - sizeof(Tail);
    for (const SectionAt& section : tail_.sections) {
      if (section.first % kAlignment != 0 || section.first > end ||
          section.bytes > end - section.first) {
        return "it is cut off";
      }
    }
    return {};
  }

  bool SumIsRight() const {
    const std::string_view content =
        bytes_.substr(0, bytes_.size() - sizeof(Tail));
    std::vector<uint64_t> sums(ChunkCount(content.size(), kBlockBytes));
    ForEachChunk(content.size(), kBlockBytes,
                 [&](size_t block, size_t begin, size_t end) {
                   sums[block] =
                       BlockSum(content.substr(begin, end - begin), block);
                 });
    return SumOf(sums, tail_) == tail_.checksum;
  }

  /// False if the section does not hold whole ones.
  template <class T>
  bool Take(size_t section, std::span<const T>* items) const {
    const SectionAt at = tail_.sections[section];
    *items = {reinterpret_cast<const T*>(bytes_.data() + at.first),
              at.bytes / sizeof(T)};
    return at.bytes % sizeof(T) == 0;
  }
  template <class T>
  bool Take(Section section, std::span<const T>* items) const {
    return Take(static_cast<size_t>(section), items);
  }
  template <class T>
  bool TakeArray(Section section, HugeArray<T>* array) const {
    std::span<const T> items;
    if (!Take(section, &items)) return false;
    *array = HugeArray<T>::Over(items);
    return true;
  }
  template <class T>
  bool TakeVector(Section section, std::vector<T>* list) const {
    std::span<const T> items;
    if (!Take(section, &items)) return false;
    list->assign(items.begin(), items.end());
    return true;
  }

  bool Has(const WordAt& word) const {
    return word.first <= words_.size() &&
           word.size <= words_.size() - word.first;
  }
  std::string_view Text(const WordAt& word) const {
    return std::string_view(words_.data() + word.first, word.size);
  }

  bool TakeWords() {
    std::span<const WordAt> terms, companies;
    if (!Take(kWordText, &words_) || !Take(Section::kTerms, &terms) ||
        !Take(Section::kCompanies, &companies)) {
      return false;
    }
    const auto has = [this](const WordAt& word) { return Has(word); };
    if (!std::ranges::all_of(terms, has) ||
        !std::ranges::all_of(companies, has)) {
      return false;
    }
    std::vector<std::string_view> texts;
    for (const WordAt& word : terms) texts.push_back(Text(word));
    for (const WordAt& word : companies) {
      book_.companies.push_back(Text(word));
    }
    book_.terms = ReadTerms(texts, policy_);
    return true;
  }

  bool TakeItems() {
    std::span<const char> text;
    std::span<const RareAt> rare;
    std::span<const CustomerAt> customers;
    if (!TakeArray(Section::kHot, &book_.hot) ||
        !TakeArray(Section::kTexts, &book_.texts) ||
        !Take(Section::kItemText, &text) || !Take(Section::kRare, &rare) ||
        !Take(Section::kCustomers, &customers) ||
        book_.hot.size() != book_.texts.size() ||
        book_.hot.size() >= Index(kNoItem)) {
      return false;
    }
    book_.text_base = reinterpret_cast<uintptr_t>(text.data());
    book_.snapshot_text_bytes = text.size() + words_.size();
    std::atomic<size_t> flags = 0;
    std::atomic<bool> good = true;
    ForEachChunk(book_.hot.size(), kGrain, [&](size_t, size_t at, size_t end) {
      size_t rare_here = 0;
      bool here = true;
      for (; at < end; ++at) {
        const ItemTexts& texts = book_.texts[at];
        rare_here += book_.hot[at].has_rare ? 1 : 0;
        here &= ItemIsGood(book_.hot[at], customers.size()) &&
                TextsAreGood(texts, text.size());
      }
      flags += rare_here;
      if (!here) good = false;
    });
    return good && flags == rare.size() && TakeRare(rare);
  }

  bool ItemIsGood(const ItemHot& hot, size_t customers) const {
    const bool credit = IsCredit(hot.type);
    return hot.type <= DocumentType::kOrder &&
           hot.status <= ItemStatus::kClosed && IsAmount(hot.open) &&
           (credit ? hot.open <= 0 : hot.open >= 0) &&
           Index(hot.customer) < customers && hot.terms < book_.terms.size() &&
           hot.company < book_.companies.size() && IsDay(hot.document_date) &&
           IsDay(hot.due_date) && IsCurrency(hot.currency);
  }

  /// A snapshot has the texts of an item side by side.
  static bool TextsAreGood(const ItemTexts& texts, size_t size) {
    return texts.number_gap == 0 && texts.references_gap == 0 &&
           texts.first <= size && texts.bytes() <= size - texts.first;
  }

  bool TakeRare(std::span<const RareAt> rare) {
    const auto stated = [](Minor amount) {
      return amount == kNotStated || IsAmount(amount);
    };
    uint64_t next = 0;
    book_.rare.reserve(rare.size());
    for (const RareAt& it : rare) {
      if (Index(it.row) < next || Index(it.row) >= book_.texts.size() ||
          !book_.hot[Index(it.row)].has_rare || !stated(it.original_amount) ||
          !stated(it.tax_amount) || !stated(it.discount_amount) ||
          !stated(it.disputed_amount) || !IsDay(it.discount_until) ||
          !IsDay(it.closed_date) || !Has(it.instalment) ||
          !Has(it.linked_item) || !Has(it.origin_receipt_id)) {
        return false;
      }
      next = uint64_t{Index(it.row)} + 1;
      book_.rare.push_back({it.row, it.original_amount, it.tax_amount,
                            it.discount_amount, it.disputed_amount,
                            it.discount_until, it.closed_date,
                            Text(it.instalment), Text(it.linked_item),
                            Text(it.origin_receipt_id)});
    }
    return true;
  }

  bool TakeCustomers() {
    std::span<const CustomerAt> customers;
    CustomerItems items;
    if (!Take(Section::kCustomers, &customers) ||
        !TakeVector(Section::kGroup, &book_.group) ||
        !TakeVector(Section::kMembers, &book_.members) ||
        !TakeVector(Section::kCustomerFirst, &items.first) ||
        !TakeArray(Section::kCustomerItems, &items.rows) ||
        book_.group.size() != customers.size() ||
        items.first.size() != customers.size() + 1 ||
        customers.size() >= Index(kNoCustomer)) {
      return false;
    }
    book_.customers.resize(customers.size());
    const bool good =
        All(customers.size(),
            [&](size_t i) {
              return TakeCustomer(customers[i], &book_.customers[i]);
            }) &&
        RowsAreGood(customers.size(), items);
    if (good) book_.customer_items.Put(std::move(items));
    return good;
  }

  bool TakeCustomer(const CustomerAt& at, Customer* customer) const {
    for (const auto& [word, text] :
         {std::pair{&at.customer_id, &customer->customer_id},
          std::pair{&at.name, &customer->name},
          std::pair{&at.aliases, &customer->aliases},
          std::pair{&at.ids, &customer->ids},
          std::pair{&at.parent_id, &customer->parent_id},
          std::pair{&at.virtual_accounts, &customer->virtual_accounts},
          std::pair{&at.bank_accounts, &customer->bank_accounts}}) {
      if (!Has(*word)) return false;
      *text = Text(*word);
    }
    return true;
  }

  bool RowsAreGood(size_t customers, const CustomerItems& items) const {
    const auto known = [&](CustomerRow row) { return Index(row) < customers; };
    return std::ranges::all_of(book_.group, known) &&
           std::ranges::all_of(book_.members,
                               [&](const auto& pair) {
                                 return known(pair.first) && known(pair.second);
                               }) &&
           std::ranges::is_sorted(items.first) && items.first.front() == 0 &&
           items.first.back() == items.rows.size() &&
           All(items.rows.size(), [&](size_t i) {
             return Index(items.rows[i]) < book_.hot.size();
           });
  }

  bool TakeIndexes() {
    const auto items = static_cast<uint32_t>(book_.hot.size());
    const auto customers = static_cast<uint32_t>(book_.customers.size());
    size_t section = static_cast<size_t>(Section::kIndexes);
    std::array<KeyIndex, kIndexCount> indexes;
    for (size_t i = 0; i < kIndexCount; ++i) {
      std::span<const std::byte> buckets, rows;
      Take(section++, &buckets);
      Take(section++, &rows);
      auto taken =
          KeyIndex::Over(buckets, rows, i < kItemIndexes ? items : customers);
      if (!taken) return false;
      indexes[i] = *std::move(taken);
    }
    PutIndexes(std::move(indexes), &book_);
    book_.seed = tail_.seed;
    return true;
  }

  std::string_view bytes_;
  const Policy& policy_;
  BookTables& book_;
  Tail tail_;
  std::span<const char> words_;
};

}  // namespace
}  // namespace snapshot

bool Book::IsSnapshot(std::string_view bytes) {
  return bytes.starts_with(snapshot::kHead);
}

std::optional<Book> Book::FromSnapshot(std::string_view bytes,
                                       const Policy& policy,
                                       std::shared_ptr<const void> keep,
                                       std::string* error) {
  auto book = std::make_unique<BookTables>();
  *error = snapshot::SnapshotReader(bytes, policy, book.get()).Read();
  if (!error->empty()) return std::nullopt;
  book->kept = std::move(keep);
  book->kept_bytes = bytes.size();
  book->from_snapshot = true;
  return Book(std::move(book));
}

}  // namespace cashmatch
