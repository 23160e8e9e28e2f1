// SPDX-License-Identifier: Apache-2.0
// pick.h - which of several mappings a file is for.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <span>
#include <string_view>

#include "adapters/read/mapped_csv/mapping.h"
#include "adapters/read/mapped_csv/rows.h"

namespace cashmatch {

/// Returns the first mapping of one of the kinds that fits the file; where none
/// fits, the first of the kinds, whose reader then says what is missing; null
/// where there is none.
inline const CsvMapping* PickMapping(std::span<const CsvMapping> mappings,
                                     std::initializer_list<MappingKind> kinds,
                                     std::string_view bytes) {
  const CsvMapping* first = nullptr;
  for (const CsvMapping& mapping : mappings) {
    if (std::find(kinds.begin(), kinds.end(), mapping.kind) == kinds.end()) {
      continue;
    }
    if (FitsMapping(mapping, bytes)) return &mapping;
    if (first == nullptr) first = &mapping;
  }
  return first;
}

}  // namespace cashmatch
