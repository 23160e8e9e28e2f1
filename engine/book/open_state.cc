// SPDX-License-Identifier: Apache-2.0
// open_state.cc - residuals of a run.
// Tested by tests/unit/engine/book/open_state_test.cc
#include "engine/book/open_state.h"

#include <algorithm>

#include "engine/base/parallel.h"
#include "engine/base/planted_bug.h"

namespace cashmatch {

OpenState::OpenState(const BookTables& book)
    : book_(&book), open_(book.hot.size()) {
  constexpr size_t kGrain = 65536;
  ForEachChunk(open_.size(), kGrain, [&](size_t, size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      const ItemHot& hot = book.hot[i];
      open_[i] = hot.status == ItemStatus::kClosed ? 0 : hot.open;
    }
  });
}

void OpenState::Take(ItemRow row, Minor amount) {
  Minor& open = open_[Index(row)];
  if (!Planted("a residual is not lowered")) open -= amount;
  const ItemHot& hot = book_->hot[Index(row)];
  if (hot.status == ItemStatus::kClosed) {
    std::vector<ItemRow>& rows = reopened_[hot.customer];
    const auto at = std::lower_bound(rows.begin(), rows.end(), row);
    if (at == rows.end() || *at != row) rows.insert(at, row);
  }
  if (open == 0 || open == hot.open) return;
  changed_.emplace(book_->AmountKey(hot.currency, open), row);
}

void OpenState::SetAside(ItemRow row) {
  Minor& open = open_[Index(row)];
  if (open == 0) return;
  aside_.emplace_back(row, open);
  open = 0;
}

void OpenState::BringBack() {
  for (const auto& [row, amount] : aside_) open_[Index(row)] += amount;
  aside_.clear();
}

}  // namespace cashmatch
