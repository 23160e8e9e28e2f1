// SPDX-License-Identifier: Apache-2.0
// terms.cc - reading payment terms. Tested by
// tests/unit/engine/model/terms_test.cc
#include "engine/model/terms.h"

#include <charconv>

namespace cashmatch {
namespace {

constexpr int32_t kDaysMax = 3650;

std::string_view NextWord(std::string_view* text) {
  while (!text->empty() && (text->front() == ' ' || text->front() == ',')) {
    text->remove_prefix(1);
  }
  const size_t end = text->find_first_of(" ,");
  const std::string_view word = text->substr(0, end);
  text->remove_prefix(word.size());
  return word;
}

std::optional<int32_t> ParseDays(std::string_view text) {
  int32_t days = 0;
  const char* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, days);
  if (error != std::errc() || at != end || days < 0 || days > kDaysMax) {
    return std::nullopt;
  }
  return days;
}

bool IsNet(std::string_view word) {
  const auto is = [](char c, char lower) { return (c | 0x20) == lower; };
  if (word.size() == 1) return is(word[0], 'n');
  return word.size() == 3 && is(word[0], 'n') && is(word[1], 'e') &&
         is(word[2], 't');
}

/// Reads `2/10`, or the short `n/30` for net days.
bool ParsePair(std::string_view word, size_t slash, Terms* terms) {
  const std::optional<int32_t> days = ParseDays(word.substr(slash + 1));
  if (!days) return false;
  const std::string_view before = word.substr(0, slash);
  if (IsNet(before)) {
    terms->net_days = *days;
    return true;
  }
  const std::optional<Millionths> percent = ParsePercent(before);
  if (!percent) return false;
  terms->tiers.push_back({*percent, *days, false});
  return true;
}

}  // namespace

std::optional<Terms> ParseTerms(std::string_view text) {
  Terms terms;
  bool any = false;
  for (std::string_view word = NextWord(&text); !word.empty();
       word = NextWord(&text)) {
    any = true;
    const size_t slash = word.find('/');
    if (slash != std::string_view::npos) {
      if (!ParsePair(word, slash, &terms)) return std::nullopt;
      continue;
    }
    if (!IsNet(word)) return std::nullopt;
    const std::optional<int32_t> days = ParseDays(NextWord(&text));
    if (!days) return std::nullopt;
    terms.net_days = *days;
  }
  if (!any) return std::nullopt;
  return terms;
}

Day DiscountDay(const DiscountTier& tier, Day document_date, Day due_date) {
  if (tier.until_due_date) return due_date;
  return document_date == kNoDay ? kNoDay : document_date + tier.days;
}

}  // namespace cashmatch
