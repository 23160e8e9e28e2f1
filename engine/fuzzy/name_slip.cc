// SPDX-License-Identifier: Apache-2.0
// name_slip.cc - two names are compared from both ends, blanks passed over.
// Tested by tests/unit/engine/fuzzy/name_slip_test.cc
#include "engine/fuzzy/name_slip.h"

#include <algorithm>

#include "engine/fuzzy/name_terms.h"

namespace cashmatch {
namespace {

constexpr size_t kSlipMin = 4;  // letters of a word that may be misspelt
constexpr size_t kMoreMax = 2;  // signs more that a slip makes: CORP as COR.XP

void SkipBlanks(std::string_view* text) {
  while (text->starts_with(' ')) text->remove_prefix(1);
  while (text->ends_with(' ')) text->remove_suffix(1);
}

/// Takes off both texts what they have in common in front and at the end.
void TakeOffCommon(std::string_view* a, std::string_view* b) {
  for (SkipBlanks(a), SkipBlanks(b);
       !a->empty() && !b->empty() && a->front() == b->front();
       SkipBlanks(a), SkipBlanks(b)) {
    a->remove_prefix(1);
    b->remove_prefix(1);
  }
  for (; !a->empty() && !b->empty() && a->back() == b->back();
       SkipBlanks(a), SkipBlanks(b)) {
    a->remove_suffix(1);
    b->remove_suffix(1);
  }
}

/// Letters without blanks, as far as they can be those of one edit.
struct Letters {
  explicit Letters(std::string_view text) {
    for (const char c : text) {
      if (c == ' ') continue;
      if (size < 2) at[size] = c;
      ++size;
      plain = plain && c != '*' && (c < '0' || c > '9');
    }
  }
  char at[2] = {};
  size_t size = 0;
  bool plain = true;  // neither digits nor what hides them
};

bool IsOneEdit(const Letters& a, const Letters& b) {
  if (a.size <= 1 && b.size <= 1) return true;
  return a.size == 2 && b.size == 2 && a.at[0] == b.at[1] && a.at[1] == b.at[0];
}

std::string_view FirstWord(std::string_view text) {
  return text.substr(0, text.find(' '));
}

/// Tells whether the texts differ in one word that is too short for a slip.
bool DifferInShortWord(std::string_view a, std::string_view b) {
  while (true) {
    const std::string_view x = FirstWord(a);
    const std::string_view y = FirstWord(b);
    a.remove_prefix(x.size());
    b.remove_prefix(y.size());
    if (x != y) {
      return a == b && std::min(x.size(), y.size()) < kSlipMin &&
             FindLegalTerm(x) == nullptr && FindLegalTerm(y) == nullptr;
    }
    if (a.empty() || b.empty()) return false;
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
}

}  // namespace

int SlipsBetween(std::string_view a, std::string_view b) {
  const auto [least, most] = std::minmax({a.size(), b.size()});
  if (most - least > kMoreMax) return -1;
  std::string_view left_a = a;
  std::string_view left_b = b;
  TakeOffCommon(&left_a, &left_b);
  const Letters x(left_a);
  const Letters y(left_b);
  if (x.size == 0 && y.size == 0) return 0;
  if (!IsOneEdit(x, y) || !x.plain || !y.plain) return -1;
  return DifferInShortWord(a, b) ? -1 : 1;
}

}  // namespace cashmatch
