// SPDX-License-Identifier: Apache-2.0
// continuity.cc - pages, balances and numbers from one statement to the next.
// Tested by tests/unit/adapters/read/camt/continuity_test.cc
#include "adapters/read/camt/continuity.h"

#include <utility>

#include "adapters/read/camt/statement_ends.h"
#include "engine/model/own_account.h"

namespace cashmatch {
namespace {

std::string NameOf(const CamtPage& page, std::string_view number) {
  std::string name = "page " + std::to_string(page.number);
  if (!number.empty()) name += " of statement " + Quote(number);
  return name;
}

std::string Amount(Currency currency, WideMinor fine) {
  return std::string(CodeOf(currency)) + " " + FormatFine(fine);
}

CamtBreak At(const Place& place, std::string_view code, std::string found,
             std::string expected) {
  return {code,
          Severity::kWarning,
          place,
          std::move(found),
          std::move(expected),
          "read as it is"};
}

/// Whether a page is a statement of its own: it opens and closes with booked
/// balances, and they agree.
bool IsWhole(const std::map<Currency, BalancePair>& balances,
             const Proof& proof) {
  if (!proof.balances_proved) return false;
  for (const auto& [currency, pair] : balances) {
    if (!pair.both() || pair.stands_in()) return false;
  }
  return !balances.empty();
}

}  // namespace

CamtPage ReadPage(std::string_view number, std::string_view last) {
  CamtPage page;
  if (const uint64_t read = NumberOf(number); read != 0) page.number = read;
  page.more = last == "false" || last == "0";
  return page;
}

std::optional<CamtBreak> CamtContinuity::Follow(const Statement& statement,
                                                const Proof& proof,
                                                const Place& place) {
  std::string_view number = statement.number;
  if (number.empty()) number = statement.legal_number;
  if (number.empty()) number = statement.id;
  Last now{ReadPage(statement.page, statement.last_page), std::string(number),
           NumberOf(statement.number), proof.balances, place};
  const std::string account = OwnAccountKey(statement.account);
  const auto known = accounts_.find(account);
  const Last* const last = known == accounts_.end() ? nullptr : &known->second;
  std::optional<CamtBreak> found;
  if (now.page.number > 1) {
    found = FollowPage(now, last, proof);
  } else if (last != nullptr) {
    found = FollowStatement(now, *last);
  }
  if (last != nullptr || accounts_.size() < kMostAccounts) {
    accounts_[account] = std::move(now);
  }
  return found;
}

/// A page goes on where the one before it ended.
std::optional<CamtBreak> CamtContinuity::FollowPage(const Last& now,
                                                    const Last* last,
                                                    const Proof& proof) {
  const bool next = last != nullptr && last->number == now.number &&
                    now.page.number == last->page.number + 1;
  if (!next) {
    if (IsWhole(now.balances, proof)) return std::nullopt;
    return At(now.place, "CAMT-PAGE", NameOf(now.page, now.number),
              "the page before it");
  }
  // An interim balance of a page that proves nothing may be any.
  if (!proof.balances_proved) return std::nullopt;
  for (const auto& [currency, pair] : now.balances) {
    const auto before = last->balances.find(currency);
    if (before == last->balances.end() || pair.open_rank != 1 ||
        before->second.close_rank != 1 || pair.open == before->second.close) {
      continue;
    }
    CamtBreak found = At(now.place, "CAMT-PAGE",
                         NameOf(now.page, now.number) + " that opens with " +
                             Amount(currency, pair.open),
                         "closing " + Amount(currency, before->second.close) +
                             " of the page before");
    found.severity = Severity::kHeld;
    found.done = "page held";
    return found;
  }
  return std::nullopt;
}

/// A new statement opens with the balance that the last one closed with, and
/// has the next number where numbers are given.
std::optional<CamtBreak> CamtContinuity::FollowStatement(const Last& now,
                                                         const Last& last) {
  if (last.page.more) {
    return At(now.place, "CAMT-PAGE", NameOf(now.page, now.number),
              "the page after " + NameOf(last.page, last.number));
  }
  bool follows = false;
  for (const auto& [currency, pair] : now.balances) {
    const auto before = last.balances.find(currency);
    if (before == last.balances.end() || pair.open_rank < 2 ||
        before->second.close_rank < 2 || pair.open_day == kNoDay ||
        pair.open_day < before->second.close_day) {
      continue;  // newest first, the same days, or another currency
    }
    if (pair.open == before->second.close) {
      follows = true;
      continue;
    }
    return At(now.place, "CAMT-GAP",
              "a statement that opens with " + Amount(currency, pair.open),
              "closing " + Amount(currency, before->second.close) +
                  " of the one before it");
  }
  if (follows && last.sequence != 0 && now.sequence > last.sequence + 1) {
    return At(now.place, "CAMT-GAP", "statement " + Quote(now.number),
              "a number that follows " + Quote(last.number));
  }
  return std::nullopt;
}

void CamtContinuity::NoteMessage(const CamtPage& page, const Place& place) {
  message_ = page;
  message_place_ = place;
}

std::optional<CamtBreak> CamtContinuity::NextUnfinished() {
  for (auto& [account, last] : accounts_) {
    if (!last.page.more) continue;
    last.page.more = false;
    unfinished_ = true;
    return At(last.place, "CAMT-PAGE", NameOf(last.page, last.number),
              "the pages after it");
  }
  if (!message_.more || unfinished_) return std::nullopt;
  message_.more = false;
  return At(message_place_, "CAMT-PAGE", NameOf(message_, {}) + " of a message",
            "the pages after it");
}

}  // namespace cashmatch
