// SPDX-License-Identifier: Apache-2.0
// lockbox_lumps.cc - a BAI2 deposit and the checks of a lockbox file.
// Tested by tests/unit/engine/fold_lumps_test.cc
#include <algorithm>
#include <cctype>
#include <compare>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "engine/intake/lumps.h"
#include "engine/model/own_account.h"
#include "engine/model/receipt_identity.h"

namespace cashmatch {
namespace {

/// True for files that list the checks of a deposit.
bool ListsChecks(const SourceFile& file) {
  return file.format == "lockbox" || file.format == "x12.823";
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// A lockbox and day, or a batch of it: what a bank may credit in one sum.
struct Deposit {
  std::string box;
  Day day = kNoDay;
  Currency currency = Currency::kNone;
  std::string batch;  // empty: all batches of the day
  friend auto operator<=>(const Deposit&, const Deposit&) = default;
};

/// What one file has of a deposit.
struct Part {
  WideMinor sum = 0;
  std::vector<uint32_t> checks;
  bool proved = true, provisional = false;
};

/// By deposit, the files that have it; last, what several have of it together.
using Deposits = std::map<Deposit, std::map<uint32_t, Part>>;
constexpr uint32_t kTogether = UINT32_MAX;

/// Returns the checks of a day that came in several files, each once: of those
/// that are the same money as many as any one file has.
Part Together(const ReceiptBlock& block, const OwnAccounts& own,
              const std::map<uint32_t, Part>& files) {
  Part all;
  std::unordered_map<uint64_t, size_t> taken;  // by identity
  for (const auto& [file, part] : files) {
    std::unordered_map<uint64_t, size_t> of_file;
    for (const uint32_t row : part.checks) {
      const Receipt& it = block.receipts[row];
      const uint64_t identity = IdentityHash(block, it, own);
      if (++of_file[identity] <= taken[identity]) continue;
      ++taken[identity];
      all.checks.push_back(row);
      all.sum += it.amount;
    }
    all.proved = all.proved && part.proved;
    all.provisional = all.provisional || part.provisional;
  }
  std::sort(all.checks.begin(), all.checks.end());
  return all;
}

Deposits FindDeposits(const ReceiptBlock& block, const OwnAccounts& own) {
  Deposits deposits;
  for (uint32_t row = 0; row < block.receipts.size(); ++row) {
    const Receipt& it = block.receipts[row];
    if (!ListsChecks(block.files[it.file])) continue;
    const std::string_view reference = it.bank_reference;
    const size_t dash = std::min(reference.rfind('-'), reference.size());
    Deposit deposit{OwnAccountKey(it.account), it.value_date, it.currency, {}};
    for (const auto batch : {std::string_view(), reference.substr(0, dash)}) {
      deposit.batch = batch;
      Part& part = deposits[deposit][it.file];
      part.sum += it.amount;
      part.checks.push_back(row);
      part.proved = part.proved && MayStandFor(it, true);
      part.provisional = part.provisional || it.provisional;
    }
  }
  for (auto& [deposit, files] : deposits) {
    if (!deposit.batch.empty() || files.size() < 2) continue;
    Part all = Together(block, own, files);
    const bool in_one = std::ranges::any_of(files, [&](const auto& file) {
      return file.second.checks.size() == all.checks.size();
    });
    if (!in_one) files.emplace(kTogether, std::move(all));
  }
  return deposits;
}

/// The copies of one deposit of the bank's account, in all files.
struct Claim {
  std::vector<uint32_t> rows;
  WideMinor amount = 0;
  bool provisional = false;
};

/// What tells claims apart: the identity, or account, day and file of items.
using Claims = std::map<std::string, std::map<uint32_t, std::vector<Claim>>>;

/// By identity and file, the 115 of each; all 116 of an account, day and file
/// are one claim.
Claims FindClaims(const ReceiptBlock& block, const OwnAccounts& own) {
  Claims claims;
  for (uint32_t row = 0; row < block.receipts.size(); ++row) {
    const Receipt& it = block.receipts[row];
    if (!IsDepositOfChecks(block, it)) continue;
    const bool items = it.type_code == "116";
    const std::string key = items ? "items of " + own.KeyOf(it.account) + " " +
                                        FormatDay(it.booking_date) +
                                        std::string(CodeOf(it.currency))
                                  : IdentityOf(block, it, own);
    std::vector<Claim>& of_file = claims[key][it.file];
    if (of_file.empty() || !items) of_file.emplace_back();
    Claim& claim = of_file.back();
    claim.rows.push_back(row);
    claim.amount += it.amount;
    claim.provisional = it.provisional;
  }
  return claims;
}

enum class Named : uint8_t { kThis, kNone, kOther };

/// Whether a text names a lockbox: by its number, or another behind the word.
Named NamesIn(std::string_view text, std::string_view box) {
  Named named = Named::kNone;
  bool expected = false;  // the last word was "LOCKBOX"
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() &&
           (std::isalnum(static_cast<unsigned char>(text[end])) != 0)) {
      ++end;
    }
    if (end == at) {
      ++at;
      continue;
    }
    const std::string word = OwnAccountKey(text.substr(at, end - at));
    at = end;
    if (word == box) return Named::kThis;
    const bool number = std::all_of(word.begin(), word.end(), IsDigit);
    if (expected && number) named = Named::kOther;
    expected = word == "LOCKBOX" || word == "LBX" ||
               (expected && (word == "NO" || word == "NBR"));
  }
  return named;
}

Named NamesBox(const ReceiptBlock& block, const Receipt& lump,
               std::string_view box) {
  Named named = Named::kNone;
  const auto look = [&](std::string_view text) {
    const Named now = NamesIn(text, box);
    if (now == Named::kThis) named = now;
    if (now == Named::kOther && named == Named::kNone) named = now;
  };
  for (const std::string_view text : block.Texts(lump)) look(text);
  for (const Reference& it : block.References(lump)) look(it.value);
  return named;
}

/// Gives deposits to claims, each once.
class Assignment {
 public:
  Assignment(const ReceiptBlock& block, const Deposits& deposits)
      : block_(block) {
    for (const auto& [deposit, parts] : deposits) {
      for (const auto& [file, part] : parts) {
        if (!part.proved) continue;
        by_sum_[{deposit.day, deposit.currency, part.sum}].push_back(
            {&deposit, &part});
      }
    }
  }

