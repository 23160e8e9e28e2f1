// SPDX-License-Identifier: Apache-2.0
// build.cc - from loaded rows to columns and indexes.
// Tested by tests/unit/engine/book/book_test.cc
#include "engine/book/build.h"

#include <tbb/parallel_sort.h>

#include <algorithm>
#include <array>
#include <limits>
#include <unordered_map>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/hash.h"
#include "engine/base/parallel.h"

namespace cashmatch {
namespace {

constexpr size_t kTextMax = std::numeric_limits<uint16_t>::max();

/// Gives each distinct text a small number, in order of first appearance.
class Words {
 public:
  uint32_t Number(std::string_view text) {
    // A word comes again and again: most are told without the map.
    Entry& recent = recent_[Slot(text)];
    if (recent.text == text && recent.number != kNone) return recent.number;
    const auto [found, is_new] =
        numbers_.try_emplace(text, static_cast<uint32_t>(words_.size()));
    if (is_new) words_.push_back(text);
    recent = {text, found->second};
    return found->second;
  }
  const std::vector<std::string_view>& list() const { return words_; }

 private:
  struct Entry {
    std::string_view text;
    uint32_t number = kNone;
  };
  static constexpr uint32_t kNone = UINT32_MAX;
  static constexpr size_t kRecent = 64;
  static size_t Slot(std::string_view text) {
    const auto last =
        text.empty() ? 0u : static_cast<unsigned char>(text.back());
    return (text.size() * 7 + last) % kRecent;
  }

  std::unordered_map<std::string_view, uint32_t, TextHash> numbers_;
  std::vector<std::string_view> words_;
  std::array<Entry, kRecent> recent_{};
};

/// The words of all pieces of a table as one list.
class JoinedWords {
 public:
  explicit JoinedWords(size_t pieces) : numbers_(pieces) {}

  /// Takes in the words of the next piece, in the order of the pieces.
  void Join(size_t piece, const Words& words) {
    for (const std::string_view word : words.list()) {
      numbers_[piece].push_back(all_.Number(word));
    }
  }
  uint32_t Number(size_t piece, uint32_t number) const {
    return numbers_[piece][number];
  }
  std::vector<std::string_view> Keep(TextArena* arena) const {
    std::vector<std::string_view> kept;
    for (const std::string_view word : all_.list()) {
      kept.push_back(arena->Keep(word));
    }
    return kept;
  }

