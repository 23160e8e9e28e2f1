// SPDX-License-Identifier: Apache-2.0
// claim_order.cc - sort by numbers, and by texts where these are equal.
// Tested by tests/unit/adapters/store/claim_order_test.cc
#include "adapters/store/sqlite/claim_order.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <tuple>

namespace cashmatch::sqlite {
namespace {

/// The first bytes of a text, so that numbers compare as texts do.
uint64_t Beginning(std::string_view text) {
  uint64_t first = 0;
  std::memcpy(&first, text.data(), std::min(text.size(), sizeof first));
  return __builtin_bswap64(first);
}

}  // namespace

std::vector<const Claim*> InOrderOfIndex(const std::vector<Claim>& claims) {
  struct Place {
    uint64_t scope, key;
    const Claim* claim;
  };
  std::vector<Place> places;
  places.reserve(claims.size());
  for (const Claim& one : claims) {
    places.push_back({Beginning(one.scope), Beginning(one.key), &one});
  }
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    if (a.scope != b.scope) return a.scope < b.scope;
    if (a.key != b.key && a.claim->scope == b.claim->scope) {
      return a.key < b.key;
    }
    return std::tie(a.claim->scope, a.claim->key) <
           std::tie(b.claim->scope, b.claim->key);
  });
  std::vector<const Claim*> sorted;
  sorted.reserve(places.size());
  for (const Place& place : places) sorted.push_back(place.claim);
  return sorted;
}

}  // namespace cashmatch::sqlite