  /// Finds a deposit for a claim that names it so and was booked `late` days
  /// after it; true if there is one.
  bool Take(const Claim& claim, Named wanted, int late, Lump* lump) {
    const Receipt& first = block_.receipts[claim.rows.front()];
    for (const Day day : {first.booking_date, first.value_date}) {
      const auto at = by_sum_.find({day - late, first.currency, claim.amount});
      if (at == by_sum_.end()) continue;
      for (const Choice& choice : at->second) {
        if (!IsFree(*choice.deposit) ||
            (choice.part->provisional && !claim.provisional) ||
            NamesBox(block_, first, choice.deposit->box) != wanted) {
          continue;
        }
        taken_.insert(*choice.deposit);
        lump->items = choice.part->checks;
        return true;
      }
    }
    return false;
  }

 private:
  struct Choice {
    const Deposit* deposit;
    const Part* part;
  };

  /// A batch is in its day, and the day in its batches.
  bool IsFree(const Deposit& deposit) const {
    Deposit day = deposit;
    day.batch.clear();
    if (taken_.contains(day)) return false;
    if (!deposit.batch.empty()) return !taken_.contains(deposit);
    const auto next = taken_.upper_bound(day);
    return next == taken_.end() || next->box != day.box ||
           next->day != day.day || next->currency != day.currency;
  }

  const ReceiptBlock& block_;
  std::map<std::tuple<Day, Currency, WideMinor>, std::vector<Choice>> by_sum_;
  std::set<Deposit> taken_;
};

/// Gives every claim its deposit, as long as there are any.
class Folding {
 public:
  Folding(const Claims& claims, const ReceiptBlock& block,
          const Deposits& deposits, std::vector<Lump>* found)
      : claims_(claims), assignment_(block, deposits), found_(*found) {}

  /// Takes the deposits that claims name so, `late` days before them.
  void Take(Named wanted, int late) {
    for (const auto& [key, files] : claims_) {
      if (settled_.contains(key)) continue;
      // As many as the greatest number in one file; the others are copies.
      const auto most = std::max_element(
          files.begin(), files.end(), [](const auto& a, const auto& b) {
            return a.second.size() < b.second.size();
          });
      for (size_t i = 0; i < most->second.size(); ++i) {
        Lump lump;
        if (!assignment_.Take(most->second[i], wanted, late, &lump)) continue;
        settled_.insert(key);
        for (const auto& [file, copies] : files) {
          if (i >= copies.size()) continue;
          lump.rows.insert(lump.rows.end(), copies[i].rows.begin(),
                           copies[i].rows.end());
        }
        found_.push_back(std::move(lump));
      }
    }
  }

 private:
  const Claims& claims_;
  Assignment assignment_;
  std::vector<Lump>& found_;
  std::set<std::string_view> settled_;
};

}  // namespace

void FindLockboxLumps(const ReceiptBlock& block, const OwnAccounts& own,
                      std::vector<Lump>* found) {
  if (std::ranges::none_of(block.files, ListsChecks)) return;
  const Claims claims = FindClaims(block, own);
  if (claims.empty()) return;
  const Deposits deposits = FindDeposits(block, own);
  Folding folding(claims, block, deposits, found);
  // Who names a lockbox chooses first, and may be booked over a weekend.
  folding.Take(Named::kThis, 0);
  folding.Take(Named::kNone, 0);
  for (int late = 1; late <= kLumpDaysLate; ++late) {
    folding.Take(Named::kThis, late);
  }
}

}  // namespace cashmatch
