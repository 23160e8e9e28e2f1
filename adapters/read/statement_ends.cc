// SPDX-License-Identifier: Apache-2.0
// statement_ends.cc - whether the statements of a run follow on each other.
// Tested by tests/unit/adapters/read/statement_ends_test.cc
#include "adapters/read/statement_ends.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "engine/model/own_account.h"

namespace cashmatch {
namespace {

using List = std::vector<const StatementEnds*>;

/// The first and the last statement of a day.
struct OfDay {
  const StatementEnds* first;
  const StatementEnds* last;
};

/// Returns the only statement whose balance at one end is nobody's at the
/// other, or null.
const StatementEnds* EndOf(const List& day, WideMinor StatementEnds::* end,
                           WideMinor StatementEnds::* other) {
  const StatementEnds* found = nullptr;
  for (const StatementEnds* one : day) {
    const bool joined =
        std::any_of(day.begin(), day.end(), [&](const StatementEnds* it) {
          return it != one && it->*other == one->*end;
        });
    if (joined) continue;
    if (found != nullptr) return nullptr;
    found = one;
  }
  return found;
}

/// A day of one statement is a chain whatever its balances are.
std::optional<OfDay> ChainOf(const List& day) {
  if (day.size() == 1) return OfDay{day[0], day[0]};
  constexpr size_t kMost = 64;  // statements of a day; comparing is quadratic
  if (day.size() > kMost) return std::nullopt;
  const StatementEnds* const first =
      EndOf(day, &StatementEnds::opening, &StatementEnds::closing);
  const StatementEnds* const last =
      EndOf(day, &StatementEnds::closing, &StatementEnds::opening);
  if (first == nullptr || last == nullptr) return std::nullopt;
  return OfDay{first, last};
}

void Compare(const OfDay& before, const OfDay& after,
             std::vector<StatementGap>* gaps) {
  const StatementEnds& a = *before.last;
  const StatementEnds& b = *after.first;
  if (a.file == b.file) return;
  const bool number =
      a.numbers == b.numbers && a.number != 0 && b.number > a.number + 1;
  if (a.closing == b.opening && !number) return;
  gaps->push_back({a, b, a.closing == b.opening});
}

}  // namespace

std::vector<StatementGap> FindGaps(std::vector<StatementEnds> statements,
                                   const OwnAccounts& own) {
  const auto rank = [](const StatementEnds& it) {
    return std::tie(it.day, it.opening, it.closing, it.file, it.line);
  };
  std::sort(statements.begin(), statements.end(),
            [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  std::map<std::pair<std::string, Currency>, std::map<Day, List>> accounts;
  for (const StatementEnds& it : statements) {
    List& day = accounts[{own.KeyOf(it.account), it.currency}][it.day];
    const bool copy = !day.empty() && day.back()->opening == it.opening &&
                      day.back()->closing == it.closing;
    if (!copy) day.push_back(&it);
  }
  std::vector<StatementGap> gaps;
  for (const auto& [account, days] : accounts) {
    std::optional<OfDay> before;
    for (const auto& [day, list] : days) {
      const std::optional<OfDay> now = ChainOf(list);
      if (before && now) Compare(*before, *now, &gaps);
      before = now;
    }
  }
  return gaps;
}

}  // namespace cashmatch
