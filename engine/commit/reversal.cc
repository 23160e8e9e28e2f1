// SPDX-License-Identifier: Apache-2.0
// reversal.cc - signs that a return shares with its original.
// Tested by tests/unit/engine/commit/reversal_test.cc
#include "engine/commit/reversal.h"

#include <algorithm>
#include <string_view>

#include "engine/base/planted_bug.h"
#include "engine/book/normalize.h"

namespace cashmatch {
namespace {

constexpr int32_t kWeakDays = 60;  // how long a weak sign is remembered
constexpr Minor kFeeShare = 10;    // a fee is at most one part in ten

/// True if both sides have the account and it is not the same.
bool Differ(std::string_view a, std::string_view b) {
  const std::string x = AccountForm(a);
  const std::string y = AccountForm(b);
  return !x.empty() && !y.empty() && x != y;
}

}  // namespace

Minor ReturnFee(const Receipt& reversal, Minor paid) {
  const Minor fee = reversal.amount - paid;
  const bool stated = reversal.charges != kNotStated && reversal.charges == fee;
  if (fee < 0 || (!stated && fee > paid / kFeeShare)) return kNotStated;
  return fee;
}

struct ReversalFinder::Sign {
  std::string key;
  bool weak = false;
};

ReversalFinder::ReversalFinder(const ReceiptBlock& receipts,
                               const ReceiptBlock* earlier)
    : receipts_(receipts),
      earlier_(earlier),
      undone_(receipts.receipts.size() +
                  (earlier == nullptr ? 0 : earlier->receipts.size()),
              false) {}

ReversalFinder::Placed ReversalFinder::At(uint32_t credit) const {
  const size_t own = receipts_.receipts.size();
  return credit < own ? Placed{receipts_, receipts_.receipts[credit]}
                      : Placed{*earlier_, earlier_->receipts[credit - own]};
}

/// Spells the signs of a receipt, the strongest first.
std::vector<ReversalFinder::Sign> ReversalFinder::SignsOf(const Placed& at) {
  const Receipt& receipt = at.receipt;
  const std::string currency = std::string(CodeOf(receipt.currency)) + '\n';
  const std::string money = currency + std::to_string(receipt.amount) + '\n';
  const std::string payer = AccountForm(receipt.payer_account);
  std::vector<Sign> signs;
  const auto add = [&](const std::string& frame, bool weak,
                       std::string_view kind, std::string_view a,
                       std::string_view b = {}) {
    if (a.empty()) return;
    signs.push_back({frame + std::string(kind) + '\n' + std::string(a) + '\n' +
                         std::string(b),
                     weak});
  };
  const auto add_each = [&](const auto& add_one) {
    for (const Reference& reference : at.block.References(receipt)) {
      add_one(reference.type, reference.value);
    }
  };
  const auto is_trace = [](ReferenceType type) {
    return type == ReferenceType::kTrace || type == ReferenceType::kEndToEnd;
  };
  add_each([&](ReferenceType type, std::string_view value) {
    if (is_trace(type)) add(money, false, "trace", value);
  });
  add_each([&](ReferenceType type, std::string_view value) {
    if (type == ReferenceType::kCheckNumber && !payer.empty()) {
      add(money, false, "check", NumberForm(value), payer);
    }
  });
  add(money, false, "bank", receipt.bank_reference);
  add_each([&](ReferenceType type, std::string_view value) {
    if (is_trace(type)) add(currency, false, "trace and fee", value);
  });
  add_each([&](ReferenceType type, std::string_view value) {
    if (type == ReferenceType::kCheckNumber) {
      add(money, true, "number", NumberForm(value));
    }
  });
  add(money, true, "account", payer);
  add(money, true, "name", NameForm(receipt.payer_name));
  return signs;
}

/// A lockbox names itself where other files name a bank account of ours, and
/// an ACH return names none.
bool ReversalFinder::OneKindOfAccount(const Placed& a, const Placed& b) {
  const auto is_lockbox = [](const Placed& at) {
    const std::string_view format = at.block.files[at.receipt.file].format;
    return format == "lockbox" || format == "x12.823";
  };
  return is_lockbox(a) == is_lockbox(b) && !a.receipt.account.empty() &&
         !b.receipt.account.empty();
}

/// True if both have check numbers and none is the same.
bool ReversalFinder::OtherCheck(const Placed& a, const Placed& b) {
  bool both = false;
  for (const Reference& x : a.block.References(a.receipt)) {
    if (x.type != ReferenceType::kCheckNumber) continue;
    for (const Reference& y : b.block.References(b.receipt)) {
      if (y.type != ReferenceType::kCheckNumber) continue;
      if (NumberForm(x.value) == NumberForm(y.value)) return false;
      both = true;
    }
  }
  return both;
}

bool ReversalFinder::Fits(const Placed& reversal, const Placed& credit,
                          bool weak) {
  const Receipt& back = reversal.receipt;
  const Receipt& paid = credit.receipt;
  if (OneKindOfAccount(reversal, credit) &&
      AccountForm(back.account) != AccountForm(paid.account)) {
    return false;
  }
  if (paid.booking_date > back.booking_date ||
      ReturnFee(back, paid.amount) == kNotStated) {
    return false;
  }
  return !weak || (back.booking_date - paid.booking_date <= kWeakDays &&
                   !Differ(back.payer_account, paid.payer_account) &&
                   !OtherCheck(reversal, credit));
}

void ReversalFinder::Add(ReceiptRow credit) { AddCredit(Index(credit)); }

void ReversalFinder::AddEarlier() {
  for (size_t i = receipts_.receipts.size(); i < undone_.size(); ++i) {
    AddCredit(static_cast<uint32_t>(i));
  }
}

void ReversalFinder::AddCredit(uint32_t credit) {
  for (Sign& sign : SignsOf(At(credit))) {
    by_sign_.emplace(std::move(sign.key), credit);
  }
}

FoundOriginal ReversalFinder::Find(ReceiptRow reversal) {
  const Placed back = At(Index(reversal));
  for (const Sign& sign : SignsOf(back)) {
    const auto [first, last] = by_sign_.equal_range(sign.key);
    std::vector<uint32_t> found;
    for (auto at = first; at != last; ++at) {
      if (!undone_[at->second] && Fits(back, At(at->second), sign.weak)) {
        found.push_back(at->second);
      }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    if (found.empty()) continue;
    if (found.size() > 1) {
      return {kNoReceipt, false, ExceptionCode::kReversalAmbiguous};
    }
    const uint32_t one = found.front();
    undone_[one] = !Planted("an original is undone twice");
    const auto own = static_cast<uint32_t>(receipts_.receipts.size());
    return {ReceiptRow{one < own ? one : one - own}, one >= own,
            ExceptionCode::kNone};
  }
  return {kNoReceipt, false, ExceptionCode::kReversalNotFound};
}

}  // namespace cashmatch
