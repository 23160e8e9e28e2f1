// SPDX-License-Identifier: Apache-2.0
// to_receipts.cc - accounts to entries and receipts.
// Tested by tests/unit/adapters/read/bai2/to_receipts_test.cc
#include "adapters/read/bai2/to_receipts.h"

#include <algorithm>
#include <utility>

#include "adapters/read/bai2/control.h"
#include "adapters/read/bai2/detail_receipts.h"
#include "adapters/read/bai2/type_codes.h"
#include "adapters/read/read_ahead.h"

namespace cashmatch::bai2 {
namespace {

/// Details that one thread makes into receipts at once.
constexpr size_t kBatch = 2048;

void AddSide(const SideSum& side, Currency currency,
             std::map<Currency, WideMinor>* booked,
             std::map<Currency, WideMinor>* taken_off) {
  if (side.any) (*booked)[currency] += side.sum;
  if (side.turned != 0) (*taken_off)[currency] += side.turned;
}

}  // namespace

ReceiptWriter::ReceiptWriter(std::string_view name, const ReadOptions& options,
                             BankFile* file)
    : options_(options),
      file_(file),
      file_row_(file->receipts.AddFile(name, "bai2")) {}

uint64_t ReceiptWriter::made() const { return file_->made(); }

void ReceiptWriter::Hold(uint64_t first, uint64_t last, std::string_view code) {
  file_->Hold(first, last, code, false);
}

void ReceiptWriter::Take(const Account& account) {
  CountEntries(account);
  if (account.currency == Currency::kNone) return;
  if (!account.posts) {
    CountLeftOut(account, [](const Detail&) { return true; });
    return;
  }
  if (account.opening && account.closing && !account.provisional &&
      account.day != kNoDay) {
    file_->ends.push_back({{},
                           account.line,
                           std::string(account.number),
                           account.currency,
                           account.day,
                           *account.opening,
                           *account.closing,
                           0});
  }
  JudgeDeposits(account);
  if (!roles_.empty()) {
    CountLeftOut(account, [this](const Detail& detail) {
      const DepositRole role = roles_[detail.number - 1];
      return role == DepositRole::kContainer || role == DepositRole::kLeftOut;
    });
  }
  size_t batch = kBatch;
  if (options_.part_bytes != 0) batch = 1 + options_.part_bytes / 64;
  if (PartBytes(options_) == SIZE_MAX || account.details.size() <= batch) {
    AddInOrder(account);
  } else {
    AddAhead(account, batch);
  }
}

void ReceiptWriter::AddInOrder(const Account& account) {
  DetailReceipts receipts(account, roles_, plain_, file_row_, &file_->receipts);
  account.details.ForEach([&](const Detail& detail, Texts texts) {
    receipts.Add(detail, texts);
    if (file_->HandOver()) receipts.ForgetTexts();
    return !file_->stopped;
  });
}

/// The same on all threads, by batches of details.
void ReceiptWriter::AddAhead(const Account& account, size_t batch) {
  DetailBatches batches(account.details, batch);
  ReadAhead(
      [&] { return batches.Next(); },
      [&](const DetailBatch& details) {
        ReceiptBlock block;
        DetailReceipts receipts(account, roles_, plain_, file_row_, &block);
        details.ForEach([&](const Detail& detail, Texts texts) {
          receipts.Add(detail, texts);
          return true;
        });
        return block;
      },
      [&](ReceiptBlock block) {
        const size_t first = file_->receipts.receipts.size();
        file_->receipts.Append(std::move(block));
        for (size_t row = first; row < file_->receipts.receipts.size(); ++row) {
          file_->receipts.receipts[row].file = file_row_;
        }
        file_->HandOver();
        return !file_->stopped;
      });
}

/// Adds to the summary; sums are as the bank signs them.
void ReceiptWriter::CountEntries(const Account& account) {
  FileSummary& summary = file_->summary;
  if (account.identified) ++summary.statements;
  summary.entries += account.details.size();
  if (account.currency == Currency::kNone) return;
  AddSide(account.details.credit(), account.currency, &summary.booked.credit,
          &summary.turned.credit);
  AddSide(account.details.debit(), account.currency, &summary.booked.debit,
          &summary.turned.debit);
}

void ReceiptWriter::CountLeftOut(
    const Account& account, const std::function<bool(const Detail&)>& which) {
  SidedSums& sums = file_->summary.left_out;
  account.details.ForEach([&](const Detail& detail, Texts) {
    if (!detail.amount.known() || !which(detail)) return true;
    const BaiSide side = SideOf(detail.type);
    if (side == BaiSide::kCredit) {
      sums.credit[account.currency] += detail.amount.minor;
    } else if (side == BaiSide::kDebit) {
      sums.debit[account.currency] += detail.amount.minor;
    }
    return true;
  });
}

/// Tells deposits from their items and says where that was not plain.
void ReceiptWriter::JudgeDeposits(const Account& account) {
  for (const DepositVerdict& verdict :
       AssignDepositRoles(account.details, &roles_)) {
    const TypeCode parent = verdict.family->parent;
    const TypeCode item = verdict.family->item;
    Finding finding;
    finding.place.line = verdict.line;
    finding.place.path = account.path;
    finding.code = "BAI-ITEMS";
    finding.found = "items of type " + std::to_string(item) + " of " +
                    FormatMoney(verdict.items, account.currency);
    if (verdict.agrees) {
      finding.expected = "deposits of type " + std::to_string(parent) +
                         " to be other money than these";
      finding.done = "equal sums: the items used, the deposits left out";
    } else {
      finding.severity = Severity::kHeld;
      finding.expected = FormatMoney(verdict.parents, account.currency) +
                         ", the deposits of type " + std::to_string(parent);
      finding.done = "deposits held, items left out";
    }
    if (AddFinding(finding, false, options_, file_) != Severity::kHeld) {
      continue;
    }
    account.details.ForEach([&](const Detail& detail, Texts) {
      DepositRole& role = roles_[detail.number - 1];
      if (detail.type == item && role == DepositRole::kCash) {
        role = DepositRole::kHeldCash;
      }
      return true;
    });
  }
}

}  // namespace cashmatch::bai2
