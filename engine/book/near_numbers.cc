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
  TextArena arena;
  std::vector<std::string_view> forms;
  std::vector<ItemRow> items;  // of each form
  ReferenceIndex near;

  void Add(std::string_view form, ItemRow item) {
    if (form.size() < kSignsLeast) return;
    forms.push_back(arena.Keep(form));
    items.push_back(item);
  }
};

std::string_view CoreOf(std::string_view plain) {
  const size_t digit = plain.find_first_of("0123456789");
  if (digit == std::string_view::npos) return plain;
  const size_t first = plain.find_first_not_of('0', digit);
  return plain.substr(first == std::string_view::npos ? digit : first);
}

NearNumbers::NearNumbers(const BookTables& book) : book_(book) {}
NearNumbers::~NearNumbers() = default;

bool NearNumbers::Find(std::string_view form, size_t most,
                       std::vector<ItemRow>* items) const {
  tbb::collaborative_call_once(once_, [&] {
    auto index = std::make_unique<Index>();
    std::string plain;
    for (uint32_t i = 0; i < book_.hot.size(); ++i) {
      const ItemRow item{i};
      plain.clear();
      AppendPlain(book_.Number(item), &plain);
      const size_t digit = plain.find_first_of("0123456789");
      if (digit == std::string::npos) continue;
      const std::string_view bare = std::string_view(plain).substr(digit);
      const std::string_view core = CoreOf(plain);
      index->Add(bare, item);
      if (core != bare) index->Add(core, item);
    }
    index->near = ReferenceIndex::Build(index->forms, book_.seed);
    index_ = std::move(index);
  });
  std::vector<ReferenceIndex::Near> near;
  if (!index_->near.Find(form, 2 * most, &near)) return false;
  std::vector<ItemRow> found;
  found.reserve(near.size());
  for (const auto& one : near) found.push_back(index_->items[one.row]);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  if (found.size() > most) return false;
  items->insert(items->end(), found.begin(), found.end());
  return true;
}

size_t NearNumbers::bytes() const {
  if (index_ == nullptr) return 0;
  return index_->arena.bytes() + index_->near.bytes() +
         index_->forms.capacity() * sizeof(std::string_view) +
         index_->items.capacity() * sizeof(ItemRow);
}

}  // namespace cashmatch
