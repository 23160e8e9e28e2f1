// SPDX-License-Identifier: Apache-2.0
// control.h - proves a statement: balances and declared totals.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>

#include "adapters/read/bank_file.h"
#include "adapters/read/camt/amount.h"
#include "adapters/read/camt/booking.h"
#include "adapters/read/camt/entry.h"
#include "engine/base/date.h"

namespace cashmatch {

/// The balances of one currency, in 10^-5; rank 0: there is none. The higher
/// rank serves better; 1 is an interim balance, which stands in on pages.
struct BalancePair {
  int open_rank = 0, close_rank = 0;
  WideMinor open = 0, close = 0;
  Day open_day = kNoDay, close_day = kNoDay;
  bool both() const { return open_rank != 0 && close_rank != 0; }
  /// An interim balance may stand anywhere: it proves, but refutes nothing.
  bool stands_in() const { return open_rank == 1 || close_rank == 1; }
};

/// What the proof of one statement came to. Codes are literals; empty: fine.
struct Proof {
  Control control = Control::kAbsent;
  /// Why the statement is held: `control` failed, or what would prove it is
  /// there and cannot be read.
  std::string_view money_code;
  size_t money_offset = 0;  // 0: the statement
  bool unreadable = false;
  std::string_view count_code;
  std::string found, expected;              // of money_code
  std::string count_found, count_expected;  // of count_code
  size_t count_offset = 0;
  bool balances_proved = false;
  bool paged = false;  // one page of several: its totals may be of them all
  /// The balances agree only when entries without a status are left out.
  bool unstated_is_not_booked = false;
  std::map<Currency, BalancePair> balances;
};

/// Adds up the entries of a statement and compares.
class StatementControl {
 public:
  void Clear() { *this = StatementControl(); }

  void Add(const Money& amount, Side side, bool reversal, Booking booking);
  /// An entry that counts but could not be read: nothing can be proved.
  void AddUnreadable() {
    readable_ = false;
    ++entries_;
  }

  /// Adds the next entries of the statement.
  void Add(const StatementControl& next);

  /// Opening + credits - debits = closing for every currency that has both
  /// balances; then TxsSummry. Opening is OPBD, else PRCD; closing CLBD; ITBD
  /// stands in on the inner pages of a statement. Balances that agree only when
  /// pending entries are counted as well prove nothing and refute nothing;
  /// where those of an unknown code alone are missing, money is, and the proof
  /// fails. A balance of these kinds, or a sum, that is there and cannot be
  /// read proves nothing whatever the others say.
  Proof Prove(const Statement& statement) const;

 private:
  struct Sums {
    WideMinor booked = 0;      // credits - debits
    WideMinor unstated = 0;    // the same of entries without status
    WideMinor reversals = 0;   // of all these, the reversals
    WideMinor not_booked = 0;  // the same of all other entries
    WideMinor unlisted = 0;    // of these, what has an unknown code
  };
  /// Of one side: all entries, and those that are booked.
  struct Declared {
    uint64_t entries = 0, booked_entries = 0;
    WideMinor sum = 0, booked_sum = 0;
  };
  using Pair = BalancePair;

  void ProveBalances(const Statement& statement, Proof* proof) const;
  void ProvePair(Currency currency, const Pair& pair, Proof* proof) const;
  void ProveAcross(const std::map<Currency, Pair>& pairs, Proof* proof) const;
  static void ReadBalances(const Statement& statement, Proof* proof);
  void ProveTotals(const Statement& statement, Proof* proof) const;
  void ProveNet(const TotalText& text, Proof* proof) const;
  /// `ours`: what a declared number may be, the first told where it is none.
  void CompareCount(const TotalText& text, std::initializer_list<uint64_t> ours,
                    std::string_view name, Proof* proof) const;
  void CompareSum(WideMinor declared, std::initializer_list<WideMinor> ours,
                  std::string_view name, Proof* proof) const;
  void ProveTotal(const TotalText& text, const Declared& ours,
                  std::string_view name, Proof* proof) const;

  std::map<Currency, Sums> sums_;
  Declared credits_, debits_;
  WideMinor unbooked_reversals_ = 0;  // credits - debits
  uint64_t entries_ = 0;
  bool readable_ = true;
};

}  // namespace cashmatch