 private:
  Words all_;
  std::vector<std::vector<uint32_t>> numbers_;  // by piece
};

void SortById(std::vector<OpenItem>* items) {
  const auto before = [](const OpenItem& a, const OpenItem& b) {
    return a.item_id < b.item_id;
  };
  if (std::is_sorted(items->begin(), items->end(), before)) return;
  tbb::parallel_sort(items->begin(), items->end(), before);
}

bool HasRare(const OpenItem& item) {
  return item.original_amount != kNotStated || item.tax_amount != kNotStated ||
         item.discount_amount != kNotStated ||
         item.disputed_amount != kNotStated || item.discount_until != kNoDay ||
         item.closed_date != kNoDay || !item.instalment.empty() ||
         !item.linked_item.empty() || !item.origin_receipt_id.empty();
}

/// The texts of a piece of the items.
struct TextPiece {
  TextArena items, words;
  std::vector<ItemRare> rare;
};

ItemRare RareOf(size_t row, const OpenItem& item, TextArena* arena) {
  return {ItemRow{static_cast<uint32_t>(row)},
          item.original_amount,
          item.tax_amount,
          item.discount_amount,
          item.disputed_amount,
          item.discount_until,
          item.closed_date,
          arena->Keep(item.instalment),
          arena->Keep(item.linked_item),
          arena->Keep(item.origin_receipt_id)};
}

/// Copies the three texts of items [begin, end) side by side.
void CopyTexts(const std::vector<OpenItem>& items, size_t begin, size_t end,
               ItemTexts* texts, TextPiece* piece) {
  size_t size = 0;
  for (size_t i = begin; i < end; ++i) {
    size += items[i].item_id.size() + items[i].document_number.size() +
            items[i].references.size();
  }
  char* at = piece->items.Reserve(size);
  for (size_t i = begin; i < end; ++i) {
    const OpenItem& item = items[i];
    const bool rare = HasRare(item);
    texts[i] = {reinterpret_cast<uintptr_t>(at),
                static_cast<uint16_t>(item.item_id.size()),
                static_cast<uint16_t>(item.document_number.size()),
                static_cast<uint16_t>(item.references.size()),
                static_cast<uint16_t>(rare ? 1 : 0)};
    for (const std::string_view part :
         {item.item_id, item.document_number, item.references}) {
      CASHMATCH_CHECK(part.size() <= kTextMax);
      at = std::copy(part.begin(), part.end(), at);
    }
    if (rare) piece->rare.push_back(RareOf(i, item, &piece->words));
  }
}

void FillTexts(const std::vector<OpenItem>& items, BookTables* book) {
  book->texts = HugeArray<ItemTexts>(items.size());
  std::vector<TextPiece> pieces(ChunkCount(items.size(), kBuildGrain));
  ForEachChunk(
      items.size(), kBuildGrain, [&](size_t chunk, size_t begin, size_t end) {
        CopyTexts(items, begin, end, book->texts.data(), &pieces[chunk]);
      });
  for (TextPiece& piece : pieces) {
    book->item_arena.Adopt(std::move(piece.items));
    book->word_arena.Adopt(std::move(piece.words));
    book->rare.insert(book->rare.end(), piece.rare.begin(), piece.rare.end());
  }
}

Day DueDate(const OpenItem& item, const Terms& terms) {
  if (item.due_date != kNoDay) return item.due_date;
  return terms.net_days < 0 ? item.document_date
                            : item.document_date + terms.net_days;
}

/// Numbers the terms and companies of the items, in the order of the items.
void FillWords(const std::vector<OpenItem>& items, const Policy& policy,
               BookTables* book) {
  const size_t pieces = ChunkCount(items.size(), kBuildGrain);
  std::vector<Words> terms(pieces), companies(pieces);
  ForEachChunk(items.size(), kBuildGrain,
               [&](size_t chunk, size_t begin, size_t end) {
                 for (size_t i = begin; i < end; ++i) {
                   ItemHot& hot = book->hot[i];
                   hot.terms = terms[chunk].Number(items[i].payment_terms);
                   hot.company = companies[chunk].Number(items[i].company_code);
                 }
               });
  JoinedWords all_terms(pieces), all_companies(pieces);
  for (size_t piece = 0; piece < pieces; ++piece) {
    all_terms.Join(piece, terms[piece]);
    all_companies.Join(piece, companies[piece]);
  }
  book->terms = ReadTerms(all_terms.Keep(&book->word_arena), policy);
  book->companies = all_companies.Keep(&book->word_arena);
  ForEachChunk(items.size(), kBuildGrain,
               [&](size_t chunk, size_t begin, size_t end) {
                 for (size_t i = begin; i < end; ++i) {
                   ItemHot& hot = book->hot[i];
                   hot.terms = all_terms.Number(chunk, hot.terms);
                   hot.company = all_companies.Number(chunk, hot.company);
                 }
               });
}

void FillHot(const std::vector<OpenItem>& items,
             const std::vector<CustomerRow>& owners, const Policy& policy,
             BookTables* book) {
  book->hot = HugeArray<ItemHot>(items.size());
  FillWords(items, policy, book);
  ForEachChunk(items.size(), kBuildGrain,
               [&](size_t, size_t begin, size_t end) {
                 for (size_t i = begin; i < end; ++i) {
                   const OpenItem& item = items[i];
                   ItemHot& hot = book->hot[i];
                   // Of a closed item it is the amount that a return would
                   // reopen.
                   const bool settled = item.amount == 0 &&
                                        item.status == ItemStatus::kClosed &&
                                        item.original_amount != kNotStated;
                   hot.open = settled ? item.original_amount : item.amount;
                   hot.customer = owners[i];
                   hot.document_date = item.document_date;
                   hot.due_date = DueDate(item, book->terms[hot.terms].terms);
                   hot.currency = item.currency;
                   hot.type = item.type;
                   hot.status = item.status;
                 }
               });
}

}  // namespace

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

Book Book::Build(OpenItemBlock items, CustomerBlock customers,
                 const Policy& policy, uint64_t seed) {
  auto book = std::make_unique<BookTables>();
  book->seed = seed;
  SortById(&items.items);
  const std::vector<CustomerRow> owners =
      FillCustomers(items.items, &customers, book.get());
  FillTexts(items.items, book.get());
  FillHot(items.items, owners, policy, book.get());
  items = OpenItemBlock();
  FillIndexes(book.get());
  return Book(std::move(book));
}

}  // namespace cashmatch
