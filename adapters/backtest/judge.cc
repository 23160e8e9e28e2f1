// SPDX-License-Identifier: Apache-2.0
// judge.cc - compares items, amounts and differences, receipt by receipt.
// Tested by tests/unit/adapters/backtest/judge_test.cc
#include "adapters/backtest/judge.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "engine/base/parallel.h"

namespace cashmatch {
namespace {

constexpr size_t kGrain = 256;
constexpr uint32_t kNoClass = UINT32_MAX;

// What one side, history or the run, took off one class of items.
struct Row {
  ClearingKind kind;
  uint32_t cls;
  WideMinor amount;  // in kClearingDecimals
  friend auto operator<=>(const Row&, const Row&) = default;
};

struct Side {
  std::vector<Row> payments, differences;
  std::vector<Row> short_pays;  // history only
  WideMinor fee = 0;

  void Sort() {
    std::sort(payments.begin(), payments.end());
    std::sort(differences.begin(), differences.end());
  }
};

ClearingKind KindOf(ApplicationKind kind) {
  switch (kind) {
    case ApplicationKind::kPayment:
      return ClearingKind::kPayment;
    case ApplicationKind::kDiscount:
      return ClearingKind::kDiscount;
    case ApplicationKind::kDeduction:
      return ClearingKind::kDeduction;
    case ApplicationKind::kWriteOff:
      return ClearingKind::kWriteOff;
    case ApplicationKind::kFee:
      return ClearingKind::kFee;
    case ApplicationKind::kWithholding:
      return ClearingKind::kWithholding;
  }
  return ClearingKind::kPayment;
}

WideMinor Scaled(Minor amount, Currency currency) {
  WideMinor out = amount;
  for (int i = ExponentOf(currency); i < kClearingDecimals; ++i) out *= 10;
  return out;
}

// A receipt is judged if it is customers' money.
bool IsMoney(ReceiptStatus status, bool has_clearings) {
  return status <= ReceiptStatus::kUnidentified ||
         (status == ReceiptStatus::kNotReceivable && has_clearings);
}

bool IsUnseen(ReceiptStatus status) {
  return status == ReceiptStatus::kApplied || status == ReceiptStatus::kPartial;
}

bool SameItems(const std::vector<Row>& a, const std::vector<Row>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Row& x, const Row& y) { return x.cls == y.cls; });
}

// By ItemRow: the first item alike that has the same number, too.
std::vector<uint32_t> FirstOfNumber(const Book& book,
                                    const std::vector<uint32_t>& classes) {
  std::map<std::pair<uint32_t, std::string>, uint32_t> firsts;
  std::vector<uint32_t> out;
  for (uint32_t i = 0; i < classes.size(); ++i) {
    const std::string number(book.Item(ItemRow{i}).document_number);
    out.push_back(firsts.try_emplace({classes[i], number}, i).first->second);
  }
  return out;
}

class Judging {
 public:
  explicit Judging(const Backtrack& run)
      : run_(run),
        classes_(ClassesOfAlike(run.book)),
        numbered_(FirstOfNumber(run.book, classes_)),
        last_cleared_(run.book.item_count(), kNoDay),
        evidence_(run.book, run.receipts, run.payers, classes_, last_cleared_) {
  }

  Judged Run() {
    Select();
    NoteCleared();
    ForEachChunk(judged_.receipts.size(), kGrain,
                 [&](size_t, size_t begin, size_t end) {
                   for (size_t i = begin; i < end; ++i) {
                     JudgeOne(&judged_.receipts[i]);
                   }
                 });
    return std::move(judged_);
  }

 private:
  const Receipt& ReceiptAt(ReceiptRow row) const {
    return run_.receipts.receipts[Index(row)];
  }
  const ReceiptOutcome& OutcomeAt(ReceiptRow row) const {
    return run_.report.outcomes[Index(row)];
  }
  void Select();
  void NoteCleared();
  void JudgeOne(JudgedReceipt* judged) const;
  std::vector<ItemRow> TrueItems(const Receipt& receipt) const;
  Side History(const Receipt& receipt, std::string_view quoted,
               bool* fee_somewhere) const;
  Side Found(const Receipt& receipt, std::string_view quoted,
             const ReceiptOutcome& outcome, bool fee_somewhere) const;
  bool ProposalIsTrue(const ReceiptOutcome& outcome, std::string_view quoted,
                      const Side& truth) const;
  // An item that the receipt quotes is like none of another number.
  uint32_t ClassOf(ItemRow item, std::string_view quoted) const {
    if (item == kNoItem) return kNoClass;
    const auto items = static_cast<uint32_t>(classes_.size());
    return evidence_.IsQuoted(item, quoted) ? items + numbered_[Index(item)]
                                            : classes_[Index(item)];
  }

