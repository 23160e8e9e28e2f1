// SPDX-License-Identifier: Apache-2.0
// choose_layout.h - which layout a lockbox file has, by what it proves.
#pragma once

#include <span>
#include <vector>

#include "adapters/read/lockbox/evidence.h"
#include "adapters/read/lockbox/layout.h"
#include "adapters/read/lockbox/records.h"

namespace cashmatch::lockbox {

/// The layouts tried, best first. `layout` is the best one, if it convinces.
struct LayoutChoice {
  const Layout* layout = nullptr;
  std::vector<Evidence> ranked;
  size_t records = 0;  // looked at
};

/// Tries every layout on the first 512 records. Where none of them fits without
/// a fault and far better than the others, it tries them on 4,096, and where
/// there is no total among these on more, up to 65,536. Of layouts that fit
/// equally, the first wins: a user's own stand first. Cost: linear in those
/// records, for each layout.
LayoutChoice ChooseLayout(RecordReader reader,
                          std::span<const Layout* const> layouts);

}  // namespace cashmatch::lockbox
