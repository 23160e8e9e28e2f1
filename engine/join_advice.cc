// SPDX-License-Identifier: Apache-2.0
// join_advice.cc - keys, candidates, claims.
// Tested by tests/unit/engine/join_advice_test.cc
#include "engine/join_advice.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "engine/advice_keys.h"
#include "engine/book/normalize.h"
#include "engine/book/tables.h"
#include "engine/identify/identify.h"
#include "engine/money_copies.h"
#include "engine/named_otherwise.h"

namespace cashmatch {
namespace {

using Rows = std::vector<ReceiptRow>;

/// What a payer can be known by; payers agree that have one of them in common.
using Signs = std::vector<std::string>;

class Joining {
 public:
  Joining(const Book& book, const OwnAccounts& own, const ReceiptBlock& advice,
          ReceiptBlock* receipts)
      : book_(book.tables()),
        advice_(advice),
        block_(*receipts),
        keys_(*receipts),
        copies_(*receipts, own),
        taken_(receipts->receipts.size(), false),
        joins_(advice.receipts.size()) {
    for (size_t i = 0; i < block_.receipts.size(); ++i) {
      const Receipt& receipt = block_.receipts[i];
      if (!AdviceKeys::MayJoin(receipt)) continue;
      amounts_[{receipt.currency, receipt.amount}].push_back(
          ReceiptRow{static_cast<uint32_t>(i)});
    }
  }

  std::vector<AdviceJoin> Run(const std::vector<bool>& again) {
    for (size_t i = 0; i < joins_.size(); ++i) {
      if (!advice_.receipts[i].held.empty()) {
        joins_[i].status = AdviceStatus::kHeld;
      } else if (!again.empty() && again[i]) {
        joins_[i].status = AdviceStatus::kDuplicate;
      }
    }
    Level(
        [&](const Receipt& advice, JoinKey* by) { return ByKey(advice, by); });
    Level([&](const Receipt& advice, JoinKey* by) {
      return ByCheck(advice, by);
    });
    Level([&](const Receipt& advice, JoinKey* by) {
      return ByPayer(advice, by);
    });
    return std::move(joins_);
  }

 private:
  /// What one advice asks for at a level.
  struct ItemClaim {
    size_t advice;
    Rows rows;  // copies of one receipt
  };

  const Receipt& At(ReceiptRow row) const {
    return block_.receipts[Index(row)];
  }

  /// A fixed order of copies, the final ones first.
  using CopyName = std::tuple<bool, std::string_view, std::string_view>;
  CopyName NameAt(ReceiptRow row) const {
    const Receipt& receipt = At(row);
    return {receipt.provisional, receipt.id, block_.files[receipt.file].name};
  }

  /// Finds candidates for every advice that is still apart, and settles those
  /// that ask for one receipt. What one level leaves ambiguous stays so.
  template <class Find>
  void Level(const Find& find) {
    // By the id of the first copy, so that the order of files never shows.
    std::map<CopyName, std::vector<ItemClaim>> claims;
    for (size_t i = 0; i < joins_.size(); ++i) {
      AdviceJoin& join = joins_[i];
      if (join.status != AdviceStatus::kUnjoined) continue;
      JoinKey by = JoinKey::kNone;
      Rows rows = find(advice_.receipts[i], &by);
      if (rows.empty()) continue;
      join.by = by;
      const bool one = rows.size() <= kAdviceCrowd && AreCopies(rows, by);
      if (one) copies_.AddTo(&rows);
      join.candidates = static_cast<uint32_t>(rows.size());
      if (!one || !AreCopies(rows, by)) {
        join.status = AdviceStatus::kAmbiguous;
        continue;
      }
      std::sort(rows.begin(), rows.end(), [&](ReceiptRow a, ReceiptRow b) {
        return NameAt(a) < NameAt(b);
      });
      const auto name = NameAt(rows.front());
      claims[name].push_back({i, std::move(rows)});
    }
    for (auto& [name, list] : claims) Settle(&list);
  }

  /// True if all rows are the same money in different files.
  bool AreCopies(const Rows& rows, JoinKey by) const {
    const Receipt& first = At(rows.front());
    std::string_view bank;
    for (const ReceiptRow row : rows) {
      const Receipt& receipt = At(row);
      if (bank.empty()) bank = receipt.bank_reference;
      const bool banks_agree = by != JoinKey::kPayer ||
                               receipt.bank_reference.empty() ||
                               receipt.bank_reference == bank;
      if (receipt.currency != first.currency ||
          receipt.amount != first.amount ||
          receipt.value_date != first.value_date || !banks_agree) {
        return false;
      }
    }
    return !AnyInOneFile(block_, rows);
  }

  /// Of candidates that share a key, those of the amount, if there are any.
  void Narrow(const Receipt& advice, Rows* rows) const {
    if (advice.currency != Currency::kNone) {
      std::erase_if(*rows, [&](ReceiptRow row) {
        return At(row).currency != advice.currency;
      });
    }
    if (advice.amount == kNotStated) return;
    const auto fits = [&](ReceiptRow row) {
      return At(row).amount == advice.amount;
    };
    if (std::none_of(rows->begin(), rows->end(), fits)) return;
    std::erase_if(*rows, [&](ReceiptRow row) { return !fits(row); });
  }

