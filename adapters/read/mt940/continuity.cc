// SPDX-License-Identifier: Apache-2.0
// continuity.cc - pages, numbers and balances from one message to the next.
// Tested by tests/unit/adapters/read/mt940/continuity_test.cc
#include "adapters/read/mt940/continuity.h"

namespace cashmatch::mt940 {
namespace {

std::string Money(const Balance& balance) {
  return std::string(CodeOf(balance.currency)) + " " +
         FormatMoney(balance.amount, balance.currency);
}

bool SameMoney(const Balance& a, const Balance& b) {
  return a.currency == b.currency && a.amount == b.amount;
}

std::string Number(std::string_view text) {
  return text.empty() ? "without a number" : Quote(text);
}

Break At(const Message& message, std::string_view code, Severity severity) {
  Break found;
  found.code = code;
  found.severity = severity;
  found.line = message.opening.line;
  found.offset = message.opening.offset;
  return found;
}

}  // namespace

/// An account does not go from one balance to another twice: that tells a
/// statement again even if it was written anew. Where the balances are alike or
/// there are none, only the same bytes do.
uint32_t Continuity::SeenBefore(const Message& message,
                                std::string_view content) {
  if (message.entries.empty()) return 0;
  const Balance& opening = message.opening;
  const Balance& closing = message.closing;
  if (!opening.readable || !closing.readable || SameMoney(opening, closing)) {
    const auto [before, is_new] = contents_.try_emplace(content, message.line);
    return is_new ? 0 : before->second;
  }
  const std::string movement = std::string(message.account) + " " +
                               FormatDay(opening.day) + Money(opening) + " " +
                               FormatDay(closing.day) + Money(closing);
  const auto [before, is_new] = movements_.try_emplace(movement, message.line);
  return is_new ? 0 : before->second;
}

/// No other account has the same entries between the same balances under the
/// same number, nor has this one on other days: in one of the two the account
/// or a day is wrong, and nothing says in which.
uint32_t Continuity::SeenElsewhere(const Message& message,
                                   std::string_view content) {
  const Balance& opening = message.opening;
  const Balance& closing = message.closing;
  const size_t entries = content.find(":61:");
  if (entries == std::string_view::npos || !opening.readable ||
      !closing.readable || SameMoney(opening, closing)) {
    return 0;
  }
  const auto [before, is_new] = entries_.try_emplace(
      {content.substr(entries), std::string(message.number_text) + " " +
                                    Money(opening) + " " + Money(closing)},
      message.line);
  return is_new ? 0 : before->second;
}

Break Continuity::Follow(const Message& message, std::string_view content) {
  const uint32_t same = SeenBefore(message, content);
  const uint32_t elsewhere = SeenElsewhere(message, content);
  if (same != 0 || elsewhere != 0) {
    Break found = At(message, "MT-TWICE", Severity::kHeld);
    found.line = message.line;
    found.offset = message.offset;
    found.found =
        "statement " + Number(message.number_text) +
        (same != 0
             ? " again, the same as in line " + std::to_string(same)
             : " with the entries and balances of the one in line " +
                   std::to_string(elsewhere) + ", of another account or day");
    found.expected = "each statement once";
    found.done = "statement held";
    return found;
  }
  if (message.is_intraday()) return {};
  const auto known = accounts_.find(message.account);
  const Last* const last = known == accounts_.end() ? nullptr : &known->second;
  Break found;
  if (message.opening.readable) {
    if (message.opening_is_page) {
      found = FollowPage(message, last);
    } else if (last != nullptr) {
      found = FollowStatement(message, *last);
    }
  }
  Last& now = accounts_[std::string(message.account)];
  now.number = message.number;
  now.page = message.page;
  now.number_text = message.number_text;
  now.closing = message.closing;
  now.is_page = message.closing.readable && message.closing_is_page;
  now.line = message.closing.line;
  now.offset = message.closing.offset;
  return found;
}

/// A page that opens with :60M: goes on where a :62M: ended.
Break Continuity::FollowPage(const Message& message, const Last* last) const {
  const bool same = last != nullptr && last->number == message.number;
  const bool next = same && last->is_page &&
                    (message.page == 0 || message.page == last->page + 1);
  if (next && SameMoney(last->closing, message.opening)) return {};
  Break found =
      At(message, "MT-PAGE", next ? Severity::kHeld : Severity::kWarning);
  found.found = "page " + Number(message.number_text) + " that opens with " +
                Money(message.opening);
  found.done = next ? "page held" : "read as it is";
  if (next) {
    found.expected = "closing " + Money(last->closing) + " of the page before";
  } else {
    found.expected = "the page before it";
  }
  return found;
}

/// A new statement opens with the balance that the last one closed with, and
/// has the next number where numbers are given.
Break Continuity::FollowStatement(const Message& message,
                                  const Last& last) const {
  if (!last.closing.readable) return {};
  Break found = At(message, "MT-GAP", Severity::kWarning);
  found.found = "statement " + Number(message.number_text) +
                " that opens with " + Money(message.opening);
  found.done = "read as it is";
  if (last.is_page) {
    found.code = "MT-PAGE";
    found.expected =
        "the page after " + Number(last.number_text) + ", not the last one";
    return found;
  }
  const bool in_order = message.opening.day >= last.closing.day;
  if (!SameMoney(last.closing, message.opening)) {
    if (!in_order) return {};  // newest first, or another year
    found.expected = "closing " + Money(last.closing) + " of statement " +
                     Number(last.number_text) + " before it";
    return found;
  }
  if (last.number != 0 && message.number > last.number + 1) {
    found.expected = "a number that follows " + Number(last.number_text);
    return found;
  }
  return {};
}

bool Continuity::NextUnfinished(std::string* account, Break* found) {
  for (auto& [name, last] : accounts_) {
    if (!last.is_page) continue;
    last.is_page = false;
    *account = name;
    found->code = "MT-PAGE";
    found->severity = Severity::kWarning;
    found->line = last.line;
    found->offset = last.offset;
    found->found =
        "page " + Number(last.number_text) + " as the last of its account";
    found->expected = "the page that ends with :62F:";
    found->done = "read as it is";
    return true;
  }
  return false;
}

}  // namespace cashmatch::mt940
