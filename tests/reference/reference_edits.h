// SPDX-License-Identifier: Apache-2.0
// reference_edits.h - edit distance and edit search, by the textbook.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace cashmatch::reference {

/// The optimal string alignment distance, by its whole table.
inline int SlowEditDistance(std::string_view a, std::string_view b) {
  std::vector<std::vector<int>> best(a.size() + 1,
                                     std::vector<int>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) {
    for (size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        best[i][j] = static_cast<int>(std::max(i, j));
        continue;
      }
      const int differs = a[i - 1] == b[j - 1] ? 0 : 1;
      best[i][j] = std::min({best[i - 1][j] + 1, best[i][j - 1] + 1,
                             best[i - 1][j - 1] + differs});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        best[i][j] = std::min(best[i][j], best[i - 2][j - 2] + 1);
      }
    }
  }
  return best[a.size()][b.size()];
}

/// The rows within `edits_max` edits of `query`, ascending: all are compared.
inline std::vector<uint32_t> SlowNearRows(
    std::string_view query, std::span<const std::string_view> forms,
    int edits_max) {
  std::vector<uint32_t> rows;
  for (uint32_t row = 0; row < forms.size(); ++row) {
    const auto shorter = std::min(query.size(), forms[row].size());
    const auto longer = std::max(query.size(), forms[row].size());
    if (longer - shorter > static_cast<size_t>(edits_max)) continue;
    if (SlowEditDistance(query, forms[row]) <= edits_max) rows.push_back(row);
  }
  return rows;
}

}  // namespace cashmatch::reference
