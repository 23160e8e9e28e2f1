// SPDX-License-Identifier: Apache-2.0
// control.cc - balances against entries, declared sums against entries.
// Tested by tests/unit/adapters/read/mt940/control_test.cc
#include "adapters/read/mt940/control.h"

#include <utility>

#include "engine/base/planted_bug.h"

namespace cashmatch::mt940 {
namespace {

std::string Money(Currency currency, WideMinor amount) {
  return std::string(CodeOf(currency)) + " " + FormatMoney(amount, currency);
}

Check Fault(std::string_view code, std::string found, std::string expected) {
  return {Control::kFailed, code, std::move(found), std::move(expected)};
}

/// A balance that is missing or cannot be read.
Check BalanceFault(const Balance& balance, std::string_view name) {
  if (!balance.present) {
    return {Control::kAbsent, "MT-BALANCE", "no balance " + std::string(name),
            "one that proves the entries"};
  }
  return {Control::kAbsent, "MT-BALANCE",
          std::string(name) + " " + Quote(balance.text),
          "C or D, a day, a currency and an amount with a comma"};
}

/// One side of a message.
struct Side {
  WideMinor booked, all;  // without and with the expected entries
  uint64_t booked_count, count;
  Minor floor;
};

Side SideOf(const Message& message, bool credit, const Tally& tally) {
  if (credit) {
    return {tally.credit, tally.credit + tally.expected_credit, tally.credits,
            tally.credits + tally.expected_credits, message.credit_floor};
  }
  return {tally.debit, tally.debit + tally.expected_debit, tally.debits,
          tally.debits + tally.expected_debits, message.debit_floor};
}

/// Whether entries below the floor limit can be what is missing.
bool MayBeBelowFloor(const Balance& declared, const Side& side) {
  if (declared.count <= side.count || declared.amount < side.all) return false;
  const WideMinor missing = declared.amount - side.all;
  return side.floor > 0 &&
         missing <= WideMinor{side.floor} * (declared.count - side.count);
}

}  // namespace

void Tally::Add(Mark mark, Minor amount) {
  const bool on_credit = IsCreditSide(mark);
  if (IsExpected(mark)) {
    (on_credit ? expected_credit : expected_debit) += amount;
    ++(on_credit ? expected_credits : expected_debits);
    return;
  }
  (on_credit ? credit : debit) += amount;
  ++(on_credit ? credits : debits);
  if (IsReversal(mark)) reversals += on_credit ? amount : -amount;
}

Check ProveBalances(const Message& message, const Tally& tally) {
  const Balance& opening = message.opening;
  const Balance& closing = message.closing;
  if (!closing.present && !opening.present && message.entries.empty()) {
    return {};
  }
  if (!opening.readable) return BalanceFault(opening, ":60:");
  if (!closing.readable) return BalanceFault(closing, ":62:");
  if (opening.currency != closing.currency) {
    return Fault(
        "MT-BALANCE", "opening " + Money(opening.currency, opening.amount),
        "the currency of closing " + Money(closing.currency, closing.amount));
  }
  if (!tally.readable) return {};
  const Currency currency = opening.currency;
  const WideMinor computed = opening.amount + tally.credit - tally.debit;
  if (computed == closing.amount || Planted("a closing balance is not checked"))
    return {Control::kProved, {}, {}, {}};
  const WideMinor turned = computed - 2 * tally.reversals;
  const bool sign = tally.reversals != 0 && turned == closing.amount;
  std::string found = "opening " + Money(currency, opening.amount) +
                      " and the entries give " + Money(currency, computed);
  if (sign) {
    found += ", with the reversals' sides turned " + Money(currency, turned);
  }
  return Fault(sign ? "MT-REVERSAL-SIGN" : "MT-BALANCE", std::move(found),
               "closing " + Money(currency, closing.amount) + ", difference " +
                   Money(currency, closing.amount - computed));
}

Check ProveSum(const Message& message, bool credit, const Tally& tally) {
  const Balance& declared = credit ? message.credits : message.debits;
  const Currency currency = message.currency();
  const std::string_view name = credit ? ":90C:" : ":90D:";
  if (!declared.present) return {};
  if (!declared.readable || declared.currency != currency) {
    return {Control::kAbsent, "MT-TOTAL",
            std::string(name) + " " + Quote(declared.text),
            "a count, the currency of the account and an amount"};
  }
  if (!tally.readable) return {};
  const Side side = SideOf(message, credit, tally);
  if (declared.amount == side.booked || declared.amount == side.all) {
    return {Control::kProved, {}, {}, {}};
  }
  if (MayBeBelowFloor(declared, side)) return {};
  return Fault("MT-TOTAL",
               std::string(credit ? "credits" : "debits") + " of " +
                   Money(currency, side.booked),
               Money(currency, declared.amount) + " by " + std::string(name));
}

Check CompareCount(const Message& message, bool credit, const Tally& tally) {
  const Balance& declared = credit ? message.credits : message.debits;
  if (!declared.present || !declared.readable) return {};
  const Side side = SideOf(message, credit, tally);
  if (declared.count == side.booked_count || declared.count == side.count ||
      MayBeBelowFloor(declared, side)) {
    return {};
  }
  return {
      Control::kAbsent, "MT-COUNT",
      std::to_string(side.booked_count) + (credit ? " credits" : " debits"),
      std::to_string(declared.count) + " by " + (credit ? ":90C:" : ":90D:")};
}

}  // namespace cashmatch::mt940
