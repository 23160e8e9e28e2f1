// SPDX-License-Identifier: Apache-2.0
// control.cc - balances against entries, TxsSummry against entries.
// Tested by tests/unit/adapters/read/camt/control_test.cc
#include "adapters/read/camt/control.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "engine/base/planted_bug.h"

namespace cashmatch {
namespace {

/// Reads a count; false when there is none or it is no number.
bool ReadCount(std::string_view text, uint64_t* count) {
  const auto [end, fault] =
      std::from_chars(text.data(), text.data() + text.size(), *count);
  return !text.empty() && fault == std::errc() &&
         end == text.data() + text.size();
}

/// How well a balance serves as the opening (0: not at all).
int OpeningRank(std::string_view code, bool paged) {
  if (code == "OPBD") return 3;
  if (code == "PRCD") return 2;
  return code == "ITBD" && paged ? 1 : 0;
}

int ClosingRank(std::string_view code, bool paged) {
  if (code == "CLBD") return 2;
  return code == "ITBD" && paged ? 1 : 0;
}

/// Whether the statement is one page of several.
bool IsPaged(const Statement& statement) {
  uint64_t page = 1;
  ReadCount(statement.page, &page);
  return page > 1 || statement.last_page == "false" ||
         statement.last_page == "0";
}

std::string Amount(Currency currency, WideMinor fine) {
  return std::string(CodeOf(currency)) + " " + FormatFine(fine);
}

/// What would prove the statement is there and says nothing; the first counts.
void SayUnreadable(std::string_view code, size_t offset, std::string found,
                   std::string_view expected, Proof* proof) {
  if (proof->unreadable || proof->control == Control::kFailed) return;
  proof->unreadable = true;
  proof->money_code = code;
  proof->money_offset = offset;
  proof->found = std::move(found);
  proof->expected = expected;
}

void SayUnreadable(const BalanceText& balance, MoneyFault fault, Proof* proof) {
  const bool currency =
      fault == MoneyFault::kCurrency && !balance.amount.currency.empty();
  SayUnreadable(
      "CAMT-BALANCE", balance.amount.offset,
      std::string(balance.code) + " " +
          Quote(currency ? balance.amount.currency : balance.amount.digits),
      ExpectedFor(fault), proof);
}

template <class T>
bool IsIn(std::initializer_list<T> list, T value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

/// Reads a sum of TxsSummry. False: there is none, or it cannot be read.
bool ReadSum(std::string_view digits, const TotalText& text, WideMinor* sum,
             Proof* proof) {
  if (digits.empty()) return false;
  if (ReadFine(digits, sum)) return true;
  SayUnreadable("CAMT-TOTAL", text.offset, Quote(digits) + " by TxsSummry",
                ExpectedFor(MoneyFault::kNotANumber), proof);
  return false;
}

}  // namespace

void StatementControl::Add(const StatementControl& next) {
  for (const auto& [currency, more] : next.sums_) {
    Sums& sums = sums_[currency];
    sums.booked += more.booked;
    sums.unstated += more.unstated;
    sums.reversals += more.reversals;
    sums.not_booked += more.not_booked;
    sums.unlisted += more.unlisted;
  }
  for (const auto& [to, more] : {std::pair(&credits_, &next.credits_),
                                 std::pair(&debits_, &next.debits_)}) {
    to->entries += more->entries;
    to->booked_entries += more->booked_entries;
    to->sum += more->sum;
    to->booked_sum += more->booked_sum;
  }
  unbooked_reversals_ += next.unbooked_reversals_;
  entries_ += next.entries_;
  readable_ = readable_ && next.readable_;
}

void StatementControl::Add(const Money& amount, Side side, bool reversal,
                           Booking booking) {
  const WideMinor value = side == Side::kCredit ? amount.fine : -amount.fine;
  const bool counts =
      booking == Booking::kBooked || booking == Booking::kUnstated;
  Sums& sums = sums_[amount.currency];
  (booking == Booking::kBooked     ? sums.booked
   : booking == Booking::kUnstated ? sums.unstated
                                   : sums.not_booked) += value;
  if (counts && reversal) sums.reversals += value;
  if (!counts && reversal) unbooked_reversals_ += value;
  if (booking == Booking::kUnlisted) sums.unlisted += value;
  Declared& declared = side == Side::kCredit ? credits_ : debits_;
  ++declared.entries;
  declared.sum += amount.fine;
  declared.booked_entries += counts;
  if (counts) declared.booked_sum += amount.fine;
  ++entries_;
}

Proof StatementControl::Prove(const Statement& statement) const {
  Proof proof;
  proof.paged = IsPaged(statement);
  ProveBalances(statement, &proof);
  proof.balances_proved = proof.control == Control::kProved;
  ProveTotals(statement, &proof);
  if (proof.control == Control::kFailed) {
    proof.money_offset = 0;  // it is about the statement
  } else if (proof.unreadable) {
    proof.control = Control::kAbsent;
    proof.balances_proved = false;
  }
  return proof;
}

void StatementControl::ReadBalances(const Statement& statement, Proof* proof) {
  const Currency fallback =
      ParseCurrency(statement.currency).value_or(Currency::kNone);
  for (const BalanceText& balance : statement.balances) {
    if (!balance.subtype.empty()) continue;
    const int opening = OpeningRank(balance.code, proof->paged);
    const int closing = ClosingRank(balance.code, proof->paged);
    if (opening == 0 && closing == 0) continue;
    const Money money = ReadMoney(balance.amount, fallback);
    if (!money.ok() && money.fault != MoneyFault::kTooFine &&
        money.fault != MoneyFault::kNegative) {
      SayUnreadable(balance, money.fault, proof);
      continue;
    }
    const WideMinor value =
        SideOf(balance.side) == Side::kDebit ? -money.fine : money.fine;
    Pair& pair = proof->balances[money.currency];
    if (opening > pair.open_rank) {  // the first of the best
      pair.open_rank = opening;
      pair.open = value;
      pair.open_day = ReadDay(balance.date);
    }
    if (closing != 0 && closing >= pair.close_rank) {  // the last of the best
      pair.close_rank = closing;
      pair.close = value;
      pair.close_day = ReadDay(balance.date);
    }
  }
}

void StatementControl::ProveBalances(const Statement& statement,
                                     Proof* proof) const {
  ReadBalances(statement, proof);
  if (!readable_) return;
  for (const auto& [currency, pair] : proof->balances) {
    if (pair.both()) ProvePair(currency, pair, proof);
  }
  ProveAcross(proof->balances, proof);
}

/// An entry in a currency without both balances leaves the whole unproved; an
/// opening and a closing balance in different currencies refute it.
void StatementControl::ProveAcross(const std::map<Currency, Pair>& pairs,
                                   Proof* proof) const {
  bool any_pair = false;
  const Pair *open = nullptr, *close = nullptr;
  Currency open_currency{}, close_currency{};
  for (const auto& [currency, pair] : pairs) {
    any_pair |= pair.both();
    if (pair.open_rank != 0 && open == nullptr) {
      open = &pair;
      open_currency = currency;
    }
    if (pair.close_rank != 0) {
      close = &pair;
      close_currency = currency;
    }
  }
  if (!any_pair && open != nullptr && close != nullptr && !open->stands_in() &&
      !close->stands_in()) {
    proof->control = Control::kFailed;
    proof->money_code = "CAMT-BALANCE";
    proof->found = "opening " + Amount(open_currency, open->open);
    proof->expected =
        "the currency of closing " + Amount(close_currency, close->close);
    return;
  }
  for (const auto& [currency, sums] : sums_) {
    const auto pair = pairs.find(currency);
    const bool covered = pair != pairs.end() && pair->second.both();
    if (!covered && proof->control == Control::kProved) {
      proof->control = Control::kAbsent;
    }
  }
}

void StatementControl::ProvePair(Currency currency, const Pair& pair,
                                 Proof* proof) const {
  if (proof->control == Control::kFailed) return;
  const auto found = sums_.find(currency);
  const Sums sums = found == sums_.end() ? Sums() : found->second;
  const WideMinor change = pair.close - pair.open;
  const WideMinor written = sums.booked + sums.unstated;
  if (written == change || Planted("balances are not checked")) {
    proof->control = Control::kProved;
    return;
  }
  if (sums.unstated != 0 && sums.booked == change) {
    proof->control = Control::kProved;
    proof->unstated_is_not_booked = true;
    return;
  }
  if (pair.stands_in()) return;
  const WideMinor as_written = pair.open + written;
  if (sums.unlisted != 0 && written + sums.unlisted == change) {
    proof->control = Control::kFailed;
    proof->money_code = "CAMT-STATUS";
    proof->found = "entries of unknown status, " +
                   Amount(currency, sums.unlisted) + ", that are booked";
    proof->expected = "BOOK: closing " + Amount(currency, pair.close) +
                      " agrees only with them";
    return;
  }
  if (written + sums.not_booked == change) return;
  proof->control = Control::kFailed;
  const WideMinor turned = as_written - 2 * sums.reversals;
  const bool sign = sums.reversals != 0 && turned == pair.close;
  proof->money_code = sign ? "CAMT-REVERSAL-SIGN" : "CAMT-BALANCE";
  proof->found = "opening " + Amount(currency, pair.open) +
                 " and the entries give " + Amount(currency, as_written);
  if (sign) {
    proof->found +=
        ", with the reversals' sides turned " + Amount(currency, turned);
  }
  proof->expected = "closing " + Amount(currency, pair.close) +
                    ", difference " + Amount(currency, pair.close - as_written);
}

void StatementControl::ProveTotals(const Statement& statement,
                                   Proof* proof) const {
  Declared all = credits_;
  all.entries += debits_.entries;
  all.booked_entries += debits_.booked_entries;
  all.sum += debits_.sum;
  all.booked_sum += debits_.booked_sum;
  ProveTotal(statement.all, all, "entries", proof);
  ProveNet(statement.all, proof);
  ProveTotal(statement.credits, credits_, "credits", proof);
  ProveTotal(statement.debits, debits_, "debits", proof);
}

/// A bank may count all entries or only the booked ones.
void StatementControl::ProveTotal(const TotalText& text, const Declared& ours,
                                  std::string_view name, Proof* proof) const {
  CompareCount(text, {ours.entries, ours.booked_entries}, name, proof);
  WideMinor sum;
  if (!ReadSum(text.sum, text, &sum, proof)) return;
  CompareSum(sum, {ours.sum, ours.booked_sum}, name, proof);
}

/// Credits less debits; without a CdtDbtInd of its own, either way round.
/// Reversals that are not booked may have the sign of what they reverse.
void StatementControl::ProveNet(const TotalText& text, Proof* proof) const {
  WideMinor net;
  if (!ReadSum(text.net, text, &net, proof)) return;
  const auto side = SideOf(text.net_side);
  const auto as_stated = [&](WideMinor sum) {
    const bool turned = side ? side == Side::kDebit : sum < 0;
    return turned ? -sum : sum;
  };
  const WideMinor all = credits_.sum - debits_.sum;
  CompareSum(
      net,
      {as_stated(all), as_stated(credits_.booked_sum - debits_.booked_sum),
       as_stated(all - 2 * unbooked_reversals_)},
      "net entries", proof);
}

void StatementControl::CompareCount(const TotalText& text,
                                    std::initializer_list<uint64_t> ours,
                                    std::string_view name, Proof* proof) const {
  uint64_t count;
  if (!readable_ || !ReadCount(text.count, &count) || IsIn(ours, count)) return;
  proof->count_code = "CAMT-COUNT";
  proof->count_found = std::to_string(*ours.begin()) + " " + std::string(name);
  proof->count_expected = std::string(text.count) + " by TxsSummry";
  proof->count_offset = text.offset;
}

void StatementControl::CompareSum(WideMinor declared,
                                  std::initializer_list<WideMinor> ours,
                                  std::string_view name, Proof* proof) const {
  if (!readable_ || sums_.size() > 1) return;
  if (IsIn(ours, declared)) {
    if (proof->control == Control::kAbsent) proof->control = Control::kProved;
    return;
  }
  if (proof->paged || proof->control == Control::kFailed) return;
  proof->control = Control::kFailed;
  proof->money_code = "CAMT-TOTAL";
  proof->found = std::string(name) + " of " + FormatFine(*ours.begin());
  proof->expected = FormatFine(declared) + " by TxsSummry";
}

}  // namespace cashmatch
