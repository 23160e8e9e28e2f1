// SPDX-License-Identifier: Apache-2.0
// put_together.cc - gaps between statements, lumps beside their items.
// Tested by tests/system/same_money_test.py
#include "adapters/workspace/put_together.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "adapters/read/finding.h"
#include "adapters/read/statement_ends.h"
#include "engine/fold_lumps.h"

namespace cashmatch {
namespace {

std::string Money(WideMinor amount, Currency currency) {
  return std::string(CodeOf(currency)) + " " + FormatMoney(amount, currency);
}

// One gap as a finding reads.
std::string Describe(const StatementGap& gap) {
  const StatementEnds& a = gap.before;
  const StatementEnds& b = gap.after;
  std::string text = b.file + ":" + std::to_string(b.line) + ": account " +
                     MaskAccount(b.account);
  if (gap.number_only) {
    text += ": STATEMENT-NUMBER: found " + std::to_string(b.number) +
            ", expected a number that follows " + std::to_string(a.number);
  } else {
    text += ": STATEMENT-GAP: found opening " + Money(b.opening, b.currency) +
            ", expected closing " + Money(a.closing, a.currency);
  }
  return text + " of " + FormatDay(a.day) + " in " + a.file + ":" +
         std::to_string(a.line) + "; read as it is";
}

std::string Describe(const FoldedLump& lump) {
  return std::string(lump.file) + ":" + std::to_string(lump.line) +
         ": LUMP: found " + FormatMoney(lump.amount, lump.currency) + " " +
         std::string(CodeOf(lump.currency)) + " that " +
         std::to_string(lump.items) + " receipts of " +
         std::string(lump.beside) +
         " add up to; the items used, the lump left out";
}

// Tells the first of a kind in full and counts the rest.
template <class List>
void TellAll(const List& list, const RunWatch& watch) {
  for (size_t i = 0; i < list.size() && i < Findings::kMost; ++i) {
    watch.Say(Describe(list[i]));
  }
  if (list.size() > Findings::kMost) {
    watch.Say("and " + std::to_string(list.size() - Findings::kMost) +
              " more like it");
  }
}

}  // namespace

void TellGaps(const BankInputs& inputs, const OwnAccounts& own,
              std::span<const StatementEnds> earlier, const RunWatch& watch) {
  if (inputs.files.size() < 2 && earlier.empty()) return;
  std::vector<StatementEnds> all(earlier.begin(), earlier.end());
  std::set<std::string> names;
  for (const BankInput& input : inputs.files) {
    if (input.rejected()) continue;
    names.insert(input.name);
    for (const StatementEnds& one : input.file.ends) {
      all.push_back(one);
      all.back().file = input.name;
    }
  }
  std::vector<StatementGap> gaps = FindGaps(std::move(all), own);
  std::erase_if(gaps, [&names](const StatementGap& gap) {
    return !names.contains(gap.before.file) && !names.contains(gap.after.file);
  });
  TellAll(gaps, watch);
}

void LeaveOutLumps(const OwnAccounts& own, const RunWatch& watch,
                   ReceiptBlock* receipts) {
  TellAll(FoldLumps(receipts, own), watch);
}

}  // namespace cashmatch
