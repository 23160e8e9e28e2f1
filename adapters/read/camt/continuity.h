// SPDX-License-Identifier: Apache-2.0
// continuity.h - whether the statements of an account follow on each other.
//
// A statement may go on over pages: an interim balance (ITBD) ends a page and
// begins the next. A statement opens with the balance the one before closed
// with. What does not follow is money that this input does not show.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/read/camt/control.h"
#include "adapters/read/camt/entry.h"
#include "adapters/read/finding.h"

namespace cashmatch {

/// What is wrong between two statements, or pages. The code is a literal.
struct CamtBreak {
  std::string_view code;
  Severity severity = Severity::kWarning;
  Place place;
  std::string found, expected, done;
};

/// Where a message or a statement says that it is one page of several.
struct CamtPage {
  uint64_t number = 1;
  bool more = false;  // LastPgInd is false
  bool paged() const { return number > 1 || more; }
};

/// Reads PgNb and LastPgInd; without them there is one page.
CamtPage ReadPage(std::string_view number, std::string_view last);

/// Remembers the last statement of each account of one input.
class CamtContinuity {
 public:
  /// So many are remembered: a file may be larger than memory.
  static constexpr size_t kMostAccounts = size_t{1} << 16;

  /// Compares a statement with the one before it of its account, and remembers
  /// it.  Cost: a look-up.
  std::optional<CamtBreak> Follow(const Statement& statement,
                                  const Proof& proof, const Place& place);

  /// Notes a message: of its pages the last must be there at the end.
  void NoteMessage(const CamtPage& page, const Place& place);

  /// A statement, or else a message, whose last page is not there: call until
  /// it finds none.
  std::optional<CamtBreak> NextUnfinished();

 private:
  struct Last {
    CamtPage page;
    std::string number;
    uint64_t sequence = 0;  // 0: none
    std::map<Currency, BalancePair> balances;
    Place place;
  };
  static std::optional<CamtBreak> FollowPage(const Last& now, const Last* last,
                                             const Proof& proof);
  static std::optional<CamtBreak> FollowStatement(const Last& now,
                                                  const Last& last);

  std::map<std::string, Last, std::less<>> accounts_;
  CamtPage message_;
  Place message_place_;
  bool unfinished_ = false;
};

}  // namespace cashmatch