  /// Whether a receipt that has a key of the advice is the one it speaks of.
  bool Fits(const Receipt& advice, const KeyedReceipt& at,
            std::string_view form, JoinKey key, std::optional<Signs>* payer) {
    const Receipt& receipt = At(at.row);
    if (IsShortKey(form)) {
      return IsAmountOf(receipt, advice) &&
             (advice.value_date == kNoDay ||
              InTime(receipt, advice.value_date));
    }
    if (!at.by_payer && key != JoinKey::kEndToEnd) return true;
    const bool by_amount = advice.amount != kNotStated;
    if (by_amount && IsAmountOf(receipt, advice)) return true;
    if (!payer->has_value()) *payer = SignsOf(advice);
    if ((*payer)->empty()) return !by_amount;
    const auto [known, added] = signs_.try_emplace(at.row);
    if (added) known->second = SignsOf(receipt);
    const Signs& signs = known->second;
    return std::any_of(
        (*payer)->begin(), (*payer)->end(), [&](const std::string& sign) {
          return std::find(signs.begin(), signs.end(), sign) != signs.end();
        });
  }

  /// What came in, what was taken off on the way, or what the payer ordered.
  static bool IsAmountOf(const Receipt& receipt, const Receipt& advice) {
    if (advice.amount == kNotStated) return false;
    const Minor charges = receipt.charges == kNotStated ? 0 : receipt.charges;
    return (receipt.currency == advice.currency &&
            (receipt.amount == advice.amount ||
             receipt.amount == advice.amount - charges)) ||
           (receipt.instructed_currency == advice.currency &&
            receipt.instructed_amount == advice.amount);
  }

  Rows Probe(const Receipt& advice, std::string_view value, JoinKey key) {
    const std::string form = AdviceKeyForm(value);
    Rows rows;
    std::optional<Signs> payer;  // of the advice, where it is asked for
    for (const KeyedReceipt& at : keys_.Find(form)) {
      if (Fits(advice, at, form, key, &payer)) rows.push_back(at.row);
    }
    Narrow(advice, &rows);
    return rows;
  }

  Rows ByKey(const Receipt& advice, JoinKey* by) {
    *by = JoinKey::kTrace;
    Rows rows = Probe(advice, advice.bank_reference, *by);
    for (const auto type : {ReferenceType::kTrace, ReferenceType::kEndToEnd}) {
      for (const Reference& reference : advice_.References(advice)) {
        if (!rows.empty()) return rows;
        if (reference.type != type) continue;
        *by = type == ReferenceType::kEndToEnd ? JoinKey::kEndToEnd
              : IsUetr(reference.value)        ? JoinKey::kUetr
                                               : JoinKey::kTrace;
        rows = Probe(advice, reference.value, *by);
      }
    }
    return rows;
  }

