// SPDX-License-Identifier: Apache-2.0
// reverse_earlier.cc - a return undoes what an earlier run made of a receipt.
// Tested by tests/unit/engine/reverse_earlier_test.cc
#include <algorithm>

#include "engine/commit/commit.h"

namespace cashmatch {
namespace {

/// Money that a credit was made of, or should have been.
bool IsKnown(const EarlierPart& part, CustomerRow customer) {
  return customer != kNoCustomer && (part.kind == RemainderKind::kUnapplied ||
                                     part.kind == RemainderKind::kOnAccount);
}

}  // namespace

/// True if every item that it touches is in the book, and what it made stands
/// there untouched: its credits for money on no item, and its deductions.
bool Committer::StandsAsLeft(const EarlierOutcome& undone) const {
  WideMinor expected = 0;
  for (const EarlierRow& row : undone.rows) {
    if (book_.FindItem(row.item) == kNoItem) return false;
    if (row.kind == ApplicationKind::kDeduction) expected += row.amount;
  }
  for (const EarlierPart& part : undone.parts) {
    if (IsKnown(part, book_.FindCustomer(part.customer))) {
      expected -= part.amount;
    }
  }
  for (const std::string& id : undone.made) {
    const ItemRow item = book_.FindItem(id);
    if (item == kNoItem || state_.Open(item) != book_.AmountOf(item)) {
      return false;
    }
    expected -= state_.Open(item);
  }
  return expected == 0;
}

bool Committer::ReverseEarlier(ReceiptRow reversal, ReceiptRow original,
                               Minor paid, const EarlierOutcome& undone) {
  if (!StandsAsLeft(undone)) return false;
  ReceiptOutcome& outcome =
      BeginReversal(reversal, book_.FindCustomer(undone.customer));
  for (const EarlierRow& row : undone.rows) {
    Application back{};
    back.receipt = reversal;
    back.item = book_.FindItem(row.item);
    back.amount = -row.amount;
    back.kind = row.kind;
    back.reason_code = row.reason;
    TakeBack(back, &outcome);
  }
  for (const EarlierPart& part : undone.parts) {
    AddRemainder({reversal, book_.FindCustomer(part.customer), -part.amount,
                  part.kind, part.reference, part.reason},
                 &outcome);
  }
  for (const std::string& id : undone.made) {
    const ItemRow item = book_.FindItem(id);
    state_.Take(item, state_.Open(item));
    report_.dropped.push_back(item);
  }
  AddFee(reversal, ReceiptAt(reversal).amount - paid, &outcome);
  report_.earlier.push_back({reversal, original});
  return true;
}

}  // namespace cashmatch
