// SPDX-License-Identifier: Apache-2.0
// nearest_name.cc - edit distance over short names.
// Tested by tests/unit/adapters/read/rules/nearest_name_test.cc
#include "adapters/read/rules/nearest_name.h"

#include <algorithm>
#include <array>

namespace cashmatch {
namespace {

constexpr size_t kLongest = 64;

char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

size_t EditDistance(std::string_view a, std::string_view b) {
  if (a.size() > kLongest || b.size() > kLongest) {
    return std::max(a.size(), b.size());
  }
  using Row = std::array<size_t, kLongest + 1>;
  Row before_last{}, last{}, row{};
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const bool same = Lower(a[i - 1]) == Lower(b[j - 1]);
      row[j] =
          std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 &&
                           Lower(a[i - 1]) == Lower(b[j - 2]) &&
                           Lower(a[i - 2]) == Lower(b[j - 1]);
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last = last;
    last = row;
  }
  return last[b.size()];
}

std::string_view NearestName(std::string_view name,
                             std::span<const std::string> names) {
  size_t best = std::max<size_t>(2, name.size() / 3) + 1;
  std::string_view nearest;
  for (const std::string& candidate : names) {
    const size_t distance = EditDistance(name, candidate);
    if (distance < best && distance < candidate.size()) {
      best = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

std::string Suggestion(std::string_view name,
                       std::span<const std::string> names) {
  const std::string_view nearest = NearestName(name, names);
  if (!nearest.empty()) {
    return "; did you mean '" + std::string(nearest) + "'?";
  }
  std::string list;
  for (const std::string& candidate : names) {
    list += (list.empty() ? "" : ", ") + candidate;
  }
  return list.empty() ? list : "; valid here: " + list;
}

}  // namespace cashmatch