  Rows ByCheck(const Receipt& advice, JoinKey* by) const {
    if (advice.amount == kNotStated) return {};
    Rows rows;
    for (const Reference& reference : advice_.References(advice)) {
      if (reference.type != ReferenceType::kCheckNumber) continue;
      for (const ReceiptRow row :
           keys_.FindCheck(CheckNumberForm(reference.value))) {
        const Receipt& receipt = At(row);
        if (receipt.amount == advice.amount &&
            receipt.currency == advice.currency) {
          rows.push_back(row);
        }
      }
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    if (!rows.empty()) *by = JoinKey::kCheckNumber;
    return rows;
  }

  static bool InTime(const Receipt& receipt, Day day) {
    const auto near = [day](Day other) {
      return other != kNoDay && other >= day - kAdviceDays &&
             other <= day + kAdviceDays;
    };
    return near(receipt.value_date) || near(receipt.booking_date);
  }

  Rows ByPayer(const Receipt& advice, JoinKey* by) {
    if (advice.amount == kNotStated || advice.value_date == kNoDay) return {};
    const auto found = amounts_.find({advice.currency, advice.amount});
    if (found == amounts_.end()) return {};
    const BySign& by_sign = SignsOf(found);
    Rows rows;
    for (const std::string& sign : SignsOf(advice)) {
      const auto same = by_sign.find(sign);
      if (same == by_sign.end()) continue;
      if (same->second.size() > kAdviceCrowd) {
        *by = JoinKey::kPayer;
        return same->second;
      }
      for (const ReceiptRow row : same->second) {
        if (taken_[Index(row)] || !InTime(At(row), advice.value_date)) continue;
        rows.push_back(row);
      }
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    if (!rows.empty()) *by = JoinKey::kPayer;
    return rows;
  }

  Signs SignsOf(const Receipt& receipt) const {
    Signs signs;
    const auto add = [&](char kind, const std::string& text) {
      if (!text.empty()) signs.push_back(kind + text);
    };
    for (const PayerGuess& guess : IdentifyPayers(book_, receipt)) {
      if (guess.evidence == PayerEvidence::kNearName) continue;
      add('g', std::to_string(Index(book_.group[Index(guess.customer)])));
    }
    add('n', PayerForm(PayerKey::kName, receipt.payer_name));
    add('a', PayerForm(PayerKey::kAccount, receipt.payer_account));
    return signs;
  }

  using BySign = std::map<std::string, Rows>;

  /// The receipts of one amount by the signs of their payers, made once.
  const BySign& SignsOf(
      std::map<std::pair<Currency, Minor>, Rows>::iterator at) {
    const auto [known, added] = by_sign_.try_emplace(at->first);
    if (!added) return known->second;
    for (const ReceiptRow row : at->second) {
      for (std::string& sign : SignsOf(At(row))) {
        Rows& rows = known->second[std::move(sign)];
        if (rows.empty() || rows.back() != row) rows.push_back(row);
      }
    }
    return known->second;
  }

  /// Settles the advices that ask for one receipt.
  void Settle(std::vector<ItemClaim>* claims) {
    std::sort(claims->begin(), claims->end(),
              [&](const ItemClaim& a, const ItemClaim& b) {
                return Rank(a.advice) < Rank(b.advice);
              });
    const ItemClaim& first = claims->front();
    const bool alike = std::all_of(
        claims->begin() + 1, claims->end(), [&](const ItemClaim& claim) {
          return SaysTheSame(advice_, AdviceAt(first), advice_,
                             AdviceAt(claim));
        });
    for (const ItemClaim& claim : *claims) {
      AdviceJoin& join = joins_[claim.advice];
      join.receipt = claim.rows.front();
      join.copies = claim.rows;
      join.status = !alike             ? AdviceStatus::kAmbiguous
                    : &claim == &first ? StatusFor(claim)
                                       : AdviceStatus::kDuplicate;
      for (const ReceiptRow row : claim.rows) taken_[Index(row)] = true;
    }
    if (joins_[first.advice].status == AdviceStatus::kJoined) Join(first);
  }

  const Receipt& AdviceAt(const ItemClaim& claim) const {
    return advice_.receipts[claim.advice];
  }

  /// A fixed order of advices, whatever order their files came in.
  std::pair<std::string_view, std::pair<std::string_view, uint32_t>> Rank(
      size_t at) const {
    const Receipt& advice = advice_.receipts[at];
    return {advice.id, {advice_.files[advice.file].name, advice.line}};
  }

  AdviceStatus StatusFor(const ItemClaim& claim) const {
    for (const ReceiptRow row : claim.rows) {
      const Receipt& receipt = At(row);
      if (receipt.advice_count == 0) continue;
      return SaysTheSame(block_, receipt, advice_, AdviceAt(claim))
                 ? AdviceStatus::kDuplicate
                 : AdviceStatus::kConflict;
    }
    return AdviceStatus::kJoined;
  }

  /// True if both list the same lines, in any order.
  static bool SaysTheSame(const ReceiptBlock& a_block, const Receipt& a,
                          const ReceiptBlock& b_block, const Receipt& b) {
    const auto lines = [](const ReceiptBlock& block, const Receipt& of) {
      std::vector<std::pair<std::string, Minor>> list;
      for (const AdviceLine& line : block.Advice(of)) {
        list.emplace_back(KeyOf(line.reference), line.paid);
      }
      for (const Reference& reference : block.References(of)) {
        if (of.advice_count != 0 || !IsDocument(reference.type)) continue;
        list.emplace_back(KeyOf(reference.value), kNotStated);
      }
      std::sort(list.begin(), list.end());
      return list;
    };
    return lines(a_block, a) == lines(b_block, b);
  }
  static std::string KeyOf(std::string_view reference) {
    std::string key(reference);
    for (char& c : key) {
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return key;
  }

  void Join(const ItemClaim& claim) {
    for (const ReceiptRow row : claim.rows) {
      if (NamesOthers(book_, block_, At(row), advice_, AdviceAt(claim))) {
        joins_[claim.advice].contradicts = true;
      }
      block_.TakeAdvice(Index(row), advice_, AdviceAt(claim));
    }
  }

  const BookTables& book_;
  const ReceiptBlock& advice_;
  ReceiptBlock& block_;
  const AdviceKeys keys_;
  const MoneyCopies copies_;
  std::vector<bool> taken_;  // by an advice at a level before
  std::vector<AdviceJoin> joins_;
  // Ordered: no file can be made to collide in them.
  std::map<std::pair<Currency, Minor>, Rows> amounts_;
  std::map<std::pair<Currency, Minor>, BySign> by_sign_;
  std::map<ReceiptRow, Signs> signs_;  // of those that were asked for
};

}  // namespace

std::vector<AdviceJoin> JoinAdvice(const Book& book, const OwnAccounts& own,
                                   const ReceiptBlock& advice,
                                   const std::vector<bool>& again,
                                   ReceiptBlock* receipts) {
  return Joining(book, own, advice, receipts).Run(again);
}

}  // namespace cashmatch
