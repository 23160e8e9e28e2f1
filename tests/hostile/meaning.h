// SPDX-License-Identifier: Apache-2.0
// meaning.h - what a file says, and what a damaged copy of it says instead.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/bank_file.h"
#include "tests/fuzz/seeds.h"

namespace cashmatch::hostile {

/// A receipt that goes on to matching, in parts that can be compared. Place,
/// position and id are left out: they follow from the rest.
struct Said {
  std::string money;    // side, currency, amount; nothing for an advice
  std::string account;  // ours
  std::string rest;     // dates, payer, references, texts, advice
  uint32_t line = 0;    // where it begins
  auto operator<=>(const Said& other) const = default;
};

/// Lines behind the details of a camt entry, which belong to all of them.
struct SharedLines {
  uint32_t entry = 0;            // where the entry begins
  uint32_t first = 0, last = 0;  // both of them shared
};

/// What one reading came to.
struct Meaning {
  FileStatus status = FileStatus::kRejected;
  Control control = Control::kAbsent;
  std::string format;
  std::vector<Said> receipts;  // none that is held; in the file's order
  size_t held = 0;
  std::vector<SharedLines> shared;
  std::vector<std::string> said;  // codes and places of findings, sorted
};

/// Reads as a user would: by content, with a mapping if the seed has one.
/// The bytes are copied to a block of exactly their size, so that a sanitizer
/// sees a read beyond them.
Meaning MeaningOf(fuzz::Kind kind, std::string_view mapping,
                  std::string_view bytes);

/// What damage came to, best first.
enum class Outcome : uint8_t {
  kRefused,    // nothing of the file is used
  kHeld,       // what differs is kept back, and that is said
  kUnchanged,  // every receipt says what it said
  kPrefix,     // cut off, and what is left is a complete file
  kText,       // what no control covers: texts, dates, names, references
  kAccount,    // our account, which no control covers
  kMissing,    // a receipt less, and a finding says why
  kWarned,     // money, and a finding says that it does not agree
  kUnproved,   // money, in a file that has no control over it
  kMoney,      // money, in a file whose control proved it: a fault
  kStranger,   // a receipt whose bytes were not touched: a fault
};
inline constexpr size_t kOutcomes = 11;
std::string_view NameOf(Outcome outcome);

/// Lines of the honest file that were damaged: one, or two that were swapped.
struct Touched {
  uint32_t first = 0, second = 0;
  bool cut = false;  // everything from `first` on is gone
};

/// Compares a damaged file with the honest one.  Cost: n log n in receipts.
Outcome Judge(const Meaning& honest, const Meaning& damaged, Touched touched);

/// Says which money is gone and which is new: "gone C USD 1250; new C USD 250".
std::string MoneyChanged(const Meaning& honest, const Meaning& damaged);

}  // namespace cashmatch::hostile
