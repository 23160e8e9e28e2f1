// SPDX-License-Identifier: Apache-2.0
// proof.cc - the auditor. Tested by tests/unit/engine/commit/proof_test.cc
#include "engine/commit/proof.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/base/planted_bug.h"

namespace cashmatch {
namespace {

class Auditor {
 public:
  Auditor(const Book& book, const ReceiptBlock& receipts, Report* report)
      : book_(book),
        receipts_(receipts),
        report_(*report),
        taken_(book.item_count()) {}

  void Audit() {
    // What was made of a receipt goes with it, without a row.
    for (const ItemRow row : report_.dropped) {
      taken_[Index(row)] += book_.AmountOf(row);
    }
    for (size_t i = 0; i < report_.outcomes.size(); ++i) {
      CheckReceipt(ReceiptRow{static_cast<uint32_t>(i)});
    }
    CheckPlain();
    CheckItems();
    CheckTotals();
    for (const CashProofRow& row : report_.cash_proof) {
      if (row.difference() != 0) {
        Broken("cash proof: difference " +
               FormatMoney(row.difference(), row.currency) + " on " +
               FormatDay(row.booking_date));
      }
    }
  }

 private:
  void Broken(std::string sentence) {
    constexpr size_t kMost = 20;
    if (report_.broken.size() < kMost) {
      report_.broken.push_back(std::move(sentence));
    }
  }

  std::string NameOf(const Receipt& receipt) const {
    return "receipt " + receipts_.IdOf(receipt);
  }

  static bool IsMoney(ReceiptStatus status) {
    return status != ReceiptStatus::kDuplicate &&
           status != ReceiptStatus::kHeld;
  }

  /// Invariants 1, 3 and 4.
  void CheckReceipt(ReceiptRow row) {
    const ReceiptOutcome& outcome = report_.outcomes[Index(row)];
    const Receipt& receipt = receipts_.receipts[Index(row)];
    WideMinor payments = 0;
    for (const Application& a : report_.Applications(outcome)) {
      if (a.receipt != row) {
        Broken(NameOf(receipt) + ": has a row of another receipt");
      }
      if (book_.CurrencyOf(a.item) != receipt.currency) {
        Broken(NameOf(receipt) + ": joined to an item of another currency");
      }
      if (a.kind == ApplicationKind::kPayment) payments += a.amount;
      taken_[Index(a.item)] += a.amount;
      Tally(a, receipt.currency);
    }
    for (const Remainder& part : report_.Remainders(outcome)) {
      const bool known = part.kind == RemainderKind::kUnapplied ||
                         part.kind == RemainderKind::kOnAccount;
      if (known && part.customer != kNoCustomer) {
        TotalsOf(receipt.currency).known += part.amount;
      }
    }
    const bool may_have_rows = outcome.status == ReceiptStatus::kApplied ||
                               outcome.status == ReceiptStatus::kPartial ||
                               outcome.status == ReceiptStatus::kReversal;
    if (!may_have_rows && outcome.applications_count != 0) {
      Broken(NameOf(receipt) + ": is " +
             std::string(cashmatch::NameOf(outcome.status)) +
             " and has applications");
    }
    if (!IsMoney(outcome.status)) return;
    const WideMinor signed_amount =
        receipt.direction == Direction::kDebit
            ? -static_cast<WideMinor>(receipt.amount)
            : receipt.amount;
    const WideMinor placed = payments + outcome.unapplied + outcome.on_account +
                             outcome.unidentified + outcome.other;
    if (placed != signed_amount || payments != outcome.applied) {
      Broken(NameOf(receipt) + ": placed " +
             FormatMoney(placed, receipt.currency) + " of " +
             FormatMoney(signed_amount, receipt.currency));
    }
  }

  /// The same of those that stayed plain: all of each is on its item. Whether
  /// that has its currency is asked when the items are gone through in order.
  void CheckPlain() {
    WideMinor placed = 0, settled = 0;
    if (!report_.plain_items.empty()) paid_in_.resize(book_.item_count());
    for (size_t i = 0; i < report_.plain_items.size(); ++i) {
      const PlainFile& file = receipts_.plain[i];
      for (const PlainDeposit& deposit : file.deposits) {
        Totals& totals = TotalsOf(deposit.currency);
        for (uint32_t row = deposit.first; row < deposit.first + deposit.count;
             ++row) {
          const ItemRow item = report_.plain_items[i][row];
          PrefetchPlain(report_.plain_items[i], row + kAhead);
          if (item == kNoItem) continue;
          Currency& paid_in = paid_in_[Index(item)];
          if (paid_in != Currency::kNone && paid_in != deposit.currency) {
            Broken("a receipt of line " + std::to_string(file.rows[row].line) +
                   ": joined to an item that is paid in another currency");
          }
          paid_in = deposit.currency;
          taken_[Index(item)] += file.rows[row].amount;
          totals.taken += file.rows[row].amount;
          placed += file.rows[row].amount;
        }
      }
    }
    for (const PlainSettled& at : report_.plain) settled += at.amount;
    if (placed != settled)
      Broken("plain receipts: another sum than was placed");
  }

  /// Items of plain receipts lie anywhere in the book.
  static constexpr size_t kAhead = 32;
  void PrefetchPlain(const std::vector<ItemRow>& items, size_t row) const {
    if (row >= items.size() || items[row] == kNoItem) return;
    __builtin_prefetch(&taken_[Index(items[row])], 1);
    __builtin_prefetch(&paid_in_[Index(items[row])], 1);
  }

