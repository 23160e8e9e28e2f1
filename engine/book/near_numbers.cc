// SPDX-License-Identifier: Apache-2.0
// near_numbers.cc - two forms a number, and an index over them.
// Tested by tests/unit/engine/book/near_numbers_test.cc
#include "engine/book/near_numbers.h"

#include <algorithm>
#include <string>

#include "engine/base/text_arena.h"
#include "engine/book/normalize.h"
#include "engine/book/tables.h"
#include "engine/fuzzy/reference_index.h"

namespace cashmatch {

struct NearNumbers::Index {
  std::vector<ItemRow> items;  // of each form
  ReferenceIndex near;
};

namespace {

/// The forms under which the numbers of a book are filed.
struct Forms {
  TextArena arena;
  std::vector<std::string_view> texts;
  std::vector<ItemRow> items;  // of each text

  void Add(std::string_view form, ItemRow item) {
    if (form.size() < NearNumbers::kSignsLeast) return;
    texts.push_back(arena.Keep(form));
    items.push_back(item);
  }
};

}  // namespace

std::string_view CoreOf(std::string_view plain) {
  const size_t digit = plain.find_first_of("0123456789");
  if (digit == std::string_view::npos) return plain;
  const size_t first = plain.find_first_not_of('0', digit);
  return plain.substr(first == std::string_view::npos ? digit : first);
}

NearNumbers::NearNumbers(const BookTables& book) : book_(book) {}
NearNumbers::~NearNumbers() = default;

const NearNumbers::Index& NearNumbers::Get() const {
  tbb::collaborative_call_once(once_, [&] {
    Forms forms;
    std::string plain;
    for (uint32_t i = 0; i < book_.hot.size(); ++i) {
      const ItemRow item{i};
      plain.clear();
      AppendPlain(book_.Number(item), &plain);
      const size_t digit = plain.find_first_of("0123456789");
      if (digit == std::string::npos) continue;
      const std::string_view bare = std::string_view(plain).substr(digit);
      const std::string_view core = CoreOf(plain);
      forms.Add(bare, item);
      if (core != bare) forms.Add(core, item);
    }
    auto index = std::make_unique<Index>();
    index->near = ReferenceIndex::Build(forms.texts, book_.seed);
    index->items = std::move(forms.items);
    index->items.shrink_to_fit();
    index_ = std::move(index);
  });
  return *index_;
}

std::vector<bool> NearNumbers::FindEach(std::span<const std::string_view> forms,
                                        size_t most,
                                        std::vector<ItemRow>* items) const {
  const Index& index = Get();
  ReferenceIndex::Answers answers;
  index.near.FindEach(forms, 2 * most, &answers);
  std::vector<bool> told(forms.size(), false);
  for (size_t i = 0; i < forms.size(); ++i) {
    if (answers.TooMany(i)) continue;
    const auto begin = static_cast<ptrdiff_t>(items->size());
    for (const auto& near : answers[i]) items->push_back(index.items[near.row]);
    std::sort(items->begin() + begin, items->end());
    items->erase(std::unique(items->begin() + begin, items->end()),
                 items->end());
    told[i] = items->size() - static_cast<size_t>(begin) <= most;
    if (!told[i]) items->resize(static_cast<size_t>(begin));
  }
  return told;
}

bool NearNumbers::Find(std::string_view form, size_t most,
                       std::vector<ItemRow>* items) const {
  return FindEach({&form, 1}, most, items)[0];
}

size_t NearNumbers::bytes() const {
  if (index_ == nullptr) return 0;
  return index_->near.bytes() + index_->items.capacity() * sizeof(ItemRow);
}

}  // namespace cashmatch