  const Backtrack& run_;
  std::vector<uint32_t> classes_, numbered_;
  std::vector<Day> last_cleared_;
  EvidenceFinder evidence_;
  Judged judged_;
};

// Picks the receipts to judge. A name that history uses for several of them
// tells nothing of any.
void Judging::Select() {
  std::map<std::string_view, uint32_t> uses;
  std::vector<ReceiptRow> money;
  for (const ReceiptRow row : run_.report.order) {
    const auto rows = ClearingsOf(run_.clearings, ReceiptAt(row));
    if (IsMoney(OutcomeAt(row).status, !rows.empty())) {
      money.push_back(row);
      if (!rows.empty()) ++uses[rows.front().receipt];
    } else {
      ++judged_.no_money;
      if (!rows.empty()) uses.emplace(rows.front().receipt, 0);
    }
  }
  for (const ReceiptRow row : money) {
    const auto rows = ClearingsOf(run_.clearings, ReceiptAt(row));
    if (!rows.empty() && uses[rows.front().receipt] > 1) {
      ++judged_.same_name;
    } else {
      judged_.receipts.emplace_back().receipt = row;
    }
  }
  for (const Clearing& row : run_.clearings.rows()) {
    judged_.lost_clearings += uses.contains(row.receipt) ? 0 : 1;
  }
}

void Judging::NoteCleared() {
  for (const JudgedReceipt& judged : judged_.receipts) {
    const Receipt& receipt = ReceiptAt(judged.receipt);
    for (const ItemRow item : TrueItems(receipt)) {
      if (item == kNoItem) continue;
      Day& last = last_cleared_[Index(item)];
      last = std::max(last, receipt.booking_date);
    }
  }
}

std::vector<ItemRow> Judging::TrueItems(const Receipt& receipt) const {
  std::vector<ItemRow> items;
  for (const Clearing& row : ClearingsOf(run_.clearings, receipt)) {
    if (row.kind != ClearingKind::kPayment) continue;
    items.push_back(run_.book.FindItem(row.item));
  }
  return items;
}

Side Judging::History(const Receipt& receipt, std::string_view quoted,
                      bool* fee_somewhere) const {
  Side side;
  *fee_somewhere = false;
  for (const Clearing& row : ClearingsOf(run_.clearings, receipt)) {
    const uint32_t cls = row.item.empty()
                             ? kNoClass
                             : ClassOf(run_.book.FindItem(row.item), quoted);
    switch (row.kind) {
      case ClearingKind::kNotOnItem:
        break;
      case ClearingKind::kPayment:
        side.payments.push_back({row.kind, cls, row.amount});
        break;
      case ClearingKind::kFee:
        side.fee += row.amount;
        *fee_somewhere = *fee_somewhere || row.item.empty();
        break;
      case ClearingKind::kShortPay:
        side.short_pays.push_back({ClearingKind::kDeduction, cls, row.amount});
        break;
      default:
        side.differences.push_back({row.kind, cls, row.amount});
    }
  }
  side.Sort();
  return side;
}

// With `fee_somewhere`, history pays the items gross of the fee.
Side Judging::Found(const Receipt& receipt, std::string_view quoted,
                    const ReceiptOutcome& outcome, bool fee_somewhere) const {
  Side side;
  std::map<ItemRow, WideMinor> fees;
  for (const Application& row : run_.report.Applications(outcome)) {
    const WideMinor amount = Scaled(row.amount, receipt.currency);
    if (row.kind == ApplicationKind::kFee) {
      side.fee += amount;
      fees[row.item] += amount;
    } else if (row.kind != ApplicationKind::kPayment) {
      side.differences.push_back({KindOf(row.kind), ClassOf(row.item, quoted),
                                  amount < 0 ? -amount : amount});
    }
  }
  for (const Application& row : run_.report.Applications(outcome)) {
    if (row.kind != ApplicationKind::kPayment) continue;
    WideMinor amount = Scaled(row.amount, receipt.currency);
    if (fee_somewhere && fees.contains(row.item)) amount += fees[row.item];
    side.payments.push_back(
        {ClearingKind::kPayment, ClassOf(row.item, quoted), amount});
  }
  side.Sort();
  return side;
}