  /// Invariant 2.
  void CheckItems() {
    for (uint32_t i = 0; i < book_.item_count(); ++i) {
      const ItemRow row{i};
      const Currency currency = book_.CurrencyOf(row);
      const WideMinor loaded = book_.AmountOf(row);
      const WideMinor before = book_.IsClosed(row) ? 0 : loaded;
      const WideMinor after = report_.residuals[i];
      const WideMinor most = MostOf(row, loaded);
      if (before != after + taken_[i]) {
        Broken("item " + std::string(book_.ItemId(row)) + ": open before " +
               FormatMoney(before, currency) + " is not open after " +
               FormatMoney(after, currency) + " and its rows");
      }
      // A closed item may reopen, when its payment is taken back.
      if ((most >= 0 && (after < 0 || after > most)) ||
          (most < 0 && (after > 0 || after < most))) {
        Broken("item " + std::string(book_.ItemId(row)) +
               ": over-applied, its sign flips");
      }
      if (!paid_in_.empty() && paid_in_[i] != Currency::kNone &&
          paid_in_[i] != currency) {
        Broken("item " + std::string(book_.ItemId(row)) +
               ": joined to a receipt of another currency");
      }
      Totals& totals = TotalsOf(currency);
      totals.before += before;
      totals.after += after;
    }
  }

  /// What may be open of an item once payments, of earlier runs too, are taken
  /// back.
  WideMinor MostOf(ItemRow row, WideMinor loaded) const {
    if (report_.earlier.empty()) return loaded;
    const Minor original = book_.Item(row).original_amount;
    if (original == kNotStated) return loaded;
    return loaded < 0 ? std::min<WideMinor>(loaded, original)
                      : std::max<WideMinor>(loaded, original);
  }

  /// Invariant 5.
  void CheckTotals() {
    for (const MadeItem& made : report_.made) {
      TotalsOf(made.item.currency).after += made.item.amount;
    }
    for (const auto& [currency, t] : totals_) {
      const WideMinor expected = t.before - t.taken - t.known;
      if (t.after != expected) {
        Broken("open items in " + std::string(CodeOf(currency)) + ": after " +
               FormatMoney(t.after, currency) + ", expected " +
               FormatMoney(expected, currency));
      }
    }
  }

  void Tally(const Application& a, Currency currency) {
    // A deduction moves its amount to a new item: nothing leaves the ledger.
    if (a.kind != ApplicationKind::kDeduction)
      TotalsOf(currency).taken += a.amount;
  }

  struct Totals {
    WideMinor before = 0, after = 0, taken = 0, known = 0;
  };
  /// Rows of one currency mostly follow each other.
  Totals& TotalsOf(Currency currency) {
    if (latest_ == nullptr || currency != latest_currency_) {
      latest_ = &totals_[currency];
      latest_currency_ = currency;
    }
    return *latest_;
  }

  const Book& book_;
  const ReceiptBlock& receipts_;
  Report& report_;
  std::vector<WideMinor> taken_;   // of each item
  std::vector<Currency> paid_in_;  // by plain receipts, of each item; or none
  std::map<Currency, Totals> totals_;
  Totals* latest_ = nullptr;
  Currency latest_currency_ = Currency::kNone;
};

void AddToProof(const Report& report, const ReceiptOutcome& outcome,
                Minor amount, CashProofRow* row) {
  if (outcome.status == ReceiptStatus::kProvisional) return;  // not cash yet
  row->bank_credits += amount;
  if (outcome.status == ReceiptStatus::kDuplicate) {
    row->duplicate += amount;
    return;
  }
  if (outcome.status == ReceiptStatus::kHeld) {
    row->held += amount;
    return;
  }
  row->applied += outcome.applied;
  row->unapplied += outcome.unapplied;
  row->on_account += outcome.on_account;
  row->unidentified += outcome.unidentified;
  // A reversal may hold a fee of the bank beside what it takes back.
  WideMinor not_receivable = 0;
  for (const Remainder& part : report.Remainders(outcome)) {
    if (part.kind == RemainderKind::kNotReceivable) {
      not_receivable += part.amount;
    }
  }
  row->not_receivable += not_receivable;
  row->other += outcome.other - not_receivable;
}

}  // namespace

void Prove(const Book& book, const ReceiptBlock& receipts, Report* report) {
  if (!Planted("nothing is proved")) Auditor(book, receipts, report).Audit();
}

void FillCashProof(const ReceiptBlock& receipts, Report* report) {
  using Key = std::tuple<std::string_view, Day, Currency>;
  std::map<Key, CashProofRow> rows;
  Key latest;  // receipts of one row mostly follow each other
  CashProofRow* row = nullptr;
  for (size_t i = 0; i < receipts.receipts.size(); ++i) {
    const Receipt& receipt = receipts.receipts[i];
    const Key key{receipt.account, receipt.booking_date, receipt.currency};
    if (row == nullptr || key != latest) {
      row = &rows[key];
      latest = key;
    }
    AddToProof(*report, report->outcomes[i],
               receipt.direction == Direction::kDebit ? -receipt.amount
                                                      : receipt.amount,
               row);
  }
  for (const PlainSettled& at : report->plain) {
    const PlainDeposit& deposit = receipts.plain[at.file].deposits[at.deposit];
    CashProofRow& proved =
        rows[{deposit.account, deposit.day, deposit.currency}];
    proved.bank_credits += at.amount;
    proved.applied += at.amount;
  }
  for (auto& [key, proved] : rows) {
    std::tie(proved.account, proved.booking_date, proved.currency) = key;
    report->cash_proof.push_back(proved);
  }
}

}  // namespace cashmatch
