// SPDX-License-Identifier: Apache-2.0
// build.cc - from packed items to columns and indexes.
// Tested by tests/unit/engine/book/book_test.cc
#include "engine/book/build.h"

#include <tbb/parallel_sort.h>

#include <algorithm>
#include <map>
#include <utility>

#include "engine/base/parallel.h"

namespace cashmatch {
namespace {

/// The words of all pieces in the order of the texts, so that the order of the
/// input does not show.
class JoinedWords {
 public:
  JoinedWords(Words ItemPiece::* words, const PackedItems& items)
      : words_(words) {
    for (const ItemPiece& piece : items.pieces) {
      for (const std::string_view word : (piece.*words_).list()) {
        numbers_.emplace(word, 0);
      }
    }
    uint32_t next = 0;
    for (auto& [word, number] : numbers_) number = next++;
  }

  std::vector<std::string_view> Keep(TextArena* arena) const {
    std::vector<std::string_view> kept;
    for (const auto& [word, number] : numbers_) {
      kept.push_back(arena->Keep(word));
    }
    return kept;
  }
  /// Returns the numbers here of the words of a piece, by their numbers there.
  std::vector<uint32_t> NumbersOf(const ItemPiece& piece) const {
    std::vector<uint32_t> numbers;
    for (const std::string_view word : (piece.*words_).list()) {
      numbers.push_back(numbers_.find(word)->second);
    }
    return numbers;
  }

 private:
  Words ItemPiece::* words_;
  std::map<std::string_view, uint32_t> numbers_;
};

Day DueDate(const ItemHot& item, const Terms& terms) {
  if (item.due_date != kNoDay) return item.due_date;
  return terms.net_days < 0 ? item.document_date
                            : item.document_date + terms.net_days;
}

/// Numbers the words of the items, and sets the due dates that follow from the
/// terms.
void FillWords(const PackedItems& items, const Policy& policy,
               BookTables* book) {
  const JoinedWords terms(&ItemPiece::terms, items);
  const JoinedWords companies(&ItemPiece::companies, items);
  book->terms = ReadTerms(terms.Keep(&book->word_arena), policy);
  book->companies = companies.Keep(&book->word_arena);
  ForEachChunk(items.pieces.size(), 1, [&](size_t i, size_t, size_t) {
    const ItemPiece& piece = items.pieces[i];
    const std::vector<uint32_t> of_terms = terms.NumbersOf(piece);
    const std::vector<uint32_t> of_companies = companies.NumbersOf(piece);
    for (ItemHot& item : piece.hot()) {
      item.terms = of_terms[item.terms];
      item.company = of_companies[item.company];
      item.due_date = DueDate(item, book->terms[item.terms].terms);
    }
  });
}

/// Takes the columns and texts over as they stand.
void TakeColumns(PackedItems* items, BookTables* book) {
  size_t rare_count = 0;
  for (const ItemPiece& piece : items->pieces) rare_count += piece.rare.size();
  book->rare.reserve(rare_count);
  uint32_t first = 0;
  for (ItemPiece& piece : items->pieces) {
    for (ItemRare& rare : piece.rare) {
      rare.row = ItemRow{Index(rare.row) + first};
    }
    book->rare.insert(book->rare.end(), piece.rare.begin(), piece.rare.end());
    book->item_arena.Adopt(std::move(piece.item_text));
    book->word_arena.Adopt(std::move(piece.rare_text));
    first += static_cast<uint32_t>(piece.size());
  }
  book->hot = std::move(items->hot);
  book->texts = std::move(items->texts);
  book->kept = std::move(items->lasting.keep);
  book->kept_bytes = items->lasting.bytes.size();
}

/// Puts the items in the order of their ids. Most files have them so.
void SortById(BookTables* book) {
  const size_t count = book->hot.size();
  std::vector<ItemRow> order(count);
  for (size_t i = 0; i < count; ++i)
    order[i] = ItemRow{static_cast<uint32_t>(i)};
  tbb::parallel_sort(order.begin(), order.end(), [&](ItemRow a, ItemRow b) {
    return book->ItemId(a) < book->ItemId(b);
  });
  HugeArray<ItemHot> hot(count);
  HugeArray<ItemTexts> texts(count);
  std::vector<ItemRow> place(count);
  ForEachChunk(count, kBuildGrain, [&](size_t, size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      const size_t from = Index(order[i]);
      hot[i] = book->hot[from];
      texts[i] = book->texts[from];
      place[from] = ItemRow{static_cast<uint32_t>(i)};
    }
  });
  book->hot = std::move(hot);
  book->texts = std::move(texts);
  for (ItemRare& rare : book->rare) rare.row = place[Index(rare.row)];
  std::ranges::sort(book->rare, {}, &ItemRare::row);
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

Book Book::Build(PackedItems items, CustomerBlock customers,
                 const Policy& policy, uint64_t seed) {
  auto book = std::make_unique<BookTables>();
  book->seed = seed;
  items.CloseGaps();
  const bool ascends = items.Ascends();
  FillCustomers(items, &customers, book.get());
  FillWords(items, policy, book.get());
  TakeColumns(&items, book.get());
  items = PackedItems();
  if (!ascends) SortById(book.get());
  FillIndexes(book.get());
  return Book(std::move(book));
}

Book Book::Build(OpenItemBlock items, CustomerBlock customers,
                 const Policy& policy, uint64_t seed) {
  PackedItems packed = Pack(items);
  items = OpenItemBlock();
  return Build(std::move(packed), std::move(customers), policy, seed);
}

}  // namespace cashmatch