// A short pay that became a deduction says the same as one left open.
void DropShortPays(const Side& truth, Side* found) {
  for (const Row& row : truth.short_pays) {
    const auto same =
        std::find(found->differences.begin(), found->differences.end(), row);
    if (same != found->differences.end()) found->differences.erase(same);
  }
}

bool Judging::ProposalIsTrue(const ReceiptOutcome& outcome,
                             std::string_view quoted, const Side& truth) const {
  std::vector<Row> items;
  for (const Suggestion& row : run_.report.Suggestions(outcome)) {
    if (row.rank != 1 || row.kind != ApplicationKind::kPayment) continue;
    items.push_back({ClearingKind::kPayment, ClassOf(row.item, quoted), 0});
  }
  std::sort(items.begin(), items.end());
  return SameItems(items, truth.payments);
}

void Judging::JudgeOne(JudgedReceipt* judged) const {
  const Receipt& receipt = ReceiptAt(judged->receipt);
  const ReceiptOutcome& outcome = OutcomeAt(judged->receipt);
  const std::vector<ItemRow> items = TrueItems(receipt);
  const std::string quoted = QuotedText(run_.receipts, receipt);
  bool fee_somewhere = false;
  const Side truth = History(receipt, quoted, &fee_somewhere);
  Side found = Found(receipt, quoted, outcome, fee_somewhere);
  const bool differs =
      !truth.differences.empty() || truth.fee != 0 || !truth.short_pays.empty();
  const bool states = !found.differences.empty() || found.fee != 0;
  DropShortPays(truth, &found);

  judged->lines = static_cast<uint32_t>(items.size());
  judged->unseen = IsUnseen(outcome.status);
  const auto known = std::find_if(items.begin(), items.end(),
                                  [](ItemRow i) { return i != kNoItem; });
  const CustomerRow customer =
      known != items.end() ? run_.book.CustomerOf(*known) : outcome.customer;
  judged->customer =
      customer == kNoCustomer ? receipt.id : run_.book.CustomerId(customer);
  if (judged->due()) judged->evidence = evidence_.Of(receipt, items);

  const bool same_items =
      judged->due() && SameItems(truth.payments, found.payments);
  const bool same_amounts = truth.payments == found.payments;
  if (!judged->unseen) {
    judged->judgement = judged->due() ? Judgement::kLeft : Judgement::kNothing;
    judged->proposal_right =
        judged->due() && ProposalIsTrue(outcome, quoted, truth);
    return;
  }
  const bool right = same_items && (differs || same_amounts);
  judged->judgement = right ? Judgement::kRight : Judgement::kWrong;
  if (!differs && !states) return;
  const bool same = right && same_amounts && truth.fee == found.fee &&
                    truth.differences == found.differences;
  judged->difference =
      same ? DifferenceJudgement::kRight : DifferenceJudgement::kWrong;
}

}  // namespace

std::string_view NameOf(Judgement judgement) {
  constexpr std::string_view kNames[] = {"right", "wrong", "left", "nothing"};
  return kNames[static_cast<size_t>(judgement)];
}

std::span<const Clearing> ClearingsOf(const Clearings& clearings,
                                      const Receipt& receipt) {
  const auto rows = clearings.Of(receipt.id);
  if (!rows.empty() || receipt.bank_reference.empty()) return rows;
  return clearings.Of(receipt.bank_reference);
}

std::vector<std::vector<ItemRow>> PaidItems(const Clearings& clearings,
                                            const ReceiptBlock& receipts,
                                            const Book& book) {
  std::vector<std::vector<ItemRow>> paid(receipts.receipts.size());
  for (size_t i = 0; i < paid.size(); ++i) {
    for (const Clearing& row : ClearingsOf(clearings, receipts.receipts[i])) {
      if (row.kind != ClearingKind::kPayment) continue;
      const ItemRow item = book.FindItem(row.item);
      if (item != kNoItem) paid[i].push_back(item);
    }
  }
  return paid;
}

Judged Judge(const Backtrack& run) { return Judging(run).Run(); }

}  // namespace cashmatch
