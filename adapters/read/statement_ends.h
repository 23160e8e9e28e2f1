// SPDX-License-Identifier: Apache-2.0
// statement_ends.h - the balances a statement goes from and to.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/date.h"
#include "engine/base/money.h"
#include "engine/model/own_account.h"

namespace cashmatch {

/// One final statement of an account that states both balances.
struct StatementEnds {
  std::string file;  // set by whoever puts several files together
  uint32_t line = 0;
  std::string account;  // ours, as the file names it
  Currency currency = Currency::kNone;
  Day day = kNoDay;  // of the closing balance
  WideMinor opening = 0, closing = 0;
  uint64_t number = 0;  // of the account's statements, in order; 0: none
  // Which numbers those are: numbers of different formats do not compare.
  enum class Numbers : uint8_t { kMt940, kCamt } numbers = Numbers::kMt940;
};

/// What does not follow between the statements of a run.
struct StatementGap {
  StatementEnds before, after;
  bool number_only = false;  // the balances agree, a number is missing
};

/// Finds where a statement does not open with the balance that the account's
/// day before it in the run closed with, or skips a number though it does: days
/// are missing, or a file is. Copies of a statement count once; accounts are
/// one by OwnAccounts; several statements of one day are a chain. A day whose
/// statements are no chain, and neighbours in one file, which its reader
/// compares, are passed over. By account, currency and day.
/// Cost: a sort.
std::vector<StatementGap> FindGaps(std::vector<StatementEnds> statements,
                                   const OwnAccounts& own = {});

}  // namespace cashmatch
