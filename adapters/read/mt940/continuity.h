// SPDX-License-Identifier: Apache-2.0
// continuity.h - whether the messages of an account follow on each other.
//
// A statement that is too long for one message goes on over pages: :62M: ends a
// page, :60M: with the same balance begins the next. A statement begins with
// the balance the one before ended with. What does not follow is a gap: money
// that this input does not show.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "adapters/read/bank_file.h"
#include "adapters/read/mt940/message.h"

namespace cashmatch::mt940 {

/// What is wrong between two messages. The code is a literal; empty: nothing.
struct Break {
  std::string_view code;
  Severity severity = Severity::kWarning;
  uint32_t line = 0;
  uint64_t offset = 0;
  std::string found, expected, done;
};

/// Remembers the last message of each account of one input.
class Continuity {
 public:
  /// Compares a message with the one before it of its account, and remembers
  /// it. `content` is the message in the input, without what differs when it is
  /// sent again.  Cost: a comparison with a few others of its account.
  Break Follow(const Message& message, std::string_view content);

  /// The account whose last page is not there: call until it finds none.
  bool NextUnfinished(std::string* account, Break* found);

 private:
  struct Last {
    uint64_t number = 0, page = 0;
    std::string number_text;
    Balance closing;
    bool is_page = false;
    uint32_t line = 0;
    uint64_t offset = 0;
  };
  /// The line of the message that says the same, or 0.
  uint32_t SeenBefore(const Message& message, std::string_view content);
  /// The line of one that says so of another account or day, or 0.
  uint32_t SeenElsewhere(const Message& message, std::string_view content);
  Break FollowPage(const Message& message, const Last* last) const;
  Break FollowStatement(const Message& message, const Last& last) const;

  std::map<std::string, Last, std::less<>> accounts_;
  std::map<std::string_view, uint32_t> contents_;           // line
  std::map<std::string, uint32_t, std::less<>> movements_;  // line
  // By entries as they stand, number and balances.
  std::map<std::pair<std::string_view, std::string>, uint32_t>
      entries_;  // line
};

}  // namespace cashmatch::mt940
